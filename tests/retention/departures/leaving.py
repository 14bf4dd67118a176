"""Notes that leave for another part, and copies of what they were under the keys of the safe that they left."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from audit.services import go_on_renewing
from dossiers.models import Dossier, Note, Part
from dossiers.services import change_note
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_dossier_of
from tests.factories.reglement import small_version
from tests.retention.parts import APART, fresh
from vault.ciphers import keys_of
from vault.clock import today
from vault.facts import SealBroken
from vault.keys.models import SafeKey
from vault.sealed_places import place_of

TALKS, TESTS, REPORTS_OF_TESTS, BILLS = "gesprekken", "testuitslag", "testverslag", "facturen"
TWO_OF_TESTS = f"""
[[catalogue_item]]
article = "2"
key = "{REPORTS_OF_TESTS}"
label = "verslagen van tests"
tag = "test"
"""
TEXT = place_of(Note, "text")


class Copy(NamedTuple):
    """What stood in the table, as any backup has it."""

    note_id: UUID
    safe_id: UUID
    sealed: bytes


def a_dossier(coach: Any, client_user: Any = None) -> Dossier:
    """Return a running dossier under a text with two kinds of data that go after a year; bills stay longer."""
    client = a_client("Ilse", user=client_user)
    dossier = a_dossier_of(coach, client=client, reglement_version=small_version(APART + TWO_OF_TESTS))
    sign_confidentiality(coach)
    return fresh(dossier)


def copied(note: Note) -> Copy:
    """Return what stands in the table about this note now."""
    [(note_id, sealed)] = TEXT.values_of([note.pk])
    return Copy(note_id, Note.objects.values_list("safe_id", flat=True).get(pk=note.pk), bytes(sealed))


def moved(note: Note, category: str, by: Any, text: str = "Anders.") -> Copy:
    """Give a note another category, and return what stood there before."""
    before = copied(note)
    seen = Note.objects.select_related("dossier").defer("text", "necessity").get(pk=note.pk)
    change_note(
        note=seen,
        category=category,
        text=text,
        happened_on=today(),
        by=by,
        kind="note",
        confidential=False,
        seen_changed_at=seen.changed_at,
    )
    return before


def part_of(note: Note) -> Part:
    """Return the part in which a note lies now."""
    return Part.objects.get(safe__in=Note.objects.filter(pk=note.pk).values("safe"))


def all_keys() -> set[bytes]:
    """Return every key that exists now, current and former."""
    found = keys_of(set(SafeKey.objects.values_list("safe_id", flat=True)))
    return {key for keys in found.values() for key in keys}


def opened(copy: Copy, keys: Iterable[bytes]) -> bool:
    """Say whether any of these keys opens what was copied."""
    for key in keys:
        with suppress(SealBroken):
            TEXT.opened(AESGCM(key), copy.sealed, safe_id=copy.safe_id, row_id=copy.note_id)
            return True
    return False


def a_day_later() -> None:
    """Let the beat renew the keys, a day pass, and the beat remove those that are needed no more."""
    go_on_renewing(at_most_seconds=60)
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )
    go_on_renewing(at_most_seconds=60)
