"""Asking the client about one exact version, and asking again."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from audit.terms import Word
from consent.models import Consent
from consent.permissions import answering_users
from consent.queries import approval_of
from consent.services.approvals import request_approval
from consent.terms import State
from dossiers.permits import acting_role
from mail.models import OutboxMessage
from mail.services import queue
from reporting.facts import NothingToRemindOf, RemindedAlready, VersionOutdated
from reporting.models import ReportVersion
from reporting.services.noting import write_down
from vault.clock import not_before, today


@transaction.atomic
def submit_to_client(*, version: ReportVersion, by: User) -> Consent:
    """Ask the client, who gets a mail, whether this version may go out; a second click asks nothing new.

    Raises VersionOutdated when a newer version exists, ClientHasNoAccount when nobody can be asked in the portal.
    """
    version = _locked(version)
    consent = request_approval(content_version=version.content, contact=version.report.contact, by=by)
    if version.submitted_at is None:
        version.submitted_at, version.submitted_by = not_before(version.created_at), by
        version.save(update_fields=["submitted_at", "submitted_by"])
        write_down(Word.REPORT_SUBMITTED, version, by, role=acting_role(by))
    return consent


@transaction.atomic
def remind_client(*, version: ReportVersion, by: User) -> None:
    """Mail the client, once a day at most, that his answer is waited for.

    Raises NothingToRemindOf when nothing waits for him, RemindedAlready on the second time of a day.
    """
    version = _locked(version)
    approval = approval_of(version.content, version.report.contact)
    readers = answering_users(version.report.dossier)
    if approval is None or approval.state != State.REQUESTED or not readers:
        raise NothingToRemindOf
    keys = {reader.pk: f"report-reminder:{version.pk}:{reader.pk}:{today().isoformat()}" for reader in readers}
    if OutboxMessage.objects.filter(idempotency_key__in=keys.values()).exists():
        raise RemindedAlready
    for reader in readers:
        queue(
            template="report_reminder",
            to=reader.email,
            context={
                "link": settings.AKKOORD_BASE_URL + reverse("reporting:client-report", args=[version.pk]),
                "coach": by.name,
            },
            idempotency_key=keys[reader.pk],
            language=reader.language,
        )
    write_down(Word.REPORT_REMINDED, version, by, role=acting_role(by))


def _locked(version: ReportVersion) -> ReportVersion:
    locked = (
        ReportVersion.objects.select_for_update(of=("self",))
        .select_related("report__dossier__traject__client", "report__contact__opdrachtgever", "content_version")
        .get(pk=version.pk)
    )
    if locked.content.superseded_at is not None:
        raise VersionOutdated
    return locked
