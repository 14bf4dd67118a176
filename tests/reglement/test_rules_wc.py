"""Rules of the text with reports before or after sending, beyond the decision table."""

import pytest

from tests.reglement.questions import (
    AUDIT,
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
    duties,
    first,
    ground,
    health_consent,
    keys,
)

GROUNDED = asked(REPORT, grounds=[ground("client_contract")])
ORAL = asked(GROUNDED, content__form="oral", content__channel="conversation", content__format=None)
TO_AUTHORITY = asked(DISCLOSE, purpose="legal_duty", recipient={"class": "authority"}, content__kind="document")


def said(question):
    decision = answer("wc", question)
    return decision.effect, first(decision)


@pytest.mark.parametrize("on_file", [False, None])
def test_opdrachtgever_without_a_signed_agreement_gets_no_report(on_file):
    assert said(asked(GROUNDED, recipient__agreement_on_file=on_file)) == ("deny", "5")


def test_agreement_is_asked_of_a_short_and_of_an_oral_report_too():
    short = asked(GROUNDED, content__report_kind="short_progress", recipient__agreement_on_file=False)

    assert (said(short), said(asked(ORAL, recipient__agreement_on_file=False))) == (("deny", "5"), ("deny", "5"))


@pytest.mark.parametrize(
    "weak",
    [
        {"kind": "client_contract"},
        ground("legitimate_interest"),
        ground("vital_interest"),
        ground("vital_interest", decided_by="coach"),
        ground("work_necessity"),
        ground("own_rights", balanced=True, decided_by="directie"),
    ],
)
def test_ground_outside_the_four_or_without_its_proof_carries_no_report(weak):
    assert said(asked(REPORT, grounds=[weak])) == ("deny", "6.informeren")


def test_registering_is_no_consent():
    assert said(asked(REPORT, consents=[consent(form="implied")])) == ("deny", "6.informeren")


def test_objection_suspends_own_interest_until_it_is_weighed():
    question = asked(REPORT, grounds=[ground("legitimate_interest", balanced=True)], objections=[{}])

    assert said(question) == ("deny", "AVG 21")
    assert said(asked(question, objections=[{"weighed": True}])) == ("allow", "6.informeren")


def test_client_hears_of_a_report_that_went_without_his_consent():
    assert ("inform_client", "oral", None) in duties(answer("wc", GROUNDED))


def test_oral_report_opens_a_note_and_the_duty_to_tell():
    decision = answer("wc", ORAL)

    assert (decision.effect, first(decision)) == ("allow", "6.rapportage")
    assert duties(decision) == {("dossier_note", "any", None), ("inform_client", "oral", None)}


def test_confidential_item_is_never_reported():
    marked = asked(GROUNDED, content__marked_confidential=True, consents=[approval()])

    assert said(marked) == ("deny", "6.afspraken")


@pytest.mark.parametrize("channel", ["paper", "download", "telephone", None])
def test_written_report_goes_by_email_only(channel):
    assert said(asked(GROUNDED, content__channel=channel)) == ("deny", "6.rapportage")


@pytest.mark.parametrize("evidence", ["sent", "handed_over", "read", "signed"])
def test_start_notice_counts_once_it_was_sent_or_handed_over(evidence):
    notice = {"evidence": evidence, "items": EVERY_PART}

    start = asked(VIEW, act="start", start_notice=notice, filled=["aanmeldgegevens"])
    assert said(start) == ("allow", "6.afspraken")
    assert said(asked(GROUNDED, start_notice=notice)) == ("allow", "6.informeren")


def test_report_before_the_start_notice_is_denied():
    assert said(asked(GROUNDED, start_notice={})) == ("deny", "6.afspraken")


@pytest.mark.parametrize("form", ["oral", "explicit"])
def test_health_needs_written_consent(form):
    question = asked(GROUNDED, content__categories=[{"key": "fml", "tag": "functional"}])

    assert said(asked(question, consents=[health_consent() | {"form": form}])) == ("deny", "6.gezondheid")
    assert said(asked(question, consents=[health_consent()])) == ("allow", "6.informeren")


@pytest.mark.parametrize(
    ("facts", "effect"),
    [
        ({}, "deny"),
        ({"consents": [consent(recipients=["doctor"], categories=["functional"])]}, "deny"),
        (
            {
                "consents": [consent(recipients=["doctor"], categories=["functional"])],
                "content__necessity_note": True,
            },
            "allow",
        ),
    ],
)
def test_asking_a_doctor_needs_written_consent_and_a_reason(facts, effect):
    question = asked(
        DISCLOSE,
        act="request_inbound",
        purpose="medical_advice",
        recipient={"class": "doctor"},
        content={"categories": [{"key": "belastbaarheid", "tag": "functional"}]},
    )

    assert said(asked(question, **facts)) == (effect, "6.gezondheid")


