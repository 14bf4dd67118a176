"""The signed consent of a parent or guardian, handed over when the traject of a child starts (UAVG 5)."""

from dataclasses import dataclass
from datetime import date
from typing import IO

from django.utils.translation import gettext as _

from accounts.models import User
from consent import refusals
from consent.catalogue import categories_on_the_card
from consent.models import Consent, ConsentEvent
from consent.services.events import append_event
from consent.terms import AskedOf, Capacity, ConsentForm, ConsentKind, EventKind, Evidence
from consent.wording import hash_of, use_paragraphs
from dossiers.models import Dossier
from dossiers.services import hand_over_document
from dossiers.terms import Provenance
from dossiers.uploads import Inspected, inspect_upload
from ui.dates import exact_words
from vault.clock import today

SIGNS_FOR_A_CHILD = (Capacity.PARENT, Capacity.GUARDIAN)


@dataclass(frozen=True, kw_only=True)
class SignedPaper:
    """A paper as it was handed over: the scan and where it is kept, who signed it when, and which colleague saw it."""

    stream: IO[bytes]
    file_name: str
    size_bytes: int
    category: str
    capacity: str
    signed_by: str
    signed_on: date
    witness: User


def inspect_paper(paper: SignedPaper, *, by: User) -> Inspected:
    """Look at a paper before anything is stored; raises FileRefused, WordsMissing, SignedLater, NotForAChild and
    WitnessMustBeAnother."""
    if paper.capacity not in SIGNS_FOR_A_CHILD:
        raise refusals.NotForAChild
    if not paper.signed_by.strip():
        raise refusals.WordsMissing
    if paper.signed_on > today():
        raise refusals.SignedLater
    if paper.witness.pk == by.pk:
        raise refusals.WitnessMustBeAnother
    return inspect_upload(paper.stream, name=paper.file_name, size_bytes=paper.size_bytes)


def record_parents_yes(dossier: Dossier, paper: SignedPaper, inspected: Inspected, *, by: User) -> ConsentEvent:
    """Keep the paper in the new dossier and record the yes that it proves, in the transaction of the start.

    The yes is about what is asked at the registration and for the purpose of this traject, and about nothing more.
    """
    capacity = Capacity(paper.capacity)
    said = {"name": paper.signed_by.strip(), "capacity": capacity.label, "day": exact_words(paper.signed_on)}
    document = hand_over_document(
        dossier=dossier,
        stream=paper.stream,
        inspected=inspected,
        category=paper.category,
        provenance=Provenance.CLIENT,
        title=_("Toestemming van %(name)s (%(capacity)s), getekend op %(day)s") % said,
        necessity=_("Bewijs dat een ouder of voogd toestemming gaf."),
        by=by,
    )
    consent = Consent(
        safe_id=dossier.safe_id,
        dossier=dossier,
        client=dossier.traject.client,
        kind=ConsentKind.CONSENT,
        purpose=dossier.traject.purpose,
        recipient_class=AskedOf.STAFF,
        categories=[{"key": each.key, "tag": each.tag} for each in categories_on_the_card(dossier.traject)],
        form=ConsentForm.WRITTEN,
        requested_by=by,
    )
    consent.notice_sha256 = hash_of(use_paragraphs(consent))
    consent.save(force_insert=True)
    append_event(consent, kind=EventKind.REQUESTED, by=by, capacity=Capacity.BUREAU, evidence_kind=Evidence.SYSTEM)
    return append_event(
        consent,
        kind=EventKind.GIVEN,
        by=by,
        capacity=capacity,
        evidence_kind=Evidence.SIGNED_PAPER,
        evidence_id=document.pk,
        witness_id=paper.witness.pk,
    )
