"""The permits under which reports are read: who, in which role, about which version, on which decision."""

from collections.abc import Iterable

from accounts.models import User
from accounts.terms import Role
from audit.opening import Permit
from audit.terms import Word
from consent.models import Disclosure
from consent.queries.reading import CONTENT
from dossiers.facts import CategoryNotYours, HealthRightMissing, RightMissing
from dossiers.models import AccessGrant, Dossier
from dossiers.permissions import Access, access_of
from dossiers.permits import permit_for
from dossiers.terms import DossierPermission
from reglement.models import Decision
from reporting.drafting import Draft
from reporting.models import Report, ReportVersion

REPORT = "reporting.report"
VERSION = "reporting.reportversion"


def permit_to_write(user: User, report: Report, draft: Draft) -> Permit:
    """Return the permit to read what a new version stands on.

    Raises RightMissing, HealthRightMissing, or CategoryNotYours for a kind of data that `user` may not write about.
    """
    access = access_of(user, report.dossier)
    grant = access.grant_with(DossierPermission.WRITE)
    if grant is None:
        raise RightMissing
    if draft.holds_health and not access.sees_health:
        raise HealthRightMissing
    refused = not_to_write(access)
    for category in draft.categories:
        if category.key in refused:
            raise CategoryNotYours(refused[category.key])
    # A report that is being begun has no safe yet.
    parts = {report.safe_id} if report.safe_id else ()
    return permit_for(
        user, report.dossier, Word.REPORT_READ, REPORT, report.pk, grant, purpose="reporting", parts=parts
    )


def not_to_write(access: Access) -> dict[str, str]:
    """Return the kinds of data that somebody may not see or not write, each with the article that says so."""
    return access.refused(DossierPermission.VIEW) | access.refused(DossierPermission.WRITE)


def permit_to_read(user: User, version: ReportVersion, grant: AccessGrant) -> Permit:
    """Return the permit of a member of staff to read one version."""
    dossier, parts = version.report.dossier, {version.safe_id}
    return permit_for(user, dossier, Word.REPORT_READ, VERSION, version.pk, grant, purpose="reporting", parts=parts)


def permit_to_list(
    user: User, dossier: Dossier, grant: AccessGrant | None, versions: Iterable[ReportVersion]
) -> Permit:
    """Return the permit to read the titles of these reports in one dossier."""
    parts = {version.report.safe_id for version in versions}
    return permit_for(
        user, dossier, Word.REPORT_LISTED, "dossiers.dossier", dossier.pk, grant, purpose="reporting", parts=parts
    )


def permit_of_client(user: User, version: ReportVersion, word: Word) -> Permit:
    """Return the permit of the client, or of who acts for him, to see or read one version.

    It is about the content that the gate knows, so that a text may ask whether he read it before he said yes.
    """
    dossier, parts = version.report.dossier, {version.safe_id}
    return permit_for(user, dossier, word, CONTENT, version.content_version_id, purpose="portal", parts=parts)


def permit_of_contact(
    user: User, disclosure: Disclosure, version: ReportVersion, word: Word, decision: Decision
) -> Permit:
    """Return the permit of a recipient: this report alone, never who the client is elsewhere."""
    articles = decision.articles
    return Permit(
        event=word,
        actor_id=user.pk,
        actor_role=Role.OPDRACHTGEVER_CONTACT,
        purpose="reporting",
        dossier_id=disclosure.dossier_id,
        object_type="consent.disclosure",
        object_id=disclosure.pk,
        decision_id=decision.pk,
        article=str(articles[0].get("label", "")) if articles else "",
        safe_ids=frozenset({version.safe_id}),
    )
