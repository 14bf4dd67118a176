"""Writing a next text: begin, change part by part, put forward or put away; nothing here makes anything hold."""

import json
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import ProtectedError

from audit.services import record
from audit.terms import Word
from reglement import drafting
from reglement.drafting import Document, Place
from reglement.loading import ProfileInvalid, profile_path
from reglement.loading.problems import Problem
from reglement.loading.reading import parse_document
from reglement.models import Draft, ReglementVersion
from reglement.refusals import (
    DraftChanged,
    DraftEnded,
    DraftInvalid,
    NotADraft,
    ProfileRefused,
    VersionAlreadyActive,
    VersionHasHoles,
)
from reglement.services.activating import lapse_proposal, lock_versions
from reglement.services.fitting import open_places
from reglement.services.loading import store_version
from vault.clock import akkoord_now

LONGEST_LABEL: Final = 80


def start_from_version(version: ReglementVersion, *, by: Any) -> Draft:
    """Begin a draft with the text of a version, as its next one: with a label of its own, saying what it replaces.

    The day on which it begins to hold is left open, so that it holds from the day on which it is made to hold.
    """
    document = json.loads(json.dumps(version.document))
    metadata = document["metadata"]
    metadata.pop("valid_from", None)
    metadata["label"] = _next_label(version.label)
    if version.activated_at is not None:
        metadata["supersedes"] = version.label
    return _start(document, by=by, based_on=version)


def start_from_profile(name: str, *, by: Any) -> Draft:
    """Begin a draft with a profile that comes with the product; raises ProfileRefused and NotADraft."""
    path = profile_path(name)
    return start_from_file(path.read_bytes(), file=path.name, by=by)


def start_from_file(content: bytes, *, file: str, by: Any) -> Draft:
    """Begin a draft with a file in the rule form, right or wrong; raises ProfileRefused when nobody can read it.

    Raises NotADraft when its lists and tables are none, so that there is nothing to show and mend.
    """
    name = Path(file).name
    try:
        document = parse_document(content, file=name)
    except ProfileInvalid as invalid:
        raise ProfileRefused(invalid.problems) from None
    try:
        # A nought character and a number that is none can stand in a file and not in the database.
        document = json.loads(json.dumps(document, default=str, allow_nan=False).replace("\\u0000", "�"))
    except (ValueError, RecursionError):
        raise ProfileRefused((Problem(name, 1, "", "wrong_value"),)) from None
    return _start(document, by=by)


def change_entry(draft: Draft, place: Place, value: Any, *, seen: str, by: Any) -> Draft:
    """Put this value at this place of the draft as it was seen; null takes it away.

    Raises DraftChanged when the draft is not as it was seen, DraftEnded, and NoSuchPlace.
    """
    return _change(draft, seen=seen, by=by, into=lambda document: drafting.changed(document, place, value))


def add_entry(draft: Draft, place: Place, value: Any, *, seen: str, by: Any) -> Draft:
    """Put one entry more at the end of the list at this place; raises as change_entry() does."""
    return _change(draft, seen=seen, by=by, into=lambda document: drafting.added(document, place, value))


def remove_entry(draft: Draft, place: Place, *, seen: str, by: Any) -> Draft:
    """Take away what stands at this place; raises as change_entry() does."""
    return _change(draft, seen=seen, by=by, into=lambda document: drafting.removed(document, place))


def move_entry(draft: Draft, place: Place, steps: int, *, seen: str, by: Any) -> Draft:
    """Move an entry up (a negative number) or down its list; raises as change_entry() does."""
    return _change(draft, seen=seen, by=by, into=lambda document: drafting.moved(document, place, steps))


