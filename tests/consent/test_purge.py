"""Rows of this room go with their safe and no sooner."""

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from consent.models import Consent, Disclosure
from consent.services.approvals import refuse
from consent.services.disclosing import make_disclosure, open_disclosure
from consent.services.grounds import record_ground
from consent.services.noticing import tell_client
from consent.services.objecting import make_objection
from consent.services.planning import answer_planned
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_bureau, a_copy_that_waits, a_request, a_version_of, an_approval, ask_to_report
from vault.ids import new_id
from vault.services import fence, shred

pytestmark = pytest.mark.django_db(transaction=True)

OURS = [model for model in apps.get_models() if model._meta.app_label == "consent"]


@pytest.fixture
def bureau(db):
    bureau = a_bureau("a4p")
    refuse(a_request(bureau, a_version_of(bureau, "eerste")), user=bureau.client_user, remark="Dit klopt niet.")
    version = a_version_of(bureau)
    an_approval(bureau, version)
    record_ground(dossier=bureau.dossier, kind="court_order", evidence="Vonnis.", by=bureau.coach)
    disclosure = make_disclosure(
        decision=ask_to_report(bureau, version), content_version=version, contact=bureau.contact, by=bureau.coach
    )
    open_disclosure(disclosure, user=bureau.contact.user)
    told = {"event": "new_purpose", "category": "intakegegevens", "why": "Om passend werk te vinden."}
    tell_client(dossier=bureau.again(), by=bureau.coach, **told)
    make_objection(bureau.again(), purpose="newsletter", words="Geen reclame.", by=bureau.client_user)
    answer_planned(a_copy_that_waits(bureau.again(), bureau.coach), kind="given", by=UserFactory(beheerder=True))
    return bureau


def delete_all(safe_id):
    with transaction.atomic(), connection.cursor() as cursor:
        for model in OURS:
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE safe_id = %s", [safe_id])


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_row_of_a_living_dossier_is_not_deleted(bureau, model):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_everything_goes_once_the_key_is_shredded(bureau):
    shred([bureau.dossier.safe_id], case_id=new_id(), certificate_id=new_id())

    delete_all(bureau.dossier.safe_id)

    assert not any(model._base_manager.filter(safe_id=bureau.dossier.safe_id).exists() for model in OURS)


def test_nothing_is_added_behind_the_fence(bureau):
    fence([bureau.dossier.safe_id])

    with pytest.raises(IntegrityError), transaction.atomic():
        a_version_of(bureau, "te laat")


def test_dossier_of_another_keeps_its_rows(bureau):
    other = a_bureau("a4p", coach=bureau.coach)
    an_approval(other, a_version_of(other))
    shred([bureau.dossier.safe_id], case_id=new_id(), certificate_id=new_id())

    delete_all(bureau.dossier.safe_id)

    assert Consent.objects.filter(dossier=other.dossier).count() == 1
    assert not Disclosure.objects.exists()
