"""Rules of the text with access for who commissioned the work and a written yes for all others."""

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
    duties,
    first,
    ground,
    health_consent,
    keys,
    unmet,
)

COLLEAGUES = ["coach", "substitute_coach", "administratie", "vestigingsmanager", "beheerder", "directie"]
CONTRACTOR = asked(VIEW, actor__role="engaged_third_party", actor__employment="contractor")
LOOKS = asked(VIEW, actor={"role": "opdrachtgever_contact", "employment": "none"}, purpose="reporting")
TO_OPDRACHTGEVER = asked(DISCLOSE, purpose="reporting", recipient={"class": "opdrachtgever", "id": EMPLOYER})
WRITTEN = consent(recipients=["ontvanger-3"])
NOTE = ("dossier_note", "any", None)
REFUSED = approval("refused")
THIRD_PARTIES = sorted(
    set(terms.RecipientClass.__args__) - {"staff", "client", "representative", "opdrachtgever", "supplier"}
)
OF_HIS_ASSIGNMENT = ["re_integratieprocedure", "contactmomenten", "rapportages", "plaatsingsovereenkomsten", "naam"]
NOT_OF_HIS_ASSIGNMENT = ["gespreksnotities", "correspondentie", "salaris", "gezin", "cijferlijsten", "documenten"]


def said(question):
    decision = answer("bnw", question)
    return decision.effect, first(decision)


def limits(question):
    return {limit.kind: set(limit.tags) for limit in answer("bnw", question).limits}


def about(question, key, **changes):
    return asked(question, content={"categories": [{"key": key}]}, **changes)


# --- Who looks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", COLLEAGUES)
@pytest.mark.parametrize("act", ["view", "write", "substitute"])
def test_employee_with_a_task_in_the_traject_works_without_consent_of_the_client(act, role):
    assert said(about(asked(WRITE, act=act, actor__role=role), "beroep")) == ("allow", "B6a")


def test_employee_is_let_in_by_the_text_and_only_with_a_need_by_the_law_and_both_are_cited():
    stranger = asked(VIEW, actor__assigned=False)
    decision = answer("bnw", stranger)

    assert (decision.effect, first(decision), unmet(decision)) == ("deny", "B6a", {"need_to_know"})
    assert {"AVG 5", "AVG 25"} <= keys(decision)
    assert said(asked(stranger, actor__necessity_recorded=True)) == ("allow", "B6a")


@pytest.mark.parametrize("employment", ["none", None])
def test_who_is_not_known_to_work_here_does_not_look(employment):
    assert said(asked(VIEW, actor__employment=employment))[0] == "deny"


@pytest.mark.parametrize("act", ["view", "write", "substitute"])
def test_contractor_works_in_the_part_that_he_was_given_and_nothing_else(act):
    question = about(CONTRACTOR, "beroep", act=act)

    assert (said(question), limits(question)) == (("allow", "B6b"), {"relevant_items": set()})
    assert said(asked(question, actor__assigned=False, actor__necessity_recorded=True)) == ("deny", "B6b")


@pytest.mark.parametrize("act", ["view", "write", "substitute", "use_internally"])
@pytest.mark.parametrize("employment", ["employed", "contractor"])
def test_nobody_of_the_house_does_anything_before_he_is_bound_to_secrecy(employment, act):
    question = about(VIEW, "beroep", act=act, actor__employment=employment, actor__confidentiality_signed=False)

    assert said(question) == ("deny", "B8a")
    assert said(asked(question, actor__confidentiality_signed=True))[0] == "allow"


@pytest.mark.parametrize("role", ["client", "representative"])
@pytest.mark.parametrize("phase", ["running", "closed"])
def test_client_has_access_to_his_own_data(role, phase):
    assert said(asked(VIEW, actor={"role": role}, phase=phase)) == ("allow", "B6c")
    assert said(asked(DISCLOSE, act="export", purpose="request_of_client", recipient={"class": role})) == (
        "allow",
        "B6c",
    )


