"""The end of a traject: it is closed, its dossier gets a date, and everybody's access is asked again."""

from copy import copy
from datetime import date

from django.db import transaction

from accounts.models import User
from consent.services.access import regrade_access
from dossiers.models import Dossier
from dossiers.services import close_traject
from dossiers.terms import Carrier, Outcome
from reglement.services import current_ruleset, versions_since
from retention.services.choosing import ask_client
from retention.services.dating import choice_counted_for, end_of_whole, recompute
from retention.services.paper import record_paper


def would_end_on(dossier: Dossier, *, ended_on: date, outcome: str) -> date | None:
    """Return the day by which the dossier would have to be gone, were its traject closed like this; nothing is stored.

    None where its term would not run yet, and for a day before the first.
    """
    traject = copy(dossier.traject)
    if ended_on < traject.started_on:
        return None
    traject.ended_on, traject.outcome = ended_on, Outcome(outcome)
    texts = [current_ruleset(version) for version in versions_since(traject.reglement_version)]
    ended = end_of_whole(traject, Carrier.DIGITAL, texts, chosen=choice_counted_for(dossier.pk))
    return None if ended is None else ended.end.due_on


def close(dossier: Dossier, *, outcome: str, ended_on: date, by: User, paper: str = "") -> Dossier:
    """Close the traject and fix the date on which its dossier must be gone; `paper` says where paper of it lies.

    Raises TrajectAlreadyClosed on a second click, NoRetentionRule when the reglement gives no term. The gate keeps its
    answers by itself, so call this outside a transaction.
    """
    with transaction.atomic():
        dossier.traject = close_traject(dossier=dossier, outcome=outcome, ended_on=ended_on, by=by)
        recompute(dossier)
        if paper.strip():
            record_paper(dossier, whereabouts=paper, by=by)
        ask_client(dossier)
    regrade_access(dossier, by=by)
    return dossier
