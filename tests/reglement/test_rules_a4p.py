"""Rules of the text with prior written approval, beyond the decision table."""

import pytest

from tests.reglement.questions import (
    DISCLOSE,
    EMPLOYER,
    EVERY_PART,
    REPORT,
    VIEW,
    WRITE,
    answer,
    approval,
    asked,
    consent,
    first,
    ground,
    health_consent,
    keys,
    unmet,
)

START = asked(
    VIEW, act="start", start_notice={"evidence": "sent", "items": EVERY_PART}, rights_notice={"evidence": "sent"}
)
APPROVED = asked(REPORT, consents=[approval()])
ORAL = asked(REPORT, content__form="oral", content__channel="conversation")


def said(question):
    decision = answer("a4p", question)
    return decision.effect, first(decision)


@pytest.mark.parametrize(
    ("changes", "effect", "article"),
    [
        ({}, "allow", "4"),
        ({"start_notice": {}}, "deny", "4"),
        ({"start_notice__items": EVERY_PART[:4]}, "deny", "4"),
        ({"rights_notice": {}}, "deny", "5"),
        ({"start_notice__evidence": "handed_over"}, "allow", "4"),
    ],
)
def test_traject_starts_after_both_notices(changes, effect, article):
    assert said(asked(START, **changes)) == (effect, article)


@pytest.mark.parametrize("part", EVERY_PART)
def test_report_outside_the_agreement_is_denied(part):
    covers = [other for other in EVERY_PART if other != part]

    assert said(asked(APPROVED, reporting_agreement={"covers": covers})) == ("deny", "4")


def test_report_without_any_agreement_is_denied():
    assert said(asked(APPROVED, reporting_agreement=None)) == ("deny", "4")


@pytest.mark.parametrize("kind", ["extensive", "short_progress"])
@pytest.mark.parametrize("form", ["plain", "oral", "unambiguous", "explicit"])
def test_approval_that_is_not_written_is_not_enough_for_any_report(kind, form):
    question = asked(REPORT, consents=[approval(form=form)], content__report_kind=kind)

    assert said(question) == ("deny", "4.1")


def test_opdrachtgever_cannot_approve_his_own_report():
    assert said(asked(REPORT, consents=[approval(by="opdrachtgever")])) == ("deny", "4.1")


def test_refusal_weighs_more_than_an_older_approval_and_less_than_a_newer():
    older, newer = "2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z"
    no_after_yes = [approval(at=older), approval("refused", at=newer)]
    yes_after_no = [approval(at=newer), approval("refused", at=older)]

    assert said(asked(REPORT, consents=no_after_yes)) == ("deny", "4.1")
    assert said(asked(REPORT, consents=yes_after_no)) == ("allow", "4.1")


@pytest.mark.parametrize("state", ["requested", "refused", "withdrawn", "expired", "superseded"])
def test_only_a_given_approval_counts(state):
    assert said(asked(REPORT, consents=[approval(state)])) == ("deny", "4.1")


def test_approval_past_its_last_day_counts_no_more():
    assert said(asked(REPORT, consents=[approval(valid_until="2026-11-20")])) == ("deny", "4.1")
    assert said(asked(REPORT, consents=[approval(valid_until="2026-11-21")])) == ("allow", "4.1")


@pytest.mark.parametrize(
    ("question", "effect", "article"),
    [
        (ORAL, "deny", "4.2"),
        (asked(ORAL, grounds=[ground("work_necessity")]), "allow", "4.2b"),
        (asked(ORAL, consents=[consent(form="oral", recipients=[EMPLOYER])]), "allow", "4.2a"),
    ],
)
def test_oral_report_needs_a_ground_but_no_approval(question, effect, article):
    assert said(question) == (effect, article)


@pytest.mark.parametrize("tag", ["functional", "test"])
def test_health_and_tests_need_both_approval_and_consent(tag):
    question = asked(APPROVED, content__categories=[{"key": "uitslag", "tag": tag}])

    assert said(question) == ("deny", "4.3")
    named = consent(form="explicit", recipients=[EMPLOYER], categories=[tag])
    assert said(asked(question, consents=[approval(), named])) == ("allow", "4.1")


def test_catalogue_knows_the_sensitivity_when_the_question_leaves_it_out():
    question = asked(APPROVED, content__categories=[{"key": "arbeidsongeschiktheid"}])

    assert said(question) == ("deny", "4.3")


def test_softer_word_of_the_question_does_not_soften_the_catalogue():
    question = asked(APPROVED, content__categories=[{"key": "arbeidsongeschiktheid", "tag": "ordinary"}])

    assert said(question) == ("deny", "4.3")


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipients": ["someone-else"]},
        {"categories": ["test"]},
        {"form": "oral"},
        {"recipients": []},
        {"categories": []},
    ],
)
def test_health_consent_names_recipient_and_data_in_so_many_words(wrong):
    question = asked(REPORT, content__categories=[{"key": "fml", "tag": "functional"}])

    assert said(asked(question, consents=[approval(), health_consent() | wrong])) == ("deny", "4.3")


def test_medical_data_never_go_to_an_employer():
    medical = consent(recipients=[EMPLOYER], categories=["medical"])
    question = asked(
        REPORT, content__categories=[{"key": "diagnose", "tag": "medical"}], consents=[approval(), medical]
    )

    assert said(question) == ("deny", "UAVG 30")
    assert said(asked(question, recipient__kind="uwv")) == ("allow", "4.1")
    assert said(asked(question, recipient__kind=None)) == ("deny", "UAVG 30")


