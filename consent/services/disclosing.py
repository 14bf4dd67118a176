"""Letting something leave, and letting it be opened: each on its own permitting decision, or not at all."""

import logging
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.terms import Word
from consent import gate
from consent.models import ContentVersion, DecisionBasis, Disclosure, DisclosureOpening
from consent.refusals import DisclosureRefused, GateRefused
from consent.services.events import word_of
from consent.terms import Channel
from dossiers.models import OpdrachtgeverContact
from dossiers.permits import acting_role
from dossiers.services import open_duty
from reglement.deciding.calendar import add_term
from reglement.models import Decision
from vault.clock import akkoord_now

log = logging.getLogger(__name__)


@transaction.atomic
def make_disclosure(
    *, decision: Decision, content_version: ContentVersion, contact: OpdrachtgeverContact, by: User
) -> Disclosure:
    """Write down that this version goes to this contact on this decision, and open the duties that come with it.

    The database has the last word: raises DisclosureRefused when it doesn't find the decision permitting this now.
    """
    consents = list(DecisionBasis.objects.filter(decision=decision, carries=True).select_related("consent"))
    approvals = [basis.consent for basis in consents if basis.consent.content_version_id == content_version.pk]
    carrying = next(iter(approvals or [basis.consent for basis in consents]), None)
    try:
        with transaction.atomic():
            disclosure = Disclosure.objects.create(
                safe_id=content_version.safe_id,
                dossier_id=content_version.dossier_id,
                decision=decision,
                content_version=content_version,
                consent=carrying,
                contact=contact,
                opdrachtgever_id=contact.opdrachtgever_id,
                recipient_class=contact.recipient_class,
                purpose=decision.purpose,
                categories=content_version.categories,
                channel=decision.channel or Channel.PORTAL,
                content_sha256=content_version.content_sha256,
                made_by=by,
            )
    except IntegrityError as error:
        word = word_of(error)
        log.warning("disclosure refused: %s, decision %s", word, decision.pk)
        raise DisclosureRefused(word) from error
    _open_duties(disclosure, decision)
    record(
        Word.DISCLOSURE_MADE,
        by=by,
        role=acting_role(by),
        dossier_id=disclosure.dossier_id,
        client_id=disclosure.dossier.traject.client_id,
        object_type="consent.disclosure",
        object_id=disclosure.pk,
        purpose=disclosure.purpose,
        decision_id=decision.pk,
        article=gate.article_of(decision),
    )
    return disclosure


def open_disclosure(disclosure: Disclosure, *, user: User) -> Decision:
    """Ask the gate again before a recipient opens what he was given; raises GateRefused or DisclosureRefused.

    Call it outside a transaction and before the first byte is sent; the opening is on record before it happens.
    """
    decision = gate.ask(
        "report" if disclosure.content_version.kind == "report" else "disclose",
        actor=user,
        dossier=disclosure.dossier,
        content=disclosure.content_version,
        contact=disclosure.contact,
        channel=disclosure.channel,
        purpose=disclosure.purpose,
    )
    if not gate.permits(decision):
        raise GateRefused(decision)
    try:
        with transaction.atomic():
            opening = DisclosureOpening.objects.create(
                safe_id=disclosure.safe_id, disclosure=disclosure, decision=decision, by_user_id=user.pk
            )
            record(
                Word.DISCLOSURE_OPENED,
                by=user,
                role=acting_role(user),
                dossier_id=disclosure.dossier_id,
                client_id=disclosure.dossier.traject.client_id,
                object_type="consent.disclosure",
                object_id=disclosure.pk,
                purpose=disclosure.purpose,
                decision_id=opening.decision_id,
                article=gate.article_of(decision),
            )
    except IntegrityError as error:
        raise DisclosureRefused(word_of(error)) from error
    return decision


def _open_duties(disclosure: Disclosure, decision: Decision) -> None:
    now = akkoord_now()
    for duty in decision.duties:
        open_duty(
            dossier=disclosure.dossier,
            kind=duty["kind"],
            article_key=duty["article"]["key"],
            article_label=duty["article"]["label"],
            channel=duty["channel"],
            due_at=_due(now, duty["within"]),
            subject_type="consent.disclosure",
            subject_id=disclosure.pk,
            decision=decision,
        )


def _due(now: datetime, within: str | None) -> datetime:
    """Return the last moment of the day on which the term ends; a duty without a term is due at once."""
    if within is None:
        return now
    local = timezone.localtime(now)
    return datetime.combine(add_term(local.date(), within), time(23, 59), tzinfo=local.tzinfo)
