"""Ask the reglement a question: facts as JSON on standard input, the decision as JSON on standard output."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext
from pydantic_core import to_json

from reglement import wording
from reglement.deciding import Answers, CompiledRuleset, Decision, compile_ruleset
from reglement.facts import Facts
from reglement.facts.examples import EXAMPLES
from reglement.loading import DEMO_CHOICES, ProfileInvalid, law_floor, profile_names, profile_path, read_profile
from reglement.models import ReglementVersion
from reglement.queries import version_lookup
from reglement.refusals import NoActiveReglement
from reglement.rules.publishing import published_schema
from reglement.services import active_version, current_ruleset
from reglement.wording.reference import page_of_facts
from ui.doors import no_content

# What a question through a pipe may weigh; a question is a page at most.
MAX_QUESTION_BYTES = 1_000_000
BLOCK_BYTES = 65_536

_PROFILES = ", ".join(profile_names())


class Command(BaseCommand):
    """Ask the reglement a question; with --profile no database is needed."""

    help = (
        "Reads the facts of one question as JSON from standard input and prints the decision as JSON. "
        "--schema prints the JSON Schema of the facts, with examples."
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let --version name a version of the reglement, as everyone expects here, instead of Django's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the reglement to ask and what to print."""
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--profile", help=f"{_PROFILES}, or the path of a profile file")
        whose.add_argument(
            "--version", dest="of_version", help="id or hash of a loaded version; without it, the active one"
        )
        parser.add_argument("--choices", type=Path, help="file with the organisation's own choices, for --profile")
        parser.add_argument("--without-choices", action="store_true", help="leave out the demo's own choices")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema of the facts")
        parser.add_argument("--format", choices=("json", "markdown"), default="json", help="of the schema")
        parser.add_argument("--trace", action="store_true", help="also print each rule that was considered")
        parser.add_argument("--language", choices=sorted(dict(settings.LANGUAGES)), default="nl")
        parser.add_argument("--lines", action="store_true", help="one question in, one decision out per line")
        parser.add_argument("--bare", action="store_true", help="machine words only, without sentences")

    @no_content("answers from facts that the asker types")
    def handle(self, *args: Any, **options: Any) -> None:
        """Answer."""
        if options["schema"] and options["format"] == "markdown":
            self.stdout.write(page_of_facts(), ending="")
            return
        if options["schema"]:
            schema = published_schema(Facts) | {"examples": EXAMPLES}
            self.stdout.write(json.dumps(schema, indent=2, ensure_ascii=False))
            return
        with translation.override(options["language"]):
            self._answer(self._ruleset(options), options)

    def _answer(self, version: CompiledRuleset, options: dict[str, Any]) -> None:
        answers = Answers(
            version,
            law_floor(),
            partial(_as_json, version=version, bare=options["bare"], indent=None if options["lines"] else 2),
            trace=options["trace"],
        )
        if not options["lines"]:
            self.stdout.write(answers.to(sys.stdin.buffer.read(MAX_QUESTION_BYTES)))
            return
        for questions in _lines_as_they_come():
            self.stdout.write("\n".join(map(answers.to, questions)))
            self.stdout.flush()

    def _ruleset(self, options: dict[str, Any]) -> CompiledRuleset:
        if not options["profile"]:
            return current_ruleset(_version(options["of_version"]))
        path = profile_path(options["profile"])
        if not path.is_file():
            raise CommandError(gettext("Er is geen profiel %(name)s.") % {"name": options["profile"]})
        choices = None if options["without_choices"] else options["choices"] or DEMO_CHOICES
        if choices is not None and not choices.is_file():
            raise CommandError(gettext("Er is geen bestand %(name)s.") % {"name": choices})
        try:
            ruleset = read_profile(path.read_bytes(), file=path.name, choices=choices)
        except ProfileInvalid as invalid:
            raise CommandError("\n".join(map(wording.problem_text, invalid.problems))) from None
        return compile_ruleset(ruleset, law_floor())


def _version(asked: str | None) -> ReglementVersion:
    if not asked:
        try:
            return active_version()
        except NoActiveReglement as refusal:
            raise CommandError(str(refusal)) from None
    version = ReglementVersion.objects.filter(**version_lookup(asked)).first()
    if version is None:
        raise CommandError(gettext("Er is geen versie %(name)s.") % {"name": asked})
    return version


def _lines_as_they_come() -> Iterator[list[bytes]]:
    """Yield the questions of each block that is there, so that who waits for an answer before asking on gets it.

    A line that is far too long is cut off, and then cannot be read.
    """
    rest = b""
    coming = cast(BufferedReader, sys.stdin.buffer)
    for block in iter(partial(coming.read1, BLOCK_BYTES), b""):
        *whole, rest = (rest + block).split(b"\n")
        rest = rest[:MAX_QUESTION_BYTES]
        questions = [line for line in whole if line.strip()]
        if questions:
            yield questions
    if rest.strip():
        yield [rest]


def _as_json(decision: Decision, *, version: CompiledRuleset, bare: bool, indent: int | None) -> str:
    answer = decision.as_dict() if bare else wording.decision_told(decision, law_floor().ruleset, version.ruleset)
    return to_json(answer, indent=indent).decode()
