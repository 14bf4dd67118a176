"""Who may know of a report: staff through the dossier, the client about himself, a contact through a disclosure."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from consent.models import Consent, Disclosure
from consent.permissions import disclosure_or_404, own_consents
from consent.terms import State
from dossiers.models import AccessGrant, Dossier
from dossiers.models.items import STILL_THERE
from dossiers.permissions import Access, access_of, own_dossiers
from dossiers.terms import DossierPermission
from reporting.models import ReportVersion

WITH_REPORT = ("report__safe", "report__contact__opdrachtgever", "content_version", "pdf", "safe")


def newest_version_or_404(dossier: Dossier, report_id: UUID) -> ReportVersion:
    """Return the newest version of a report of this dossier; raises Http404 when it is not one of its reports."""
    return _of_dossier(dossier, _versions().filter(report_id=report_id, report__dossier=dossier).order_by("-number"))


def version_or_404(dossier: Dossier, report_id: UUID, number: int) -> ReportVersion:
    """Return one version of a report of this dossier; raises Http404 when it does not exist here."""
    return _of_dossier(dossier, _versions().filter(report_id=report_id, report__dossier=dossier, number=number))


def reading_grant(user: Any, version: ReportVersion) -> AccessGrant:
    """Return the grant under which staff read this version.

    Raises PermissionDenied without the right to health, Http404 when the reader may not see a kind of data in it.
    """
    access = access_of(user, version.report.dossier)
    grant = access.grant_with(DossierPermission.VIEW)
    if grant is None or (version.content.holds_health and not access.sees_health):
        raise PermissionDenied
    if holds_refused(version, access):
        raise Http404
    return grant


def holds_refused(version: ReportVersion, access: Access, right: DossierPermission = DossierPermission.VIEW) -> bool:
    """Say whether a version holds a kind of data that this right does not reach."""
    return not access.refused(right).keys().isdisjoint(version.content.category_keys)


def own_versions(user: Any) -> QuerySet[ReportVersion]:
    """Return the versions that were ever submitted to this client, or to the client whom `user` represents."""
    return (
        _versions()
        .select_related("report__dossier__traject__client", "report__dossier__safe", "submitted_by")
        .filter(submitted_at__isnull=False, report__dossier__in=own_dossiers(user))
    )


def own_version_or_404(user: Any, version_id: UUID) -> ReportVersion:
    """Return a version that was submitted to this client; raises Http404 for any other."""
    version = own_versions(user).filter(pk=version_id).first()
    if version is None:
        raise Http404
    return version


def own_consent_about(user: Any, version: ReportVersion) -> Consent:
    """Return the newest question to this client about this version; raises Http404 when there is none."""
    asked = own_consents(user).filter(content_version=version.content_version_id, contact=version.report.contact_id)
    consent = asked.order_by("-requested_at", "-pk").first()
    if consent is None:
        raise Http404
    return consent


def open_consent_or_404(version: ReportVersion) -> Consent:
    """Return the question about this version that waits for an answer; raises Http404 when none does."""
    asked = Consent.objects.filter(content_version=version.content_version_id, contact=version.report.contact_id)
    waiting = asked.filter(state__state=State.REQUESTED)
    return get_object_or_404(waiting.select_related("state", "content_version", "dossier__traject__client"))


def disclosed_version_or_404(user: Any, disclosure_id: UUID) -> tuple[Disclosure, ReportVersion]:
    """Return what was disclosed to this contact; raises Http404 when it was another's, or is gone."""
    disclosure = disclosure_or_404(user, disclosure_id)
    version = _versions().filter(content_version_id=disclosure.content_version_id).first()
    if version is None:
        raise Http404
    return disclosure, version


def _versions() -> QuerySet[ReportVersion]:
    # Of a report that outlives its dossier nobody here may know any more; retention has a door for it.
    there = ReportVersion.objects.filter(STILL_THERE, content_version__isnull=False)
    return there.select_related(*WITH_REPORT)


def _of_dossier(dossier: Dossier, versions: QuerySet[ReportVersion]) -> ReportVersion:
    version = versions.first()
    if version is None:
        raise Http404
    version.report.dossier = dossier
    return version
