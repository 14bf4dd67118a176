"""What the log remembers of the client himself: when he opened a content to read it."""

from datetime import datetime

from django.db.models import Min

from audit.models import Event
from audit.terms import Word
from consent.models import ContentVersion

CONTENT = "consent.contentversion"


def first_read_by_client(content: ContentVersion) -> datetime | None:
    """Return when the client, or who acts for him, first had exactly this content before him."""
    reads = Event.objects.filter(
        dossier_id=content.dossier_id,
        event=Word.REPORT_READ,
        object_type=CONTENT,
        object_id=content.pk,
        actor_role__in=["client", "representative"],
    )
    first: datetime | None = reads.aggregate(first=Min("at"))["first"]
    return first
