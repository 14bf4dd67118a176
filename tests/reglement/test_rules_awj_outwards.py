"""What goes out in the text with two keys and a closed telephone: the seven cases."""

import pytest

from reglement import terms
from tests.reglement.questions import (
    DISCLOSE,
    EMPLOYER,
    REPORT,
    VIEW,
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

NOTED = ground("work_necessity")
DECIDED = {"balanced": True, "decided_by": "directie"}
TOLD = {"event": "new_purpose", "evidence": "sent"}
OF_THE_LIST = ["opdrachtgever", "relation", "care_provider", "training_provider", "workplace_manager"]
BEYOND_THE_LIST = ["possible_employer", "doctor", "medical_adviser", "test_bureau", "benefits_agency", "other"]


def said(question):
    decision = answer("awj", question)
    return decision.effect, first(decision)


# --- The seven cases -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["report", "disclose", "export"])
@pytest.mark.parametrize("recipient", [*OF_THE_LIST, *BEYOND_THE_LIST, "engaged_third_party"])
def test_nobody_gets_anything_without_one_of_the_cases_also_not_who_is_listed(recipient, act):
    question = asked(
        DISCLOSE, act=act, content__form="written", recipient={"class": recipient, "agreement_on_file": True}
    )
    expected = ("allow", "2.6.1.2") if (act, recipient) == ("report", "opdrachtgever") else ("deny", "2.6.1")

    assert said(asked(question, purpose="guidance")) == expected
    assert said(asked(question, purpose="guidance", grounds=[NOTED])) == ("allow", "2.6.1.2")


@pytest.mark.parametrize("kind", sorted(set(terms.GroundKind.__args__)))
def test_no_other_ground_is_a_case(kind):
    cases = {"work_necessity", "court_order", "legal_obligation", "vital_interest", "compatible_purpose"}
    decided = {"weighty_reason", "research", "unforeseen"}
    covering = {"trajectplan"}
    known = ground(kind, recipients=["ontvanger-3"], categories=["cv"], **DECIDED)
    effect = "allow" if kind in cases | decided | covering else "deny"

    assert answer("awj", asked(DISCLOSE, grounds=[known], notices=[TOLD])).effect == effect


@pytest.mark.parametrize(
    ("given", "effect"),
    [
        (consent(form="unambiguous", recipients=["ontvanger-3"]), "allow"),
        (consent(form="oral", recipients=["ontvanger-3"]), "allow"),
        (consent(form="plain", recipients=["ontvanger-3"]), "deny"),
        (consent(form="implied", recipients=["ontvanger-3"]), "deny"),
        (consent(), "deny"),
        (consent(recipients=["iemand-anders"]), "deny"),
        (consent("withdrawn", recipients=["ontvanger-3"]), "deny"),
        (consent(recipients=["ontvanger-3"], by="opdrachtgever"), "deny"),
    ],
)
def test_consent_leaves_no_doubt_and_names_who_gets_it(given, effect):
    article = "2.6.1.1" if effect == "allow" else "2.6.1.2" if given["state"] == "withdrawn" else "2.6.1"

    assert said(asked(DISCLOSE, consents=[given])) == (effect, article)


def test_report_asks_no_approval_and_no_showing_only_an_agreement_with_the_opdrachtgever():
    assert said(REPORT) == ("allow", "2.6.1.2")
    assert "2.6.3" in keys(answer("awj", REPORT))
    assert duties(answer("awj", REPORT)) == set()
    assert said(asked(REPORT, recipient__agreement_on_file=False)) == ("deny", "2.6.3")


@pytest.mark.parametrize("noted", [{"grounds": [NOTED]}, {"content__necessity_note": True}])
@pytest.mark.parametrize("kind", ["cv", "profile", "message"])
def test_what_guidance_needs_goes_out_with_a_note_why(kind, noted):
    question = asked(DISCLOSE, content__kind=kind)

    assert said(question) == ("deny", "2.6.1")
    assert said(asked(question, **noted)) == ("allow", "2.6.1.2")


@pytest.mark.parametrize("purpose", ["invoicing", "management_information", "quality_audit", "complaint"])
def test_necessity_for_something_else_than_guidance_is_no_case(purpose):
    assert said(asked(DISCLOSE, purpose=purpose, grounds=[NOTED])) == ("deny", "2.6.1")


@pytest.mark.parametrize("purpose", ["analysis", "newsletter", "information", "relation", "medical_advice"])
def test_purpose_outside_the_text_is_denied_with_whatever_ground(purpose):
    everything = {"grounds": [NOTED], "consents": [consent(recipients=["ontvanger-3"])]}

    assert said(asked(DISCLOSE, purpose=purpose, **everything)) == ("deny", "2.2")


@pytest.mark.parametrize("decided_by", ["directie", "vestigingsmanager", "privacy_officer"])
def test_danger_opens_after_a_decision_and_the_client_hears_of_it(decided_by):
    decision = answer("awj", asked(DISCLOSE, grounds=[ground("vital_interest", decided_by=decided_by)]))

    assert (decision.effect, first(decision)) == ("allow", "2.6.1.3")
    assert ("inform_client", "any", None) in duties(decision)


@pytest.mark.parametrize("known", [ground("vital_interest"), ground("vital_interest", decided_by="coach")])
def test_danger_that_nobody_decided_on_opens_nothing(known):
    assert answer("awj", asked(DISCLOSE, grounds=[known])).effect == "deny"


def test_prevention_alone_waits_for_consent():
    prevention = asked(DISCLOSE, recipient={"class": "care_provider"}, purpose="guidance")
    agreed = consent(form="unambiguous", recipients=["care_provider"])

    assert said(prevention) == ("deny", "2.6.1")
    assert said(asked(prevention, consents=[agreed])) == ("allow", "2.6.1.1")


@pytest.mark.parametrize(("kind", "article"), [("court_order", "2.6.1.4"), ("legal_obligation", "2.6.1.5")])
@pytest.mark.parametrize("act", ["report", "disclose", "export"])
def test_court_and_statute_are_followed_and_no_further(act, kind, article):
    question = asked(
        DISCLOSE, act=act, purpose="legal_duty", recipient={"class": "authority"}, content__form="written"
    )
    decision = answer("awj", asked(question, grounds=[ground(kind, statute="SUWI 54")]))

    assert (decision.effect, first(decision)) == ("allow", article)
    assert "as_requested" in {limit.kind for limit in decision.limits}
    assert said(asked(question, grounds=[{"kind": kind}])) == ("deny", "2.6.1")


@pytest.mark.parametrize(
    ("known", "notices", "effect"),
    [
        (ground("compatible_purpose", **DECIDED), [TOLD], "allow"),
        (ground("compatible_purpose", **DECIDED), [], "deny"),
        (ground("compatible_purpose", balanced=True, decided_by="coach"), [TOLD], "deny"),
        (ground("compatible_purpose", decided_by="directie"), [TOLD], "deny"),
    ],
)
def test_compatible_use_is_tested_decided_and_told_first(known, notices, effect):
    question = asked(DISCLOSE, grounds=[known], notices=notices)

    assert said(question) == (effect, "2.6.1.6" if effect == "allow" else "2.6.1")


def test_compatible_use_never_carries_health():
    health = asked(DISCLOSE, grounds=[ground("compatible_purpose", **DECIDED)], notices=[TOLD])

    assert said(asked(health, content__categories=[{"key": "arbeidsongeschiktheid"}])) == ("deny", "AVG 6(4)")


@pytest.mark.parametrize("notices", [[], [TOLD]])
def test_new_use_inside_the_bureau_is_told_first(notices):
    used = asked(VIEW, act="use_internally", grounds=[ground("compatible_purpose", **DECIDED)], notices=notices)

    assert said(used) == (("allow", "2.2") if notices else ("deny", "intro.4"))


# --- Who said no -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "effect", "article"),
    [
        (NOTED, "deny", "2.6.1.2"),
        (ground("client_contract"), "allow", "2.6.1.2"),
        (ground("legal_obligation", statute="SUWI 54"), "allow", "2.6.1.5"),
        (ground("legitimate_interest", balanced=True), "deny", "AVG 21"),
        (ground("legitimate_interest"), "deny", "2.6.1.2"),
    ],
)
def test_who_said_no_is_passed_by_only_on_a_firm_ground(known, effect, article):
    question = asked(REPORT, grounds=[known], consents=[approval("refused")])

    assert said(question) == (effect, article)
    assert "2.6.1.2" in keys(answer("awj", question))