@pytest.mark.parametrize("role", ["workplace_manager", "auditor", "supplier", "third_party"])
@pytest.mark.parametrize("given", [[], [consent(recipients=["workplace_manager", "auditor", "supplier", "other"])]])
def test_who_is_not_on_the_list_does_not_look_not_even_with_consent(role, given):
    actor = {"role": role, "employment": "none", "confidentiality_signed": True}
    decision = answer("bnw", asked(VIEW, actor=actor, consents=given))

    assert (decision.effect, first(decision), "B6" in keys(decision)) == ("deny", "B7", True)


def test_manager_who_acts_for_the_opdrachtgever_looks_as_the_opdrachtgever():
    manager = asked(VIEW, purpose="reporting", actor={"role": "workplace_manager", "employment": "none"})

    assert said(asked(manager, recipient={"class": "opdrachtgever", "kind": "employer"})) == ("allow", "B6d")


def test_auditor_inspects_nothing_also_with_consent():
    assert said(asked(AUDIT, consents=[consent(recipients=["auditor"])])) == ("deny", "B7")


def test_court_looks_on_its_order():
    judge = asked(VIEW, purpose="legal_duty", actor={"role": "third_party", "confidentiality_signed": True})

    assert said(asked(judge, grounds=[ground("court_order")])) == ("allow", "B7b")
    assert said(asked(judge, grounds=[{"kind": "court_order"}])) == ("deny", "B7")


# --- The opdrachtgever -----------------------------------------------------------------------------------------------


def test_opdrachtgever_looks_without_consent_and_sees_nothing_that_is_sensitive():
    assert said(LOOKS) == ("allow", "B6d")
    assert set(limits(LOOKS)) == {"read_only", "no_export", "relevant_items", "mask"}
    masked = {tag for limit in answer("bnw", LOOKS).limits for tag in limit.tags}
    assert masked == terms.TAGS - {"ordinary", "contact", "identifying"}


@pytest.mark.parametrize("question", [LOOKS, TO_OPDRACHTGEVER, asked(TO_OPDRACHTGEVER, act="export")])
@pytest.mark.parametrize("key", OF_HIS_ASSIGNMENT)
def test_opdrachtgever_has_what_is_about_his_own_assignment(question, key):
    assert said(about(question, key)) == ("allow", "B6d")


@pytest.mark.parametrize("question", [LOOKS, TO_OPDRACHTGEVER, asked(TO_OPDRACHTGEVER, act="export")])
@pytest.mark.parametrize("key", NOT_OF_HIS_ASSIGNMENT)
def test_opdrachtgever_has_nothing_else(question, key):
    decision = answer("bnw", about(question, key))
    mixed = asked(question, content={"categories": [{"key": "rapportages"}, {"key": key}]})

    assert (decision.effect, first(decision), "any" in unmet(decision)) == ("deny", "B6d", True)
    assert said(mixed) == ("deny", "B6d")


def test_client_can_let_the_opdrachtgever_have_more_in_writing():
    question = about(TO_OPDRACHTGEVER, "correspondentie")
    named = consent(recipients=[EMPLOYER], categories=["correspondentie"])

    assert said(asked(question, consents=[named])) == ("allow", "B6d")
    assert said(asked(question, consents=[named | {"form": "explicit"}])) == ("deny", "B6d")
    assert said(asked(question, consents=[consent(recipients=[EMPLOYER], categories=["naam"])])) == ("deny", "B6d")


@pytest.mark.parametrize("kind", ["extensive", "short_progress"])
@pytest.mark.parametrize("form", ["written", "oral"])
@pytest.mark.parametrize("principal", ["employer", "uwv", "municipality", "insurer", "unknown"])
def test_report_of_any_kind_goes_to_the_opdrachtgever_without_consent(principal, form, kind):
    question = asked(REPORT, content__report_kind=kind, content__form=form, recipient__kind=principal)

    assert said(question) == ("allow", "B6d")
    assert answer("bnw", question).duties == ()


def test_notes_of_talks_come_in_no_report_without_a_written_yes_that_names_them():
    question = asked(REPORT, content__categories=[{"key": "rapportages"}, {"key": "gespreksnotities"}])
    named = consent(recipients=[EMPLOYER], categories=["rapportages", "gespreksnotities"])

    assert said(question) == ("deny", "B6d")
    assert said(asked(question, consents=[approval()])) == ("deny", "B6d")
    assert said(asked(question, consents=[named])) == ("allow", "B6d")


