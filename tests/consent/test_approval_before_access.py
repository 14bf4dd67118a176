"""A bureau in which nobody but the coach of the traject gets in, and nothing gets out, before the client agrees."""

from datetime import timedelta

import pytest

from consent.refusals import GateRefused
from consent.services.access import grant_access, grant_substitute
from dossiers.terms import GrantGround
from retention.models import DossierTerm
from retention.services.closing import close
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_bureau, a_version_of, an_approval, ask_to_report, sign_confidentiality
from tests.sharing import made_once
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db


the_bureau = made_once(lambda: a_bureau("rio"))


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


def decisive(decision):
    return decision.effect, decision.articles[0]["key"]


def test_report_goes_out_after_the_yes_of_the_client(bureau):
    version = a_version_of(bureau)
    before = ask_to_report(bureau, version)

    an_approval(bureau, version)

    assert (decisive(before), decisive(ask_to_report(bureau, version))) == (("deny", "5.1"), ("allow", "5.1"))


def test_substitute_stays_out_until_the_client_agrees(bureau, substitute):
    sign_confidentiality(substitute)

    with pytest.raises(GateRefused) as refused:
        grant_substitute(
            dossier=bureau.again(), user=substitute, until=akkoord_now() + timedelta(days=7), by=bureau.coach
        )

    assert decisive(refused.value.decision) == ("deny", "4.3")
    assert not bureau.dossier.grants.filter(user=substitute).exists()


def test_coach_may_write_although_some_categories_ask_a_note_or_come_from_one_source(bureau):
    grant = bureau.dossier.grants.get(user=bureau.coach)

    assert (grant.can_write, grant.health) == (True, True)


@pytest.mark.parametrize("role", ["vestigingsmanager", "directie", "administratie"])
def test_colleague_stays_out_until_the_client_agrees(bureau, role):
    colleague = UserFactory(**{role: True})
    sign_confidentiality(colleague)

    with pytest.raises(GateRefused) as refused:
        grant_access(dossier=bureau.again(), user=colleague, by=bureau.coach, ground=GrantGround.SUPERVISION)

    assert decisive(refused.value.decision) == ("deny", "4.1")


def test_closing_gives_paper_a_year_and_what_is_digital_five(bureau):
    close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)

    terms = {term.carrier: term for term in DossierTerm.objects.filter(dossier=bureau.dossier)}
    assert {carrier: (term.article_key, term.term, term.trigger) for carrier, term in terms.items()} == {
        "paper": ("6.2", "P1Y", "assignment_end"),
        "digital": ("6.3", "P5Y", "assignment_end"),
    }
