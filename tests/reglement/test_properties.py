"""What must hold for every question and every text: nothing opens a door by restricting, refusing or forgetting."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reglement import terms
from reglement.deciding import compile_ruleset, decide
from reglement.loading import law_floor
from reglement.rules import Ruleset
from tests.reglement.questions import (
    AUDIT,
    DISCLOSE,
    EMPLOYER,
    REPORT,
    VIEW,
    WRITE,
    approval,
    asked,
    consent,
    ground,
    health_consent,
    ruleset,
)

PROFILES = st.sampled_from(["a4p", "wc"])
CONSENTS = st.lists(
    st.one_of(
        st.builds(approval, st.sampled_from(["given", "refused", "withdrawn", "requested"])),
        st.builds(lambda form: consent(form=form, recipients=[EMPLOYER]), st.sampled_from(["oral", "explicit"])),
        st.builds(health_consent),
        st.just(consent(form="plain")),
    ),
    max_size=3,
)
GROUNDS = st.lists(
    st.builds(
        lambda kind, sure: ground(kind, balanced=sure, decided_by="directie" if sure else None),
        st.sampled_from(list(terms.GroundKind.__args__)),
        st.booleans(),
    ),
    max_size=2,
)
QUESTIONS = st.builds(
    lambda question, consents, grounds, tag, form: asked(
        question,
        consents=consents,
        grounds=grounds,
        content__categories=[{"key": "voortgang", "tag": tag}],
        content__form=form,
        content__necessity_note=True,
    ),
    st.sampled_from([REPORT, DISCLOSE, VIEW, WRITE, AUDIT]),
    CONSENTS,
    GROUNDS,
    st.sampled_from(["ordinary", "functional", "medical", "test", "credential"]),
    st.sampled_from(["written", "oral"]),
)
NEEDS = st.sampled_from(
    [
        {"kind": "shown"},
        {"kind": "agreement_on_file"},
        {"kind": "consent", "form": "explicit", "bound_to": ["recipient"]},
        {"kind": "ground", "one_of": ["client_contract"]},
    ]
)
MATCHES = st.dictionaries(
    st.sampled_from(["form", "category_tag", "recipient_class", "ground"]),
    st.just(None),
    max_size=2,
).map(
    lambda chosen: {
        name: {
            "form": ["written"],
            "category_tag": ["ordinary"],
            "recipient_class": ["opdrachtgever", "staff"],
            "ground": ["client_contract"],
        }[name]
        for name in chosen
    }
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def said(profile: str, question: dict[str, Any]) -> bool:
    return decide(ruleset(profile), law_floor(), json.dumps(question)).allowed


def with_rule(profile: str, rule: dict[str, Any]):
    document = ruleset(profile).ruleset.model_dump(mode="json", by_alias=True)
    document["organisation_choice"] = []
    document["gate_rule"] = [*document["gate_rule"], rule]
    return compile_ruleset(Ruleset.model_validate_json(json.dumps(document)), law_floor())


@QUICK
@given(PROFILES, QUESTIONS, MATCHES, NEEDS, st.booleans())
def test_a_further_deny_or_require_never_opens_a_door(profile, question, match, need, is_deny):
    rule = {
        "id": "extra",
        "article": ruleset(profile).ruleset.articles[0].key,
        "act": [question["act"]],
        "match": match,
    }
    rule |= {"effect": "deny"} if is_deny else {"effect": "require", "needs": [need]}
    stricter = decide(with_rule(profile, rule), law_floor(), json.dumps(question)).allowed

    assert not stricter or said(profile, question)


@QUICK
@given(PROFILES, QUESTIONS, st.integers(0, 2), st.sampled_from(["remove", "withdrawn", "refused", "expired"]))
def test_taking_back_a_consent_never_opens_a_door(profile, question, position, how):
    taken_back = deepcopy(question)
    given_ones = [index for index, entry in enumerate(question["consents"]) if entry["state"] == "given"]
    if not given_ones:
        return
    index = given_ones[position % len(given_ones)]
    if how == "remove":
        del taken_back["consents"][index]
    else:
        taken_back["consents"][index]["state"] = how

    assert not said(profile, taken_back) or said(profile, question)


# What a fact carries when it is there may only restrict, so its absence may well open a door.
RESTRICTING = {"consents", "objections", "marked_confidential", "from_treating_doctor", "for_payment", "guardianship"}


def places(value: Any, way: tuple[str | int, ...] = ()):
    """Yield the place of every fact."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*way, key)
        yield from places(inner, (*way, key))


def without(question: dict[str, Any], way: tuple[str | int, ...]) -> dict[str, Any]:
    """Return the question with one fact left out."""
    poorer = deepcopy(question)
    part: Any = poorer
    for step in way[:-1]:
        part = part[step]
    del part[way[-1]]
    return poorer


@QUICK
@given(PROFILES, QUESTIONS, st.data())
def test_a_missing_fact_never_opens_a_door(profile, question, data):
    way = data.draw(st.sampled_from([w for w in places(question) if not RESTRICTING & set(map(str, w))]))
    if way[:2] == ("content", "categories") and len(way) > 2 and way[2:] != (0, "tag"):
        return
    if question["act"] in ("view", "audit") and way in (("content",), ("content", "categories")):
        return  # whoever looks without naming categories looks in general, with health masked

    assert not said(profile, without(question, way)) or said(profile, question)


@QUICK
@given(PROFILES, QUESTIONS, st.data(), st.sampled_from([None, 7, "?", [], {}, "x" * 5000, True, -1, {"a": {}}]))
def test_a_malformed_fact_never_opens_a_door(profile, question, data, nonsense):
    way = data.draw(st.sampled_from([w for w in places(question) if not RESTRICTING & set(map(str, w))]))
    spoiled = deepcopy(question)
    part: Any = spoiled
    for step in way[:-1]:
        part = part[step]
    if way[:2] == ("content", "categories") or way == ("content",) or isinstance(part[way[-1]], bool):
        return
    part[way[-1]] = nonsense

    assert not said(profile, spoiled) or said(profile, question)


@given(PROFILES, st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda inner: st.lists(inner)))
def test_nonsense_is_denied_and_never_raises(profile, nonsense):
    decision = decide(ruleset(profile), law_floor(), nonsense)

    assert (decision.effect, bool(decision.articles)) == ("deny", True)


@pytest.mark.parametrize("act", terms.Act.__args__)
@pytest.mark.parametrize("profile", ["a4p", "wc"])
def test_an_almost_empty_question_opens_nothing(profile, act):
    allowed = said(profile, {"act": act, "on": "2026-11-21"})

    # A client may be registered without any further fact; whatever follows asks more.
    assert allowed is (act == "intake")
