"""What a client may have to be told before it is kept or used, and what he was told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from consent.models import ClientNotice
from consent.terms import NoticeAbout
from dossiers.catalogue import labels_of
from dossiers.models import Dossier
from dossiers.permissions import access_of
from reglement.services import current_ruleset
from reglement.wording.words import PURPOSES


@dataclass(frozen=True)
class Subject:
    """Something that can be told: a kind of data that waits for it, or a purpose."""

    event: str
    label: str
    category: str = ""
    purpose: str = ""

    @property
    def key(self) -> str:
        """Return the word by which a form sends it."""
        return f"{self.event}:{self.category or self.purpose}"


@dataclass(frozen=True)
class NoticeLine:
    """One notice as staff see it: what it was about, how it went, and whether it was read."""

    label: str
    sent_at: datetime
    evidence: str
    read_at: datetime | None


@dataclass(frozen=True)
class OwnNotice:
    """One notice as the client reads it."""

    id: UUID
    paragraphs: tuple[str, ...]
    sent_at: datetime
    read_at: datetime | None


def subjects_of(user: Any, dossier: Dossier) -> list[Subject]:
    """Return what `user` can tell the client of: first what waits for it, then the purposes he could not expect."""
    labels = labels_of(dossier.traject)
    told = set(ClientNotice.objects.filter(dossier=dossier).values_list("event", "category", "purpose"))
    waiting = [
        Subject(event, _("%(category)s bewaren") % {"category": labels.get(key, key)}, category=key)
        for key, events in access_of(user, dossier).waiting_for_notice().items()
        for event in events
        if event in NoticeAbout.values
    ]
    expected = {entry.key for entry in current_ruleset(dossier.traject.reglement_version).ruleset.purpose}
    purposes = [
        Subject(NoticeAbout.NEW_PURPOSE, _("gebruiken voor: %(purpose)s") % {"purpose": label}, purpose=key)
        for key, label in PURPOSES.items()
        if key not in expected
    ]
    return [each for each in [*waiting, *purposes] if (each.event, each.category, each.purpose) not in told]


def notice_lines(dossier: Dossier) -> list[NoticeLine]:
    """Return what the client of this dossier was told, newest first; opens nothing sealed."""
    labels = labels_of(dossier.traject)
    notices = ClientNotice.objects.filter(dossier=dossier).order_by("-sent_at", "-pk")
    return [
        NoticeLine(
            label=str(labels.get(one.category) or PURPOSES.get(one.purpose) or one.category),
            sent_at=one.sent_at,
            evidence=one.get_sent_evidence_display(),
            read_at=one.read_at,
        )
        for one in notices
    ]


def own_notice(notice: ClientNotice) -> OwnNotice:
    """Return a notice for the client; needs the dossier's safe unlocked."""
    return OwnNotice(notice.pk, tuple(notice.text.split("\n\n")), notice.sent_at, notice.read_at)
