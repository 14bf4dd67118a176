"""What a client may choose about his dossier at the end, and what he chose."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dossiers.models import Dossier, Traject
from dossiers.terms import Carrier
from reglement.deciding.succeeding import term_by_versions
from reglement.services import current_ruleset, versions_since
from reglement.wording import term_words
from retention.models import ClosingChoice, latest_choices
from retention.services.dating import end_of_whole, item_of
from retention.terms import AT_ONCE, Choice


@dataclass(frozen=True)
class Option:
    """One thing the client may choose: the term that goes with it, from what day, and the article that says so."""

    choice: str
    label: str
    term: str
    due_on: date | None
    article: str
    article_key: str


@dataclass(frozen=True)
class Chosen:
    """What the client chose, as pages show it."""

    label: str
    proof: str
    chosen_at: datetime
    waits_for_handing_over: bool
    handed_over_on: date | None


def options_of(traject: Traject) -> list[Option]:
    """Return what the reglement lets the client choose; a choice that another version makes idle is not offered."""
    texts = [current_ruleset(version) for version in versions_since(traject.reglement_version)]
    options = []
    for choice in Choice:
        found = term_by_versions(texts, item_of(traject, Carrier.DIGITAL, chosen=choice.value))
        if found is None or found.end.chosen != choice.value:
            continue
        dated = end_of_whole(traject, Carrier.DIGITAL, texts, chosen=choice.value) if traject.is_closed else None
        options.append(
            Option(
                choice=choice.value,
                label=str(choice.label),
                term=_at_once() if found.end.term == AT_ONCE else term_words(found.end.term or ""),
                due_on=dated.end.due_on if dated else None,
                article=found.end.article.label,
                article_key=found.end.article.key,
            )
        )
    return options


def choice_of(dossier_id: UUID) -> ClosingChoice | None:
    """Return the choice that counts for this dossier, or None."""
    return latest_choices([dossier_id]).get(dossier_id)


def chosen_in(dossier: Dossier) -> Chosen | None:
    """Return what the client chose as pages show it; opens nothing sealed."""
    made = choice_of(dossier.pk)
    if made is None:
        return None
    return Chosen(
        label=made.get_choice_display(),
        proof=made.get_proof_display(),
        chosen_at=made.chosen_at,
        waits_for_handing_over=made.choice == Choice.TAKE_ALONG and made.handed_over_on is None,
        handed_over_on=made.handed_over_on,
    )


def _at_once() -> str:
    return _("meteen")
