"""The end of a traject: it is closed, its dossier gets a date, and everybody's access is asked again."""

from datetime import date

from django.db import transaction

from accounts.models import User
from consent.services.access import regrade_access
from dossiers.models import Dossier
from dossiers.services import close_traject
from retention.services.choosing import ask_client
from retention.services.dating import recompute
from retention.services.paper import record_paper


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
