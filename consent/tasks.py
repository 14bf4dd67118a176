"""Doorbells of this room."""

from celery import shared_task

from audit.opening import assert_locked
from consent.services.announcing import announce_version as announce
from consent.services.expiring import expire_consents as expire
from consent.services.objecting import ring_objections as ring_for_answers
from reglement.refusals import NoActiveReglement
from ui.doors import no_content


@shared_task
@no_content("Mails that the reglement changed; reads no content.")
def announce_version() -> int:
    """Tell people of the version that holds, where its text or the one before promises that; safe to ring twice."""
    assert_locked()
    try:
        return announce()
    except NoActiveReglement:
        return 0


@shared_task
@no_content("Writes down which consents have expired; reads no content.")
def expire_consents() -> int:
    """Write down which consents have expired."""
    assert_locked()
    return expire()


@shared_task
@no_content("Mails that an answer to an objection is due; reads no content.")
def ring_objections() -> int:
    """Tell who decides that an answer is due, and that its day has passed; safe to ring twice."""
    assert_locked()
    return ring_for_answers()
