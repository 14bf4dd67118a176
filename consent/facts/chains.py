"""The consents that matter to a question, each as far as its chain was at one single moment."""

from dataclasses import dataclass

from django.db.models import Q

from consent.facts.question import Question, Words
from consent.models import Consent, ConsentEvent
from consent.terms import Capacity, ConsentKind, EventKind, Evidence, State

# What kind of proof makes which form of consent (AVG 7(1); parameters 8.5).
FORM_OF_PROOF = {
    Evidence.PORTAL_STEP_UP: "written",
    Evidence.SIGNED_PAPER: "written",
    Evidence.RECORDED_ORAL: "oral",
    Evidence.PORTAL_CLICK: "plain",
    Evidence.SYSTEM: "plain",
}


@dataclass(frozen=True)
class Chain:
    """One consent and the last word about it."""

    consent: Consent
    last: ConsentEvent

    @property
    def state(self) -> State:
        """Return what the last word makes of it."""
        return State.GIVEN if self.last.kind == EventKind.RECONFIRMED else State(self.last.kind)

    @property
    def is_given(self) -> bool:
        """Say whether it is a yes."""
        return self.state == State.GIVEN


def chains_in_question(question: Question) -> tuple[Chain, ...]:
    """Return the approvals of this very content for this contact, and every other consent of the dossier.

    One query on purpose: what the reglement judges and what the decision is bound to must be the same moment.
    """
    about = Q(consent__kind=ConsentKind.CONSENT)
    if question.content is not None:
        about |= Q(
            consent__kind=ConsentKind.APPROVAL,
            consent__content_version=question.content,
            consent__contact=question.contact,
        )
    events = (
        ConsentEvent.objects.filter(about, consent__dossier=question.dossier)
        .select_related("consent__content_version")
        .order_by("consent__requested_at", "consent_id", "seq")
    )
    last = {event.consent_id: event for event in events if _is_about(event.consent, question)}
    return tuple(Chain(event.consent, event) for event in last.values())


def _is_about(consent: Consent, question: Question) -> bool:
    """Say whether a yes to certain documents is about all that this question would show; any other yes may be."""
    return not consent.documents or (bool(question.documents) and set(question.documents) <= set(consent.documents))


def as_facts(question: Question, chains: tuple[Chain, ...]) -> tuple[Words, ...]:
    """Return the present state of each consent, with the form its proof gives it."""
    return tuple(words for chain in chains for words in _facts_of(question, chain))


def _facts_of(question: Question, chain: Chain) -> list[Words]:
    consent, last = chain.consent, chain.last
    common = {
        "state": chain.state.value,
        "form": FORM_OF_PROOF[Evidence(last.evidence_kind)],
        "by": "staff" if last.capacity == Capacity.BUREAU else last.capacity,
        "at": last.at,
        "valid_until": consent.valid_until,
        "names_treating_doctor": consent.names_treating_doctor,
    }
    named = {
        "recipients": _recipients(question, consent),
        "categories": tuple(item["key"] for item in consent.categories),
        "purpose": consent.purpose,
    }
    if consent.content_version is None:
        return [common | named]
    approval = common | {"sha256": consent.content_version.content_sha256}
    # A yes to a document is a yes to the health data in it only when the page asked that in so many words.
    return [approval, approval | named] if consent.names_health else [approval]


def _recipients(question: Question, consent: Consent) -> tuple[str, ...]:
    if consent.contact_id is not None:
        return (str(consent.contact_id),)
    if consent.opdrachtgever_id is None:
        return (consent.recipient_class,)
    named = [str(consent.opdrachtgever_id)]
    if question.contact is not None and question.contact.opdrachtgever_id == consent.opdrachtgever_id:
        named.append(str(question.contact.pk))
    return tuple(named)
