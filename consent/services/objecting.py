"""Objections of a client to a use of his data: made, taken back, and answered in time (AVG 21, AVG 12(3))."""

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.permissions import roles_of
from accounts.queries import people_in
from audit.services import record
from audit.terms import Word
from consent import refusals
from consent.models import Objection
from consent.terms import DECIDES_ON_OBJECTIONS, OBJECTION_RUNG_AHEAD, SEALED_IN_OBJECTION, ObjectionOutcome
from dossiers.models import Dossier
from dossiers.permissions import capacity_of
from mail.services import queue
from reglement.services import current_ruleset, deciding_version
from vault.clock import NotBefore, not_before, today


def purposes_to_object_to(dossier: Dossier) -> list[str]:
    """Return the purposes of the text that decides now, and advertising, against which anybody may object."""
    text = current_ruleset(deciding_version(dossier.traject.reglement_version))
    return sorted({*text.purposes, "newsletter"})


@transaction.atomic
def make_objection(dossier: Dossier, *, purpose: str, words: str, by: User) -> Objection:
    """Record that the client, or who acts for him, objects; `purpose` "" is every use on a legitimate interest.

    It counts at once. Raises NotYoursToAnswer for anybody else, PurposeUnknown, ObjectedBefore.
    """
    capacity = _capacity(dossier, by)
    if purpose and purpose not in purposes_to_object_to(dossier):
        raise refusals.PurposeUnknown
    Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
    if Objection.objects.filter(dossier=dossier, purpose=purpose, withdrawn_at=None).exists():
        raise refusals.ObjectedBefore
    made = Objection.objects.create(
        safe_id=dossier.safe_id, dossier=dossier, purpose=purpose, words=words.strip() or None, made_by=by
    )
    _write_down(Word.OBJECTION_MADE, made, by, capacity)
    return made


@transaction.atomic
def take_objection_back(objection: Objection, *, by: User) -> None:
    """End an objection; a second click changes nothing. Raises NotYoursToAnswer."""
    capacity = _capacity(objection.dossier, by)
    fresh = Objection.objects.filter(pk=objection.pk, withdrawn_at=None).update(withdrawn_at=NotBefore("made_at"))
    if fresh:
        _write_down(Word.OBJECTION_WITHDRAWN, objection, by, capacity)


@transaction.atomic
def decide_objection(objection: Objection, *, outcome: str, reason: str, by: User) -> Objection:
    """Decide, with the reason that the client reads, whether the use stops for good or there is a compelling reason.

    Raises NotYoursToDecide, WordsMissing, ObjectionClosed for one that was decided or taken back, and
    AdvertisingStops: against advertising there is nothing to weigh.
    """
    role = _deciding_role(by)
    if not reason.strip():
        raise refusals.WordsMissing
    objection = _open(objection)
    if objection.purpose == "newsletter" and outcome == ObjectionOutcome.COMPELLING:
        raise refusals.AdvertisingStops
    objection.outcome, objection.reason = ObjectionOutcome(outcome), reason.strip()
    objection.decided_at, objection.decided_by, objection.decided_role = not_before(objection.made_at), by, role
    objection.save(update_fields=["outcome", "reason", "decided_at", "decided_by", "decided_role"])
    _write_down(Word.OBJECTION_DECIDED, objection, by, role)
    _tell(objection, "objection_decided")
    return objection


@transaction.atomic
def extend_answer(objection: Objection, *, reason: str, by: User) -> Objection:
    """Take two months more to answer, and tell the client why (AVG 12(3)): once, and within the first month.

    Raises NotYoursToDecide, WordsMissing, ObjectionClosed, ExtendedBefore, and TooLateToExtend.
    """
    role = _deciding_role(by)
    if not reason.strip():
        raise refusals.WordsMissing
    objection = _open(objection)
    if objection.extended_at is not None:
        raise refusals.ExtendedBefore
    if today() > objection.answer_by:
        raise refusals.TooLateToExtend
    objection.extension, objection.extended_by = reason.strip(), by
    objection.extended_at = not_before(objection.made_at)
    objection.save(update_fields=["extension", "extended_at", "extended_by"])
    _write_down(Word.OBJECTION_EXTENDED, objection, by, role)
    _tell(objection, "objection_extended")
    return objection


def ring_objections() -> int:
    """Mail who decides that an answer is due within a week, and once more when its day has passed; returns how many.

    Safe to ring again at any moment: each of them hears each once.
    """
    waiting = Objection.objects.filter(outcome="", withdrawn_at=None, dossier__destroyed_at=None)
    found = list(waiting.defer(*SEALED_IN_OBJECTION).order_by("made_at", "pk"))
    pressing = [objection for objection in found if today() >= objection.answer_by - OBJECTION_RUNG_AHEAD]
    people = list(people_in(DECIDES_ON_OBJECTIONS)) if pressing else []
    for objection in pressing:
        word = "late" if today() > objection.answer_by else "due"
        for user in people:
            queue(
                template=f"objection_{word}",
                to=user.email,
                context={"link": f"{settings.AKKOORD_BASE_URL}/goedkeuringen/"},
                idempotency_key=f"objection-{word}:{objection.pk}:{objection.answer_by:%Y%m%d}:{user.pk}",
                language=user.language,
            )
    return len(pressing)


def _deciding_role(by: User) -> str:
    role = next(iter(sorted(roles_of(by) & DECIDES_ON_OBJECTIONS)), "")
    if not role:
        raise refusals.NotYoursToDecide
    return role


def _open(objection: Objection) -> Objection:
    """Lock an objection that waits for its answer, without what is sealed in it; raises ObjectionClosed."""
    locked = Objection.objects.select_for_update(of=("self",)).defer(*SEALED_IN_OBJECTION).get(pk=objection.pk)
    if locked.outcome or locked.withdrawn_at is not None:
        raise refusals.ObjectionClosed
    return locked


def _capacity(dossier: Dossier, by: User) -> str:
    client = dossier.traject.client
    capacity = capacity_of(by, client) if client else ""
    if not capacity:
        raise refusals.NotYoursToAnswer
    return "client" if capacity == "client" else "representative"


def _tell(objection: Objection, template: str) -> None:
    """Tell who objected that there is something to read about it; the mail says no more than that."""
    if objection.made_by.is_active:
        queue(
            template=template,
            to=objection.made_by.email,
            context={"link": f"{settings.AKKOORD_BASE_URL}/mijn/akkoord/"},
            idempotency_key=f"{template}:{objection.pk}",
            language=objection.made_by.language,
        )


def _write_down(word: Word, objection: Objection, by: User, role: str) -> None:
    record(
        word,
        by=by,
        role=role,
        dossier_id=objection.dossier_id,
        client_id=objection.dossier.traject.client_id,
        object_type="consent.objection",
        object_id=objection.pk,
        article="AVG 21",
    )
