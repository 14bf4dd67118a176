"""The decision table of the reglementen: each case, each profile, the effect and the decisive article."""

import pytest

from tests.reglement.columns import COLUMNS
from tests.reglement.decision_cases import BALANCED, CASES, SHORT
from tests.reglement.questions import (
    AUDIT,
    DOCUMENT,
    REPORT,
    REQUEST,
    answer,
    approval,
    asked,
    consent,
    duties,
    first,
    ground,
    keys,
)

SHOW = ("show_client", "any", "P5WD")
TELL = ("inform_client", "oral", None)
CELLS = [
    pytest.param(profile, CASES[case], *expected, id=f"{profile}: {case}")
    for profile, column in COLUMNS.items()
    for case, expected in column.items()
]


def test_each_profile_with_a_column_answers_every_case():
    assert {profile: set(column) ^ set(CASES) for profile, column in COLUMNS.items()} == {
        profile: set() for profile in COLUMNS
    }


@pytest.mark.parametrize(("profile", "question", "effect", "article"), CELLS)
def test_case_comes_out_as_the_table_says(profile, question, effect, article):
    decision = answer(profile, question)

    assert (decision.effect, first(decision)) == (effect, article)


def test_extensive_report_on_a_ground_opens_the_duty_to_show_and_to_tell():
    decision = answer("wc", asked(REPORT, grounds=[ground("client_contract")]))

    assert duties(decision) == {SHOW, TELL}


def test_report_shown_before_needs_no_showing_after():
    decision = answer("wc", asked(REPORT, grounds=[BALANCED], content__shown_to_client=True))

    assert duties(decision) == set()


def test_short_progress_opens_only_the_duty_to_tell():
    assert duties(answer("wc", asked(SHORT, grounds=[BALANCED]))) == {TELL}


def test_consent_given_orally_is_a_ground_but_no_showing():
    assert duties(answer("wc", asked(REPORT, consents=[approval(form="oral")]))) == {SHOW}


def test_email_as_pdf_is_met_by_a_notice_and_a_login_and_cites_both():
    decision = answer("wc", asked(REPORT, consents=[approval()], content__channel="portal"))

    assert {"6.rapportage", "AVG 32"} <= keys(decision)


def test_auditor_reads_only_for_a_time_and_sees_no_health():
    limits = {limit.kind: limit for limit in answer("wc", AUDIT).limits}

    assert set(limits) == {"read_only", "no_export", "until", "mask"}
    assert (limits["until"].until, set(limits["mask"].tags)) == ("2026-11-28", {"functional", "medical", "belief"})


def test_access_is_due_a_month_after_the_request_and_free():
    for profile in ("a4p", "wc"):
        decision = answer(profile, REQUEST)

        assert decision.due_on.isoformat() == "2026-04-01"
        assert "AVG 12(3)" in keys(decision)
        assert "no_fee" in {reason.key for reason in decision.reasons}


def test_consent_of_a_minor_cites_who_can_consent_beside_the_articles_own():
    for profile, own in (("a4p", "4.1"), ("wc", "6.informeren")):
        decision = answer(profile, asked(REPORT, client__age=15, consents=[approval()]))

        assert (decision.effect, first(decision)) == ("deny", own)
        assert "UAVG 5" in keys(decision)


def test_approval_counts_for_one_document_only():
    decision = answer("a4p", asked(REPORT, consents=[consent(sha256="b" * 64)]))

    assert [condition.params["why"] for condition in decision.unmet] == ["other_version"]
    assert DOCUMENT not in str(decision.as_dict())
