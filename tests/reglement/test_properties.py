"""What must hold for every question and every text: nothing opens a door by restricting, refusing or forgetting."""

import json
import random
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from reglement import terms
from reglement.deciding import CompiledRuleset, Decision, compile_ruleset, decide
from reglement.facts import Facts
from reglement.facts.examples import EXAMPLES
from reglement.loading import law_floor, profile_names
from reglement.rules import Ruleset
from tests.reglement.questions import DOCUMENT, EMPLOYER, REQUEST, RETAIN, asked, ruleset
from tests.reglement.strategies import CONSENTS, PROFILES, QUESTIONS, QUICK

NEEDS = st.sampled_from(
    [
        {"kind": "shown"},
        {"kind": "agreement_on_file"},
        {"kind": "consent", "form": "explicit", "bound_to": ["recipient"]},
        {"kind": "ground", "one_of": ["client_contract"]},
        {"kind": "any", "of": [{"kind": "shown"}, {"kind": "approval", "by_role": ["directie"]}]},
    ]
)
LINES = {
    "form": ["written"],
    "category_tag": ["ordinary"],
    "recipient_class": ["opdrachtgever", "staff"],
    "ground": ["client_contract"],
    "actor_role": ["coach"],
    "phase": ["running"],
    "minor": False,
    "objected": True,
}
MATCHES = st.sets(st.sampled_from(sorted(LINES)), max_size=2).map(lambda names: {name: LINES[name] for name in names})


def answered(text: CompiledRuleset, question: dict[str, Any]) -> Decision:
    return decide(text, law_floor(), json.dumps(question))


def said(profile: str, question: dict[str, Any]) -> bool:
    return answered(ruleset(profile), question).allowed


def compiled(document: dict[str, Any]) -> CompiledRuleset:
    return compile_ruleset(Ruleset.model_validate_json(json.dumps(document)), law_floor())


def document_of(profile: str) -> dict[str, Any]:
    """Return a profile with its holes filled, as plain values to change."""
    document = ruleset(profile).ruleset.model_dump(mode="json", by_alias=True)
    return document | {"organisation_choice": []}


@QUICK
@given(PROFILES, QUESTIONS, MATCHES, MATCHES, NEEDS, st.booleans())
def test_a_further_deny_or_require_never_opens_a_door(profile, question, match, exception, need, is_deny):
    document = document_of(profile)
    rule = {
        "id": "extra",
        "article": document["articles"][0]["key"],
        "act": [question["act"]],
        "match": match,
        "except": {name: words for name, words in exception.items() if name != "objected"} or None,
    }
    rule |= {"effect": "deny"} if is_deny else {"effect": "require", "needs": [need]}
    document["gate_rule"].append(rule)

    assert not answered(compiled(document), question).allowed or said(profile, question)


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


@QUICK
@given(PROFILES, QUESTIONS, CONSENTS, st.sampled_from(["withdrawn", "refused"]))
def test_a_further_no_never_opens_a_door(profile, question, against, how):
    refused = asked(question, consents=[*question["consents"], {**against, "state": how}])

    assert not said(profile, refused) or said(profile, question)


@QUICK
@given(PROFILES, QUESTIONS, st.sampled_from([None, *terms.Purpose.__args__]))
def test_an_objection_never_opens_a_door(profile, question, purpose):
    objected = asked(question, objections=[*question.get("objections", ()), {"purpose": purpose}])

    assert not said(profile, objected) or said(profile, question)


@QUICK
@given(PROFILES, QUESTIONS.filter(lambda asked: asked["grounds"]), st.data())
def test_half_a_ground_never_opens_a_door(profile, question, data):
    halved = deepcopy(question)
    lacking = data.draw(st.sampled_from(["evidence", "statute"]))
    data.draw(st.sampled_from(halved["grounds"]))[lacking] = data.draw(st.sampled_from([None, "", " "]))

    assert not said(profile, halved) or said(profile, question)


@QUICK
@given(PROFILES, QUESTIONS.filter(lambda asked: asked["consents"]), st.data())
def test_what_is_agreed_after_the_day_of_the_question_never_opens_a_door(profile, question, data):
    later = deepcopy(question)
    data.draw(st.sampled_from(later["consents"]))["at"] = "2026-11-23T09:00:00Z"

    assert not said(profile, later) or said(profile, question)


SENSITIVE = ("functional", "medical", "test", "belief", "criminal", "credential", "identity_number")


@QUICK
@given(PROFILES, QUESTIONS, st.sampled_from(SENSITIVE))
def test_data_that_are_more_sensitive_never_open_a_door(profile, question, tag):
    # A yes to exactly this kind of data opens for them, and for no other kind.
    assume(not any(tag in each.get("categories", ()) for each in question["consents"]))
    heavier = deepcopy(question)
    for category in heavier.get("content", {}).get("categories", ()):
        if category.get("tag") == "ordinary":
            category["tag"] = tag

    assert not said(profile, heavier) or said(profile, question)