@pytest.mark.parametrize("key", ["fml", "belastbaarheid", "ziekteverzuim"])
def test_health_reaches_the_opdrachtgever_with_explicit_consent_or_not_at_all(key):
    question = asked(REPORT, content__categories=[{"key": key}])
    decision = answer("bnw", question)

    assert (decision.effect, first(decision), "B6d" in keys(decision)) == ("deny", "AVG 9", True)
    assert said(asked(question, consents=[health_consent(form="explicit")])) == ("allow", "B6d")
    assert said(asked(question, grounds=[ground("client_contract")])) == ("deny", "AVG 9")


def test_treatment_never_reaches_an_employer():
    medical = consent(recipients=[EMPLOYER], categories=["medical"])

    assert said(asked(REPORT, content__categories=[{"key": "behandeling"}], consents=[medical])) == ("deny", "UAVG 30")


def test_bsn_comes_in_no_report():
    assert said(asked(REPORT, content__categories=[{"key": "bsn"}])) == ("deny", "UAVG 46")


# --- The client says no ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("against", [{"consents": [REFUSED]}, {"objections": [{"purpose": "reporting"}]}])
@pytest.mark.parametrize(
    ("grounds", "effect", "article"),
    [
        ([], "deny", "B3a"),
        ([ground("client_contract")], "allow", "B6d"),
        ([ground("work_necessity")], "allow", "B6d"),
        ([ground("legal_obligation")], "allow", "B6d"),
        ([ground("vital_interest", decided_by="directie")], "deny", "B3a"),
        ([ground("legitimate_interest")], "deny", "B3a"),
        ([ground("legitimate_interest", balanced=True)], "deny", "AVG 21"),
        ([{"kind": "client_contract"}], "deny", "B3a"),
    ],
)
def test_report_that_the_client_refuses_needs_a_ground_of_the_text(against, grounds, effect, article):
    assert said(asked(REPORT, grounds=grounds, **against)) == (effect, article)


def test_no_of_the_client_is_kept_in_the_dossier_when_the_report_goes_all_the_same():
    refused = asked(REPORT, grounds=[ground("client_contract")], consents=[REFUSED])

    assert NOTE in duties(answer("bnw", refused))
    assert NOTE not in duties(answer("bnw", asked(refused, consents=[])))


def test_report_on_an_own_interest_goes_on_once_the_objection_was_weighed():
    weighed = asked(
        REPORT,
        grounds=[ground("legitimate_interest", balanced=True)],
        objections=[{"purpose": "reporting", "weighed": True}],
    )

    assert said(weighed) == ("allow", "B6d")


# --- Third parties ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recipient", THIRD_PARTIES)
@pytest.mark.parametrize("act", ["report", "disclose", "export", "request_inbound"])
def test_third_party_has_to_do_with_the_client_only_after_a_written_yes(act, recipient):
    question = asked(DISCLOSE, act=act, recipient__class=recipient, content__form="written")

    assert said(question) == ("deny", "B7")
    assert said(asked(question, consents=[WRITTEN])) == ("allow", "B7a")


@pytest.mark.parametrize(
    "weak",
    [
        WRITTEN | {"form": "explicit"},
        WRITTEN | {"form": "oral"},
        WRITTEN | {"state": "withdrawn"},
        WRITTEN | {"state": "requested"},
        WRITTEN | {"by": "opdrachtgever"},
        WRITTEN | {"valid_until": "2026-11-20"},
        WRITTEN | {"recipients": []},
        WRITTEN | {"recipients": ["ander"]},
        WRITTEN | {"purpose": "reporting"},
    ],
)
def test_yes_in_another_form_or_to_something_else_gives_nothing(weak):
    assert said(asked(DISCLOSE, consents=[weak])) == ("deny", "B7")


@pytest.mark.parametrize("kind", ["court_order", "legal_obligation"])
def test_law_opens_the_way_to_a_third_party_with_a_note(kind):
    decision = answer(
        "bnw", asked(DISCLOSE, purpose="legal_duty", recipient={"class": "authority"}, grounds=[ground(kind)])
    )

    assert (decision.effect, first(decision), "B8b" in keys(decision)) == ("allow", "B7b", True)
    assert NOTE in duties(decision)
    assert {limit.kind for limit in decision.limits} == {"as_requested"}


