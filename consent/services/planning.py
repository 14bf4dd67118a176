"""Planning an act that asks the approval of a colleague, answering it, and ending it."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.permissions import roles_of
from audit.services import record
from audit.terms import Word
from consent import gate, refusals
from consent.facts import Question
from consent.models import Consent, InsideApproval, PlannedAct
from consent.queries.planning import showable_documents
from consent.refusals import GateRefused
from consent.services.events import word_of
from consent.services.using import ask_about_contact, look_question
from consent.terms import APPROVAL_HOLDS, ApprovalKind, PlannedKind
from dossiers.catalogue import every_category_in
from dossiers.models import Document, Dossier, OpdrachtgeverContact
from dossiers.permissions import access_of
from dossiers.permits import acting_role
from vault.clock import AkkoordNow, today

KEYS_OF_COLLEAGUES, KEYS_OF_CLIENT = "approval", "consent"
REFUSED_WITH = {
    "consent_approval_answered_before": refusals.AlreadyAnswered,
    "consent_planned_act_is_over": refusals.PlannedActIsOver,
    "consent_approval_is_of_another": refusals.ApprovalOfAnother,
    "consent_approval_in_another_role": refusals.ApprovalOfAnother,
    "consent_nothing_to_withdraw": refusals.NothingToWithdraw,
}
AUDITED_AS = {
    ApprovalKind.GIVEN: Word.ACT_APPROVED,
    ApprovalKind.REFUSED: Word.ACT_NOT_APPROVED,
    ApprovalKind.WITHDRAWN: Word.ACT_APPROVAL_WITHDRAWN,
}


def plan_look(
    *, dossier: Dossier, contact: OpdrachtgeverContact, documents: Collection[Document], until: date, by: User
) -> PlannedAct:
    """Ask both keys for a contact who would look at these documents: the colleagues and the client, as the text asks.

    The same look that still stands is given back. Raises NotYoursToTell, ContactOfAnother, NothingToShow, UntilMissed,
    ClientHasNoAccount, and GateRefused when something else stands in the way. Call it outside a transaction.
    """
    _refuse_unfit_look(dossier, contact, documents, until, by)
    keys = {document.category for document in documents}
    chosen = [category for category in every_category_in(dossier) if category.key in keys]
    named = sorted(str(document.pk) for document in documents)
    question = look_question(dossier, contact, chosen, named, until)
    roles, asks_client = _keys_asked(question)
    planned: dict[str, Any] = {
        "act": PlannedKind.VIEW,
        "purpose": question.purpose,
        "contact": contact,
        "categories": [{"key": each.key, "tag": each.tag} for each in chosen],
        "documents": named,
        "until": until,
    }
    with transaction.atomic():
        consent = (
            ask_about_contact(
                dossier=dossier, contact=contact, categories=chosen, documents=named, valid_until=until, by=by
            )
            if asks_client
            else None
        )
        return _planned(dossier, planned, roles, consent, by)


def plan_act(question: Question) -> PlannedAct:
    """Ask the colleagues whom the text names to approve what this question is about: a copy, or one exact version.

    Raises NoApprovalAsked when the text asks none. Who may ask the question itself is for the caller.
    """
    [said] = gate.answer_each([question])
    roles = sorted(_roles_in(said.outcome.unmet))
    if not roles:
        raise refusals.NoApprovalAsked
    version, act = question.content, PlannedKind(question.act)
    planned = {
        "act": act,
        "purpose": question.purpose,
        "contact": question.contact,
        "content_version": version,
        "categories": version.categories
        if version
        else [{"key": each.key, "tag": each.tag} for each in question.categories],
        "until": today() + APPROVAL_HOLDS[act],
    }
    return _planned(question.dossier, planned, roles, None, question.actor)


def answer_planned(planned: PlannedAct, *, kind: str, by: User) -> InsideApproval:
    """Record the yes, the no, or the taking back of a yes of a colleague; the gate reads it at the next question.

    Raises ApprovalOfAnother, AlreadyAnswered, PlannedActIsOver, NothingToWithdraw; the database keeps all four.
    """
    role = next((role for role in sorted(roles_of(by)) if role in planned.roles), "")
    try:
        with transaction.atomic():
            answer = InsideApproval.objects.create(
                safe_id=planned.safe_id, planned=planned, kind=ApprovalKind(kind), by=by, role=role
            )
            _write_down(AUDITED_AS[ApprovalKind(kind)], planned, by, role or acting_role(by))
            return answer
    except IntegrityError as error:
        refusal = REFUSED_WITH.get(word_of(error))
        if refusal is None:
            raise
        raise refusal from error


@transaction.atomic
def end_planned(planned: PlannedAct, *, by: User) -> PlannedAct:
    """Stop what was planned, at once; a second click changes nothing. Raises NotYoursToTell."""
    if not access_of(by, planned.dossier).writes:
        raise refusals.NotYoursToTell
    if PlannedAct.objects.filter(pk=planned.pk, ended_at=None).update(ended_at=AkkoordNow(), ended_by=by):
        _write_down(Word.ACT_ENDED, planned, by, acting_role(by))
    return PlannedAct.objects.get(pk=planned.pk)


def _refuse_unfit_look(
    dossier: Dossier, contact: OpdrachtgeverContact, documents: Collection[Document], until: date, by: User
) -> None:
    access = access_of(by, dossier)
    if not access.writes:
        raise refusals.NotYoursToTell
    if contact.opdrachtgever_id != dossier.traject.opdrachtgever_id or contact.ended_at is not None:
        raise refusals.ContactOfAnother
    if until < today():
        raise refusals.UntilMissed
    fit = showable_documents(dossier).filter(access.readable(), pk__in=[document.pk for document in documents])
    if not documents or fit.count() != len(documents):
        raise refusals.NothingToShow


def _keys_asked(question: Question) -> tuple[list[str], bool]:
    """Return the roles whose approval is missing and whether the client has yet to agree; raises GateRefused when
    anything else is missing, because no key would open that."""
    [said] = gate.answer_each([question])
    unmet = [condition for condition in said.outcome.unmet if not _is_key(condition)]
    if unmet or (not said.allowed and not said.outcome.unmet):
        raise GateRefused(gate.store_apart(said))
    return sorted(_roles_in(said.outcome.unmet)), any(_asks_client(one) for one in said.outcome.unmet)


def _is_key(condition: Any) -> bool:
    return condition.key in (KEYS_OF_COLLEAGUES, KEYS_OF_CLIENT) or any(_is_key(one) for one in condition.options)


def _asks_client(condition: Any) -> bool:
    return condition.key == KEYS_OF_CLIENT or any(_asks_client(one) for one in condition.options)


def _roles_in(conditions: Sequence[Any]) -> set[str]:
    found: set[str] = set()
    for condition in conditions:
        if condition.key == KEYS_OF_COLLEAGUES:
            found |= set(condition.params["by_role"])
        found |= _roles_in(condition.options)
    return found


def _planned(
    dossier: Dossier, planned: dict[str, Any], roles: list[str], consent: Consent | None, by: User
) -> PlannedAct:
    with transaction.atomic():
        Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
        standing = PlannedAct.objects.filter(dossier=dossier, ended_at=None, **planned).first()
        if standing is not None:
            return standing
        made = PlannedAct.objects.create(
            safe_id=dossier.safe_id, dossier=dossier, roles=roles, consent=consent, asked_by=by, **planned
        )
        _write_down(Word.ACT_PLANNED, made, by, acting_role(by))
        return made


def _write_down(word: Word, planned: PlannedAct, by: User, role: str) -> None:
    record(
        word,
        by=by,
        role=role,
        dossier_id=planned.dossier_id,
        client_id=planned.dossier.traject.client_id,
        object_type="consent.plannedact",
        object_id=planned.pk,
        purpose=planned.purpose,
    )
