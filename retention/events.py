"""What happened that can start a term, read from the rows of the traject and of the others of the same client."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from dossiers.models import Dossier, Part, Traject
from dossiers.queries import Complaint, complaint_of
from dossiers.terms import Outcome
from reglement.deciding import CompiledRuleset
from reglement.facts import Events
from reglement.terms import DATED_TRIGGERS
from retention.models import DossierTerm

# What the reglement calls the way in which a traject ended; of another way it has no word.
OUTCOME: Final = {
    Outcome.OWN_EMPLOYER: "placed",
    Outcome.NEW_EMPLOYER: "placed",
    Outcome.SELF_EMPLOYED: "placed",
    Outcome.EDUCATION: "not_placed",
    Outcome.NO_WORK: "not_placed",
    Outcome.STOPPED_EARLY: "stopped",
}

# Rows carry the moment at which their transaction began, and are seen when it ends.
IN_FLIGHT: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Happened:
    """What has happened, and how the complaints stand: while one is open, what counts from its end has not begun."""

    events: Events
    complaint: str


def happened(traject: Traject, texts: Sequence[CompiledRuleset]) -> Happened:
    """Return what has happened that can start a term; the agreement about a traject ends with the traject.

    What lies outside the traject is looked up only where one of these texts counts from it.
    """
    days: dict[str, date | None] = dict.fromkeys(DATED_TRIGGERS, traject.ended_on)
    days["outcome"] = traject.ended_on if outcome_of(traject) == "placed" else None
    if _count_from("last_traject_end", texts):
        days["last_traject_end"] = _last_end(traject)
    complaint = complaint_of(traject.dossier) if _count_from("complaint_closed", texts) else Complaint("none")
    days["complaint_closed"] = complaint.closed_on
    return Happened(Events.model_validate(days), complaint.state)


def with_part(events: Events, part: Part) -> Events:
    """Return the same with what happened to one part: this report became final, or the one made from this file did."""
    return events.model_copy(update={"document_event": part.report_final_on, "report_final": part.report_final_on})


def outcome_of(traject: Traject) -> str | None:
    """Return how the traject ended, in the words of the reglement; None while it runs or where it has no word."""
    return OUTCOME.get(Outcome(traject.outcome)) if traject.outcome else None


def dated_before_another_traject() -> QuerySet[Dossier]:
    """Return the closed dossiers whose dates were computed before a traject of the same client began or ended."""
    others = Traject.objects.filter(client=OuterRef("traject__client")).exclude(pk=OuterRef("traject"))
    others = others.annotate(changed_at=Coalesce("closed_at", "created_at") + IN_FLIGHT)
    older = DossierTerm.objects.filter(dossier=OuterRef(OuterRef("pk")), computed_at__lt=OuterRef("changed_at"))
    closed = Dossier.objects.filter(destroyed_at=None, traject__closed_at__isnull=False)
    return closed.filter(Exists(others.filter(Exists(older))))


def _count_from(event: str, texts: Sequence[CompiledRuleset]) -> bool:
    kept = any(event in (rule.trigger, *rule.or_later) for text in texts for rule, _article in text.retention)
    return kept or any(event == rule.trigger for text in texts for rule in text.ruleset.residual_rule)


def _last_end(traject: Traject) -> date | None:
    """Return the day on which the last traject of this client ended; None while one runs."""
    own = Q(pk=traject.pk)
    of_client = Traject.objects.filter(own if traject.client_id is None else own | Q(client=traject.client_id))
    return of_client.order_by(F("ended_on").desc(nulls_first=True)).values_list("ended_on", flat=True).first()
