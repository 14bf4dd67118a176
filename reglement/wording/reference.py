"""The fields of the rule form, or of the facts, as a page for who writes a profile without reading the code."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from reglement.facts import Facts
from reglement.loading import law_floor
from reglement.rules.base import PATTERN_WORDS, Strict
from reglement.rules.publishing import published_schema
from reglement.rules.ruleset import Ruleset
from reglement.wording.fields import field_with, value_words

Schema = dict[str, Any]
# A list of words that is shorter than this stands in the table itself.
FEW = 4


_RULE_FORM = (
    "Every field that a profile may hold, part by part; how to use them is told in [reglement.md](reglement.md). "
    "This page is printed by `manage.py reglement schema --format markdown`."
)
_LAW = "What `law` may name, in a rule and in a `law_conflict`; each key is written exactly so."
_FACTS = (
    "Every fact that a question to `manage.py decide` may hold. What is left out is unknown, and what is unknown "
    "never allows anything. This page is printed by `manage.py decide --schema --format markdown`; `--schema` alone "
    "prints the JSON Schema, with whole questions to copy."
)


def page_of_rule_form() -> str:
    """Return docs/rule-form.md."""
    return _Reference(Ruleset).page("The rule form, field by field", _RULE_FORM) + _articles_of_the_law()


def page_of_facts() -> str:
    """Return docs/facts.md."""
    return _Reference(Facts).page("The facts of a question, field by field", _FACTS)


def _articles_of_the_law() -> str:
    """Return the keys that `law` may name, in the order of the law floor."""
    rows = [f"| `{article.key}` | {article.label} | {article.heading} |" for article in law_floor().ruleset.articles]
    head = ("## Articles of the law floor", "", _LAW, "", "| key | article | about |", "|---|---|---|")
    return "\n".join(["", *head, *rows]) + "\n"


class _Reference:
    """One page: every part with its fields, and behind them every closed list with what its words mean."""

    def __init__(self, model: type[Strict]) -> None:
        """Read the published schema of this model."""
        self._schema = published_schema(model)
        self._parts: Schema = {model.__name__: self._schema, **self._schema.get("$defs", {})}
        self._order = [model.__name__]
        self._lists: dict[tuple[str, ...], str] = {}
        self._needs: Schema = {}
        self._told = 0

    def page(self, title: str, intro: str) -> str:
        """Return the page as Markdown, in English; the words of closed lists in Dutch as well."""
        parts = list(self._all_parts())
        needs = list(self._told_needs())
        rest = list(self._all_parts())
        lists = [line for words, name in self._lists.items() for line in self._words(words, name)]
        return (
            "\n".join([f"# {title}", "", intro, "", *parts, *needs, *rest, "## Closed lists", "", *lists]).rstrip()
            + "\n"
        )

    def _all_parts(self) -> Iterator[str]:
        """Yield each part that was named and not yet told; parts name further parts."""
        while self._told < len(self._order):
            self._told += 1
            yield from self._part(self._order[self._told - 1])

    def _told_needs(self) -> Iterator[str]:
        if not self._needs:
            return
        yield from ("## Needs", "", "What a rule may ask for. Each is one of these, by its `kind`:", "")
        for kind, ref in sorted(self._needs.items()):
            yield f"- `{kind}`: {self._link(ref)}"
        yield ""

    def _part(self, name: str) -> Iterator[str]:
        part = self._parts[name]
        yield f"## {name}"
        yield ""
        yield " ".join(part.get("description", "").split())
        yield ""
        yield "| field | value | left out | what it means |"
        yield "|---|---|---|---|"
        for field, about in part["properties"].items():
            left_out = "must be there" if field in part.get("required", ()) else _default(about.get("default"))
            meaning = " ".join(about["description"].split()).replace("|", "\\|")
            yield f"| `{field}` | {self._value(name, field, about)} | {left_out} | {meaning} |"
        yield ""

    def _value(self, part: str, field: str, about: Schema) -> str:
        told = [self._one(part, field, option) for option in about.get("anyOf", [about])]
        return " or ".join(each for each in told if each)

    def _one(self, part: str, field: str, about: Schema) -> str:
        if about.get("type") == "array":
            inner = self._value(part, field, about["items"])
            return f"list of: {inner}"
        if "$ref" in about:
            return self._link(about["$ref"])
        if "discriminator" in about:
            self._needs = about["discriminator"]["mapping"]
            return "[need](#needs)"
        if "enum" in about:
            return self._listed(part, field, tuple(about["enum"]))
        if "const" in about:
            return f"`{about['const']}`"
        return _plain(about)

    def _link(self, ref: str) -> str:
        name = ref.rpartition("/")[2]
        if name not in self._order:
            self._order.append(name)
        return f"[{name}](#{name.lower()})"

    def _listed(self, part: str, field: str, words: tuple[str, ...]) -> str:
        if len(words) <= FEW:
            return " or ".join(f"`{word}`" for word in words)
        if words not in self._lists:
            taken = set(self._lists.values())
            self._lists[words] = field if field not in taken else f"{field} of {part}"
        name = self._lists[words]
        return f"[words of {name}](#words-of-{name.lower().replace(' ', '-')})"

    def _words(self, words: tuple[str, ...], name: str) -> Iterator[str]:
        yield f"### Words of {name}"
        yield ""
        field = field_with(words)
        if field is None:
            yield ", ".join(f"`{word}`" for word in words)
            yield ""
            return
        yield "| word | in English | in Dutch |"
        yield "|---|---|---|"
        for word in words:
            told = []
            for language in ("en", "nl"):
                with translation.override(language):
                    told.append(value_words(field, word))
            yield f"| `{word}` | {' | '.join(told)} |"
        yield ""


def _plain(about: Schema) -> str:
    kind = about.get("type")
    if kind == "null":
        return ""
    if kind == "boolean":
        return "`true` or `false`"
    if kind == "integer":
        return "whole number"
    if about.get("format") == "date":
        return "day, `2026-11-21`"
    if about.get("format") == "date-time":
        return "moment, `2026-11-21T10:00:00Z`"
    return str(PATTERN_WORDS.get(about.get("pattern", ""), "text"))


def _default(value: Any) -> str:
    if value in (None, [], "") or isinstance(value, dict):
        return "nothing"
    return f"`{value}`".lower() if isinstance(value, bool) else f"`{value}`"
