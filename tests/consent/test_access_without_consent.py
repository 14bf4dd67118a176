"""A bureau in which who commissioned the work is told without a yes of the client, and a child needs a parent."""

from datetime import timedelta

import pytest

from consent.refusals import GateRefused
from consent.services.access import grant_substitute
from consent.services.announcing import announce_version
from dossiers.models import Traject
from reglement.models import Acknowledgement
from reglement.services import active_version
from retention.models import DossierTerm
from retention.services.closing import close
from tests.factories.consent import a_bureau, a_version_of, ask_to_report, sign_confidentiality
from tests.factories.reglement import activated, next_draft
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(db):
    return a_bureau("bnw")


def decisive(decision):
    return decision.effect, decision.articles[0]["key"]


def test_report_goes_to_the_opdrachtgever_without_a_yes_of_the_client(bureau):
    assert decisive(ask_to_report(bureau, a_version_of(bureau))) == ("allow", "B6d")


def test_health_in_a_report_waits_for_the_client_all_the_same(bureau):
    version = a_version_of(bureau, categories=[{"key": "fml", "tag": "functional"}])

    assert decisive(ask_to_report(bureau, version)) == ("deny", "AVG 9")


def test_substitute_gets_in_without_the_client(bureau, substitute):
    sign_confidentiality(substitute)

    grant = grant_substitute(
        dossier=bureau.again(), user=substitute, until=akkoord_now() + timedelta(days=7), by=bureau.coach
    )

    assert decisive(grant.decision) == ("allow", "B6a")


def test_traject_of_a_child_does_not_start_without_a_parent():
    with pytest.raises(GateRefused) as refused:
        a_bureau("bnw", birth_date=today().replace(year=today().year - 15, day=1))

    assert decisive(refused.value.decision) == ("deny", "B12")
    assert not Traject.objects.exists()


def test_closing_gives_paper_and_digital_two_years(bureau):
    close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)

    terms = DossierTerm.objects.filter(dossier=bureau.dossier).values_list("carrier", "article_key", "term", "bound")
    assert set(terms) == {(carrier, "B4", "P24M", "complete_within") for carrier in ("paper", "digital")}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("important", "mails"), [(True, 1), (False, 0)])
def test_important_change_is_mailed_to_the_client_and_to_nobody_else(important, mails):
    bureau = a_bureau("bnw")
    version = activated(next_draft(active_version(), "nieuw", valid_from="2026-01-01"), important=important)

    assert announce_version() == mails
    told = Acknowledgement.objects.filter(version=version, evidence="sent").values_list("user_id", flat=True)
    assert set(told) == ({bureau.client_user.pk} if mails else set())
