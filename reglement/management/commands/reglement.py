"""Load, check, activate and export versions of a reglement, print the rule form and where each rule lives."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import User
from reglement import queries, wording
from reglement.deciding import CompiledRuleset
from reglement.loading import DEMO_CHOICES, ProfileInvalid, profile_names, profile_path, read_profile
from reglement.loading.open_places import holes_in_file, told_in_file
from reglement.loading.silences import silences_of
from reglement.models import Draft, ReglementVersion
from reglement.refusals import ProfileRefused
from reglement.register.printing import printed_register
from reglement.register.tables import PARTS
from reglement.replaying import KINDS, MONTH, replay_under, text_of_draft
from reglement.rules import Ruleset
from reglement.rules.publishing import published_schema
from reglement.services import (
    Consequence,
    activate,
    current_ruleset,
    export_profile,
    load_profile,
    preview_activation,
)
from reglement.services.fitting import obstacles_of, open_places
from reglement.services.previewing import ruleset_of
from reglement.trace import trace_names, traces
from reglement.trace.printing import as_data, as_table
from reglement.wording.reference import page_of_rule_form
from ui.doors import no_content
from ui.facts import DomainRefusal

_PROFILES = ", ".join(profile_names())


class Command(BaseCommand):
    """Manage the versions of the reglement."""

    help = "load | check | activate | export | replay | list | schema | trace | register"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one thing to do."""
        todo = parser.add_subparsers(dest="todo", required=True)
        for name, words in (("load", "store a profile as a draft"), ("check", "say what is wrong with a profile")):
            reading = todo.add_parser(name, help=words)
            reading.add_argument("profile", help=f"{_PROFILES}, or the path of a file")
            reading.add_argument("--choices", type=Path, help="file with the organisation's own choices")
            reading.add_argument("--demo-choices", action="store_true", help="use the choices of the demo bureau")
            _add_language(reading)
        activating = todo.add_parser("activate", help="preview a version, or make it hold")
        activating.add_argument("version")
        activating.add_argument("--impact", help="hash that the preview printed")
        activating.add_argument("--by", help="e-mail address of the directie")
        activating.add_argument("--second", help="e-mail address of the second person")
        activating.add_argument("--important", action="store_true", help="the change is important or relevant")
        _add_language(activating)
        exporting = todo.add_parser("export", help="print a version in the rule form")
        exporting.add_argument("version")
        replaying = todo.add_parser("replay", help="decide stored decisions again under a version or a draft")
        replaying.add_argument("version", help="id or hash of a version, or id of a draft")
        replaying.add_argument("--days", type=int, default=MONTH, help="how many days back")
        todo.add_parser("list", help="print the versions")
        schema = todo.add_parser("schema", help="print the JSON Schema of the rule form")
        schema.add_argument("--format", choices=("json", "markdown"), default="json")
        tracing = todo.add_parser("trace", help="print where each rule of the texts lives and which tests prove it")
        tracing.add_argument("--profile", choices=trace_names(), help="only the rules of this text")
        tracing.add_argument("--format", choices=("table", "json"), default="table")
        registering = todo.add_parser("register", help="print the register of processing activities (AVG 30)")
        registering.add_argument("--format", choices=("csv", "json", "pdf"), default="csv")
        registering.add_argument("--part", choices=PARTS, default=PARTS[0], help="csv: what each row is about")
        _add_language(registering)
        registering.add_argument("--output", type=Path, help="file to write; a pdf always needs one")

    @no_content("the text of a reglement holds nothing about a person")
    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in plain words why not, all in one language."""
        with translation.override(options.get("language") or settings.LANGUAGE_CODE):
            self._do(options)

    def _do(self, options: dict[str, Any]) -> None:
        try:
            getattr(self, f"_{options['todo']}")(options)
        except ProfileRefused as refused:
            raise CommandError("\n".join(map(wording.problem_text, refused.problems))) from None
        except ProfileInvalid as invalid:
            raise CommandError("\n".join(map(wording.problem_text, invalid.problems))) from None
        except DomainRefusal as refusal:
            raise CommandError(str(refusal)) from None

    def _load(self, options: dict[str, Any]) -> None:
        version = load_profile(_existing(options["profile"]), by=None, choices=_choices(options))
        self.stdout.write(str(version.pk))

    def _check(self, options: dict[str, Any]) -> None:
        path = _existing(options["profile"])
        content = path.read_bytes()
        ruleset = read_profile(content, file=path.name, choices=_choices(options))
        for hole in holes_in_file(open_places(ruleset), ruleset, content=content, file=path.name):
            self.stdout.write(wording.problem_text(hole))
        silences = silences_of(ruleset)
        for found in told_in_file((*silences.categories, *silences.events), content=content, file=path.name):
            self.stdout.write(wording.problem_text(found))
        for silence in wording.silence_texts(silences):
            self.stdout.write(silence)
        rules = len(ruleset.gate_rule) + len(ruleset.retention_rule) + len(ruleset.right_rule)
        self.stdout.write(
            gettext("%(file)s: leesbaar, artikelen: %(articles)d, regels: %(rules)d.")
            % {"file": path.name, "articles": len(ruleset.articles), "rules": rules}
        )

    def _activate(self, options: dict[str, Any]) -> None:
        version = _stored(options["version"])
        if not options["impact"]:
            self._preview(version)
            return
        by, second = _person(options["by"]), _person(options["second"])
        activate(
            version,
            impact_sha256=options["impact"],
            by=by,
            second=second,
            important=options["important"],
            consequences=self.consequences_of(version),
        )
        self.stdout.write(str(version.pk))

    def consequences_of(self, version: ReglementVersion) -> Sequence[Consequence]:
        """Return what becomes due earlier; this room knows no dossiers, a higher one that does says more here."""
        return ()

    def _preview(self, version: ReglementVersion) -> None:
        impact = preview_activation(version, self.consequences_of(version))
        for name in ("replaces", "choices", "law_conflicts"):
            for line in getattr(impact, name):
                self.stdout.write(f"{name}: {line}")
        for hole in impact.holes:
            self.stdout.write(f"holes: {wording.hole_text(hole)}")
        for obstacle in obstacles_of(version, ruleset_of(version)):
            self.stdout.write(f"obstacle: {obstacle.sentence}")
        for each in impact.consequences:
            self.stdout.write(f"due: {each.dossier} {each.part} {each.becomes} (was {each.was or '-'})")
        self.stdout.write(f"impact: {impact.sha256}")

    def _export(self, options: dict[str, Any]) -> None:
        self.stdout.write(export_profile(_stored(options["version"])), ending="")

    def _replay(self, options: dict[str, Any]) -> None:
        replay = replay_under(_text_of(options["version"]), days=options["days"])
        for each in replay.changed:
            articles = f"{', '.join(each.articles_before)} -> {', '.join(each.articles_after)}"
            self.stdout.write(f"{each.decision_id} {each.act} {each.kind}: {each.before} -> {each.after} ({articles})")
        for kind in KINDS:
            if replay.counts.get(kind):
                self.stdout.write(f"{kind}: {replay.counts[kind]}")
        self.stdout.write(
            f"examined: {replay.examined}, different: {replay.different}, unrepeatable: {replay.unrepeatable}"
        )

    def _list(self, options: dict[str, Any]) -> None:
        for version in ReglementVersion.objects.select_related("reglement"):
            state = "active" if version.is_active else "draft" if version.is_draft else "superseded"
            self.stdout.write(f"{version.pk} {version.reglement.key} {version.label}: {state}")

    def _schema(self, options: dict[str, Any]) -> None:
        if options["format"] == "markdown":
            self.stdout.write(page_of_rule_form(), ending="")
            return
        self.stdout.write(json.dumps(published_schema(Ruleset), indent=2, ensure_ascii=False))

    def _register(self, options: dict[str, Any]) -> None:
        if options["format"] == "pdf" and options["output"] is None:
            raise CommandError(gettext("Een pdf is geen tekst: zeg met --output waar hij komt."))
        content = printed_register(options["format"], options["part"])
        if options["output"] is None:
            self.stdout.write(content.decode(), ending="")
        else:
            options["output"].write_bytes(content)

    def _trace(self, options: dict[str, Any]) -> None:
        of = traces()
        rows = [row for name, trace in of.items() if options["profile"] in (None, name) for row in trace.row]
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_data(rows), indent=2, ensure_ascii=False))
            return
        for line in as_table(rows):
            self.stdout.write(line)


def _existing(profile: str) -> Path:
    path = profile_path(profile)
    if not path.is_file():
        raise CommandError(gettext("Er is geen profiel %(name)s.") % {"name": profile})
    return path


def _add_language(parser: ArgumentParser) -> None:
    parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES])


def _choices(options: dict[str, Any]) -> Path | None:
    return DEMO_CHOICES if options["demo_choices"] else options["choices"]


def _stored(asked: str) -> ReglementVersion:
    version = ReglementVersion.objects.filter(**queries.version_lookup(asked)).first()
    if version is None:
        raise CommandError(gettext("Er is geen versie %(name)s.") % {"name": asked})
    return version


def _text_of(asked: str) -> CompiledRuleset:
    lookup = queries.version_lookup(asked)
    draft = Draft.objects.filter(**lookup).first() if "pk" in lookup else None
    return text_of_draft(draft) if draft else current_ruleset(_stored(asked))


def _person(email: str | None) -> User:
    person = User.objects.filter(email__iexact=email or "").first()
    if person is None:
        raise CommandError(gettext("Geldig maken doen twee mensen: --by en --second, elk met een e-mailadres."))
    return person
