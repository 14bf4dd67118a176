"""Starting a traject: client, dossier, agreement, notice, invitation and access, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import Branch, User
from accounts.services import invite
from accounts.terms import Role
from audit.services import record
from audit.terms import Word
from consent import gate
from consent.catalogue import categories_on_the_card
from consent.facts import Question
from consent.models import ReportingAgreement, StartNotice
from consent.refusals import AcknowledgeFirst, GateRefused, NoticeUnknown, ParentMustSign
from consent.services.access import Denied, grant_within
from consent.services.agreements import LineData, make_agreement
from consent.services.parental import SignedPaper, inspect_paper, record_parents_yes
from consent.services.telling import tell_client_of_start
from consent.terms import NoticeEvidence
from dossiers.models import Client, Dossier, Opdrachtgever, Referral
from dossiers.permissions import capacity_of
from dossiers.services import link_client_user, open_traject, register_client
from reglement.acknowledgements import is_kept_out
from reglement.facts import Facts
from reglement.models import Acknowledgement
from reglement.services import acknowledge, active_version
from reglement.terms import CONSENT_AGE
from vault.clock import AkkoordNow


@dataclass(frozen=True, kw_only=True)
class ClientData:
    """A new client as he was filled in; sealed when he is registered."""

    name: str
    email: str = ""
    birth_date: date | None = None
    phone: str = ""
    guardianship: str = "none"


def start_traject(
    *,
    client: Client | ClientData,
    opdrachtgever: Opdrachtgever,
    service: str,
    branch: Branch,
    coach: User,
    purpose: str,
    lines: Sequence[LineData],
    started_on: date,
    by: User,
    planned_end_on: date | None = None,
    referral: Referral | None = None,
    handed_over: bool = False,
    form_token: UUID | None = None,
    parent: SignedPaper | None = None,
) -> Dossier:
    """Start a traject with everything that belongs to it; the same form twice is one traject.

    Raises GateRefused with the stored denial (no notice, no secrecy signed, ...; ParentMustSign for a child whose
    parent did not sign), AcknowledgeFirst for who has yet to acknowledge the reglement that holds, and the refusals of
    what it does.
    """
    before = _started_by(form_token)
    if before is not None:
        return before
    if is_kept_out(by):
        raise AcknowledgeFirst
    inspected = inspect_paper(parent, by=by) if parent is not None else None
    try:
        with transaction.atomic():
            person = _registered(client, by)
            dossier = open_traject(
                client=person,
                opdrachtgever=opdrachtgever,
                service=service,
                branch=branch,
                lead_coach=coach,
                purpose=purpose,
                reglement_version=active_version(),
                started_on=started_on,
                planned_end_on=planned_end_on,
                by=by,
                referral=referral,
            )
            evidence = NoticeEvidence.HANDED_OVER if handed_over else NoticeEvidence.SENT
            make_agreement(dossier=dossier, lines=lines, by=by, evidence=evidence, form_token=form_token)
            _let_client_in(dossier, person, client, by)
            if parent is not None and inspected is not None:
                record_parents_yes(dossier, parent, inspected, by=by)
            _ask_to_start(dossier, coach)
            grant_within(dossier=dossier, user=coach, by=by)
            return dossier
    except Denied as denied:
        refusal = ParentMustSign if _lacks_a_parent(denied.said) else GateRefused
        raise refusal(gate.store_apart(denied.said)) from None


@transaction.atomic
def acknowledge_start(dossier: Dossier, *, user: User) -> StartNotice:
    """Record that the client has read the start notice; a second click changes nothing. Raises NoticeUnknown."""
    notice = (
        StartNotice.objects.select_for_update(of=("self",))
        .filter(traject=dossier.traject_id, sent_at__isnull=False)
        .order_by("-created_at")
        .first()
    )
    if notice is None:
        raise NoticeUnknown
    if notice.acknowledged_at is None:
        StartNotice.objects.filter(pk=notice.pk).update(
            read_at=AkkoordNow(), acknowledged_at=AkkoordNow(), acknowledged_by=user
        )
        acknowledge(
            user=user,
            kind="start_notice",
            evidence="read",
            text_sha256=notice.text_sha256,
            version=dossier.traject.reglement_version,
        )
        _write_down(Word.NOTICE_ACKNOWLEDGED, dossier, user, "consent.notice", notice.pk)
    return notice


@transaction.atomic
def acknowledge_reglement(dossier: Dossier, *, user: User) -> Acknowledgement:
    """Record that the client has read the reglement under which his traject runs."""
    version = dossier.traject.reglement_version
    return acknowledge(user=user, kind="reglement", evidence="read", text_sha256=version.sha256, version=version)


def _started_by(form_token: UUID | None) -> Dossier | None:
    if form_token is None:
        return None
    agreement = ReportingAgreement.objects.filter(form_token=form_token).select_related("traject__dossier").first()
    return agreement.traject.dossier if agreement else None


def _registered(client: Client | ClientData, by: User) -> Client:
    if isinstance(client, Client):
        return client
    return register_client(
        name=client.name,
        email=client.email,
        birth_date=client.birth_date,
        phone=client.phone,
        guardianship=client.guardianship,
        by=by,
    )


def _let_client_in(dossier: Dossier, person: Client, given: Client | ClientData, by: User) -> None:
    if person.user_id is None and isinstance(given, ClientData) and given.email:
        user, _invitation = invite(email=given.email, role=Role.CLIENT, by=by)
        link_client_user(client=person, user=user, by=by)
    elif person.user_id is not None:
        tell_client_of_start(dossier)


def _ask_to_start(dossier: Dossier, coach: User) -> None:
    on_the_card = tuple(categories_on_the_card(dossier.traject))
    for act, categories in (("intake", on_the_card), ("start", ())):
        decision, said = gate.ask_within(
            Question(
                act=act,
                actor=coach,
                dossier=dossier,
                purpose=dossier.traject.purpose,
                assigned_for_now=True,
                categories=categories,
            )
        )
        if decision is None:
            raise Denied(said)


def _lacks_a_parent(said: gate.Answer) -> bool:
    """Say whether a consent is missing that the client is too young to give himself."""
    age = said.asked.client.age if isinstance(said.asked, Facts) else None
    return age is not None and age < CONSENT_AGE and any(lack.key == "consent" for lack in said.outcome.unmet)


def _write_down(word: Word, dossier: Dossier, user: User, object_type: str, object_id: UUID) -> None:
    client = dossier.traject.client
    record(
        word,
        by=user,
        role=(capacity_of(user, client) if client else "") or "client",
        dossier_id=dossier.pk,
        client_id=dossier.traject.client_id,
        object_type=object_type,
        object_id=object_id,
        purpose="information",
    )
