"""Registering the exact versions that may leave; a new version ends the questions about the former one."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from accounts.models import User
from consent.models import Consent, ContentVersion
from consent.refusals import ContentNumberTaken, UnknownCategory
from consent.services.events import append_event
from consent.terms import LIVE_STATES, Capacity, ContentFormat, EventKind, Evidence, ReportForm
from dossiers.models import Dossier
from dossiers.terms import HEALTH_TAGS
from reglement.terms import TAGS
from vault.clock import AkkoordNow


class CategoryItem(TypedDict):
    """One category of a version: its key in the catalogue and its sensitivity."""

    key: str
    tag: str


@transaction.atomic
def register_content(
    *,
    dossier: Dossier,
    kind: str,
    object_id: UUID,
    number: int,
    content_sha256: str,
    categories: list[CategoryItem],
    by: User,
    report_kind: str = "",
    report_purpose: str = "",
    form: str = ReportForm.WRITTEN,
    format: str = ContentFormat.PDF,
    from_treating_doctor: bool = False,
    confidential: bool = False,
    oldest_on: date | None = None,
) -> ContentVersion:
    """Register a version with its hash and categories, and supersede the former one with what was asked about it.

    Raises ContentNumberTaken when another saved this number first, UnknownCategory for an unknown tag.
    """
    categories = _tidy(categories)
    _supersede(kind, object_id, by=by)
    try:
        with transaction.atomic():
            return ContentVersion.objects.create(
                safe_id=dossier.safe_id,
                dossier=dossier,
                kind=kind,
                object_id=object_id,
                number=number,
                content_sha256=content_sha256,
                report_kind=report_kind,
                report_purpose=report_purpose,
                form=form,
                format=format,
                categories=categories,
                holds_health=any(item["tag"] in HEALTH_TAGS for item in categories),
                from_treating_doctor=from_treating_doctor,
                confidential=confidential,
                oldest_on=oldest_on,
            )
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise ContentNumberTaken from error
        raise


def _tidy(categories: list[CategoryItem]) -> list[CategoryItem]:
    if any(item["tag"] not in TAGS for item in categories):
        raise UnknownCategory
    tags = {item["key"]: item["tag"] for item in categories}
    return [{"key": key, "tag": tags[key]} for key in sorted(tags)]


def _supersede(kind: str, object_id: UUID, *, by: User) -> None:
    former = (
        ContentVersion.objects.select_for_update(of=("self",))
        .filter(kind=kind, object_id=object_id, superseded_at=None)
        .first()
    )
    if former is None:
        return
    ContentVersion.objects.filter(pk=former.pk).update(superseded_at=AkkoordNow())
    for consent in _asked_and_unused(former):
        append_event(
            consent,
            kind=EventKind.SUPERSEDED,
            by=by,
            capacity=Capacity.BUREAU,
            evidence_kind=Evidence.SYSTEM,
            evidence_id=former.pk,
        )


def _asked_and_unused(former: ContentVersion) -> list[Consent]:
    """Return the live approvals of this version, save those on which it already went out: they tell what was sent."""
    used = former.disclosures.values("consent_id").filter(consent_id__isnull=False)
    return list(
        Consent.objects.filter(content_version=former, state__state__in=LIVE_STATES)
        .exclude(pk__in=used)
        .order_by("pk")
    )
