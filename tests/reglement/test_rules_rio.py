"""Rules of the text with approval before access and a closed list of recipients, beyond the decision table."""

import pytest

from reglement import terms
from tests.reglement.questions import (
    AUDIT,
    DISCLOSE,
    EMPLOYER,
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

AGREED = consent(form="plain")
PARTNER = asked(VIEW, actor__assigned=False, actor__necessity_recorded=True)
SUBSTITUTE = asked(VIEW, act="substitute", actor__role="substitute_coach")
ORAL = asked(REPORT, content__form="oral", content__channel="telephone", content__format=None)
TO_BUREAU = asked(
    DISCLOSE,
    purpose="assessment",
    recipient={"class": "test_bureau"},
    content={"kind": "contact_data", "categories": [{"key": "naam"}]},
)
CARRIED_OVER = asked(DISCLOSE, purpose="request_of_client", recipient={"class": "other", "id": "bureau-9"})
ASKED_FOR = ground("client_request", recipients=["bureau-9"], categories=["cv"])
OUTSIDERS = sorted(
    set(terms.RecipientClass.__args__)
    - {"opdrachtgever", "workplace_manager", "client", "representative", "test_bureau"}
)
COLLEAGUES = ["administratie", "vestigingsmanager", "beheerder", "directie", "privacy_officer"]


def said(question):
    decision = answer("rio", question)
    return decision.effect, first(decision)


# --- Who looks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("employment", ["employed", "contractor", None])
@pytest.mark.parametrize("act", ["view", "write"])
def test_coach_of_the_traject_works_without_further_approval(act, employment):
    question = asked(WRITE, act=act, actor__employment=employment, content__categories=[{"key": "cv"}])

    assert said(question) == ("allow", "3.1")


def test_coach_who_has_not_signed_does_not_look():
    assert said(asked(VIEW, actor__confidentiality_signed=False)) == ("deny", "AVG 28")


@pytest.mark.parametrize("act", ["view", "write"])
def test_partner_coach_waits_for_the_client(act):
    question = asked(PARTNER, act=act, content__categories=[{"key": "cv"}])

    assert said(question) == ("deny", "4.1")
    assert said(asked(question, consents=[AGREED])) == ("allow", "4.1")


@pytest.mark.parametrize(
    "weak",
    [
        consent("requested", form="plain"),
        consent("refused", form="plain"),
        consent("withdrawn", form="plain"),
        consent(form="plain", valid_until="2026-11-20"),
        consent(form="plain", recipients=[EMPLOYER]),
        consent(form="plain", purpose="reporting"),
        consent(form="plain", by="opdrachtgever"),
        consent(form="implied"),
        approval(),
    ],
)
def test_only_a_yes_of_the_client_to_this_access_lets_a_partner_in(weak):
    assert said(asked(PARTNER, consents=[weak])) == ("deny", "4.1")


def test_partner_coach_looks_only_where_the_service_gains_by_it():
    question = asked(PARTNER, consents=[AGREED], actor__necessity_recorded=False)

    assert (said(question), unmet(answer("rio", question))) == (("deny", "4.1"), {"need_to_know"})


@pytest.mark.parametrize("role", COLLEAGUES)
def test_every_colleague_waits_for_the_client_the_directie_too(role):
    question = asked(VIEW, actor__role=role)

    assert said(question) == ("deny", "4.1")
    assert said(asked(question, consents=[AGREED])) == ("allow", "4.1")


@pytest.mark.parametrize(
    "actor",
    [
        {"role": "engaged_third_party", "employment": "contractor", "assigned": True},
        {"role": "opdrachtgever_contact", "employment": "none"},
        {"role": "workplace_manager", "employment": "none"},
        {"role": "auditor", "employment": "none"},
        {"role": "supplier", "employment": "none"},
        {"role": "third_party", "employment": "none"},
    ],
)
def test_who_is_not_named_looks_not_even_with_consent(actor):
    question = asked(VIEW, actor={"confidentiality_signed": True, **actor}, consents=[AGREED])

    assert said(question) == ("deny", "4.1")


def test_outsider_is_told_that_the_text_forbids_looking_and_not_that_a_yes_would_do():
    manager = asked(VIEW, actor={"role": "workplace_manager", "employment": "none"}, consents=[AGREED])

    assert "outsiders-stay-out" in {reason.params.get("rule") for reason in answer("rio", manager).reasons}


@pytest.mark.parametrize("role", ["client", "representative"])
@pytest.mark.parametrize("phase", ["running", "closed"])
def test_client_sees_his_own_dossier_at_any_time(role, phase):
    assert said(asked(VIEW, actor={"role": role}, phase=phase)) == ("allow", "3.6")


# --- Substitution ----------------------------------------------------------------------------------------------------


def test_substitute_takes_over_for_a_period_that_the_client_agreed_to():
    decision = answer("rio", asked(SUBSTITUTE, consents=[AGREED], until="2026-12-01"))

    assert (decision.effect, first(decision)) == ("allow", "4.3")
    assert [(limit.kind, limit.until) for limit in decision.limits] == [("until", "2026-12-01")]


@pytest.mark.parametrize(
    ("facts", "effect"),
    [
        ({}, "deny"),
        ({"until": "2026-12-01"}, "deny"),
        ({"consents": [AGREED]}, "deny"),
        ({"consents": [AGREED], "until": "2026-11-20"}, "deny"),
        ({"consents": [consent(form="plain", recipients=["iemand-anders"])], "until": "2026-12-01"}, "deny"),
        ({"consents": [AGREED], "until": "2026-12-01", "actor__confidentiality_signed": False}, "deny"),
        ({"consents": [consent(form="plain", valid_until="2026-12-01")]}, "allow"),
        ({"consents": [AGREED], "until": "2026-12-01", "actor__role": "coach"}, "allow"),
    ],
)
@pytest.mark.parametrize("act", ["substitute", "view", "write"])
def test_substitute_needs_consent_and_an_end_and_is_bound_by_the_articles(act, facts, effect):
    question = asked(SUBSTITUTE, act=act, content__categories=[{"key": "cv"}], **facts)
    expected = "3.1" if act != "substitute" and facts.get("actor__role") == "coach" else "4.3"

    assert said(question) == (effect, expected)


def test_coach_on_leave_is_replaced_by_a_coach():
    question = asked(SUBSTITUTE, actor__role="administratie", consents=[AGREED], until="2026-12-01")

    assert said(question) == ("deny", "4.1")


@pytest.mark.parametrize("act", ["view", "write"])
def test_substitute_works_only_in_what_was_handed_over_to_him(act):
    agreed = {"consents": [AGREED], "until": "2026-12-01", "content__categories": [{"key": "cv"}]}
    question = asked(SUBSTITUTE, act=act, **agreed)

    assert said(question) == ("allow", "4.3")
    assert answer("rio", asked(question, actor__assigned=False)).effect == "deny"


# --- What goes out ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recipient", ["opdrachtgever", "workplace_manager"])
@pytest.mark.parametrize("form", ["plain", "oral", "unambiguous", "explicit", "written"])
def test_any_clear_yes_opens_the_way_to_opdrachtgever_and_manager(form, recipient):
    question = asked(REPORT, recipient={"class": recipient, "id": "ontvanger-1"})
    agreed = consent(form=form, recipients=["ontvanger-1"])

    assert said(question) == ("deny", "5.1")
    assert said(asked(question, consents=[agreed])) == ("allow", "5.1")


@pytest.mark.parametrize("act", ["report", "disclose", "export"])
@pytest.mark.parametrize("kind", ["report", "test_result", "document", "message", "cv", "profile"])
def test_nothing_goes_to_the_opdrachtgever_without_consent(kind, act):
    question = asked(REPORT, act=act, content__kind=kind)

    assert said(question) == ("deny", "5.1")
    assert said(asked(question, consents=[AGREED])) == ("allow", "5.1")


def test_word_of_mouth_is_providing_too():
    assert said(ORAL) == ("deny", "5.1")
    assert said(asked(ORAL, consents=[consent(form="oral", recipients=[EMPLOYER])])) == ("allow", "5.1")


@pytest.mark.parametrize(
    "weak",
    [
        approval("withdrawn"),
        consent(sha256="b" * 64),
        consent(recipients=["ander"]),
        consent(categories=["cv"]),
        consent(purpose="guidance"),
        consent(by="opdrachtgever"),
        consent(form="implied"),
    ],
)
def test_consent_for_something_else_or_by_somebody_else_provides_nothing(weak):
    assert said(asked(REPORT, consents=[weak])) == ("deny", "5.1")


@pytest.mark.parametrize("kind", sorted(set(terms.GroundKind.__args__) - {"legal_obligation", "court_order"}))
def test_no_other_ground_stands_for_consent(kind):
    known = ground(kind, balanced=True, decided_by="directie", statute="SUWI 54")

    assert said(asked(REPORT, grounds=[known])) == ("deny", "5.1")


@pytest.mark.parametrize("kind", ["legal_obligation", "court_order"])
def test_law_and_court_open_what_the_text_keeps_shut_and_both_are_cited(kind):
    question = asked(DISCLOSE, purpose="legal_duty", recipient={"class": "authority"})
    decision = answer("rio", asked(question, grounds=[ground(kind, statute="SUWI 54")]))

    assert (decision.effect, first(decision)) == ("allow", "AVG 6(1)(c)")
    assert "5.1" in keys(decision)


@pytest.mark.parametrize("recipient", OUTSIDERS)
@pytest.mark.parametrize("act", ["report", "disclose", "export"])
def test_consent_makes_nobody_a_recipient(act, recipient):
    agreed = consent(recipients=[recipient], categories=["cv", "ordinary"])
    known = {"class": recipient, "agreement_on_file": True}
    decision = answer("rio", asked(DISCLOSE, act=act, recipient=known, consents=[agreed]))

    assert (decision.effect, first(decision)) == ("deny", "5.1")
    assert "no-other-recipients" in {reason.params.get("rule") for reason in decision.reasons}


@pytest.mark.parametrize("facts", [{}, {"consents": [consent(recipients=["auditor"])]}])
def test_auditor_inspects_nothing(facts):
    assert said(asked(AUDIT, **facts)) == ("deny", "5.1")


def test_data_are_never_sold():
    assert said(asked(REPORT, for_payment=True, consents=[AGREED])) == ("deny", "AVG 5")


def test_client_gets_his_own_copy():
    own = asked(DISCLOSE, act="export", purpose="request_of_client", recipient={"class": "client"})

    assert said(own) == ("allow", "3.6")


@pytest.mark.parametrize(
    ("facts", "effect"),
    [
        ({"grounds": [ASKED_FOR]}, "allow"),
        ({"grounds": [ground("client_request")]}, "deny"),
        ({"grounds": [ground("client_request", recipients=["bureau-9"])]}, "deny"),
        ({"grounds": [ASKED_FOR], "purpose": "placement"}, "deny"),
        ({"consents": [AGREED]}, "deny"),
    ],
)
def test_client_has_his_data_carried_over_where_he_names_to_whom_and_what(facts, effect):
    assert said(asked(CARRIED_OVER, **facts)) == (effect, "5.1")


@pytest.mark.parametrize("act", ["disclose", "export", "request_inbound"])
def test_test_bureau_hears_only_what_the_client_himself_asks(act):
    question = asked(TO_BUREAU, act=act, consents=[AGREED])
    requested = answer("rio", asked(question, grounds=[ground("client_request")]))

    assert said(question) == ("deny", "5.1")
    assert (requested.effect, first(requested)) == ("allow", "1.10")
    assert {limit.kind for limit in requested.limits} == {"relevant_items"}


# --- Health ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "effect", "article"),
    [
        ([], "deny", "5.1"),
        ([consent(form="oral", recipients=[EMPLOYER], categories=["functional"])], "deny", "AVG 9"),
        ([health_consent(form="explicit")], "allow", "5.1"),
    ],
)
def test_health_goes_out_on_an_explicit_consent_that_names_it(given, effect, article):
    question = asked(REPORT, content__categories=[{"key": "fml"}], consents=given)

    assert said(question) == (effect, article)


