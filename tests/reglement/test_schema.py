"""The published schemas: every field has a description and an example, and every example is right."""

import json

import pytest
from pydantic import TypeAdapter

from reglement import facts, rules
from reglement.facts import Facts
from reglement.rules import Ruleset, base, entitlements, gate, keeping, needs, ruleset, wordlists
from reglement.rules.publishing import published_schema

HOMES = (rules, facts, entitlements, gate, keeping, needs, ruleset, wordlists)


def model_named(name: str) -> type[base.Strict]:
    return next(getattr(home, name) for home in HOMES if hasattr(home, name))


def fields_of(model):
    schema = published_schema(model)
    for name, part in {model.__name__: schema, **schema["$defs"]}.items():
        for field, about in part["properties"].items():
            yield pytest.param(name, field, about, id=f"{name}.{field}")


FIELDS = [*fields_of(Ruleset), *fields_of(Facts)]


@pytest.mark.parametrize(("name", "field", "about"), FIELDS)
def test_field_has_a_description_and_an_example_that_fits(name, field, about):
    known = model_named(name).model_fields
    declared = next(info for key, info in known.items() if field in (key, info.alias))

    assert len(about["description"]) > 8
    for example in about["examples"]:
        TypeAdapter(declared.rebuild_annotation()).validate_json(json.dumps(example))
