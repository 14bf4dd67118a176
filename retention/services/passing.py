"""Telling who got data that their client has had them destroyed (AVG 19)."""

from django.conf import settings
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.terms import Word
from dossiers.models import OpdrachtgeverContact
from dossiers.permits import acting_role
from mail.services import queue
from retention.facts import NotTheirChoice, RecipientDone
from retention.models import PurgeCase, RecipientNotice
from retention.permissions import may_review
from retention.recipients import recipients_of
from retention.terms import Ground, NotTold
from vault.clock import akkoord_now


def tell_recipients(case: PurgeCase) -> None:
    """Write down who got data of the dossier that is about to go, and mail each who has a login here.

    The others wait for a person. Only where the client asked for it: what goes because its term is over, he did not.
    Call this inside the transaction in which the destruction begins; a second call tells nobody twice.
    """
    if case.ground != Ground.REQUESTED or case.is_of_parts:
        return
    for recipient in recipients_of(case.dossier_id):
        words = {"case": case, "contact_id": recipient.contact_id, "recipient_class": recipient.recipient_class}
        notice, is_new = RecipientNotice.objects.get_or_create(
            **words, defaults={"disclosed_on": recipient.disclosed_on}
        )
        if is_new and _mailed(notice):
            RecipientNotice.objects.filter(pk=notice.pk).update(told_at=akkoord_now())


@transaction.atomic
def settle_notice(notice: RecipientNotice, *, why_not: str = "", by: User) -> RecipientNotice:
    """Record that `by` told this recipient in another way, or why that is impossible or out of all proportion.

    Raises NotTheirChoice, RecipientDone on a second click.
    """
    if not may_review(by):
        raise NotTheirChoice
    notice = RecipientNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if notice.told_at is not None or notice.not_told:
        raise RecipientDone
    if why_not:
        notice.not_told, notice.decided_at = NotTold(why_not), akkoord_now()
    else:
        notice.told_at = akkoord_now()
    notice.by = by
    notice.save(update_fields=["not_told", "decided_at", "told_at", "by"])
    record(
        Word.RECIPIENT_SETTLED,
        by=by,
        role=acting_role(by),
        dossier_id=notice.case.dossier_id,
        object_type="retention.recipientnotice",
        object_id=notice.pk,
        article="AVG 19",
    )
    return notice


def _mailed(notice: RecipientNotice) -> bool:
    """Queue a mail that says no more than that there is something to read; False when there is nobody to mail."""
    if notice.contact_id is None:
        return False
    contact = OpdrachtgeverContact.objects.select_related("user").get(pk=notice.contact_id)
    if contact.ended_at is not None or not contact.user.is_active:
        return False
    queue(
        template="recipient_told",
        to=contact.user.email,
        context={"link": f"{settings.AKKOORD_BASE_URL}/opdrachtgever/vernietigd/"},
        idempotency_key=f"recipient-told:{notice.pk}",
        language=contact.user.language,
    )
    return True
