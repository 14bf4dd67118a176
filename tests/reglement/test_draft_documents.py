"""Documents in the making: places, changes, what is wrong beside what is not whole yet, and files that load back."""

import json
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reglement import drafting
from reglement.drafting import NoSuchPlace, check_draft, fields_of, shape_at
from reglement.facts import Facts
from reglement.loading import as_toml, law_floor, profile_names, profile_path, read_profile
from reglement.rules import Ruleset
from reglement.rules.shapes import field_of, list_at


def document_of(name: str) -> drafting.Document:
    """Return what the file of a profile says, as a draft keeps it."""
    said = tomllib.loads(profile_path(name).read_text(encoding="utf-8"))
    return json.loads(json.dumps(said, default=str))


PROFILES = [document_of(name) for name in profile_names()]
A4P = document_of("a4p")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers(-(10**12), 10**12),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def at(document: drafting.Document, place: drafting.Place):
    return drafting.value_at(document, place)


@pytest.mark.parametrize("document", PROFILES, ids=profile_names())
def test_profile_is_a_draft_with_nothing_wrong(document):
    checked = check_draft(document)

    assert (checked.findings, checked.ruleset is not None) == ((), True)


@pytest.mark.parametrize("name", profile_names())
def test_written_profile_loads_back_to_the_same_text(name):
    before = read_profile(profile_path(name).read_bytes(), file="before.toml")

    written = as_toml(before.model_dump(mode="json", by_alias=True, exclude_defaults=True))

    assert read_profile(written.encode(), file="after.toml") == before


@given(st.dictionaries(TEXTS, VALUES, max_size=5))
@settings(max_examples=200, deadline=None)
def test_whatever_a_draft_holds_is_written_as_toml_that_says_the_same(document):
    assert tomllib.loads(as_toml(document)) == document


@st.composite
def edits(draw):
    """A profile after some changes that people can make: entries moved, removed, doubled, texts and terms changed."""
    document = draw(st.sampled_from(PROFILES))
    for _ in range(draw(st.integers(1, 4))):
        part = draw(st.sampled_from([field.key for field in fields_of("Ruleset") if field.many]))
        entries = document.get(part) or []
        if not entries:
            continue
        place = (part, draw(st.integers(0, len(entries) - 1)))
        document = draw(
            st.sampled_from(
                [
                    drafting.moved(document, place, draw(st.integers(-3, 3))),
                    drafting.removed(document, place),
                    drafting.added(document, (part,), at(document, place)),
                    drafting.changed(document, (*place, "note"), draw(TEXTS)),
                    drafting.changed(document, (*place, "term"), draw(st.sampled_from(["P1Y", "P18M", "unset", "x"]))),
                    drafting.changed(document, (*place, "label"), draw(TEXTS)),
                ]
            )
        )
    return document


@given(edits())
@settings(max_examples=60, deadline=None)
def test_edited_draft_exports_to_a_file_that_loads_to_the_same_text_or_the_same_problems(document):
    again = json.loads(json.dumps(tomllib.loads(as_toml(document)), default=str))

    assert check_draft(again) == check_draft(document)


@given(edits())
@settings(max_examples=30, deadline=None)
def test_check_of_a_draft_says_yes_exactly_when_the_loader_does(document):
    checked = check_draft(document)

    if checked.ruleset is None:
        assert checked.findings
    else:
        assert read_profile(as_toml(document).encode(), file="x.toml") == checked.ruleset


def test_each_problem_is_told_beside_an_entry_that_is_not_whole():
    document = drafting.changed(A4P, ("gate_rule", 1, "effect"), "misschien")
    document = drafting.changed(document, ("gate_rule", 5, "article"), "99")

    found = [(each.path, each.code) for each in check_draft(document).findings]

    assert found == [
        (("gate_rule", 1, "effect"), "wrong_value"),
        (("gate_rule", 5, "article"), "missing_article"),
    ]


def test_article_that_is_not_whole_makes_no_reference_dangle():
    document = drafting.changed(A4P, ("articles", 3, "text"), None)

    assert [each.path for each in check_draft(document).findings] == [("articles", 3, "text")]