# What a fact carries when it is there may only restrict, so its absence may well open a door.
RESTRICTING = {
    *("consents", "objections", "marked_confidential", "from_treating_doctor", "for_payment", "guardianship"),
    *("holds", "choice", "deviation", "closed_on", "last_request_on", "by_representative"),
}


def places(value: Any, way: tuple[str | int, ...] = ()):
    """Yield the place of every fact."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*way, key)
        yield from places(inner, (*way, key))


def changed_at(question: dict[str, Any], way: tuple[str | int, ...], *value: Any) -> dict[str, Any]:
    """Return the question with another value at one place, or without that fact when none is given."""
    other = deepcopy(question)
    part: Any = other
    for step in way[:-1]:
        part = part[step]
    if value:
        [part[way[-1]]] = value
    else:
        del part[way[-1]]
    return other


def leaves_less_to_weigh(question: dict[str, Any], way: tuple[str | int, ...]) -> bool:
    """Say whether the fact at this place stands for something to object to, so that it may well be missed."""
    if RESTRICTING & set(map(str, way)):
        return True
    if way[:2] == ("content", "categories") and len(way) > 2:
        return way[2:] != (0, "tag")
    # Whoever looks or works without naming categories does so in general, with health masked.
    in_general = question["act"] in ("view", "audit", "substitute", "use_internally")
    return in_general and way in (("content",), ("content", "categories"))


@QUICK
@given(PROFILES, QUESTIONS, st.data())
def test_a_missing_fact_never_opens_a_door(profile, question, data):
    way = data.draw(st.sampled_from([w for w in places(question) if not leaves_less_to_weigh(question, w)]))

    assert not said(profile, changed_at(question, way)) or said(profile, question)


JUNK = st.sampled_from([None, 7, -1, 1.5, True, "?", "", "ALLOW", [], {}, [None], {"a": {}}, "x" * 5000, "2026-13-40"])


@QUICK
@given(PROFILES, st.one_of(QUESTIONS, st.sampled_from(EXAMPLES)), st.data(), JUNK)
def test_a_malformed_fact_never_opens_a_door(profile, question, data, junk):
    way = data.draw(st.sampled_from(list(places(question))))
    spoiled = changed_at(question, way, junk)
    try:
        Facts.model_validate_json(json.dumps(spoiled))
    except ValidationError:
        assert answered(ruleset(profile), spoiled).effect == "deny"
        return

    # What is not known is no more than what is missing; another word that can be read is another question.
    if junk is None and not leaves_less_to_weigh(question, way) and question["act"] != "retain":
        assert not said(profile, spoiled) or said(profile, question)


READABLE = [way for example in EXAMPLES for way in places(example) if not isinstance(way[-1], int)]


@pytest.mark.parametrize("way", sorted(set(READABLE), key=str), ids=lambda way: ".".join(map(str, way)))
def test_no_fact_takes_a_value_of_another_kind(way):
    example = next(each for each in EXAMPLES if way in list(places(each)))
    for junk in (1.5, {"a": {}}, "\x00", [[]]):
        decision = answered(ruleset("wc"), changed_at(example, way, junk))

        is_word = isinstance(junk, str) and way[-1] in ("evidence", "relation", "statute", "id", "body")
        assert is_word or (decision.effect, decision.reasons[0].key) == ("deny", "facts_invalid")


KEPT = st.builds(
    lambda on, facts, events: asked(RETAIN, on=on, **facts, retention__events=events),
    st.sampled_from(["2025-02-01", "2026-11-21", "2031-01-16", "2060-01-01"]),
    st.dictionaries(
        st.sampled_from(["retention__carrier", "service", "retention__outcome", "retention__holds"]), st.just(None)
    ).map(
        lambda names: {
            name: {
                "retention__carrier": "paper",
                "service": "spoor2",
                "retention__outcome": "placed",
                "retention__holds": [{"kind": "complaint"}],
            }[name]
            for name in names
        }
    ),
    st.dictionaries(
        st.sampled_from(["traject_end", "assignment_end", "service_end", "contract_end", "client_request"]),
        st.sampled_from(["2025-01-15", "2024-02-29"]),
    ),
)


@QUICK
@given(PROFILES, KEPT, st.data())
def test_a_missing_fact_never_destroys(profile, question, data):
    way = data.draw(st.sampled_from([w for w in places(question) if not leaves_less_to_weigh(question, w)]))
    poorer = answered(ruleset(profile), changed_at(question, way))

    assert poorer.effect != "destroy" or answered(ruleset(profile), question).effect == "destroy"


REQUESTS = st.builds(
    lambda right, facts: asked(REQUEST, request={"right": right, "received_on": "2026-03-01", **facts}),
    st.sampled_from(terms.Right.__args__),
    st.fixed_dictionaries(
        {},
        optional={
            "identity_checked": st.booleans(),
            "conditions": st.lists(st.sampled_from(terms.RightCondition.__args__), max_size=2),
            "closed_on": st.sampled_from(["2026-01-01", "2020-01-01"]),
            "changes_stated": st.booleans(),
            "last_request_on": st.just("2026-02-01"),
            "by_representative": st.booleans(),
        },
    ),
)


@QUICK
@given(PROFILES, REQUESTS, st.data())
def test_a_missing_fact_never_grants_a_request(profile, question, data):
    way = data.draw(st.sampled_from([w for w in places(question) if not leaves_less_to_weigh(question, w)]))

    assert not said(profile, changed_at(question, way)) or said(profile, question)


def essence(decision: Decision) -> tuple[Any, ...]:
    """Return what an answer comes down to, whatever order it is told in."""
    return (
        decision.effect,
        {(citation.ruleset, citation.key) for citation in decision.articles},
        {(condition.key, condition.met) for condition in decision.conditions},
        {(duty.kind, duty.channel, duty.within) for duty in decision.duties},
        {(limit.kind, limit.tags, limit.until) for limit in decision.limits},
        decision.expires_on,
        decision.due_on,
    )


def shuffled(value: Any, dice: random.Random) -> Any:
    """Return the value with every list and every object in it in another order."""
    if isinstance(value, dict):
        pairs = [(key, shuffled(inner, dice)) for key, inner in value.items()]
        return dict(dice.sample(pairs, len(pairs)))
    if isinstance(value, list):
        return dice.sample([shuffled(inner, dice) for inner in value], len(value))
    return value


ORDERED_PARTS = ("gate_rule", "articles", "purpose", "catalogue_item", "recipient", "notice_rule", "right_rule")


@QUICK
@given(PROFILES, QUESTIONS, st.integers(0, 99))
def test_order_of_rules_does_not_matter(profile, question, seed):
    document, dice = document_of(profile), random.Random(seed)
    for part in ORDERED_PARTS:
        dice.shuffle(document[part])

    assert essence(answered(compiled(document), question)) == essence(answered(ruleset(profile), question))


@QUICK
@given(PROFILES, st.one_of(QUESTIONS, KEPT, REQUESTS), st.integers(0, 99))
def test_order_of_facts_does_not_matter(profile, question, seed):
    other = shuffled(question, random.Random(seed))

    assert essence(answered(ruleset(profile), other)) == essence(answered(ruleset(profile), question))


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Return the value with every word that is one of these names replaced."""
    if isinstance(value, dict):
        return {key: renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


@QUICK
@given(PROFILES, QUESTIONS)
def test_ids_of_recipients_and_documents_do_not_matter(profile, question):
    names = {EMPLOYER: "partij-1", "ontvanger-3": "partij-2", DOCUMENT: "c" * 64}

    assert essence(answered(ruleset(profile), renamed(question, names))) == essence(
        answered(ruleset(profile), question)
    )


@pytest.mark.parametrize("profile", profile_names())
def test_names_of_rules_and_articles_do_not_matter(profile):
    document = document_of(profile)
    keys = {article["key"]: f"k{number}" for number, article in enumerate(document["articles"])}
    for part in ("gate_rule", "retention_rule", "right_rule", "notice_rule", "residual_rule", "measure"):
        for number, rule in enumerate(document[part]):
            rule["id"] = f"{part.replace('_', '-')}-{number}"
    own_words = {"articles", "metadata", "organisation_choice"}
    other = compiled(
        {part: value if part in own_words else with_keys(value, keys) for part, value in document.items()}
        | {"articles": [article | {"key": keys[article["key"]]} for article in document["articles"]]}
    )

    for question in EXAMPLES:
        ours, theirs = answered(ruleset(profile), question), answered(other, question)
        assert (ours.effect, ours.due_on) == (theirs.effect, theirs.due_on)
        assert [keys.get(c.key) if c.ruleset != "law" else c.key for c in ours.articles] == [
            citation.key for citation in theirs.articles
        ]


def with_keys(value: Any, keys: dict[str, str], field: str = "") -> Any:
    """Return the value with other keys of articles, wherever the rule form points at one."""
    if isinstance(value, dict):
        return {name: with_keys(inner, keys, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_keys(inner, keys, field) for inner in value]
    points = field in {"", "article", "also", "articles", "disclosure", "access"}
    return keys.get(value, value) if points and isinstance(value, str) else value


@given(PROFILES, st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda inner: st.lists(inner)))
def test_nonsense_is_denied_and_never_raises(profile, nonsense):
    decision = decide(ruleset(profile), law_floor(), nonsense)

    assert (decision.effect, bool(decision.articles)) == ("deny", True)


@pytest.mark.parametrize("act", terms.Act.__args__)
@pytest.mark.parametrize("profile", profile_names())
def test_an_almost_empty_question_opens_nothing(profile, act):
    allowed = said(profile, {"act": act, "on": "2026-11-21"})

    # A client may be registered without any further fact where the text asks none; whatever follows asks more.
    assert not allowed or act == "intake"
