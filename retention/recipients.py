"""Reads about who got data of a dossier that is destroyed at the request of its client (AVG 19)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Max, QuerySet

from accounts.queries import names_of
from consent.models import Disclosure
from consent.queries.disclosures import screen_readers
from dossiers.models import Dossier
from reglement.wording.vocabulary import RECIPIENTS
from retention.models import RecipientNotice
from ui.dates import day_of

# Who got it for the client himself, or works here, is no recipient that has to be told (AVG 4(9)).
OURS_AND_HIS: Final = ("client", "representative", "staff")
SHOWN: Final = 200


@dataclass(frozen=True)
class Recipient:
    """Somebody who got data of one dossier, and when that was last."""

    contact_id: UUID | None
    recipient_class: str
    disclosed_on: date


@dataclass(frozen=True)
class NoticeLine:
    """One recipient as a page shows it; `number` is that of the dossier, by which he knows what he got."""

    id: UUID
    number: str
    who: str
    disclosed_on: date
    told_at: datetime | None
    why_not: str
    by: str


def recipients_of(dossier_id: UUID) -> list[Recipient]:
    """Return once each recipient in the ledger of what went out of a dossier, and each who read it on the screen."""
    went_out = Disclosure.objects.filter(dossier=dossier_id).exclude(recipient_class__in=OURS_AND_HIS)
    rows = went_out.order_by("contact", "recipient_class").values_list("contact", "recipient_class")
    last_at = {(contact_id, word): at for contact_id, word, at in rows.annotate(last=Max("made_at"))}
    for reader in screen_readers(dossier_id):
        key = (reader.contact.pk, reader.contact.recipient_class)
        last_at[key] = max(reader.last_at, last_at.get(key, reader.last_at))
    return [Recipient(contact_id, word, day_of(at)) for (contact_id, word), at in last_at.items()]


def recipients_told(dossier: Dossier) -> list[str]:
    """Return whom a request to destroy will be told to, as its client knows them."""
    went_out = Disclosure.objects.filter(dossier=dossier).exclude(recipient_class__in=OURS_AND_HIS)
    found = went_out.values_list("contact__name", "contact__opdrachtgever__name", "recipient_class").distinct()
    readers = [reader.contact for reader in screen_readers(dossier.pk)]
    looked = {_known_as(one.name, one.opdrachtgever.name, one.recipient_class) for one in readers}
    return sorted({_known_as(name, place, word) for name, place, word in found} | looked)


def notices_waiting() -> list[NoticeLine]:
    """Return the recipients whom somebody has to tell, the longest waiting first."""
    return _lines(RecipientNotice.objects.filter(told_at=None, not_told="").order_by("found_at", "id"))


def notices_done() -> list[NoticeLine]:
    """Return the recipients who were told, or why they were not, the latest first."""
    done = RecipientNotice.objects.exclude(told_at=None, not_told="")
    return _lines(done.order_by("-found_at", "-id"))


def notices_for(user: Any) -> list[NoticeLine]:
    """Return what this contact got that was destroyed at the request of its client."""
    mine = RecipientNotice.objects.filter(contact__user=user.pk, told_at__isnull=False)
    return _lines(mine.order_by("-told_at", "-id"))


def _lines(rows: QuerySet[RecipientNotice]) -> list[NoticeLine]:
    found = list(rows.select_related("case", "contact__opdrachtgever")[:SHOWN])
    numbers = _numbers_of(one.case.dossier_id for one in found)
    names = names_of(one.by_id for one in found)
    return [
        NoticeLine(
            id=one.pk,
            number=numbers.get(one.case.dossier_id, ""),
            who=_known_as(
                one.contact.name if one.contact else "",
                one.contact.opdrachtgever.name if one.contact else "",
                one.recipient_class,
            ),
            disclosed_on=one.disclosed_on,
            told_at=one.told_at,
            why_not=one.get_not_told_display() if one.not_told else "",
            by=names.get(one.by_id, "") if one.by_id else "",
        )
        for one in found
    ]


def _numbers_of(dossier_ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(Dossier.objects.filter(pk__in=set(dossier_ids)).values_list("pk", "number"))


def _known_as(name: str | None, place: str | None, recipient_class: str) -> str:
    known = ", ".join(word for word in (name, place) if word)
    return known or str(RECIPIENTS.get(recipient_class, recipient_class))