def test_rule_that_is_not_whole_leaves_the_choice_that_fills_it_alone():
    choice = {"rule": "after-the-traject", "field": "term", "value": "P2Y", "reason": "eigen keuze"}
    document = drafting.added(A4P, ("organisation_choice",), choice)
    document = drafting.changed(document, ("retention_rule", 0, "bound"), "ooit")

    assert [each.path for each in check_draft(document).findings] == [("retention_rule", 0, "bound")]


def test_nothing_at_all_is_a_draft_with_problems():
    assert {each.path for each in check_draft({}).findings} == {("metadata",), ("articles",)}


@pytest.mark.parametrize(
    ("place", "shape"),
    [
        ((), "Ruleset"),
        (("metadata",), "Metadata"),
        (("gate_rule", 0), "GateRule"),
        (("gate_rule", 0, "match"), "Match"),
        (("retention_rule", 1, "hold"), "StatutoryHold"),
    ],
)
def test_place_has_the_shape_that_the_rule_form_gives_it(place, shape):
    assert shape_at(A4P, place) == shape


def test_need_has_the_shape_of_its_kind():
    document = drafting.added(A4P, ("gate_rule", 0, "needs"), {"kind": "any", "of": [{"kind": "shown"}]})
    last = len(document["gate_rule"][0]["needs"]) - 1

    assert shape_at(document, ("gate_rule", 0, "needs", last, "of", 0)) == "ShownNeed"


@pytest.mark.parametrize(
    "place",
    [
        ("gate_rule",),
        ("gate_rule", 999),
        ("gate_rule", "x"),
        ("kleur",),
        ("metadata", "label"),
        ("articles", 0, "key"),
        ("purpose_binding",),
    ],
)
def test_where_the_rule_form_knows_no_part_there_is_none(place):
    with pytest.raises(NoSuchPlace):
        shape_at(A4P, place)


def test_list_can_be_named_before_it_holds_anything():
    assert list_at(A4P, ("gate_rule", 0, "limits")).shape == "Limit"
    with pytest.raises(NoSuchPlace):
        list_at(A4P, ("gate_rule", 0, "match"))


def test_change_leaves_the_document_before_it_as_it_was():
    before = json.dumps(A4P)

    drafting.changed(A4P, ("articles", 0, "text"), "anders")
    drafting.removed(A4P, ("articles", 0))
    drafting.moved(A4P, ("articles", 0), 1)

    assert json.dumps(A4P) == before


def test_last_entry_of_a_list_takes_the_list_along():
    one = drafting.added(A4P, ("gate_rule", 0, "limits"), {"kind": "read_only"})

    assert "limits" not in drafting.removed(one, ("gate_rule", 0, "limits", 0))["gate_rule"][0]


@pytest.mark.parametrize("change", [drafting.removed, lambda document, place: drafting.moved(document, place, 1)])
@pytest.mark.parametrize("place", [("articles", 999), ("nergens", 0)])
def test_what_is_not_there_is_not_changed(change, place):
    with pytest.raises(NoSuchPlace):
        change(A4P, place)


def test_every_field_of_rules_and_facts_is_of_a_kind_that_forms_know():
    for model in (Ruleset, Facts):
        shapes = [model.__name__, *model.model_json_schema()["$defs"]]
        for shape in shapes:
            for field in fields_of(shape, model):
                assert field.about, f"{shape}.{field.key} says nothing"
                assert bool(field.shapes) == (field.kind == "part")


def test_field_that_can_stay_open_says_so():
    assert (field_of("RetentionRule", "term").may_be_open, field_of("StatutoryHold", "term").may_be_open) == (
        True,
        False,
    )


def test_law_floor_can_be_written_too():
    law = law_floor().ruleset
    written = as_toml(law.model_dump(mode="json", by_alias=True, exclude_defaults=True))

    assert Ruleset.model_validate_json(json.dumps(tomllib.loads(written), default=str)) == law
