"""The decision table of the reglementen: each case, each profile, the effect and the decisive article."""

from typing import Any

import pytest

from tests.reglement.questions import (
    AUDIT,
    DISCLOSE,
    DOCUMENT,
    REPORT,
    REQUEST,
    RETAIN,
    VIEW,
    WRITE,
    answer,
    approval,
    asked,
    consent,
    duties,
    first,
    ground,
    health_consent,
    keys,
)

SHOW = ("show_client", "any", "P5WD")
TELL = ("inform_client", "oral", None)
SHORT = asked(REPORT, content__report_kind="short_progress", content__channel="email")
FML = asked(REPORT, content__categories=[{"key": "fml", "tag": "functional"}])
COURT = asked(DISCLOSE, purpose="legal_duty", recipient={"class": "court"}, content__kind="document")
MANAGER = asked(VIEW, actor={"role": "workplace_manager", "employment": "none"})
SUBSTITUTE = asked(
    VIEW, act="substitute", actor__role="substitute_coach", consents=[consent("requested", form="plain")]
)
PASSWORD = asked(WRITE, content__categories=[{"key": "wachtwoord_vacaturesite", "tag": "credential"}])
NEWSLETTER = asked(VIEW, act="use_internally", purpose="newsletter", objections=[{"purpose": "newsletter"}])
BALANCED = ground("legitimate_interest", balanced=True)
SENIOR = ground("vital_interest", decided_by="directie")
REFUSED = approval("refused")

# case, question, then per profile: effect, decisive article
TABLE: list[tuple[str, dict[str, Any], tuple[str, str], tuple[str, str]]] = [
    ("1 no ground", REPORT, ("deny", "4.1"), ("deny", "6.informeren")),
    *(
        (f"1 ground {known['kind']}", asked(REPORT, grounds=[known]), ("deny", "4.1"), ("allow", "6.informeren"))
        for known in (ground("client_contract"), SENIOR, BALANCED)
    ),
    (
        "1 ground in law",
        asked(REPORT, grounds=[ground("legal_obligation")]),
        ("allow", "4.2d"),
        ("allow", "6.informeren"),
    ),
    (
        "2 agreed orally",
        asked(REPORT, consents=[approval(form="oral")]),
        ("deny", "4.1"),
        ("allow", "6.informeren"),
    ),
    ("3 approved in writing", asked(REPORT, consents=[approval()]), ("allow", "4.1"), ("allow", "6.informeren")),
    ("4 refused, no ground", asked(REPORT, consents=[REFUSED]), ("deny", "4.1"), ("deny", "6.informeren")),
    *(
        (
            f"4 refused, {known['kind']}",
            asked(REPORT, consents=[REFUSED], grounds=[known]),
            ("deny", "4.1"),
            ("allow", "6.informeren"),
        )
        for known in (ground("client_contract"), SENIOR)
    ),
    (
        "4 refused, own interest",
        asked(REPORT, consents=[REFUSED], grounds=[BALANCED]),
        ("deny", "4.1"),
        ("deny", "AVG 21"),
    ),
    ("5 short, no ground", SHORT, ("deny", "4.1"), ("deny", "6.informeren")),
    ("5 short, ground", asked(SHORT, grounds=[BALANCED]), ("deny", "4.1"), ("allow", "6.informeren")),
    ("5 short, consent", asked(SHORT, consents=[consent(form="plain")]), ("deny", "4.1"), ("allow", "6.informeren")),
    (
        "5 short, not a pdf",
        asked(SHORT, grounds=[BALANCED], content__format="text"),
        ("deny", "4.1"),
        ("deny", "6.rapportage"),
    ),
    ("7 FML, no consent", FML, ("deny", "4.3"), ("deny", "6.gezondheid")),
    ("7 FML, only approved", asked(FML, consents=[approval()]), ("deny", "4.3"), ("deny", "6.gezondheid")),
    (
        "7 FML, only health consent",
        asked(FML, consents=[health_consent()]),
        ("deny", "4.1"),
        ("allow", "6.informeren"),
    ),
    (
        "7 FML, both",
        asked(FML, consents=[approval(), health_consent()]),
        ("allow", "4.1"),
        ("allow", "6.informeren"),
    ),
    ("9 court order", asked(COURT, grounds=[ground("court_order")]), ("allow", "4.2c"), ("allow", "4.2")),
    ("9 order without its copy", asked(COURT, grounds=[{"kind": "court_order"}]), ("deny", "4.2"), ("deny", "4")),
    ("11 auditor", AUDIT, ("deny", "4.2"), ("allow", "13.3")),
    ("11 auditor of another mark", asked(AUDIT, recipient__body="noloc"), ("deny", "4.2"), ("deny", "4")),
    ("12 manager looks", MANAGER, ("deny", "3.2"), ("deny", "6")),
    (
        "12 manager looks with consent",
        asked(MANAGER, consents=[consent(form="plain", recipients=["workplace_manager"])]),
        ("allow", "3.2"),
        ("deny", "6"),
    ),
    ("14 substitute", SUBSTITUTE, ("allow", "3.1"), ("allow", "6")),
    ("17 CV without consent", DISCLOSE, ("deny", "4.3"), ("deny", "3.1i")),
    (
        "17 CV with a note of necessity",
        asked(DISCLOSE, grounds=[ground("work_necessity")]),
        ("deny", "4.3"),
        ("deny", "3.1i"),
    ),
    (
        "17 CV with consent",
        asked(DISCLOSE, consents=[consent(form="explicit", recipients=["ontvanger-3"])]),
        ("allow", "4.2a"),
        ("allow", "3.1i"),
    ),
    (
        "18 paper, 13 months",
        asked(RETAIN, on="2026-02-15", retention__carrier="paper"),
        ("keep", "4R"),
        ("keep", "14"),
    ),
    ("19 digital, 25 months", asked(RETAIN, on="2027-02-15"), ("destroy", "4R"), ("destroy", "14")),
    (
        "20 erase, a reason of the text",
        asked(REQUEST, request__right="erase", request__conditions=["wrong"]),
        ("allow", "5.3"),
        ("allow", "13.2"),
    ),
    (
        "20 erase, a reason of the law",
        asked(REQUEST, request__right="erase", request__conditions=["no_longer_needed"]),
        ("allow", "AVG 17"),
        ("allow", "13.2"),
    ),
    ("21 access after closing", asked(REQUEST, request__closed_on="2025-07-01"), ("allow", "5.2"), ("allow", "13.1")),
    ("25 intake of a minor", asked(VIEW, act="intake", client__age=15), ("allow", "3.1"), ("allow", "6")),
    (
        "25 consent of a minor",
        asked(VIEW, act="record_consent", client__age=15, consents=[consent()]),
        ("deny", "UAVG 5"),
        ("deny", "UAVG 5"),
    ),
    ("26 password", PASSWORD, ("deny", "3.1"), ("deny", "AVG 5")),
    ("27 newsletter after opt-out", NEWSLETTER, ("deny", "1"), ("deny", "3.3")),
]
CELLS = [
    pytest.param(profile, question, *expected, id=f"{profile}: {case}")
    for case, question, *both in TABLE
    for profile, expected in zip(("a4p", "wc"), both, strict=True)
]


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
