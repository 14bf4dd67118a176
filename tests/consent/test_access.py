"""Access is decided when it is given and again when what it stood on changes."""

from datetime import timedelta

import pytest

from consent.facts.proof import ALL_ITEMS
from consent.models import ReportingLine
from consent.refusals import (
    ContactOfAnother,
    GateRefused,
    GrantOverlaps,
    NoAgreementLines,
    SecondMustBeAnother,
    UnknownCategory,
    WordsMissing,
)
from consent.services.access import grant_access, grant_substitute, regrade_access
from consent.services.agreements import make_agreement
from consent.services.disclosing import make_disclosure
from consent.services.grounds import record_ground, second_ground
from dossiers.services import close_traject
from reglement.models import Decision
from tests.factories.consent import (
    a_bureau,
    a_category,
    a_line,
    a_version_of,
    an_approval,
    ask_to_report,
    sign_confidentiality,
)
from tests.factories.dossiers import a_contact
from tests.sharing import made_once
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db


the_bureau = made_once(lambda: a_bureau("a4p"))


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


def agreement_part(decision):
    return decision.facts["reporting_agreement"].get("covers", [])


def test_substitute_who_did_not_sign_stays_out_and_the_deny_is_kept(bureau, substitute):
    with pytest.raises(GateRefused) as caught:
        grant_substitute(
            dossier=bureau.again(), user=substitute, until=akkoord_now() + timedelta(days=7), by=bureau.coach
        )

    assert Decision.objects.get(pk=caught.value.decision.pk).effect == "deny"
    assert not bureau.dossier.grants.filter(user=substitute).exists()


def test_access_of_a_substitute_ends_by_itself(bureau, substitute, clock):
    sign_confidentiality(substitute)
    grant_substitute(dossier=bureau.again(), user=substitute, until=akkoord_now() + timedelta(days=7), by=bureau.coach)

    clock.move(days=8)

    assert not bureau.dossier.grants.live().filter(user=substitute).exists()


def test_nobody_is_let_in_twice(bureau):
    with pytest.raises(GrantOverlaps):
        grant_access(dossier=bureau.again(), user=bureau.coach, by=bureau.coach)


def test_access_of_who_lost_his_role_ends_when_it_is_asked_again(bureau):
    bureau.coach.role_assignments.update(valid_until=akkoord_now())

    ended = regrade_access(bureau.again(), by=bureau.coach)

    assert [grant.user_id for grant in ended] == [bureau.coach.pk]
    assert not bureau.dossier.grants.live().exists()


def test_access_that_still_is_permitted_stays(bureau):
    assert regrade_access(bureau.again(), by=bureau.coach) == []
    assert bureau.dossier.grants.live().count() == 1


def test_report_outside_the_agreed_purpose_is_denied(bureau):
    version = a_version_of(bureau, report_purpose="conclusion")
    an_approval(bureau, version)

    decision = ask_to_report(bureau, version)

    assert decision.effect == "deny"
    assert "purpose" not in agreement_part(decision)


def test_report_with_data_outside_the_agreement_is_denied(bureau):
    version = a_version_of(bureau, categories=[{"key": "formulieren", "tag": "ordinary"}])
    an_approval(bureau, version)

    decision = ask_to_report(bureau, version)

    assert decision.effect == "deny"
    assert "data" not in agreement_part(decision)


def test_second_report_within_the_month_does_not_fit_a_monthly_rhythm(bureau):
    first = a_version_of(bureau)
    an_approval(bureau, first)
    make_disclosure(
        decision=ask_to_report(bureau, first), content_version=first, contact=bureau.contact, by=bureau.coach
    )

    assert "frequency" not in agreement_part(ask_to_report(bureau, a_version_of(bureau, "twee")))


def test_report_of_the_next_month_fits_the_rhythm(bureau, clock):
    first = a_version_of(bureau)
    an_approval(bureau, first)
    make_disclosure(
        decision=ask_to_report(bureau, first), content_version=first, contact=bureau.contact, by=bureau.coach
    )
    clock.move(days=28)

    assert agreement_part(ask_to_report(bureau, a_version_of(bureau, "twee"))) == list(ALL_ITEMS)


def test_contact_who_is_not_in_the_agreement_is_not_covered(bureau):
    bureau.contact = a_contact(opdrachtgever=bureau.contact.opdrachtgever)

    assert agreement_part(ask_to_report(bureau, a_version_of(bureau))) == []


def test_agreement_has_at_least_one_line(bureau):
    with pytest.raises(NoAgreementLines):
        make_agreement(dossier=bureau.again(), lines=[], by=bureau.coach)


def test_agreement_names_contacts_of_the_opdrachtgever_only(bureau):
    stranger = a_contact()

    with pytest.raises(ContactOfAnother):
        make_agreement(dossier=bureau.again(), lines=[a_line(stranger, "intakegegevens")], by=bureau.coach)


def test_agreement_names_categories_of_the_reglement_only(bureau):
    with pytest.raises(UnknownCategory):
        make_agreement(dossier=bureau.again(), lines=[a_line(bureau.contact, "hobbys")], by=bureau.coach)


def test_new_agreement_leaves_the_old_lines_as_they_were(bureau):
    line = a_line(bureau.contact, a_category("a4p"), purpose="conclusion", frequency="once")
    make_agreement(dossier=bureau.again(), lines=[line], by=bureau.coach)

    assert ReportingLine.objects.filter(agreement__number=1).count() == 2
    assert ReportingLine.objects.filter(agreement__number=2).count() == 1


def test_ground_needs_its_evidence(bureau):
    with pytest.raises(WordsMissing):
        record_ground(dossier=bureau.dossier, kind="court_order", evidence="  ", by=bureau.coach)


def test_ground_is_confirmed_by_somebody_else(bureau, directie):
    ground = record_ground(dossier=bureau.dossier, kind="vital_interest", evidence="Gevaar.", by=bureau.coach)
    with pytest.raises(SecondMustBeAnother):
        second_ground(ground, by=bureau.coach)

    assert second_ground(ground, by=directie).second_by == directie


def test_question_about_a_closed_traject_says_so(bureau):
    close_traject(dossier=bureau.dossier, outcome="new_employer", ended_on=today(), by=bureau.coach)

    assert ask_to_report(bureau, a_version_of(bureau)).facts["phase"] == "closed"
