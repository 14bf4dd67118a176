"""Rules of the text with two keys and a closed telephone: who looks, who writes, and where data come from."""

import pytest

from tests.reglement.questions import (
    AUDIT,
    EMPLOYER,
    VIEW,
    answer,
    asked,
    consent,
    duties,
    first,
    ground,
    keys,
    unmet,
)

SYSTEM = asked(VIEW, content__carrier="digital", actor__authorised=True)
CABINET = asked(VIEW, content__carrier="paper", actor__same_branch=True)
MANAGER = asked(VIEW, actor={"role": "workplace_manager", "employment": "none"})
CONTACT = asked(
    VIEW,
    actor={"role": "opdrachtgever_contact", "employment": "none"},
    recipient={"class": "opdrachtgever", "kind": "employer", "id": EMPLOYER},
)
OF_BEHEERDER = [{"by_role": "beheerder"}]
SUPPLIER = asked(
    VIEW,
    purpose="supervision",
    actor={"role": "supplier", "employment": "none", "confidentiality_signed": True},
    recipient={"class": "supplier", "agreement_on_file": True},
    content={"necessity_note": True},
    until="2026-11-22",
)
IN_THE_CABINET = ["coach", "substitute_coach", "vestigingsmanager", "administratie"]
NOT_IN_THE_CABINET = ["beheerder", "directie", "privacy_officer"]
ALL_STAFF = [*IN_THE_CABINET, *NOT_IN_THE_CABINET]


def said(question):
    decision = answer("awj", question)
    return decision.effect, first(decision)


def limits(question):
    return {limit.kind for limit in answer("awj", question).limits}


# --- The cabinet and the system --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ALL_STAFF)
@pytest.mark.parametrize("act", ["view", "substitute"])
def test_system_opens_for_staff_whom_the_beheerder_authorised(act, role):
    question = asked(SYSTEM, act=act, actor__role=role, actor__assigned=False)

    assert said(question) == ("allow", "2.7")
    assert said(asked(question, actor__authorised=False)) == ("deny", "2.7")
    assert said(asked(question, actor__authorised=False, approvals=OF_BEHEERDER)) == ("allow", "2.7")


@pytest.mark.parametrize("by", ["directie", "vestigingsmanager", "coach"])
def test_system_is_opened_by_nobody_but_the_beheerder(by):
    question = asked(SYSTEM, actor__authorised=False, approvals=[{"by_role": by}])

    assert said(question) == ("deny", "2.7")


@pytest.mark.parametrize("employment", ["contractor", "none", None])
def test_system_and_cabinet_are_for_own_staff_only(employment):
    for question in (SYSTEM, CABINET):
        assert said(asked(question, actor__employment=employment)) == ("deny", "2.7")


def test_engaged_third_party_does_not_look_himself():
    hired = {"role": "engaged_third_party", "employment": "contractor", "authorised": True, "same_branch": True}

    for question in (SYSTEM, CABINET):
        known = asked(question, actor={**hired, "assigned": True, "confidentiality_signed": True})
        assert said(known) == ("deny", "2.7")


@pytest.mark.parametrize("role", IN_THE_CABINET)
def test_dossier_is_taken_from_the_cabinet_by_who_works_in_the_branch_and_that_is_written_down(role):
    question = asked(CABINET, actor__role=role, actor__assigned=False)
    decision = answer("awj", question)

    assert (decision.effect, first(decision)) == ("allow", "2.7")
    assert duties(decision) == {("dossier_note", "any", None)}


@pytest.mark.parametrize("branch", [False, None])
@pytest.mark.parametrize("act", ["view", "substitute", "write"])
def test_cabinet_is_closed_to_another_branch_whoever_authorised_it(act, branch):
    question = asked(CABINET, act=act, actor__authorised=True, actor__same_branch=branch)
    decision = answer("awj", asked(question, approvals=OF_BEHEERDER))

    assert (decision.effect, first(decision), "same_branch" in unmet(decision)) == ("deny", "2.7", True)


