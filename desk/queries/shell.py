"""The head above every page of a dossier: who it is about, what it is, and the tabs."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.permissions import grant_for, visible_to
from dossiers.queries import header_of, timeline_of
from reglement.services import deciding_version
from reporting.queries import timeline_of as reports_on_the_line
from retention.permissions import dossiers_with_dates
from ui.parts import Link, TimelineEvent

WITH_SKELETON = (
    "safe",
    "traject__client",
    "traject__opdrachtgever",
    "traject__branch",
    "traject__reglement_version__reglement",
)


@dataclass(frozen=True)
class Shell:
    """What the head of a dossier shows; `client_name` is empty for who may see dates but no content."""

    number: str
    client_name: str
    eyebrow: str
    is_closed: bool
    reglement: str
    line: list[TimelineEvent]
    tabs: list[Link]


def shell_of(user: Any, number: str, *, path: str) -> Shell:
    """Return the head for this reader and write down that he saw the name; raises Http404 for who may know nothing."""
    dossier = visible_to(user).select_related(*WITH_SKELETON).filter(number=number).first()
    if dossier is not None:
        header = header_of(user, dossier, grant_for(user, dossier))
        return _shell(dossier, path, client_name=header.client_name, full=True)
    dossier = dossiers_with_dates(user).select_related(*WITH_SKELETON).filter(number=number).first()
    if dossier is None:
        raise Http404
    return _shell(dossier, path, client_name="", full=False)


def _shell(dossier: Dossier, path: str, *, client_name: str, full: bool) -> Shell:
    traject = dossier.traject
    day = {"day": date_format(traject.ended_on or traject.started_on, "j F Y")}
    course = _("geëindigd op %(day)s") % day if traject.is_closed else _("loopt sinds %(day)s") % day
    version = deciding_version(traject.reglement_version)
    words = [dossier.number, traject.get_service_display(), traject.opdrachtgever.name, course]
    return Shell(
        number=dossier.number,
        client_name=client_name,
        eyebrow="\u00a0· ".join(words),
        is_closed=traject.is_closed,
        reglement=f"{version.reglement.name}, {version.label}",
        line=[*timeline_of(dossier), *reports_on_the_line(dossier)] if full else [],
        tabs=_tabs(dossier.number, path, full=full),
    )


def _tabs(number: str, path: str, *, full: bool) -> list[Link]:
    home = f"/dossiers/{number}/"
    named = [
        (_("Overzicht"), ""),
        (_("Gesprekken"), "gesprekken/"),
        (_("Documenten"), "documenten/"),
        (_("Rapporten"), "rapporten/"),
        (_("Afspraken"), "afspraken/"),
        (_("Verstrekt"), "verstrekt/"),
        (_("Toegang"), "toegang/"),
        (_("Bewaren"), "bewaren/"),
    ]
    if not full:
        named = named[-1:]
    return [Link(label, home + tail, current=_is_here(path, home, tail)) for label, tail in named]


def _is_here(path: str, home: str, tail: str) -> bool:
    return path == home if not tail else path.startswith(home + tail)