def test_item_of_the_treating_doctor_stays_locked_unless_the_consent_names_it():
    question = asked(
        REPORT,
        content__categories=[{"key": "fml", "tag": "functional"}],
        content__from_treating_doctor=True,
        consents=[approval(), health_consent()],
    )
    named = asked(question, consents=[approval(), health_consent(names_treating_doctor=True)])

    assert (said(question), said(named)) == (("deny", "4.3"), ("allow", "4.1"))


def test_data_are_never_sold_whatever_the_client_says():
    question = asked(DISCLOSE, for_payment=True, consents=[consent(recipients=["ontvanger-3"])])

    assert said(question) == ("deny", "4.2")


@pytest.mark.parametrize("purpose", ["research", "newsletter", "analysis", "management_information"])
def test_purpose_that_the_text_does_not_name_is_denied(purpose):
    question = asked(DISCLOSE, recipient={"class": "training_provider"}, purpose=purpose)

    assert "1" in keys(answer("a4p", question))
    assert said(asked(question, grounds=[ground("work_necessity")])) == ("deny", "1")


@pytest.mark.parametrize(
    ("recipient", "facts", "effect", "article"),
    [
        ("training_provider", {"grounds": [ground("work_necessity")]}, "allow", "4.2b"),
        ("training_provider", {}, "deny", "4.2"),
        ("engaged_third_party", {"recipient__agreement_on_file": True}, "allow", "1"),
        ("authority", {"grounds": [ground("legal_obligation", statute="SUWI 54")]}, "allow", "4.2d"),
        ("authority", {"grounds": [ground("authority_request")]}, "deny", "4.2"),
    ],
)
def test_other_recipients_need_a_ground_of_the_closed_list(recipient, facts, effect, article):
    question = asked(DISCLOSE, purpose="guidance", recipient={"class": recipient}, content__kind="document")

    assert said(asked(question, **facts)) == (effect, article)


@pytest.mark.parametrize(
    ("changes", "effect", "article"),
    [
        ({}, "allow", "3.1"),
        ({"actor__confidentiality_signed": False}, "deny", "6"),
        ({"actor__assigned": False}, "deny", "3.1"),
        ({"actor__assigned": False, "actor__necessity_recorded": True}, "allow", "3.1"),
        ({"actor__employment": "contractor", "actor__role": "engaged_third_party"}, "allow", "3.1"),
        ({"actor__employment": None}, "deny", "3.2"),
        ({"actor": {"role": "client"}}, "allow", "5.2"),
        ({"actor": {"role": "opdrachtgever_contact", "employment": "none"}}, "deny", "3.2"),
        ({"actor": {"role": "auditor", "employment": "none"}}, "deny", "4.2"),
        ({"actor": None}, "deny", "3.2"),
    ],
)
def test_who_may_look(changes, effect, article):
    assert said(asked(VIEW, **changes)) == (effect, article)


@pytest.mark.parametrize(
    ("categories", "service", "effect", "article"),
    [
        ([{"key": "intakegegevens"}], "outplacement", "allow", "3.1"),
        ([{"key": "arbeidsongeschiktheid"}], "spoor2", "allow", "3.1"),
        ([{"key": "arbeidsongeschiktheid"}], "outplacement", "deny", "UAVG 30"),
        ([{"key": "bsn", "tag": "identity_number"}], "spoor2", "deny", "UAVG 46"),
        ([{"key": "geloof", "tag": "belief"}], "spoor2", "deny", "AVG 9"),
        ([{"key": "vog", "tag": "criminal"}], "spoor2", "deny", "AVG 10"),
        ([{"key": "wachtwoord", "tag": "credential"}], "spoor2", "deny", "3.1"),
    ],
)
def test_what_may_be_written_down(categories, service, effect, article):
    question = asked(WRITE, content__categories=categories, service=service)

    assert said(question) == (effect, article)


def test_category_outside_the_catalogue_asks_why_it_is_needed():
    question = asked(WRITE, content__categories=[{"key": "hobby", "tag": "ordinary"}], content__necessity_note=False)

    assert (said(question), unmet(answer("a4p", question))) == (("deny", "3.1"), {"necessity_note"})


def test_asking_a_doctor_needs_explicit_consent():
    question = asked(
        DISCLOSE,
        act="request_inbound",
        purpose="medical_advice",
        recipient={"class": "doctor"},
        content={"categories": [{"key": "belastbaarheid", "tag": "functional"}]},
    )
    explicit = consent(form="explicit", recipients=["doctor"], categories=["functional"])

    assert said(question) == ("deny", "4.3")
    assert said(asked(question, consents=[explicit])) == ("allow", "4.3")


@pytest.mark.parametrize(("right", "article"), [("notice", "5.1"), ("access", "5.2"), ("complain", "5.4")])
def test_named_right_is_granted_by_its_article(right, article):
    request = {"right": right, "received_on": "2026-03-01", "identity_checked": True}

    assert said({"act": "exercise_right", "on": "2026-03-02", "request": request}) == ("allow", article)


def test_right_that_only_the_law_knows_is_granted_by_the_law():
    request = {"right": "port", "received_on": "2026-03-01", "identity_checked": True}

    assert said({"act": "exercise_right", "on": "2026-03-02", "request": request}) == ("allow", "AVG 20")