@pytest.mark.parametrize("role", NOT_IN_THE_CABINET)
def test_nobody_else_takes_a_dossier_from_the_cabinet(role):
    assert said(asked(CABINET, actor__role=role, actor__authorised=True)) == ("deny", "2.7")


def test_substitute_works_at_the_same_branch_or_with_the_rights_of_the_beheerder_and_waits_for_no_client():
    refused = [consent("refused", form="plain")]

    for question in (SYSTEM, CABINET):
        taking_over = asked(question, act="substitute", actor__role="substitute_coach", consents=refused)
        assert said(taking_over) == ("allow", "2.7")


def test_where_it_lies_is_not_known_so_both_doors_stand_in_the_way():
    unknown = asked(VIEW, actor__authorised=True)

    assert (said(unknown), unmet(answer("awj", unknown))) == (("deny", "2.7"), {"same_branch"})
    assert said(asked(unknown, actor__same_branch=True)) == ("allow", "2.7")


@pytest.mark.parametrize("role", ALL_STAFF)
@pytest.mark.parametrize("question", [SYSTEM, asked(SYSTEM, act="write"), asked(SYSTEM, act="use_internally")])
def test_who_has_not_promised_secrecy_gets_in_nowhere(question, role):
    silent = asked(question, actor__role=role, actor__confidentiality_signed=False)

    assert said(silent) == ("deny", "2.1.6")


@pytest.mark.parametrize("role", ["client", "representative"])
@pytest.mark.parametrize("phase", ["running", "closed"])
@pytest.mark.parametrize("carrier", ["paper", "digital"])
def test_client_sees_his_own_dossier_wherever_it_lies(carrier, phase, role):
    own = asked(VIEW, actor={"role": role}, phase=phase, content__carrier=carrier)

    assert said(own) == ("allow", "2.9")


# --- Looking in from outside -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", [MANAGER, CONTACT])
@pytest.mark.parametrize(
    ("beheerder", "client", "effect"),
    [(False, False, "deny"), (True, False, "deny"), (False, True, "deny"), (True, True, "allow")],
)
def test_workplace_looks_with_two_keys(beheerder, client, effect, question):
    who = question.get("recipient", {}).get("id", "workplace_manager")
    agreed = [consent(form="plain", recipients=[who])] if client else []
    decision = answer("awj", asked(question, approvals=OF_BEHEERDER if beheerder else [], consents=agreed))

    assert (decision.effect, first(decision)) == (effect, "2.7")
    assert {"approval", "consent"} - unmet(decision) == {
        key for key, turned in (("approval", beheerder), ("consent", client)) if turned
    }


@pytest.mark.parametrize(
    "keys_turned",
    [
        {"approvals": [{"by_role": "directie"}]},
        {"approvals": [{"by_role": "vestigingsmanager"}]},
        {"consents": [consent(form="plain", recipients=["iemand-anders"])]},
        {"consents": [consent(form="plain")]},
        {"consents": [consent("withdrawn", form="plain", recipients=["workplace_manager"])]},
        {"consents": [consent(form="plain", recipients=["workplace_manager"], by="opdrachtgever")]},
    ],
)
def test_no_other_key_fits(keys_turned):
    both = {
        "approvals": OF_BEHEERDER,
        "consents": [consent(form="plain", recipients=["workplace_manager"])],
    }

    assert said(asked(MANAGER, **both)) == ("allow", "2.7")
    assert said(asked(MANAGER, **{**both, **keys_turned})) == ("deny", "2.7")


@pytest.mark.parametrize("phase", ["closed", None])
@pytest.mark.parametrize(("question", "who"), [(MANAGER, "workplace_manager"), (CONTACT, EMPLOYER)])
def test_workplace_sees_running_dossiers_only(question, who, phase):
    both = {"approvals": OF_BEHEERDER, "consents": [consent(recipients=[who])]}

    assert said(asked(question, phase=phase, **both)) == ("deny", "2.7")