def test_report_on_a_contract_after_a_no_is_noted_in_the_dossier():
    question = asked(REPORT, grounds=[ground("client_contract")], consents=[approval("refused")])

    assert ("dossier_note", "any", None) in duties(answer("awj", question))


def test_own_interest_counts_again_once_the_objection_is_weighed():
    question = asked(REPORT, grounds=[ground("legitimate_interest", balanced=True)], objections=[{"weighed": True}])

    assert said(question) == ("allow", "2.6.1.2")


# --- Health ----------------------------------------------------------------------------------------------------------


def test_health_goes_out_on_explicit_consent_or_statute_though_the_text_is_silent():
    fml = asked(REPORT, content__categories=[{"key": "beschikking_belastbaarheid"}])

    assert said(asked(fml, grounds=[NOTED])) == ("deny", "AVG 9")
    assert said(asked(fml, consents=[health_consent(form="unambiguous")])) == ("deny", "AVG 9")
    assert said(asked(fml, consents=[health_consent(form="explicit")])) == ("allow", "2.6.1.1")
    assert said(asked(fml, grounds=[ground("legal_obligation")])) == ("allow", "2.6.1.5")


@pytest.mark.parametrize("key", ["medisch", "handicap", "systeem_handicap"])
def test_employer_never_gets_a_diagnosis(key):
    agreed = consent(recipients=[EMPLOYER], categories=["medical"])

    assert said(asked(REPORT, content__categories=[{"key": key}], consents=[agreed])) == ("deny", "UAVG 30")


@pytest.mark.parametrize("kind", ["weighty_reason", "research"])
def test_reason_that_is_not_decided_on_stands_in_no_way_of_a_report(kind):
    assert said(asked(REPORT, grounds=[ground(kind)])) == ("allow", "2.6.1.2")


def test_colleague_takes_no_copy_on_a_note_of_necessity():
    copied = asked(DISCLOSE, act="export", purpose="guidance", recipient={"class": "staff"}, grounds=[NOTED])

    assert said(copied) == ("deny", "2.6.1")
