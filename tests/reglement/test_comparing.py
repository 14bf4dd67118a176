"""The difference between two texts: nothing between equal ones, every change of a rule, in words, weighed."""

import json
import typing
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from reglement import terms
from reglement.comparing import compare, sections_of, tell
from reglement.loading import DEMO_CHOICES, law_floor, profile_names, profile_path, read_profile
from reglement.rules import Need, Ruleset
from reglement.rules.base import Strict
from reglement.wording import labels_of, vocabulary
from reglement.wording.fields import is_named

TEXTS = {
    name: read_profile(profile_path(name).read_bytes(), file=f"{name}.toml", choices=DEMO_CHOICES)
    for name in profile_names()
}
TEXTS["law"] = law_floor().ruleset
DOCUMENTS = {name: text.model_dump(mode="json", by_alias=True) for name, text in TEXTS.items()}
# A need is told as a whole, so its fields have no words of their own.
NEEDS = typing.get_args(typing.get_args(Need)[0])
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def leaves(value: Any, way: tuple[str | int, ...] = ()):
    """Yield the place and value of every word, number and list of a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*way, key))
    elif way:
        yield way, value
        for index, inner in enumerate(value if isinstance(value, list) else ()):
            yield from leaves(inner, (*way, index))


def name_of(way: tuple[str | int, ...]) -> str:
    """Return the field in which a place lies."""
    return [str(step) for step in way if isinstance(step, str)][-1]


LEAVES = {name: list(leaves(document)) for name, document in DOCUMENTS.items()}
VALUES: dict[str, list[Any]] = {}
for found in LEAVES.values():
    for way, value in found:
        if value not in VALUES.setdefault(name_of(way) + str(type(way[-1])), []):
            VALUES[name_of(way) + str(type(way[-1]))].append(value)


def rebuilt(document: dict[str, Any]) -> Ruleset | None:
    """Return the document as a text, or nothing when it is none any more."""
    try:
        return Ruleset.model_validate_json(json.dumps(document))
    except ValidationError:
        return None


def a4p(**rules: Any) -> Ruleset:
    """Return the text with one entry of each list given otherwise: a4p(retention_rule={"term": "P1Y"})."""
    document = deepcopy(DOCUMENTS["a4p"]) | {"organisation_choice": []}
    for part, fields in rules.items():
        wanted = fields.pop("id", document[part][0].get("id"))
        next(entry for entry in document[part] if entry.get("id") == wanted).update(fields)
    text = rebuilt(document)
    assert text is not None
    return text


def told(before: Ruleset, after: Ruleset) -> list[tuple[str, str]]:
    return [(tell(each, labels_of(before, after)), each.effect) for each in compare(before, after)]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_does_not_differ_from_itself(name):
    assert compare(TEXTS[name], TEXTS[name]) == ()


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_any_two_texts_can_be_compared_and_told(name, other):
    differences = compare(TEXTS[name], TEXTS[other])

    assert bool(differences) is (name != other)
    lines = [line for section in sections_of(differences) for line in section.lines]
    assert len(lines) == len(differences)
    assert all(line.text.endswith(".") and line.text[0].isupper() for line in lines)


@QUICK
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_every_change_of_a_random_word_shows(name, data):
    way, value = data.draw(st.sampled_from(LEAVES[name]))
    other = data.draw(st.sampled_from(VALUES[name_of(way) + str(type(way[-1]))]))
    assume(other != value)
    document = deepcopy(DOCUMENTS[name])
    place: Any = document
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = other
    after = rebuilt(document)
    assume(after is not None and after != TEXTS[name])

    differences = compare(TEXTS[name], after)
    assert differences
    assert all(tell(each) for each in differences)


@QUICK
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_every_entry_that_goes_or_comes_shows(name, data):
    part = data.draw(st.sampled_from([key for key, value in DOCUMENTS[name].items() if isinstance(value, list)]))
    assume(DOCUMENTS[name][part])
    document = deepcopy(DOCUMENTS[name])
    del document[part][data.draw(st.integers(0, len(document[part]) - 1))]
    less = rebuilt(document)
    assume(less is not None)

    gone, come = compare(TEXTS[name], less), compare(less, TEXTS[name])
    assert [each for each in gone if each.change != "added"]
    assert [each for each in come if each.change != "removed"]


@pytest.mark.parametrize(
    ("before", "after", "sentence", "effect"),
    [
        (
            {"term": "P2Y", "match": {"carrier": ["paper"]}},
            {"term": "P1Y", "match": {"carrier": ["paper"]}},
            "De termijn van papieren dossiers wordt 1 jaar in plaats van 2 jaar.",
            "stricter",
        ),
        (
            {"term": "P1Y", "match": {"category_tag": ["test"]}},
            {"term": "P18M", "match": {"category_tag": ["test"]}},
            "De termijn van tests wordt 18 maanden in plaats van 1 jaar.",
            "looser",
        ),
        (
            {"term": "unset"},
            {"term": "P2Y"},
            "De termijn van dossiers wordt 2 jaar in plaats van nog niet ingevuld.",
            "unknown",
        ),
        (
            {"term": "P1Y", "round_up": "none"},
            {"term": "P1Y", "round_up": "year_end"},
            "Dossiers: einde wordt aan het eind van het jaar in plaats van op de dag zelf.",
            "looser",
        ),
    ],
)
def test_a_term_is_told_as_people_say_it(before, after, sentence, effect):
    assert told(a4p(retention_rule=before), a4p(retention_rule=after)) == [(sentence, effect)]


@pytest.mark.parametrize(
    ("fields", "sentence", "effect"),
    [
        (
            {"needs": [{"kind": "consent", "form": "written", "bound_to": ["version"]}, {"kind": "shown"}]},
            "voortaan is ook nodig inzage vooraf door de cliënt",
            "stricter",
        ),
        (
            {"needs": [{"kind": "consent", "form": "oral", "bound_to": ["version"]}]},
            "niet meer nodig is schriftelijke toestemming",
            "looser",
        ),
        (
            {"match": {"recipient_class": ["opdrachtgever", "workplace_manager"]}},
            "vorm: weg is schriftelijk",
            "stricter",
        ),
        ({"except": {"for_payment": False}}, "uitzondering wordt", "looser"),
        ({"effect": "allow"}, "uitkomst wordt mag in plaats van mag alleen met een voorwaarde", "looser"),
        ({"note": "Anders gelezen."}, "toelichting wordt Anders gelezen", "neutral"),
    ],
)
def test_a_rule_that_asks_more_or_less_says_so(fields, sentence, effect):
    rule = {"id": "report-written-approval"}

    [(said, weighed)] = told(a4p(), a4p(gate_rule=rule | fields))

    assert sentence in said
    assert weighed == effect


def test_a_wider_permission_is_looser_and_a_wider_refusal_stricter():
    permission = a4p(gate_rule={"id": "ground-work", "match": {"purpose": ["guidance"]}})
    refusal = a4p(gate_rule={"id": "auditors-stay-out", "act": ["audit"]})

    assert [effect for _said, effect in told(permission, a4p())] == ["looser"]
    assert [effect for _said, effect in told(refusal, a4p())] == ["stricter"]


def test_what_the_organisation_chose_shows_once_as_the_value_of_its_rule():
    document = deepcopy(DOCUMENTS["a4p"])
    document["organisation_choice"][0]["value"] = "P1Y"
    after = rebuilt(document)

    assert told(TEXTS["a4p"], after) == [("De termijn van dossiers wordt 1 jaar in plaats van 2 jaar.", "stricter")]


def test_another_text_of_an_article_is_shown_beside_the_old_one():
    document = deepcopy(DOCUMENTS["a4p"])
    document["articles"][3]["text"] = "Anders."

    [section] = sections_of(compare(TEXTS["a4p"], rebuilt(document)))

    [line] = section.lines
    assert (line.text, line.after) == ("De tekst van artikel 2 (Geheimhouding) is anders.", "Anders.")
    assert line.before == TEXTS["a4p"].articles[3].text


def test_every_field_of_the_rule_form_has_a_word():
    models = _models_under(Ruleset, set())
    fields = {name for model in models if not issubclass(model, NEEDS) for name in model.model_fields}
    named_by_their_entry = {"id", "field"} | set(Ruleset.model_fields)

    assert sorted(name for name in fields - named_by_their_entry if not is_named(name)) == []


@pytest.mark.parametrize(
    ("kind", "lists"),
    [
        ("Act", "ACTS"),
        ("RecipientClass", "RECIPIENTS"),
        ("RecipientKind", "KINDS_OF_RECIPIENT"),
        ("ActorRole", "ROLES"),
        ("ServiceType", "SERVICES"),
        ("Channel", "CHANNELS"),
        ("GroundKind", "GROUNDS"),
        ("Tag", "TAGS"),
        ("Trigger", "TRIGGERS"),
        ("Bound", "BOUNDS"),
        ("ClientOverride", "OVERRIDES"),
        ("Right", "RIGHTS"),
        ("RequestChannel", "REQUEST_CHANNELS"),
        ("DutyKind", "DUTIES"),
        ("LimitKind", "LIMITS"),
        ("ContentKind", "CONTENTS"),
    ],
)
def test_every_word_of_a_closed_list_is_told_in_dutch(kind, lists):
    asked = set(typing.get_args(getattr(terms, kind))) - {"engaged_third_party"}

    assert asked - set(getattr(vocabulary, lists)) == set()


def _models_under(model: type[Strict], seen: set[type[Strict]]) -> set[type[Strict]]:
    """Return the model and every model that stands in it."""
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for inner in _models_in(field.annotation):
                _models_under(inner, seen)
    return seen


def _models_in(annotation: Any):
    """Yield the models that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models_in(inner)