@transaction.atomic
def put_forward(draft: Draft, *, seen: str, by: Any) -> ReglementVersion:
    """Store the draft as a version that two people can make hold; a second click returns the same version.

    Raises DraftChanged, DraftEnded, DraftInvalid, VersionHasHoles and VersionAlreadyActive.
    """
    draft = _locked(draft, seen)
    ruleset = drafting.check_draft(draft.document).ruleset
    if ruleset is None:
        raise DraftInvalid
    if open_places(ruleset):
        raise VersionHasHoles
    if draft.version is not None:
        return draft.version
    version = store_version(ruleset, by=by)
    if not version.is_draft:
        raise VersionAlreadyActive
    draft.version, draft.version_of = version, draft.sha256
    draft.save(update_fields=["version", "version_of"])
    _record(Word.REGLEMENT_DRAFT_PUT_FORWARD, draft, by)
    return version


@transaction.atomic
def discard_draft(draft: Draft, *, seen: str, by: Any) -> Draft:
    """Put a draft away, with a proposal about it; raises DraftChanged and DraftEnded."""
    draft = _locked(draft, seen)
    stored = _take_back(draft)
    draft.discarded_at, draft.discarded_by = akkoord_now(), by
    draft.save(update_fields=["version", "version_of", "discarded_at", "discarded_by"])
    _forget(stored, draft)
    _record(Word.REGLEMENT_DRAFT_DISCARDED, draft, by)
    return draft


@transaction.atomic
def _start(document: Document, *, by: Any, based_on: ReglementVersion | None = None) -> Draft:
    if not drafting.is_whole(document):
        raise NotADraft
    draft = Draft.objects.create(
        label=_label_of(document),
        document=document,
        sha256=drafting.sha256_of(document),
        based_on=based_on,
        started_by=by,
        changed_by=by,
    )
    _record(Word.REGLEMENT_DRAFT_STARTED, draft, by)
    return draft


@transaction.atomic
def _change(draft: Draft, *, seen: str, by: Any, into: Any) -> Draft:
    draft = _locked(draft, seen)
    document = into(draft.document)
    if not drafting.is_whole(document):
        raise NotADraft
    if document == draft.document:
        return draft
    stored = _take_back(draft)
    draft.document, draft.sha256, draft.label = document, drafting.sha256_of(document), _label_of(document)
    draft.changed_at, draft.changed_by = akkoord_now(), by
    draft.save(update_fields=["document", "sha256", "label", "changed_at", "changed_by", "version", "version_of"])
    _forget(stored, draft)
    _record(Word.REGLEMENT_DRAFT_CHANGED, draft, by)
    return draft


def _locked(draft: Draft, seen: str) -> Draft:
    """Lock draft and versions, in this order for everybody; raises DraftEnded and DraftChanged."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("version").get(pk=draft.pk)
    versions = lock_versions()
    if draft.version_id is not None:
        draft.version = versions[draft.version_id]
    if draft.is_discarded or (draft.version is not None and not draft.version.is_draft):
        raise DraftEnded
    if draft.sha256 != seen:
        raise DraftChanged
    return draft


def _take_back(draft: Draft) -> ReglementVersion | None:
    """End what was put forward and return it: its proposal lapses, being about a text that is changed."""
    stored = draft.version
    pending = stored.proposals.open().first() if stored is not None else None
    if pending is not None:
        lapse_proposal(pending)
    draft.version, draft.version_of = None, ""
    return stored


def _forget(stored: ReglementVersion | None, draft: Draft) -> None:
    """Take away a version that came of this draft and that nobody used, so that no older text waits in the list."""
    if stored is None or stored.loaded_at < draft.started_at:
        return
    try:
        with transaction.atomic():
            stored.delete()
    except ProtectedError:
        return


def _next_label(label: str) -> str:
    mark = " (nieuw)"
    return f"{label[: LONGEST_LABEL - len(mark)]}{mark}"


def _label_of(document: Document) -> str:
    metadata = document.get("metadata") or {}
    return str(metadata.get("label") or "")[:LONGEST_LABEL]


def _record(word: Word, draft: Draft, by: Any) -> None:
    record(word, by=by, object_type="reglement.draft", object_id=draft.pk)
