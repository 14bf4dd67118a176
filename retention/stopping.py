"""What a request to destroy means for one dossier: what goes, what keeps it for now, and how far it has come."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dossiers.catalogue import labels_of
from dossiers.models import Document, Dossier, Note, Part
from dossiers.queries import kinds_in
from retention.models import DossierTerm, ErasureRequest, PurgeCase
from retention.moved import leaving_a_copy
from retention.queries import safes_of
from retention.recipients import recipients_told
from retention.remaining import RemainsLine, lines_of_remains
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

    @property
    def is_review_late(self) -> bool:
        """Say whether somebody should have looked at the reason again by now."""
        return self.review_on is not None and self.review_on < today()


@dataclass(frozen=True)
class Asking:
    """Everything a page says about the client's request to destroy one dossier."""

    number: str
    is_running: bool
    kinds: list[tuple[str, int]]
    stops: list[Stop]
    copies: list[Stop]
    stays: list[Stop]
    remains: list[RemainsLine]
    recipients: list[str]
    requested_at: datetime | None
    is_begun: bool

    @property
    def may_ask(self) -> bool:
        """Say whether a request can still be made."""
        return self.requested_at is None and not self.is_begun

    @property
    def goes_at_once(self) -> bool:
        """Say whether the destruction that was asked for begins now, because nothing stops it any more."""
        return self.requested_at is not None and not self.is_running and (self.is_begun or not self.stops)

    @property
    def may_withdraw(self) -> bool:
        """Say whether the request can still be taken back."""
        return self.requested_at is not None and not self.is_begun


def asking_of(dossier: Dossier) -> Asking:
    """Return what a request to destroy means for this dossier; opens nothing sealed."""
    asked = ErasureRequest.objects.filter(dossier=dossier, withdrawn_at=None).first()
    case, copies = PurgeCase.objects.of_whole(dossier.pk).first(), _copies(dossier)
    stops = _lawful(dossier) + copies
    labels = labels_of(dossier.traject)
    there = Counter([*_categories(Document, dossier), *_categories(Note, dossier)])
    return Asking(
        number=dossier.number,
        is_running=not dossier.traject.is_closed,
        kinds=sorted((labels.get(category, category), count) for category, count in there.items()),
        stops=stops,
        copies=copies,
        stays=stays_of(dossier),
        remains=lines_of_remains(dossier, requested=True),
        recipients=recipients_told(dossier),
        requested_at=asked.requested_at if asked else None,
        is_begun=case is not None and (case.is_begun or (case.ground == Ground.REQUESTED and not stops)),
    )


def stops_of(dossier: Dossier) -> list[Stop]:
    """Return what stops the destruction of this dossier now: the holds on it, a statute that keeps the whole, a copy.

    No other reason may stop it once the client asked (parameters 8.10); a running traject is first ended by the coach.
    The copy is that of a note that lay with what a statute keeps, until the key of that is renewed (decision 32).
    """
    return _lawful(dossier) + _copies(dossier)


def _lawful(dossier: Dossier) -> list[Stop]:
    held = Hold.objects.filter(safes__in=safes_of(dossier.pk), released_at=None).distinct().order_by("placed_at")
    stops = [Stop(str(hold.get_ground_display()), review_on=hold.review_on) for hold in held]
    by_statute = DossierTerm.objects.keeping_whole_by_statute(today()).filter(dossier=dossier)
    return stops + [Stop(term.statute, article=term.article_label, until=term.due_on) for term in by_statute]


def _copies(dossier: Dossier) -> list[Stop]:
    going = Part.objects.filter(dossier=dossier, destroyed_at=None).exclude(pk__in=_kept(dossier).values("part"))
    if not leaving_a_copy([dossier.pk], covered=list(going.values_list("pk", flat=True))):
        return []
    return [Stop(_("een notitie lag pas nog bij wat langer blijft; daarvan vernieuwen wij eerst de sleutel"))]


def _kept(dossier: Dossier) -> QuerySet[DossierTerm]:
    kept = DossierTerm.objects.filter(dossier=dossier, part__destroyed_at=None).exclude(statute="")
    return kept.filter(Q(due_on=None) | Q(due_on__gt=today()), part__isnull=False)


def stays_of(dossier: Dossier) -> list[Stop]:
    """Return what a statute keeps of this dossier although its client asks to destroy it, and until when."""
    rows = _kept(dossier).select_related("part").order_by("due_on", "id")
    labels = labels_of(dossier.traject)
    return [
        Stop(
            _("%(kind)s: %(statute)s") % {"kind": kinds_in(term.part, labels), "statute": term.statute},
            article=term.article_label,
            until=term.due_on,
        )
        for term in rows
        if term.part is not None
    ]


def _categories(model: type[Document] | type[Note], dossier: Dossier) -> list[str]:
    return list(model._default_manager.filter(dossier=dossier).values_list("category", flat=True))
