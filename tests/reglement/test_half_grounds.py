"""A ground counts with its evidence, and one that rests on a statute with the name of that statute as well."""

import pytest

from reglement import terms
from tests.reglement.questions import DISCLOSE, VIEW, answer, asked, ground, unmet
from tests.reglement.small_texts import ask, text_of
from tests.reglement.test_room_for_others import rule

BY_LAW = {"kind": "legal_obligation", "evidence": "brief", "statute": "SUWI 54"}
ORDERED = {"kind": "court_order", "evidence": "kopie van het bevel"}
HALVES = [
    BY_LAW | {"statute": None},
    BY_LAW | {"statute": " "},
    BY_LAW | {"evidence": None},
    BY_LAW | {"evidence": " "},
    {"kind": "court_order", "statute": "Rv 22"},
]
LOOKED_AT = asked(VIEW, content__categories=[{"key": "cv", "tag": "ordinary"}])
FROM_OUTSIDE = [
    asked(LOOKED_AT, actor={"role": "opdrachtgever_contact", "employment": "none"}),
    asked(LOOKED_AT, actor={"role": "workplace_manager"}, content__categories=[{"key": "fml", "tag": "functional"}]),
    asked(LOOKED_AT, actor={"role": "coach", "employment": "employed"}),
    asked(DISCLOSE, recipient={"class": "authority", "id": "overheid-1"}, purpose="guidance"),
    asked(
        DISCLOSE,
        act="export",
        recipient={"class": "possible_employer"},
        content__categories=[{"key": "t", "tag": "test"}],
    ),
]


@pytest.mark.parametrize("question", FROM_OUTSIDE, ids=lambda question: question["act"])
@pytest.mark.parametrize("half", HALVES, ids=str)
def test_law_opens_nothing_on_half_a_ground_and_says_what_it_lacks(question, half):
    refused = answer("rio", asked(question, grounds=[half]))
    whole = ORDERED if half["kind"] == "court_order" else BY_LAW

    assert not refused.allowed
    lacks = "statute" if (half.get("evidence") or "").strip() else "evidence"
    assert lacks in {condition.params.get("why") for condition in refused.unmet if condition.key == "ground"}
    assert answer("rio", asked(question, grounds=[half, whole])).allowed


@pytest.mark.parametrize("kind", terms.GroundKind.__args__)
def test_statute_stands_for_no_evidence_of_any_ground(kind):
    resting = rule("allow", "disclose", f'needs = [{{ kind = "ground", one_of = ["{kind}"] }}]')
    named = asked(DISCLOSE, grounds=[ground(kind, evidence=None, statute="SUWI 54")])

    assert not ask(text_of(resting, usual=False), named).allowed


def test_rule_that_only_looks_for_a_ground_hears_no_half_one():
    heard = text_of(rule("allow", "disclose", 'match = { ground = ["legal_obligation"] }'), usual=False)
    refused = ask(heard, asked(DISCLOSE, grounds=[BY_LAW | {"statute": None}]))

    assert (refused.effect, "ground" in unmet(refused)) == ("deny", True)
    assert ask(heard, asked(DISCLOSE, grounds=[BY_LAW])).allowed


def test_bare_request_opens_nothing_for_whoever_asks():
    resting = rule("allow", "disclose", 'needs = [{ kind = "ground", one_of = ["authority_request"] }]')
    to_anybody = asked(DISCLOSE, recipient={"class": "relation"})

    for request, allowed in (
        (ground("authority_request"), False),
        (ground("authority_request", statute="SUWI 54"), True),
    ):
        assert ask(text_of(resting, usual=False), asked(to_anybody, grounds=[request])).allowed is allowed
