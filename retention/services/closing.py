"""The end of a traject: it is closed, and from that moment its dossier has a date."""

from datetime import date

from django.db import transaction

from accounts.models import User
from dossiers.models import Dossier
from dossiers.services import close_traject
from retention.services.dating import recompute


@transaction.atomic
def close(dossier: Dossier, *, outcome: str, ended_on: date, by: User) -> Dossier:
    """Close the traject and fix the date on which its dossier must be gone (article of its reglement).

    Raises TrajectAlreadyClosed on a second click, NoRetentionRule when the reglement gives no term.
    """
    dossier.traject = close_traject(dossier=dossier, outcome=outcome, ended_on=ended_on, by=by)
    recompute(dossier)
    return dossier