def test_workplace_reads_what_matters_and_takes_nothing_along():
    both = {"approvals": OF_BEHEERDER, "consents": [consent(recipients=["workplace_manager"])]}
    seen = answer("awj", asked(MANAGER, **both)).limits

    assert {limit.kind for limit in seen} == {"relevant_items", "read_only", "no_export", "mask"}
    assert {"functional", "medical"} <= set(next(limit for limit in seen if limit.kind == "mask").tags)


def test_workplace_sees_no_diagnosis_with_whatever_keys():
    both = {
        "approvals": OF_BEHEERDER,
        "consents": [consent(recipients=["workplace_manager"], categories=["medical"])],
    }
    diagnosis = asked(MANAGER, content__categories=[{"key": "medisch"}], **both)

    assert said(diagnosis) == ("deny", "UAVG 30")


@pytest.mark.parametrize("kind", ["uwv", "municipality", "insurer", "other", None])
def test_other_opdrachtgevers_do_not_look_also_with_two_keys(kind):
    both = {"approvals": OF_BEHEERDER, "consents": [consent(recipients=[EMPLOYER])]}

    assert said(asked(CONTACT, recipient__kind=kind, **both)) == ("deny", "2.7")


@pytest.mark.parametrize("recipient", ["possible_employer", "relation", "doctor", "authority", "researcher", "other"])
def test_nobody_else_from_outside_looks(recipient):
    both = {"approvals": OF_BEHEERDER, "consents": [consent(recipients=[recipient])]}
    outsider = asked(VIEW, actor={"role": "third_party", "employment": "none"}, recipient={"class": recipient})

    assert said(asked(outsider, **both)) == ("deny", "2.7")
    assert said(asked(outsider, **both, grounds=[ground("unforeseen", decided_by="directie")])) == ("deny", "2.7")


@pytest.mark.parametrize("role", ["workplace_manager", "supplier", "auditor", "third_party", "opdrachtgever_contact"])
def test_nobody_from_outside_takes_over_a_traject(role):
    question = asked(VIEW, act="substitute", actor={"role": role, "confidentiality_signed": True})

    assert said(asked(question, approvals=OF_BEHEERDER, consents=[consent(recipients=[role])])) == ("deny", "2.7")


# --- Maintenance and the quality mark --------------------------------------------------------------------------------


def test_supplier_gets_in_for_maintenance_until_a_day_and_the_beheerder_looks_back_on_it():
    decision = answer("awj", SUPPLIER)

    assert (decision.effect, first(decision), "AVG 28" in keys(decision)) == ("allow", "2.7", True)
    assert limits(SUPPLIER) == {"until", "no_export", "mask"}
    assert duties(decision) == {("review", "any", None)}


@pytest.mark.parametrize(
    "lacking",
    [
        {"recipient__agreement_on_file": False},
        {"actor__confidentiality_signed": False},
        {"content__necessity_note": False},
        {"until": None},
        {"until": "2026-11-20"},
        {"purpose": "guidance"},
    ],
)
def test_supplier_without_contract_secrecy_job_end_or_maintenance_stays_out(lacking):
    assert answer("awj", asked(SUPPLIER, **lacking)).effect == "deny"


MARK = asked(AUDIT, recipient__body="blik_op_werk")


def test_quality_mark_reads_for_a_period_with_health_covered():
    decision = answer("awj", MARK)
    found = {limit.kind: limit for limit in decision.limits}

    assert (decision.effect, first(decision)) == ("allow", "2.6.1.7")
    assert set(found) == {"read_only", "no_export", "until", "mask"}
    assert (found["until"].until, {"functional", "medical"} <= set(found["mask"].tags)) == ("2026-11-28", True)


@pytest.mark.parametrize(
    "lacking",
    [
        {"recipient__body": "oval"},
        {"recipient__body": None},
        {"until": None},
        {"actor__confidentiality_signed": False},
        {"purpose": "guidance"},
    ],
)
def test_another_mark_or_one_without_an_end_or_a_promise_inspects_nothing(lacking):
    decision = answer("awj", asked(MARK, **lacking))

    assert (decision.effect, "2.6.1" in keys(decision) or "2.2" in keys(decision)) == ("deny", True)
