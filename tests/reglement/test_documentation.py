"""What the documentation promises to who writes a profile: the example loads and decides as it says."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from reglement.deciding import compile_ruleset, decide
from reglement.facts import Facts
from reglement.loading import law_floor, profile_names, read_profile
from reglement.loading.silences import silences_of
from reglement.rules import Ruleset
from reglement.rules.choices import holes_of
from reglement.rules.shapes import ROOT, fields_of
from reglement.services.fitting import open_places
from reglement.wording.reference import page_of_facts, page_of_rule_form
from tests.reglement.questions import DISCLOSE, REPORT, RETAIN, asked, consent, ground, ruleset
from tests.reglement.small_texts import ask, text_of
from tests.reglement.test_room_for_others import rule

DOCS = Path(settings.BASE_DIR) / "docs"
GUIDE = (DOCS / "reglement.md").read_text()
EXAMPLE, CHOICES = DOCS / "voorbeeld-reglement.toml", DOCS / "voorbeeld-keuzes.toml"
QUESTIONS = (DOCS / "voorbeeld-vragen.jsonl").read_text().splitlines()
PROMISES = re.findall(r"^\| (\d+) \| [^|]+ \| (\w+) \| (\w+) \|$", GUIDE, re.MULTILINE)


@pytest.fixture(scope="module")
def example():
    """Return the example of the documentation with the choices beside it."""
    return read_profile(EXAMPLE.read_bytes(), file=EXAMPLE.name, choices=CHOICES)


def test_example_leaves_one_place_open_and_its_choices_fill_it(example):
    bare = read_profile(EXAMPLE.read_bytes(), file=EXAMPLE.name)

    assert [f"{hole.rule}.{hole.field}" for hole in holes_of(bare)] == ["tell-after-talking.duties.0.within"]
    assert open_places(example) == ()


def test_example_shows_every_block_of_the_rule_form():
    of_the_law = {"consent_capacity", "holding", "refusing", "costs"}
    for_people = {"role", "term", "organisation_choice"}

    assert set(Ruleset.model_fields) - of_the_law - for_people == set(tomllib.loads(EXAMPLE.read_text()))


def test_guide_promises_an_answer_to_every_question():
    assert [int(line) for line, _effect, _article in PROMISES] == list(range(1, len(QUESTIONS) + 1))


@pytest.mark.parametrize(("line", "effect", "article"), PROMISES)
def test_example_decides_as_the_guide_says(example, line, effect, article):
    question = QUESTIONS[int(line) - 1]
    decision = decide(compile_ruleset(example, law_floor()), law_floor(), question)

    assert Facts.model_validate_json(question)
    assert (decision.effect, decision.articles[0].key) == (effect, article)


@pytest.mark.parametrize(
    ("page", "printed", "command"),
    [
        ("rule-form.md", page_of_rule_form, "manage.py reglement schema --format markdown"),
        ("facts.md", page_of_facts, "manage.py decide --schema --format markdown"),
    ],
)
def test_page_of_every_field_is_the_one_that_the_command_prints(page, printed, command):
    assert (DOCS / page).read_text() == printed(), f"print it again: {command} > docs/{page}"


def test_lines_of_an_exception_add_up_as_the_guide_says():
    lines = re.findall(r"`((?:match|except) = \{[^`]*\})`", GUIDE[GUIDE.index("Lines add up") :])
    both, match, exception = lines[:3]
    with_both, with_either = (text_of(rule("deny", "disclose", each)) for each in (both, f"{match}\n{exception}"))
    ways = {"oral": ("oral", "conversation"), "telephone": ("oral", "telephone"), "e-mail": ("written", "email")}
    said = {
        name: [
            ask(text, asked(DISCLOSE, content__form=form, content__channel=channel)).allowed
            for text in (with_both, with_either)
        ]
        for name, (form, channel) in ways.items()
    }

    assert said == {"oral": [False, True], "telephone": [True, True], "e-mail": [False, False]}


def test_court_order_opens_the_door_as_the_guide_asks(example):
    [question] = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    text = compile_ruleset(example, law_floor())
    decision = decide(text, law_floor(), question)
    without = decide(text, law_floor(), json.dumps(json.loads(question) | {"grounds": []}))

    assert (decision.effect, decision.articles[0].key) == ("allow", "AVG 6(1)(c)")
    assert ([limit.kind for limit in decision.limits], without.effect) == (["as_requested"], "deny")


def test_what_a_text_wants_beside_a_law_stays_as_a_duty_as_the_guide_says():
    [block] = re.findall(r"```toml\n([^`]*report-that-a-law-orders[^`]*)```", GUIDE)
    shown_first = rule("require", "report", 'needs = [{ kind = "shown" }]', "seen-first")
    ordered = asked(REPORT, content__report_purpose="conclusion", grounds=[ground("legal_obligation", statute="Wet")])
    duties = [ask(text_of(shown_first + own), ordered).duties for own in ("", block.replace('"7"', '"2"'))]

    assert [[duty.kind for duty in opened] for opened in duties] == [[], ["show_client"]]


@pytest.mark.parametrize(
    ("names", "counts"),
    [
        ({}, True),
        ({"recipients": ["ontvanger-3"]}, True),
        ({"recipients": ["ontvanger-4"]}, False),
        ({"sha256": "b" * 64}, False),
        ({"purpose": "reporting"}, False),
        ({"categories": ["werkverleden"]}, False),
    ],
)
def test_what_a_consent_names_binds_it_without_bound_to_as_the_guide_says(names, counts):
    text = text_of(rule("require", "disclose", 'needs = [{ kind = "consent", form = "written" }]'))

    assert ask(text, asked(DISCLOSE, consents=[consent(**names)])).allowed is counts


def test_term_of_what_was_taken_along_counts_from_the_trigger_as_the_guide_says():
    choices = '{ choice = "take_along", term = "P1M" }, { choice = "keep", term = "P3Y" }'
    lines = f'bound = "at_most"\nclient_override = ["extend"]\nclosing_choice = [{choices}]\nextend_at_most = "P1Y"'
    text = text_of(f'[[retention_rule]]\nid = "end"\narticle = "2"\ntrigger = "traject_end"\nterm = "P2Y"\n{lines}\n')
    chosen = {
        "not handed over": {"kind": "take_along"},
        "handed over": {"kind": "take_along", "handed_over_on": "2025-06-01"},
        "keep": {"kind": "keep"},
        "extended": {"kind": "extend", "until": "2099-01-01"},
    }
    ends = {name: ask(text, asked(RETAIN, retention__choice=choice)).due_on for name, choice in chosen.items()}

    assert {name: f"{due_on}" for name, due_on in ends.items()} == {
        "not handed over": "2027-01-15",
        "handed over": "2025-02-15",
        "keep": "2028-01-15",
        "extended": "2028-01-15",
    }


@pytest.mark.parametrize(("facts", "effect"), [({"complaint": "open"}, "destroy"), ({}, "hold")])
def test_complaint_stops_destruction_only_as_a_hold_as_the_guide_says(facts, effect):
    lines = 'trigger = "traject_end"\nterm = "P1Y"\nbound = "at_most"\n'
    text = text_of(f'[[retention_rule]]\nid = "end"\narticle = "2"\n{lines}')
    holds = [] if facts else [{"kind": "complaint"}]

    assert ask(text, asked(RETAIN, retention__holds=holds, **facts)).effect == effect


def test_block_of_code_in_the_guide_is_what_the_rule_form_reads():
    fields = {field.key: field for field in fields_of(ROOT)}
    for block in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL):
        for part, entries in tomllib.loads(block).items():
            known = {each.key for each in fields_of(fields[part].shape)} if fields[part].many else set()
            assert {name for entry in entries if isinstance(entry, dict) for name in entry} <= known | {"ruleset"}


def test_guide_names_only_files_that_are_there():
    linked = [link.partition("#")[0] for link in re.findall(r"\]\(([^)h][^)]*)\)", GUIDE)]

    assert [link for link in linked if not (DOCS / link).exists()] == []


def test_questions_are_one_object_a_line():
    assert all(isinstance(json.loads(line), dict) for line in QUESTIONS)


def test_example_leaves_no_dossier_without_a_term(example):
    assert silences_of(example) == (("substitute", "request_inbound", "audit"), (), (), ())


@pytest.mark.parametrize("profile", profile_names())
def test_no_text_of_the_product_leaves_a_dossier_without_a_term(profile):
    assert silences_of(ruleset(profile).ruleset).endless == ()
