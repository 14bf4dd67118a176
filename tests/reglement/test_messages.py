"""What `check` says of a file: one language at a time, each place with what was expected there."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

import reglement
from reglement import wording
from reglement.loading import ProfileInvalid, law_floor, read_profile
from reglement.rules.expected import Expected
from reglement.wording.expectations import _WORDS, expected_words
from tests.reglement.test_loading import SMALL

# One mistake of every kind that a file can hold.
MISTAKES = {
    "colour": ('effect = "allow"', 'effect = "allow"\ncolour = "red"'),
    "of a need": ('kind = "consent", form', 'kind = "consent", colour = "red", form'),
    "word": ('form = ["written"]', 'form = ["shouted"]'),
    "kind": ('kind = "consent", form = "written"', 'kind = "consentt"'),
    "no kind": ('kind = "consent", form = "written"', 'form = "written"'),
    "id": ('id = "consent-first"', 'id = "Consent First"'),
    "text": ('label = "2026"', "label = 7"),
    "list": ('act = ["report"]', 'act = "report"'),
    "empty": ('act = ["report"]', "act = []"),
    "number": ('effect = "allow"', 'effect = "allow"\nprecedence = 1000'),
    "part": ('match = { form = ["written"] }', "match = 3"),
    "flag": ('match = { form = ["written"] }', 'match = { minor = "ja" }'),
    "missing": ('effect = "allow"\n', ""),
    "article": ('article = "2"', 'article = "9"'),
    "toml": ("act =", "act"),
    "quote": ('name = "Klein reglement"', 'name = "Klein reglement'),
    "first quote": ('name = "Klein reglement"', 'name = Klein reglement"'),
    "law": ('effect = "allow"', 'effect = "allow"\nlaw = ["AVG 12"]'),
    "twice": ('label = "2026"', 'label = "2026"\nlabel = "2027"'),
    "needs": ('effect = "allow"', 'effect = "deny"'),
}


def told(text: str, language: str) -> list[str]:
    with pytest.raises(ProfileInvalid) as invalid, translation.override(language):
        read_profile(text.encode(), file="klein.toml")
    with translation.override(language):
        return [wording.problem_text(problem) for problem in invalid.value.problems]


@pytest.mark.parametrize("old_new", MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_told_in_one_language_with_what_was_expected(old_new):
    text = SMALL.replace(*old_new, 1)
    dutch, english = told(text, "nl"), told(text, "en")

    assert all("Verwacht: " in line and "xpected" not in line for line in dutch)
    assert all("Expected: " in line and "erwacht" not in line for line in english)
    assert not re.search(r"\b(should|must|Input|valid)\b", " ".join(dutch))


def test_unknown_field_is_told_which_fields_there_are():
    [of_rule], [of_need] = (told(SMALL.replace(*MISTAKES[name], 1), "nl") for name in ("colour", "of a need"))
    there = [set(re.findall(r"[a-z_]+", line.partition("Verwacht")[2])) for line in (of_rule, of_need)]

    assert {"id", "act", "except", "takes_ground"} <= there[0]
    assert {"kind", "form", "bound_to", "after_reading"} <= there[1]
    assert "act" not in there[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('purpose_binding = "1"', 'purpose_binding = 1"'),
        ('match = { form = ["written"] }', 'match = { form = ["written, "oral"] }'),
    ],
)
def test_quotation_mark_without_the_other_one_is_told_as_such(old, new):
    [line] = told(SMALL.replace(old, new, 1), "nl")

    assert "aanhalingstekens aan het begin en aan het eind" in line


def test_unknown_article_of_the_law_is_told_which_there_are():
    [line] = told(SMALL.replace(*MISTAKES["law"], 1), "nl")

    assert {article.key for article in law_floor().ruleset.articles} <= set(
        line.rpartition("wettekst: ")[2].rstrip(".").split(", ")
    )


def test_everything_that_the_code_expects_has_words_in_both_languages():
    sources = [path.read_text() for path in Path(reglement.__file__).parent.rglob("*.py")]
    keys = {key for source in sources for key in re.findall(r"""Expected\(\s*"([a-z0-9_]+)\"""", source)}
    said = {}
    for language in ("nl", "en"):
        with translation.override(language):
            said[language] = {key: expected_words(Expected(key, "7", ("woord",))) for key in _WORDS}

    assert len(keys) > 25
    assert keys <= set(_WORDS)
    assert {key for key in _WORDS if said["nl"][key] == said["en"][key]} == {"instead", "list_of"}


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Dit veld bestaat niet."), ("en", "This field does not exist.")]
)
def test_check_speaks_the_language_that_was_asked(tmp_path, language, words):
    path = tmp_path / "fout.toml"
    path.write_text(SMALL.replace(*MISTAKES["colour"], 1))

    with pytest.raises(CommandError, match=words):
        call_command("reglement", "check", str(path), language=language)


def test_category_with_a_slip_of_the_pen_is_told_by_line_field_and_rule(tmp_path):
    printed, path = io.StringIO(), tmp_path / "soort.toml"
    item = '[[catalogue_item]]\narticle = "1"\nkey = "cv"\nlabel = "cv"\ntag = "ordinary"\n'
    path.write_text(SMALL.replace("{ form =", '{ category_key = ["cw"], form =', 1) + item)
    call_command("reglement", "check", str(path), stdout=printed, language="en")

    told_lines = printed.getvalue().splitlines()
    place, _, rest = next(line for line in told_lines if "category_key" in line).partition(": ")
    assert place == "soort.toml, line 28, gate_rule[1].match.category_key[1]"
    assert rest.endswith('for the rule "consent-first" one of cv.')


def test_hole_is_named_by_file_line_and_field(tmp_path):
    printed, path = io.StringIO(), tmp_path / "open.toml"
    rule = (
        '[[retention_rule]]\nid = "end"\narticle = "2"\ntrigger = "traject_end"\nbound = "at_most"\nterm = "unset"\n'
    )
    path.write_text(SMALL.replace('access = "1"\n', "") + rule)
    call_command("reglement", "check", str(path), stdout=printed, language="en")

    lines = path.read_text().splitlines()
    term, closing = lines.index('term = "unset"') + 1, lines.index("[default_deny]") + 1
    assert [line.split(": ")[0] for line in printed.getvalue().splitlines()[:2]] == [
        f"open.toml, line {term}, retention_rule[1].term",
        f"open.toml, line {closing}, default_deny.access",
    ]
