"""Telling a client of what he could not expect, before it is kept or used."""

from uuid import UUID

from django.db import transaction
from django.utils import translation

from accounts.models import User
from audit.services import record
from audit.terms import Word
from consent import refusals
from consent.models import ClientNotice
from consent.notice_text import new_data_text
from consent.permissions import own_client_notices
from consent.services.access import refit_access
from consent.services.telling import tell_client_of_notice
from consent.terms import NoticeAbout, NoticeEvidence
from consent.wording import hash_of
from dossiers.models import Dossier
from dossiers.permissions import access_of, capacity_of
from dossiers.permits import acting_role
from vault.clock import AkkoordNow


@transaction.atomic
def tell_client(
    *,
    dossier: Dossier,
    event: str,
    why: str,
    by: User,
    category: str = "",
    purpose: str = "",
    evidence: str = NoticeEvidence.SENT,
) -> ClientNotice:
    """Tell the client which kind of data or purpose is new and why, and let the gate look again at who may use it.

    Telling the same thing twice gives back the first notice. Raises WordsMissing without a reason, NotYoursToTell for
    who may not write here, ClientHasNoAccount when it can only be handed over.
    """
    if not access_of(by, dossier).writes:
        raise refusals.NotYoursToTell
    if not why.strip():
        raise refusals.WordsMissing
    about = {"event": NoticeAbout(event), "category": category, "purpose": purpose}
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    told = ClientNotice.objects.filter(dossier=dossier, **about).first()
    if told is not None:
        return told
    client = dossier.traject.client
    user = client.user if client else None
    if user is None and evidence == NoticeEvidence.SENT:
        raise refusals.ClientHasNoAccount
    with translation.override(user.language if user else "nl"):
        paragraphs = new_data_text(dossier.traject, why=why.strip(), **about)
    notice = ClientNotice.objects.create(
        safe_id=dossier.safe_id,
        dossier=dossier,
        text="\n\n".join(paragraphs),
        text_sha256=hash_of(paragraphs),
        sent_evidence=NoticeEvidence(evidence),
        sent_by=by,
        **about,
    )
    tell_client_of_notice(notice)
    _write_down(Word.NOTICE_SENT, notice, by, acting_role(by))
    refit_access(dossier, by=by)
    return notice


@transaction.atomic
def notice_read(notice_id: UUID, *, user: User) -> ClientNotice:
    """Record that the client, or who acts for him, has read a notice; a second click changes nothing.

    Raises NoticeUnknown when it is not about him.
    """
    notice = own_client_notices(user).select_for_update(of=("self",)).filter(pk=notice_id).first()
    if notice is None:
        raise refusals.NoticeUnknown
    if notice.read_at is None:
        ClientNotice.objects.filter(pk=notice.pk).update(read_at=AkkoordNow(), read_by=user)
        client = notice.dossier.traject.client
        _write_down(Word.NOTICE_ACKNOWLEDGED, notice, user, (capacity_of(user, client) if client else "") or "client")
    return notice


def _write_down(word: Word, notice: ClientNotice, user: User, role: str) -> None:
    record(
        word,
        by=user,
        role=role,
        dossier_id=notice.dossier_id,
        client_id=notice.dossier.traject.client_id,
        object_type="consent.clientnotice",
        object_id=notice.pk,
        purpose="information",
    )