@pytest.mark.parametrize("kind", ["message", "contact_data"])
@pytest.mark.parametrize("recipient", ["possible_employer", "relation"])
def test_introduction_needs_consent_too(kind, recipient):
    question = asked(DISCLOSE, recipient={"class": recipient}, content__kind=kind)
    consented = asked(question, consents=[consent(form="explicit", recipients=[recipient])])

    assert (said(question), said(consented)) == (("deny", "3.1i"), ("allow", "3.1i"))


@pytest.mark.parametrize("kind", ["cv", "profile"])
@pytest.mark.parametrize("recipient", ["possible_employer", "relation", "opdrachtgever"])
def test_cv_and_profile_leave_only_after_explicit_consent(kind, recipient):
    question = asked(DISCLOSE, recipient={"class": recipient}, content__kind=kind)
    consented = asked(question, consents=[consent(form="explicit", recipients=[recipient])])

    assert (said(question), said(consented)) == (("deny", "3.1i"), ("allow", "3.1i"))


@pytest.mark.parametrize(
    ("facts", "effect", "article"),
    [
        ({}, "deny", "4"),
        ({"grounds": [ground("authority_request")]}, "deny", "AVG 6"),
        ({"grounds": [ground("authority_request", statute="SUWI 54")]}, "allow", "4.2"),
        ({"grounds": [ground("legal_obligation", statute="SUWI 54")]}, "allow", "4.2"),
        ({"grounds": [ground("own_rights", balanced=True, decided_by="directie")]}, "allow", "4.3"),
        ({"grounds": [ground("own_rights", balanced=True, decided_by="coach")]}, "deny", "4"),
        ({"grounds": [ground("verification")]}, "allow", "4.4"),
        ({"consents": [consent(form="unambiguous", recipients=["authority"])]}, "allow", "11"),
    ],
)
def test_third_parties_get_data_in_the_four_cases_only(facts, effect, article):
    assert said(asked(TO_AUTHORITY, **facts)) == (effect, article)


def test_departing_from_the_text_cites_text_and_law():
    decision = answer("wc", asked(TO_AUTHORITY, grounds=[ground("authority_request")]))

    assert {"AVG 6", "4.2"} <= keys(decision)


@pytest.mark.parametrize(
    ("purpose", "article"),
    [("portal", "3.1b"), ("guidance", "3.1c"), ("analysis", "3.1h"), ("newsletter", "3.1j"), ("information", "3.1g")],
)
def test_use_inside_the_house_cites_the_purpose_it_serves(purpose, article):
    decision = answer("wc", asked(VIEW, act="use_internally", purpose=purpose))

    assert (decision.effect, article in keys(decision)) == ("allow", True)


@pytest.mark.parametrize(
    ("changes", "effect", "article"),
    [
        ({}, "allow", "6"),
        ({"actor__confidentiality_signed": False}, "deny", "1.3"),
        ({"actor__assigned": False}, "deny", "6"),
        ({"actor__employment": "contractor"}, "deny", "6"),
        ({"actor": {"role": "client"}}, "allow", "13.1"),
        ({"actor": {"role": "opdrachtgever_contact", "employment": "none"}}, "deny", "6"),
        ({"purpose": "research"}, "deny", "1"),
        ({"purpose": None}, "deny", "1"),
    ],
)
def test_who_may_look(changes, effect, article):
    assert said(asked(VIEW, **changes)) == (effect, article)


def test_list_of_categories_is_a_minimum():
    unlisted = asked(WRITE, content__categories=[{"key": "hobby", "tag": "ordinary"}])

    assert said(unlisted) == ("allow", "6")
    assert said(asked(unlisted, content__necessity_note=False)) == ("deny", "6")
    assert said(asked(unlisted, content__categories=[{"key": "correspondentie"}])) == ("allow", "6")


@pytest.mark.parametrize(
    "changes", [{"until": None}, {"until": "2026-11-20"}, {"actor__confidentiality_signed": False}]
)
def test_inspection_needs_a_period_and_a_signature(changes):
    assert said(asked(AUDIT, **changes)) == ("deny", "4")


def test_written_consent_lifts_the_mask_for_the_auditor():
    consented = consent(recipients=["auditor"], categories=["functional"])
    question = asked(AUDIT, consents=[consented], content__categories=[{"key": "fml", "tag": "functional"}])

    assert "mask" not in {limit.kind for limit in answer("wc", question).limits}


def test_consent_for_one_employer_is_not_consent_for_another():
    question = asked(REPORT, consents=[consent(form="plain", recipients=["iemand-anders"])])

    assert said(question) == ("deny", "6.informeren")
    assert said(asked(question, consents=[consent(form="plain", recipients=[EMPLOYER])])) == ("allow", "6.informeren")
