"""Naming the law that obliges to keep one document longer than the reglement would."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.terms import Word
from dossiers.models import Dossier, Part
from dossiers.permits import acting_role
from dossiers.services.parts import Statute
from retention.facts import PartIsEnding
from retention.models import PurgeCase
from retention.services.dating import recompute


@transaction.atomic
def name_statute(dossier: Dossier, document_id: UUID, *, statute: str, until: date | None, by: User) -> Part:
    """Write down which law keeps a document until which day, or that none does; its date follows at once.

    Raises StatuteNeedsItsDay, and PartIsEnding once the document or its dossier is being destroyed.
    """
    named = Statute.of(statute, until)
    # Who begins a destruction holds this row.
    locked = Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
    part = Part.objects.filter(dossier=locked, item_id=document_id, destroyed_at=None, ending=None).first()
    begun = PurgeCase.objects.of_whole(locked.pk).filter(intent_at__isnull=False)
    if part is None or locked.is_destroyed or begun.exists():
        raise PartIsEnding
    part.statute, part.statute_until = named.name, named.until
    part.save(update_fields=["statute", "statute_until"])
    record(
        Word.STATUTE_NAMED,
        by=by,
        role=acting_role(by),
        dossier_id=dossier.pk,
        client_id=dossier.traject.client_id,
        object_type="dossiers.document",
        object_id=document_id,
    )
    recompute(dossier)
    return part
