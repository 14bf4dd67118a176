"""Asking the client about one exact document, and his yes, no, or withdrawal (A4P 4.1; AVG 7)."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.facts import StepUpAlreadyUsed
from accounts.models import StepUpCode, User
from accounts.services import request_step_up, step_up_redeemed
from consent import refusals
from consent.models import Consent, ConsentEvent, ConsentRemark, ContentVersion
from consent.permissions import answering_capacity
from consent.services.access import refit_access, regrade_access
from consent.services.events import append_event, last_event, lock_state, word_of
from consent.services.telling import tell_client_of_request, tell_client_of_spoken_answer
from consent.terms import LIVE_STATES, STEP_UP_PURPOSE, Capacity, ConsentForm, ConsentKind, EventKind, Evidence, State
from consent.wording import approval_paragraphs, hash_of
from dossiers.models import Client, OpdrachtgeverContact
from dossiers.services.parts import living_part_of


@transaction.atomic
def request_approval(*, content_version: ContentVersion, contact: OpdrachtgeverContact, by: User) -> Consent:
    """Put a version to the client and tell him by mail that it waits; a second click returns the same request.

    Raises ApprovalOutdated for a superseded version and ClientHasNoAccount when there is nobody to ask in the portal.
    """
    version = ContentVersion.objects.select_for_update(of=("self",)).get(pk=content_version.pk)
    if not version.is_current:
        raise refusals.ApprovalOutdated
    asked = Consent.objects.filter(content_version=version, contact=contact, state__state__in=LIVE_STATES).first()
    if asked is not None:
        return asked
    client = version.dossier.traject.client
    if client is None or client.user is None:
        raise refusals.ClientHasNoAccount
    consent = _question_to(client, version, contact, by)
    append_event(
        consent,
        kind=EventKind.REQUESTED,
        by=by,
        capacity=Capacity.BUREAU,
        evidence_kind=Evidence.SYSTEM,
        content_sha256=version.content_sha256,
    )
    tell_client_of_request(consent)
    return consent


def request_code(consent: Consent, *, user: User) -> StepUpCode:
    """Mail the fresh code that goes with a yes; raises what stands in the way of answering."""
    answering_capacity(user, consent)
    _refuse_unless_open(consent)
    return request_step_up(user=user, purpose=STEP_UP_PURPOSE, subject_id=consent.pk)


def approve(consent: Consent, *, user: User, code: str) -> ConsentEvent:
    """Record the client's yes to the exact document, proven by a fresh code; the second click gets the first answer.

    Raises ApprovalOutdated, AlreadyAnswered, NotYoursToAnswer, and what accounts says about a code that is no good.
    """
    capacity = answering_capacity(user, consent)
    given = _given_before(consent, user)
    if given is not None:
        return given
    try:
        event = _given_now(consent, user, capacity, code)
    except (refusals.AlreadyAnswered, StepUpAlreadyUsed):
        # Of two clicks at one moment the second finds only now what the first answered.
        given = _given_before(consent, user)
        if given is None:
            raise
        return given
    if consent.kind == ConsentKind.CONSENT:
        refit_access(consent.dossier, by=user)
    return event


@transaction.atomic
def refuse(consent: Consent, *, user: User, remark: str = "") -> ConsentEvent:
    """Record the client's no, with what he wants to say about it; it needs no code and no reason."""
    capacity = answering_capacity(user, consent)
    state = lock_state(consent)
    if state == State.REFUSED:
        return last_event(consent)
    _refuse_unless_open(consent, state)
    event = _answer(consent, EventKind.REFUSED, user, capacity, Evidence.PORTAL_CLICK)
    if remark.strip():
        _write_beside(event, consent, remark)
    return event


def withdraw(consent: Consent, *, user: User) -> ConsentEvent:
    """Take a yes back, at once and without a reason (AVG 7(3)); raises NothingToWithdraw when there is no yes.

    Access that stood on it is asked again, so call it outside a transaction.
    """
    capacity = answering_capacity(user, consent)
    with transaction.atomic():
        state = lock_state(consent)
        if state == State.WITHDRAWN:
            return last_event(consent)
        if state != State.GIVEN:
            raise refusals.NothingToWithdraw
        event = append_event(
            consent, kind=EventKind.WITHDRAWN, by=user, capacity=capacity, evidence_kind=Evidence.PORTAL_CLICK
        )
    if consent.kind == ConsentKind.CONSENT:
        regrade_access(consent.dossier, by=user)
        refit_access(consent.dossier, by=user)
    return event


