"""What remained by name made findable under the first key of the index ring."""

from django.db import transaction
from django.db.models import QuerySet

from audit.opening import Permit, opened
from audit.terms import Word
from retention.models import ResidualRecord
from vault import blind


def waiting() -> int:
    """Return how many lines are found under an older key."""
    return _old().count()


@transaction.atomic
def reindex_some(at_most: int) -> int:
    """Index anew some lines that nobody holds, each reading written down, and return how many."""
    rows = list(_old().order_by("pk").select_for_update(of=("self",), skip_locked=True)[:at_most])
    with opened(*map(_permit, rows), skip_gone=True) as opening:
        names = {row.pk: row.content.get("client_name", "") for row in rows if row.safe_id not in opening.gone}
    for pk, name in names.items():
        index = blind.blind_words("name", name)
        ResidualRecord.objects.filter(pk=pk).update(name_index=index, index_key=blind.writing_id())
    return len(names)


def _old() -> QuerySet[ResidualRecord]:
    return ResidualRecord.objects.filter(safe__fenced_at=None).exclude(index_key=blind.writing_id())


def _permit(row: ResidualRecord) -> Permit:
    return Permit(
        event=Word.CLIENT_REINDEXED,
        actor_id=None,
        actor_role="system",
        purpose="registration",
        dossier_id=None,
        object_type="retention.residualrecord",
        object_id=row.pk,
        safe_ids=frozenset({row.safe_id}),
    )
