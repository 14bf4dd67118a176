"""What a client reads before the start: the notice and the reglement of each traject."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from audit.opening import opened
from audit.terms import Word
from consent.models import ClientNotice, StartNotice
from consent.queries.notices import OwnNotice, own_notice
from dossiers.models import Dossier
from dossiers.permissions import own_dossiers
from dossiers.permits import permit_for
from reglement.models import Acknowledgement
from reglement.services import current_ruleset


@dataclass(frozen=True)
class ArticleView:
    """One article of the reglement, told in plain words."""

    label: str
    heading: str
    text: str


@dataclass(frozen=True)
class StartPage:
    """The start of one traject: what is to be read, and what was acknowledged when."""

    dossier_number: str
    opdrachtgever: str
    service: str
    started_on: date
    paragraphs: tuple[str, ...]
    sent_at: datetime | None
    notice_acknowledged_at: datetime | None
    reglement_label: str
    articles: tuple[ArticleView, ...]
    reglement_acknowledged_at: datetime | None
    news: tuple[OwnNotice, ...]

    @property
    def is_done(self) -> bool:
        return self.notice_acknowledged_at is not None and self.reglement_acknowledged_at is not None


def start_pages(user: User) -> list[StartPage]:
    """Return the start pages of this client's trajecten, newest first; each notice that is shown is in the log."""
    dossiers = list(
        own_dossiers(user)
        .filter(destroyed_at=None)
        .select_related("traject__client", "traject__opdrachtgever", "traject__reglement_version__reglement")
        .order_by("-created_at")
    )
    notices: dict[object, StartNotice] = {}
    trajecten = [dossier.traject_id for dossier in dossiers]
    for notice in StartNotice.objects.filter(traject__in=trajecten, sent_at__isnull=False).order_by("created_at"):
        notices[notice.traject_id] = notice
    news: dict[object, list[ClientNotice]] = defaultdict(list)
    for told in ClientNotice.objects.filter(dossier__in=dossiers).order_by("-sent_at", "-pk"):
        news[told.dossier_id].append(told)
    shown = [dossier for dossier in dossiers if dossier.traject_id in notices]
    permits = [permit_for(user, dossier, Word.NOTICE_READ, "consent.notice") for dossier in shown]
    with opened(*permits, skip_gone=True) as opening:
        return [
            _page(user, dossier, notices[dossier.traject_id], news[dossier.pk])
            for dossier in shown
            if dossier.safe_id not in opening.gone
        ]


def _page(user: User, dossier: Dossier, notice: StartNotice, news: list[ClientNotice]) -> StartPage:
    traject = dossier.traject
    version = traject.reglement_version
    ruleset = current_ruleset(version).ruleset
    read = (
        Acknowledgement.objects.filter(user=user, kind="reglement", version=version)
        .order_by("acknowledged_at")
        .first()
    )
    return StartPage(
        dossier_number=dossier.number,
        opdrachtgever=traject.opdrachtgever.name,
        service=traject.get_service_display(),
        started_on=traject.started_on,
        paragraphs=tuple(notice.text.split("\n\n")),
        sent_at=notice.sent_at,
        notice_acknowledged_at=notice.acknowledged_at,
        reglement_label=f"{version.reglement.name}, {version.label}",
        articles=tuple(ArticleView(a.label, a.heading, a.text) for a in ruleset.articles),
        reglement_acknowledged_at=read.acknowledged_at if read else None,
        news=tuple(own_notice(told) for told in news),
    )
