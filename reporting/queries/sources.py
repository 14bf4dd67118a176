"""What is asked about the sources of a report: from which files it was made, and how old the data in it are."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dossiers.models import Dossier
from dossiers.queries import titles_of_files
from reglement.deciding.retention import OF_A_REPORT
from reglement.services import current_ruleset, deciding_version, versions_since
from reporting.models import ReportSource


@dataclass(frozen=True)
class SourceQuestion:
    """The files to choose from, as a form takes them, and the article that lets them go."""

    files: list[tuple[str, str]]
    article: str


def sources_to_name(user: Any, dossier: Dossier) -> SourceQuestion | None:
    """Return what to ask about the sources of a report in this dossier; None where no term hangs on it."""
    texts = [current_ruleset(version) for version in versions_since(dossier.traject.reglement_version)]
    counting = [(rule, article) for text in texts for rule, article in text.retention if rule.trigger in OF_A_REPORT]
    # A rule about reports alone asks nothing about what they were made from.
    rules = [(rule, article) for rule, article in counting if set(rule.match.content_kind) != {"report"}]
    if not rules:
        return None
    files = titles_of_files(user, dossier)
    return SourceQuestion([(str(part_id), title) for part_id, title in files], rules[0][1].label) if files else None


def asks_how_old(dossier: Dossier) -> bool:
    """Say whether the text of this traject wants recent data in a report, so that the author is asked their day."""
    text = current_ruleset(deciding_version(dossier.traject.reglement_version))
    about_reports = [
        rule
        for rule in text.ruleset.gate_rule
        if "report" in rule.act and (not rule.match.purpose or "reporting" in rule.match.purpose)
    ]
    # The need may stand alone, or among others of which one or all are wanted.
    return any('"kind":"recent"' in rule.model_dump_json() for rule in about_reports)


def sources_of(report_id: UUID) -> list[str]:
    """Return the files that were named as sources of a report and are still there, as a form takes them."""
    named = ReportSource.objects.filter(report=report_id, part__destroyed_at=None, part__isnull=False)
    return [str(part_id) for part_id in named.values_list("part_id", flat=True)]
