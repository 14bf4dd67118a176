"""Adding one event to the chain of a consent; the database decides whether it may follow."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.services import record
from audit.terms import Word
from consent.models import Consent, ConsentEvent, ConsentState, ContentVersion
from consent.terms import EventKind, Evidence, State
from dossiers.permits import acting_role

AUDITED_AS = {
    EventKind.REQUESTED: Word.CONSENT_REQUESTED,
    EventKind.GIVEN: Word.CONSENT_GIVEN,
    EventKind.REFUSED: Word.CONSENT_REFUSED,
    EventKind.RECONFIRMED: Word.CONSENT_RECONFIRMED,
    EventKind.WITHDRAWN: Word.CONSENT_WITHDRAWN,
    EventKind.EXPIRED: Word.CONSENT_EXPIRED,
    EventKind.SUPERSEDED: Word.CONSENT_SUPERSEDED,
}


SAYS_YES = frozenset({EventKind.GIVEN, EventKind.RECONFIRMED})


def lock_state(consent: Consent) -> State | None:
    """Return the state of a consent and hold it still until the transaction ends; None before its first event."""
    row = ConsentState.objects.select_for_update(of=("self",)).filter(consent=consent).first()
    return State(row.state) if row else None


@transaction.atomic
def append_event(
    consent: Consent,
    *,
    kind: EventKind,
    by: User,
    capacity: str,
    evidence_kind: Evidence,
    evidence_id: UUID | None = None,
    content_sha256: str = "",
    witness_id: UUID | None = None,
) -> ConsentEvent:
    """Add the next event of this consent and its audit row; an event that can't follow raises IntegrityError."""
    if kind in SAYS_YES and consent.content_version_id is not None:
        # The content before the state, as a new version does it: two who take both in one order cannot deadlock.
        ContentVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=consent.content_version_id)
    lock_state(consent)
    last = ConsentEvent.objects.filter(consent=consent).order_by("-seq").first()
    event = ConsentEvent.objects.create(
        safe_id=consent.safe_id,
        consent=consent,
        seq=last.seq + 1 if last else 1,
        kind=kind,
        by_user_id=by.pk,
        capacity=capacity,
        content_sha256=content_sha256,
        evidence_kind=evidence_kind,
        evidence_id=evidence_id,
        witness_id=witness_id,
    )
    record(
        AUDITED_AS[kind],
        by=by,
        role=acting_role(by),
        dossier_id=consent.dossier_id,
        client_id=consent.client_id,
        object_type="consent.consent",
        object_id=consent.pk,
        purpose=consent.purpose,
    )
    return event


def last_event(consent: Consent) -> ConsentEvent:
    """Return the latest word about a consent."""
    return ConsentEvent.objects.filter(consent=consent).order_by("-seq")[0]


def word_of(error: IntegrityError) -> str:
    """Return the word that a trigger of ours refused with; never the row that the database may print beside it."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "message_primary", None) or ""
