"""The contract with the client as the ground of a report, under a text that knows it."""

import pytest

from consent.services.disclosing import make_disclosure
from consent.services.grounds import record_ground
from dossiers.models import Duty
from tests.factories.consent import a_bureau, a_version_of, ask_to_report
from tests.sharing import made_once

pytestmark = pytest.mark.django_db

the_bureau = made_once(lambda: a_bureau("wc"))


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


def test_ground_for_one_version_does_not_count_for_another(bureau):
    version = a_version_of(bureau)
    record_ground(
        dossier=bureau.dossier, kind="client_contract", evidence="Plan.", content_version=version, by=bureau.coach
    )

    assert ask_to_report(bureau, version).effect == "allow"
    assert ask_to_report(bureau, a_version_of(bureau, "ander")).effect == "deny"


def test_disclosure_on_a_ground_opens_the_duties_of_its_decision(bureau):
    version = a_version_of(bureau)
    record_ground(dossier=bureau.dossier, kind="client_contract", evidence="Trajectplan.", by=bureau.coach)

    make_disclosure(
        decision=ask_to_report(bureau, version), content_version=version, contact=bureau.contact, by=bureau.coach
    )

    kinds = set(Duty.objects.filter(dossier=bureau.dossier).values_list("kind", flat=True))
    assert {"show_client", "inform_client"} <= kinds
