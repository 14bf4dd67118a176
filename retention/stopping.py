"""What a request to destroy means for one dossier: what goes, what keeps it for now, and how far it has come."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dossiers.catalogue import labels_of
from dossiers.models import Document, Dossier, Note
from dossiers.terms import Carrier
from reglement.deciding.retention import statutory_ends
from reglement.facts import Events
from reglement.services import current_ruleset, deciding_version, law_floor
from retention.models import ErasureRequest, PurgeCase
from retention.queries import safes_of
from retention.services.dating import item_of
from retention.terms import Ground
from vault.clock import today
from vault.models import Hold


@dataclass(frozen=True)
class Stop:
    """One reason why nothing is destroyed yet, for the client: a statute until a day, a hold until it is lifted."""

    why: str
    article: str = ""
    until: date | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class Asking:
    """Everything a page says about the client's request to destroy one dossier."""

    number: str
    is_running: bool
    kinds: list[tuple[str, int]]
    stops: list[Stop]
    requested_at: datetime | None
    is_begun: bool

    @property
    def may_ask(self) -> bool:
        """Say whether a request can still be made."""
        return self.requested_at is None and not self.is_begun

    @property
    def may_withdraw(self) -> bool:
        """Say whether the request can still be taken back."""
        return self.requested_at is not None and not self.is_begun


def asking_of(dossier: Dossier) -> Asking:
    """Return what a request to destroy means for this dossier; opens nothing sealed."""
    asked = ErasureRequest.objects.filter(dossier=dossier, withdrawn_at=None).first()
    case = PurgeCase.objects.of_whole(dossier.pk).first()
    labels = labels_of(dossier.traject)
    there = Counter([*_categories(Document, dossier), *_categories(Note, dossier)])
    return Asking(
        number=dossier.number,
        is_running=not dossier.traject.is_closed,
        kinds=sorted((labels.get(category, category), count) for category, count in there.items()),
        stops=stops_of(dossier),
        requested_at=asked.requested_at if asked else None,
        is_begun=case is not None and (case.is_begun or case.ground == Ground.REQUESTED),
    )


def stops_of(dossier: Dossier) -> list[Stop]:
    """Return everything that stops the destruction of this dossier now: holds, and what a statute keeps.

    Nothing else may stop it once the client asked (parameters 8.10); a running traject is first ended by the coach.
    """
    held = Hold.objects.filter(safes__in=safes_of(dossier.pk), released_at=None).distinct().order_by("placed_at")
    holds = [Stop(str(hold.get_ground_display()), review_on=hold.review_on) for hold in held]
    return [*holds, *_statutes(dossier)]


def _statutes(dossier: Dossier) -> list[Stop]:
    """Return per kind of data in this dossier the statute that obliges to keep it, where one is named."""
    traject, ended_on = dossier.traject, dossier.traject.ended_on or today()
    events = Events(traject_end=ended_on, assignment_end=ended_on, service_end=ended_on, contract_end=ended_on)
    there = {*_categories(Document, dossier), *_categories(Note, dossier)}
    texts = [law_floor(), current_ruleset(deciding_version(traject.reglement_version))]
    labels = labels_of(traject)
    stops = []
    for category in sorted(there):
        item = item_of(traject, Carrier.DIGITAL, chosen=None)._replace(category=category)
        for end in (end for text in texts for end in statutory_ends(text, item, events)):
            statute = end.rule.hold.statute if end.rule.hold else None
            if statute and end.due_on and end.due_on > today():
                words = {"kind": labels.get(category, category), "statute": statute}
                stops.append(Stop(_("%(kind)s: %(statute)s") % words, end.article.label, end.due_on))
    return stops


def _categories(model: type[Document] | type[Note], dossier: Dossier) -> list[str]:
    return list(model._default_manager.filter(dossier=dossier).values_list("category", flat=True))
