"""Objections as pages show them: to the client and his coach in words, to who decides without them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import roles_of
from audit.opening import Permit, opened
from consent.models import Objection
from consent.terms import DECIDES_ON_OBJECTIONS, SEALED_IN_OBJECTION
from reglement.wording.words import PURPOSES


@dataclass(frozen=True)
class ObjectionLine:
    """One objection; `words`, `reason` and `extension` are empty where the reader may not know them."""

    id: UUID
    dossier_number: str
    purpose: str
    made_at: datetime
    answer_by: date
    is_extended: bool
    withdrawn_at: datetime | None
    outcome: str
    decided_at: datetime | None
    words: str = ""
    reason: str = ""
    extension: str = ""

    @property
    def stands(self) -> bool:
        """Say whether it was not taken back."""
        return self.withdrawn_at is None


def objections_under(permits: Sequence[Permit], dossier_ids: Sequence[UUID]) -> list[ObjectionLine]:
    """Return the objections in these dossiers with their words, the latest first; needs a permit for each dossier."""
    if not dossier_ids or not Objection.objects.filter(dossier__in=dossier_ids).exists():
        return []
    with opened(*permits):
        found = Objection.objects.filter(dossier__in=dossier_ids).select_related("dossier").order_by("-made_at", "-pk")
        return [_line(one, one.words or "", one.reason or "", one.extension or "") for one in found]


def objections_to_decide(user: User) -> list[ObjectionLine]:
    """Return what waits for a decision of this person, the oldest first; opens nothing sealed."""
    if not roles_of(user) & DECIDES_ON_OBJECTIONS:
        return []
    waiting = Objection.objects.filter(outcome="", withdrawn_at=None, dossier__destroyed_at=None)
    rows = waiting.select_related("dossier").defer(*SEALED_IN_OBJECTION).order_by("made_at", "pk")
    return [_line(one) for one in rows]


def _line(objection: Objection, words: str = "", reason: str = "", extension: str = "") -> ObjectionLine:
    every_use = _("elk gebruik dat rust op een gerechtvaardigd belang")
    return ObjectionLine(
        id=objection.pk,
        dossier_number=objection.dossier.number,
        purpose=str(PURPOSES.get(objection.purpose, objection.purpose)) if objection.purpose else every_use,
        made_at=objection.made_at,
        answer_by=objection.answer_by,
        is_extended=objection.extended_at is not None,
        withdrawn_at=objection.withdrawn_at,
        outcome=objection.get_outcome_display() if objection.outcome else "",
        decided_at=objection.decided_at,
        words=words,
        reason=reason,
        extension=extension,
    )
