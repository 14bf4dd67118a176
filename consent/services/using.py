"""Data that are used, asked for or looked at without a report: asking the client, and asking the gate before it."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation

from accounts.models import User
from consent import gate, refusals
from consent.facts import Question
from consent.models import Consent
from consent.refusals import GateRefused
from consent.services.events import append_event
from consent.services.telling import tell_client_of_request
from consent.terms import LIVE_STATES, AskedOf, Capacity, ConsentForm, ConsentKind, EventKind, Evidence, UseAct
from consent.wording import hash_of, use_paragraphs
from dossiers.catalogue import Category, categories_of
from dossiers.models import Dossier, OpdrachtgeverContact
from dossiers.permissions import access_of
from dossiers.terms import HEALTH_TAGS
from reglement.models import Decision

# What the data are called in the question to the gate.
KIND_OF_ACT = {UseAct.REQUEST_INBOUND: "reference", UseAct.USE_INTERNALLY: "test_result"}


@transaction.atomic
def request_consent(
    *,
    dossier: Dossier,
    asked_of: str,
    purpose: str,
    categories: Collection[str],
    by: User,
    valid_until: date | None = None,
) -> Consent:
    """Ask the client whether these data may be asked of such a party, or used by the bureau itself, for this purpose.

    The same question that still lives is given back. Raises NotYoursToTell for who may not write here,
    UnknownCategory, ClientHasNoAccount when there is nobody to ask in the portal.
    """
    if not access_of(by, dossier).writes:
        raise refusals.NotYoursToTell
    chosen = chosen_categories(dossier, categories)
    about = {"purpose": purpose, "recipient_class": AskedOf(asked_of)}
    return _put_to_client(dossier, about, chosen, valid_until=valid_until, by=by)


def ask_about_contact(
    *,
    dossier: Dossier,
    contact: OpdrachtgeverContact,
    categories: Sequence[Category],
    documents: Sequence[str],
    valid_until: date,
    by: User,
) -> Consent:
    """Ask the client whether this contact may look at exactly these documents, by their ids, until that day.

    The same question that still lives is given back. Raises ClientHasNoAccount when there is nobody to ask.
    """
    about = {
        "purpose": dossier.traject.purpose,
        "contact": contact,
        "opdrachtgever": contact.opdrachtgever,
        "recipient_class": contact.recipient_class,
        "documents": sorted(documents),
    }
    return _put_to_client(dossier, about, categories, valid_until=valid_until, by=by)


def ask_to_use(
    *, dossier: Dossier, act: str, asked_of: str, purpose: str, categories: Collection[str], by: User
) -> Decision:
    """Ask the gate whether these data may be asked for or used now; raises GateRefused with the stored denial.

    The permitting decision is the record of what was asked of whom. Call it outside a transaction.
    """
    chosen = chosen_categories(dossier, categories)
    question = _question(UseAct(act), dossier=dossier, asked_of=asked_of, purpose=purpose, categories=chosen, by=by)
    [said] = gate.answer_each([question])
    decision = gate.store_apart(said)
    if not gate.permits(decision):
        raise GateRefused(decision)
    return decision


def question_of(consent: Consent, *, by: User) -> Question:
    """Return what the gate is asked once the client has said yes to this."""
    chosen = chosen_categories(consent.dossier, [item["key"] for item in consent.categories])
    if consent.contact is not None:
        return look_question(consent.dossier, consent.contact, chosen, consent.documents, consent.valid_until)
    act = UseAct.USE_INTERNALLY if consent.recipient_class == AskedOf.STAFF else UseAct.REQUEST_INBOUND
    return _question(
        act,
        dossier=consent.dossier,
        asked_of=consent.recipient_class,
        purpose=consent.purpose,
        categories=chosen,
        by=by,
    )


def look_question(
    dossier: Dossier,
    contact: OpdrachtgeverContact,
    categories: Sequence[Category],
    documents: Sequence[str],
    until: date | None,
) -> Question:
    """Return what the gate is asked when this contact looks at these documents of these categories until that day."""
    return Question(
        act="view",
        actor=contact.user,
        dossier=dossier,
        purpose=dossier.traject.purpose,
        contact=contact,
        channel="portal",
        categories=tuple(categories),
        content_kind="document",
        documents=tuple(documents),
        until=until,
    )


@transaction.atomic
def _put_to_client(
    dossier: Dossier, about: dict[str, Any], categories: Sequence[Category], *, valid_until: date | None, by: User
) -> Consent:
    client = dossier.traject.client
    if client is None or client.user is None:
        raise refusals.ClientHasNoAccount
    about = (
        {"documents": []}
        | about
        | {
            "kind": ConsentKind.CONSENT,
            "categories": [{"key": each.key, "tag": each.tag} for each in categories],
        }
    )
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    living = Consent.objects.filter(dossier=dossier, state__state__in=LIVE_STATES, **about).first()
    if living is not None:
        return living
    consent = Consent(
        safe_id=dossier.safe_id,
        dossier=dossier,
        client=client,
        form=ConsentForm.EXPLICIT,
        names_health=any(each.tag in HEALTH_TAGS for each in categories),
        valid_until=valid_until,
        requested_by=by,
        **about,
    )
    with translation.override(client.user.language):
        consent.notice_sha256 = hash_of(use_paragraphs(consent))
    consent.save(force_insert=True)
    append_event(consent, kind=EventKind.REQUESTED, by=by, capacity=Capacity.BUREAU, evidence_kind=Evidence.SYSTEM)
    tell_client_of_request(consent)
    return consent


def _question(
    act: UseAct, *, dossier: Dossier, asked_of: str, purpose: str, categories: Sequence[Category], by: User
) -> Question:
    return Question(
        act=act,
        actor=by,
        dossier=dossier,
        purpose=purpose,
        recipient_class=None if act == UseAct.USE_INTERNALLY else AskedOf(asked_of).value,
        categories=tuple(categories),
        content_kind=KIND_OF_ACT[act],
    )


def chosen_categories(dossier: Dossier, keys: Collection[str]) -> Sequence[Category]:
    """Return the categories of these keys; raises UnknownCategory for none, or for one outside the catalogue."""
    known = {category.key: category for category in categories_of(dossier.traject, health=True)}
    if not keys or not set(keys) <= known.keys():
        raise refusals.UnknownCategory
    return [known[key] for key in sorted(set(keys))]