def record_signed_paper(
    consent: Consent, *, document_id: UUID, signed_sha256: str, capacity: str, by: User, witness: User
) -> ConsentEvent:
    """Record a yes on a printed copy that shows its hash: signed, scanned, and seen by a witness (parameters 8.5)."""
    if witness.pk == by.pk:
        raise refusals.WitnessMustBeAnother
    version = consent.content_version
    if version is None or signed_sha256.strip().lower() != version.content_sha256:
        raise refusals.SignedOtherPaper
    _refuse_unless_open(consent)
    return _answer(
        consent,
        EventKind.GIVEN,
        by,
        capacity,
        Evidence.SIGNED_PAPER,
        evidence_id=document_id,
        witness_id=witness.pk,
    )


@transaction.atomic
def record_spoken_answer(
    consent: Consent, *, said_yes: bool, words: str, speaker: User, by: User, witness: User
) -> ConsentEvent:
    """Record what the client, or who answers for him, said out loud and a colleague heard too; he gets a mail of it.

    It is a form below written (AVG 7(1)): the reglement says whether it is enough. Raises WitnessMustBeAnother,
    WordsMissing, NotYoursToAnswer, AlreadyAnswered and ApprovalOutdated.
    """
    if witness.pk == by.pk:
        raise refusals.WitnessMustBeAnother
    if not words.strip():
        raise refusals.WordsMissing
    capacity = answering_capacity(speaker, consent)
    _refuse_unless_open(consent, lock_state(consent))
    kind = EventKind.GIVEN if said_yes else EventKind.REFUSED
    event = _answer(consent, kind, by, capacity, Evidence.RECORDED_ORAL, witness_id=witness.pk)
    _write_beside(event, consent, words)
    tell_client_of_spoken_answer(consent, speaker, by)
    if consent.kind == ConsentKind.CONSENT:
        refit_access(consent.dossier, by=by)
    return event


def _write_beside(event: ConsentEvent, consent: Consent, words: str) -> None:
    """Keep the client's words with what they are about, so that what he said of a report goes when the report does."""
    version = consent.content_version
    about = None if version is None else living_part_of(version.object_id)
    safe_id = consent.safe_id if about is None else about.safe_id
    ConsentRemark.objects.create(safe_id=safe_id, event=event, text=words.strip())


def _question_to(client: Client, version: ContentVersion, contact: OpdrachtgeverContact, by: User) -> Consent:
    language = client.user.language if client.user else "nl"
    with translation.override(language):
        notice_sha256 = hash_of(approval_paragraphs(version, contact))
    return Consent.objects.create(
        safe_id=version.safe_id,
        dossier_id=version.dossier_id,
        client=client,
        kind=ConsentKind.APPROVAL,
        purpose="reporting",
        contact=contact,
        opdrachtgever_id=contact.opdrachtgever_id,
        recipient_class=contact.recipient_class,
        categories=version.categories,
        form=ConsentForm.WRITTEN,
        names_health=version.holds_health,
        names_treating_doctor=version.from_treating_doctor,
        content_version=version,
        notice_sha256=notice_sha256,
        requested_by=by,
    )


def _given_now(consent: Consent, user: User, capacity: str, code: str) -> ConsentEvent:
    _refuse_unless_open(consent)
    with step_up_redeemed(user=user, purpose=STEP_UP_PURPOSE, subject_id=consent.pk, code=code) as proof:
        return _answer(consent, EventKind.GIVEN, user, capacity, Evidence.PORTAL_STEP_UP, evidence_id=proof.pk)


def _given_before(consent: Consent, user: User) -> ConsentEvent | None:
    last = last_event(consent)
    return last if last.kind == EventKind.GIVEN and last.by_user_id == user.pk else None


def _refuse_unless_open(consent: Consent, state: State | None = None) -> None:
    if state is None:
        consent.state.refresh_from_db()
        state = State(consent.state.state)
    if state == State.SUPERSEDED:
        raise refusals.ApprovalOutdated
    if state != State.REQUESTED:
        raise refusals.AlreadyAnswered


def _answer(
    consent: Consent,
    kind: EventKind,
    user: User,
    capacity: str,
    evidence_kind: Evidence,
    *,
    evidence_id: UUID | None = None,
    witness_id: UUID | None = None,
) -> ConsentEvent:
    version = consent.content_version
    try:
        return append_event(
            consent,
            kind=kind,
            by=user,
            capacity=capacity,
            evidence_kind=evidence_kind,
            evidence_id=evidence_id,
            witness_id=witness_id,
            content_sha256=version.content_sha256 if version else "",
        )
    except IntegrityError as error:
        if word_of(error) == "consent_content_superseded":
            raise refusals.ApprovalOutdated from error
        if word_of(error) == "consent_event_not_possible_now":
            _refuse_unless_open(consent)
        raise