def test_tests_are_sensitive_and_not_health():
    question = asked(REPORT, content__categories=[{"key": "testuitslagen"}], consents=[AGREED])

    assert said(question) == ("allow", "5.1")


@pytest.mark.parametrize("recipient", ["opdrachtgever", "workplace_manager"])
def test_diagnosis_never_goes_to_an_employer(recipient):
    medical = consent(recipients=[EMPLOYER], categories=["medical"])
    to_him = asked(REPORT, recipient__class=recipient, content__categories=[{"key": "diagnose", "tag": "medical"}])

    assert said(asked(to_him, consents=[medical])) == ("deny", "UAVG 30")


# --- Asking others ---------------------------------------------------------------------------------------------------


def test_opdrachtgever_is_asked_with_the_knowledge_of_the_client():
    question = asked(
        DISCLOSE,
        act="request_inbound",
        purpose="guidance",
        recipient={"class": "opdrachtgever"},
        content={"categories": [{"key": "aandachtspunten"}]},
    )
    told = {"event": "data_from_others", "evidence": "sent"}

    assert said(question) == ("deny", "5.1")
    assert said(asked(question, notices=[told])) == ("allow", "2.2")


@pytest.mark.parametrize("recipient", ["doctor", "care_provider", "benefits_agency", "relation"])
def test_nobody_else_is_asked_about_the_client(recipient):
    agreed = consent(recipients=[recipient], categories=["cv"])
    question = asked(DISCLOSE, act="request_inbound", purpose="guidance", recipient={"class": recipient})

    assert said(asked(question, consents=[agreed])) == ("deny", "5.1")


@pytest.mark.parametrize("key", ["beperkingen", "arbeidsdeskundige", "fml", "afkeuring", "uitkering"])
@pytest.mark.parametrize(("service", "effect"), [("spoor1", "allow"), ("spoor2", "allow"), ("spoor3", "deny")])
def test_poortwachter_data_are_used_only_in_a_poortwachter_traject(key, service, effect):
    used = asked(VIEW, act="use_internally", service=service, content__categories=[{"key": key}])

    assert said(used) == (effect, "2.2")
