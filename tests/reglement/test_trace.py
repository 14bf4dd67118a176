"""Every rule of the written reglementen is carried by something that stands, and proved by a test that runs."""

import pytest
from pydantic import ValidationError

from reglement.loading import law_floor, profile_names
from reglement.trace import Row, Trace, find, read_trace, trace_names, traces
from reglement.trace.carrying import carriers_of
from reglement.trace.checking import problems_of, repeated, unaccounted
from tests.reglement.tracing import is_a_running_test, profile_of, rule_classes, screens

A_TEST = "tests/reglement/test_trace.py::test_every_rule_of_the_text_has_one_row"
RULES = {"gate_rule", "retention_rule", "residual_rule", "right_rule", "notice_rule", "catalogue_item", "measure"}
WHOLE = {"id": "A4P-4.1", "class": "parameter", "where": ["gate_rule:report-written-approval"], "tests": [A_TEST]}


def traced(**changes):
    """Return a trace of one row."""
    return Trace(row=(Row.model_validate(WHOLE | changes, strict=False),))


def problems(trace, profile="a4p"):
    return list(problems_of(trace, profile=profile_of(profile), law=law_floor().ruleset, screens=screens()))


def test_there_are_337_rules_of_five_texts():
    assert len(rule_classes()) == 337
    assert {name.partition("-")[0] for name in rule_classes()} == {"A4P", "RIO", "WC", "BNW", "AWJ"}


@pytest.mark.parametrize("name", trace_names())
def test_every_rule_of_the_text_has_one_row(name):
    rows = read_trace(name).row

    assert list(unaccounted(rule_classes(name), rows)) == []


@pytest.mark.parametrize("name", trace_names())
def test_every_place_of_a_trace_stands(name):
    assert problems(read_trace(name), name) == []


@pytest.mark.parametrize("name", trace_names())
def test_every_test_of_a_trace_exists_and_runs(name):
    named = {test for row in read_trace(name).row for test in row.tests}

    assert sorted(test for test in named if not is_a_running_test(test)) == []


@pytest.mark.parametrize("name", trace_names())
def test_every_rule_of_the_profile_is_asked_for_by_a_rule_of_the_text(name):
    asked_for = {place for row in read_trace(name).row for place in row.where}
    entries = {carrier for carriers in carriers_of(profile_of(name)).values() for carrier in carriers}

    assert sorted({e.place for e in entries if e.part in RULES} - asked_for) == []


def test_every_text_has_its_trace():
    texts = {name.partition("-")[0].lower() for name in rule_classes()}

    assert texts == set(trace_names())


def test_trace_belongs_to_a_profile_and_no_rule_stands_in_two():
    assert set(trace_names()) <= set(profile_names())
    assert list(repeated(row.id for trace in traces().values() for row in trace.row)) == []


@pytest.mark.parametrize(
    "place",
    [
        "gate_rule:never-heard-of",
        "gate_rule",
        "never_a_list:x",
        "article:99",
        "law:article:AVG 999",
        "law:gate_rule:never-heard-of",
        "screen:reporting:never",
        "default_deny:nothing",
        "metadata:supersedes",
        "purpose_binding:x",
    ],
)
def test_place_where_nothing_stands_is_named(place):
    assert problems(traced(where=[place]))


@pytest.mark.parametrize(
    "place",
    [
        "gate_rule:report-written-approval",
        "retention_rule:after-the-traject",
        "right_rule:access",
        "notice_rule:staff-subscribe",
        "catalogue_item:testgegevens",
        "recipient:doctor",
        "purpose:guidance",
        "term:klant",
        "law_conflict:4.3",
        "metadata:codes",
        "roles",
        "catalogue",
        "complaint_route",
        "default_deny:access",
        "purpose_binding",
        "law:right_rule:access",
        "law:consent_capacity",
        "screen:reporting:report",
    ],
)
def test_place_where_something_stands_is_accepted(place):
    assert problems(traced(where=[place])) == []


@pytest.mark.parametrize("places", [["article:1"], ["article:1", "law:article:AVG 5"]])
def test_plain_text_alone_carries_only_what_is_told(places):
    assert problems(traced(where=places))
    assert problems(traced(where=places, **{"class": "record"})) == []
    assert problems(traced(where=[*places, "purpose_binding"])) == []


def test_rule_told_twice_missing_or_of_another_class_is_named():
    row = traced().row[0]

    assert list(repeated([row.id, row.id]))
    assert len(list(unaccounted({"A4P-4.1": "record", "A4P-4.2": "parameter"}, [row]))) == 2
    assert list(unaccounted({}, [row])) == ["A4P-4.1: no such rule"]


@pytest.mark.parametrize(
    "changes",
    [
        {"where": []},
        {"tests": []},
        {"class": "rule"},
        {"tests": ["elsewhere.py::test_x"]},
        {"id": "4.1"},
        {"where": ["right_rule:"]},
    ],
)
def test_row_that_says_nothing_is_no_row(changes):
    with pytest.raises(ValidationError):
        traced(**changes)


def test_place_knows_the_article_that_it_comes_from():
    profile = profile_of("a4p")

    assert [find(profile, place).article for place in ("gate_rule:own-data", "default_deny:access", "term:klant")] == [
        "5.2",
        "3.2",
        None,
    ]


def test_test_that_does_not_run_proves_nothing(tmp_path, monkeypatch):
    file = tmp_path / "tests/x/test_y.py"
    file.parent.mkdir(parents=True)
    file.write_text("import pytest\n@pytest.mark.skip\ndef test_a(): ...\ndef test_b(): ...\n")
    monkeypatch.setattr("tests.reglement.tracing.ROOT", tmp_path)

    assert [is_a_running_test(f"tests/x/test_y.py::test_{name}") for name in "abc"] == [False, True, False]
