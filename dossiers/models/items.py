"""What notes and documents share: sensitivities that may be kept, a reason for what is not listed, being there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.terms import REFUSED_TAGS, ItemTag, OutsideCategory

STORABLE_TAGS = [tag for tag in ItemTag.values if tag not in REFUSED_TAGS]

# A part of a dossier that is being destroyed is no longer shown, while the rest of the dossier goes on.
STILL_THERE = Q(safe__fenced_at=None)


def outside_needs_a_reason(table: str) -> models.CheckConstraint:
    """Return the constraint that something outside the catalogue says why it is kept."""
    return models.CheckConstraint(
        name=f"{table}_outside_needs_a_reason",
        condition=~Q(category__in=OutsideCategory.values) | Q(necessity__isnull=False),
        violation_error_message=_("Schrijf op waarom dit nodig is: het staat niet in het reglement."),
    )
