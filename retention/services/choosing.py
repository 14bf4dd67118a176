"""The client's choice at the end: recorded by himself or for him, and followed by the dates at once."""

from datetime import date

from django.conf import settings
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.terms import Word
from dossiers.models import Dossier, Duty
from dossiers.permissions import access_of, capacity_of
from dossiers.permits import acting_role
from dossiers.services import finish_duty, open_duty
from dossiers.terms import DutyKind
from mail.services import queue
from retention.choices import choice_of, options_of
from retention.facts import (
    ChoiceNotOffered,
    DestructionAlreadyBegun,
    EvidenceMissing,
    HandedOverBefore,
    NothingToHandOver,
    NotTheirChoice,
)
from retention.models import ClosingChoice, PurgeCase
from retention.services.dating import recompute
from retention.terms import Choice, ChoiceProof
from vault.clock import today

SUBJECT = "retention.closingchoice"


@transaction.atomic
def choose(dossier: Dossier, *, choice: str, by: User) -> ClosingChoice:
    """Record what the client, or who acts for him, chooses in the portal, and let the dates follow.

    Raises NotTheirChoice, ChoiceNotOffered where the reglement lets nothing be chosen, DestructionAlreadyBegun.
    """
    client = dossier.traject.client
    capacity = capacity_of(by, client) if client else ""
    if not capacity:
        raise NotTheirChoice
    return _record(dossier, choice, ChoiceProof.PORTAL, capacity=capacity, evidence=None, by=by)


@transaction.atomic
def choose_on_behalf(dossier: Dossier, *, choice: str, proof: str, evidence: str, by: User) -> ClosingChoice:
    """Record a choice that the client made on paper or in a talk, with where the proof lies.

    Raises EvidenceMissing, NotTheirChoice for who may not write here, and what choose() raises.
    """
    if not access_of(by, dossier).writes:
        raise NotTheirChoice
    if not evidence.strip() or ChoiceProof(proof) is ChoiceProof.PORTAL:
        raise EvidenceMissing
    return _record(dossier, choice, ChoiceProof(proof), capacity="bureau", evidence=evidence.strip(), by=by)


@transaction.atomic
def hand_over(dossier: Dossier, *, on: date, by: User) -> ClosingChoice:
    """Record that the client got what he takes along; from now on the term of that choice counts.

    Raises NothingToHandOver when that is not what he chose, HandedOverBefore on a second click.
    """
    if not access_of(by, dossier).writes:
        raise NotTheirChoice
    _lock(dossier)
    chosen = choice_of(dossier.pk)
    if chosen is None or chosen.choice != Choice.TAKE_ALONG or on > today():
        raise NothingToHandOver
    if chosen.handed_over_on is not None:
        raise HandedOverBefore
    ClosingChoice.objects.filter(pk=chosen.pk).update(handed_over_on=on, handed_over_by=by)
    _write_down(Word.CHOICE_HANDED_OVER, dossier, chosen, by, acting_role(by))
    _follow(dossier)
    return ClosingChoice.objects.get(pk=chosen.pk)


def ask_client(dossier: Dossier) -> None:
    """Ask the client what happens to his dossier, where the reglement lets him choose and he has not chosen yet."""
    options = options_of(dossier.traject)
    if not options or choice_of(dossier.pk) is not None:
        return
    open_duty(
        dossier=dossier,
        kind=DutyKind.ASK_CLIENT,
        article_key=options[0].article_key,
        article_label=options[0].article,
        subject_type=SUBJECT,
    )
    client = dossier.traject.client
    if client is not None and client.user is not None:
        queue(
            template="closing_choice",
            to=client.user.email,
            context={"link": f"{settings.AKKOORD_BASE_URL}/mijn/bewaren/"},
            idempotency_key=f"closing-choice:{dossier.pk}",
            language=client.user.language,
        )


def _record(
    dossier: Dossier, choice: str, proof: ChoiceProof, *, capacity: str, evidence: str | None, by: User
) -> ClosingChoice:
    _lock(dossier)
    if choice not in {option.choice for option in options_of(dossier.traject)}:
        raise ChoiceNotOffered
    before = choice_of(dossier.pk)
    if before is not None and (before.choice, before.proof, before.recorded_by_id) == (choice, proof.value, by.pk):
        return before
    chosen = ClosingChoice.objects.create(
        safe_id=dossier.safe_id,
        dossier=dossier,
        number=1 if before is None else before.number + 1,
        choice=Choice(choice),
        proof=proof,
        evidence=evidence,
        capacity=capacity,
        recorded_by=by,
    )
    portal = "client" if capacity == "client" else "representative"
    _write_down(Word.CHOICE_MADE, dossier, chosen, by, acting_role(by) if capacity == "bureau" else portal)
    _finish_asking(dossier, by)
    _follow(dossier)
    return chosen


def _finish_asking(dossier: Dossier, by: User) -> None:
    for duty in Duty.objects.filter(dossier=dossier, subject_type=SUBJECT, done_at=None):
        finish_duty(duty=duty, by=by)


def _lock(dossier: Dossier) -> None:
    """Wait for who closes the traject or destroys the dossier; raises DestructionAlreadyBegun."""
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    case = PurgeCase.objects.of_whole(dossier.pk).select_for_update(of=("self",)).first()
    if case is not None and case.is_begun:
        raise DestructionAlreadyBegun


def _follow(dossier: Dossier) -> None:
    if dossier.traject.is_closed:
        recompute(dossier)


def _write_down(word: Word, dossier: Dossier, chosen: ClosingChoice, by: User, role: str) -> None:
    record(
        word,
        by=by,
        role=role,
        dossier_id=dossier.pk,
        client_id=dossier.traject.client_id,
        object_type=SUBJECT,
        object_id=chosen.pk,
        purpose=chosen.choice,
    )
