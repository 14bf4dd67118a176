"""What stands on the paper of a draft: read from the dossier under a permit that is already open."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import organisation_name
from dossiers.models import Dossier
from reporting.document import Paper
from reporting.drafting import Draft
from reporting.models import Report
from vault.clock import today


def paper_of(report: Report, draft: Draft, *, by: User, number: int) -> Paper:
    """Return the paper of version `number`; needs the safes of the dossier and of the client unlocked."""
    traject = report.dossier.traject
    return Paper(
        reference=_("%(dossier)s, versie %(number)s") % {"dossier": report.dossier.number, "number": number},
        organisation=organisation_name(),
        title=draft.title,
        day=today(),
        client_name=client_name_in(report.dossier),
        author=by.name,
        recipient=report.contact.name,
        opdrachtgever=traject.opdrachtgever.name,
        purpose=report.get_purpose_display(),
        sections=draft.sections,
        declared=draft.declared,
    )


def client_name_in(dossier: Dossier) -> str:
    """Return who a dossier is about, or "" once the client is destroyed; needs the client's safe unlocked."""
    client = dossier.traject.client
    return "" if client is None else client.name