@pytest.mark.parametrize("kind", ["client_contract", "work_necessity"])
def test_what_the_agreement_needs_goes_to_a_third_party_with_a_note(kind):
    decision = answer("bnw", asked(DISCLOSE, grounds=[ground(kind)]))

    assert (decision.effect, first(decision), "B8b" in keys(decision)) == ("allow", "B7c", True)
    assert NOTE in duties(decision)
    assert {limit.kind for limit in decision.limits} == {"relevant_items"}
    assert said(asked(DISCLOSE, grounds=[{"kind": kind}])) == ("deny", "B7")


CLOSED = {"court_order", "legal_obligation", "client_contract", "work_necessity"}


@pytest.mark.parametrize("kind", sorted(set(terms.GroundKind.__args__) - CLOSED))
def test_no_other_ground_opens_the_way_to_a_third_party(kind):
    known = ground(kind, balanced=True, decided_by="directie", statute="SUWI 54")

    assert said(asked(DISCLOSE, grounds=[known])) == ("deny", "B7")


def test_health_goes_to_a_third_party_only_with_explicit_consent_that_names_it():
    question = asked(DISCLOSE, content__categories=[{"key": "fml"}], grounds=[ground("work_necessity")])
    named = consent(recipients=["ontvanger-3"], categories=["functional"])

    assert said(question) == ("deny", "AVG 9")
    assert said(asked(question, consents=[named])) == ("allow", "B7a")


def test_data_are_never_sold():
    assert said(asked(DISCLOSE, for_payment=True, consents=[WRITTEN])) == ("deny", "AVG 5")


# --- Asking others ---------------------------------------------------------------------------------------------------


def test_opdrachtgever_is_asked_for_what_his_assignment_needs_and_the_client_hears_of_it_within_a_month():
    question = asked(DISCLOSE, act="request_inbound", purpose="registration", recipient={"class": "opdrachtgever"})
    needed = answer("bnw", asked(question, content__necessity_note=True))

    assert said(question) == ("deny", "B7")
    assert (needed.effect, first(needed), "AVG 14(3)" in keys(needed)) == ("allow", "B5", True)
    assert duties(needed) == {("inform_client", "any", "P1M")}


# --- The start -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "effect"),
    [
        ([], "deny"),
        ([consent(by="client")], "deny"),
        ([consent(by="parent", form="oral")], "deny"),
        ([consent("requested", by="parent")], "deny"),
        ([consent("withdrawn", by="parent")], "deny"),
        ([consent(by="parent", form="explicit")], "allow"),
        ([consent(by="guardian")], "allow"),
    ],
)
def test_child_is_not_registered_before_a_parent_or_guardian_said_so_explicitly(given, effect):
    decision = answer("bnw", asked(VIEW, act="intake", client__age=15, consents=given))

    assert (decision.effect, "B12" in keys(decision)) == (effect, True)
    assert effect == "allow" or {"B12", "UAVG 5"} <= keys(decision)


@pytest.mark.parametrize("giver", ["parent", "guardian"])
def test_child_consents_to_nothing_himself(giver):
    question = asked(VIEW, act="record_consent", client__age=15)

    assert said(asked(question, consents=[consent(by="client")])) == ("deny", "B12")
    assert answer("bnw", asked(question, consents=[consent(by=giver)])).effect == "allow"
    assert said(asked(DISCLOSE, client__age=15, consents=[WRITTEN])) == ("deny", "B7")
    assert said(asked(DISCLOSE, client__age=15, consents=[WRITTEN | {"by": giver}])) == ("allow", "B7a")


def test_age_that_is_not_known_counts_as_too_young_and_sixteen_does_not():
    assert said(asked(VIEW, act="intake", client={})) == ("deny", "B12")
    assert said(asked(VIEW, act="intake", client__age=16)) == ("allow", "B2")


def test_traject_starts_once_the_client_was_told_what_the_law_asks():
    assert said(asked(VIEW, act="start")) == ("deny", "AVG 13")
    assert said(asked(VIEW, act="start", start_notice={"evidence": "sent"})) == ("allow", "B3a")
