"""A bureau in which the beheerder gives the rights, reports need no approval, and the telephone is closed."""

from datetime import timedelta

import pytest

from consent.services.access import grant_access, grant_substitute
from consent.services.approvals import refuse
from consent.services.grounds import record_ground
from dossiers.terms import GrantGround, OutsideCategory
from retention.models import DossierTerm
from retention.services.closing import close
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_bureau, a_request, a_version_of, ask_to_report, sign_confidentiality
from tests.sharing import made_once
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db


the_bureau = made_once(lambda: a_bureau("awj", service="jobcoaching"))


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


def decisive(decision):
    return decision.effect, decision.articles[0]["key"]


def test_coach_of_the_traject_reads_and_writes_health_included(bureau):
    grant = bureau.dossier.grants.get(user=bureau.coach)

    assert (grant.can_read, grant.can_write, grant.health) == (True, True, True)
    # What the text does not list waits until the client was told of it.
    limits = grant.limits.filter(right="write", source="")
    assert set(limits.values_list("category", flat=True)) == set(OutsideCategory.values)


def test_report_goes_out_because_guidance_needs_it(bureau):
    assert decisive(ask_to_report(bureau, a_version_of(bureau))) == ("allow", "2.6.1.2")


def test_no_of_the_client_stops_the_report_until_a_firm_ground_is_recorded(bureau):
    version = a_version_of(bureau)
    refuse(a_request(bureau, version), user=bureau.client_user)
    stopped = ask_to_report(bureau, version)

    record_ground(dossier=bureau.dossier, kind="client_contract", evidence="artikel 3", by=bureau.coach)
    on_contract = ask_to_report(bureau, version)

    assert [decisive(stopped), decisive(on_contract)] == [("deny", "2.6.1.2"), ("allow", "2.6.1.2")]
    assert "dossier_note" in {duty["kind"] for duty in on_contract.duties}


def test_substitute_gets_in_without_waiting_for_the_client(bureau):
    substitute = UserFactory(coach=True)
    sign_confidentiality(substitute)

    until = akkoord_now() + timedelta(days=7)
    grant_substitute(dossier=bureau.again(), user=substitute, until=until, by=bureau.coach)

    assert bureau.dossier.grants.filter(user=substitute).exists()


@pytest.mark.parametrize("role", ["vestigingsmanager", "directie", "administratie"])
def test_colleague_with_rights_in_the_system_gets_in(bureau, role):
    colleague = UserFactory(**{role: True})
    sign_confidentiality(colleague)

    grant_access(dossier=bureau.again(), user=colleague, by=bureau.coach, ground=GrantGround.SUPERVISION)

    assert bureau.dossier.grants.get(user=colleague).can_write


def test_closing_gives_two_years_from_the_end_of_the_service_on_paper_and_in_the_system(bureau):
    close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)

    terms = {term.carrier: term for term in DossierTerm.objects.filter(dossier=bureau.dossier)}
    assert {carrier: (term.article_key, term.term, term.trigger) for carrier, term in terms.items()} == {
        "paper": ("2.5", "P2Y", "service_end"),
        "digital": ("2.5", "P2Y", "service_end"),
    }
