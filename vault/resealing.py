"""Moving a sealed row to another safe: opened under the old one, sealed anew under the new one."""

from django.db import transaction

from vault.fields import SealedModel
from vault.fields.values import Fresh
from vault.models import Safe


@transaction.atomic
def reseal(row: SealedModel, *, safe: Safe) -> None:
    """Seal everything in the row under another safe; the old one must be open. Raises SealedOutsideVault."""
    for field in row.sealed_fields():
        value = getattr(row, field.attname)
        if value is not None:
            row.__dict__[field.attname] = Fresh(value)
    row.safe = safe
    row.save()
