"""What was asked of a client about data that go to nobody, and what the bureau asked for or used on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consent.models import Consent
from consent.terms import AskedOf, ConsentKind, State, UseAct
from dossiers.catalogue import labels_of
from dossiers.models import Dossier
from reglement.models import Decision
from reglement.wording.words import PURPOSES


@dataclass(frozen=True)
class UseConsentLine:
    """One question to the client and where it stands."""

    id: UUID
    party: str
    purpose: str
    categories: tuple[str, ...]
    state: str
    state_label: str
    changed_at: datetime

    @property
    def is_waiting(self) -> bool:
        """Say whether the client has yet to answer."""
        return self.state == State.REQUESTED


@dataclass(frozen=True)
class UseLine:
    """One time that the gate was asked whether data may be asked for or used."""

    act: str
    party: str
    categories: tuple[str, ...]
    at: datetime
    allowed: bool
    article: str


def use_consents(dossier: Dossier) -> list[UseConsentLine]:
    """Return what the client was asked, newest first."""
    labels = labels_of(dossier.traject)
    asked = Consent.objects.filter(dossier=dossier, kind=ConsentKind.CONSENT).select_related("state", "contact")
    return [
        UseConsentLine(
            id=consent.pk,
            party=consent.contact.name if consent.contact else party_label(consent.recipient_class),
            purpose=str(PURPOSES.get(consent.purpose, consent.purpose)),
            categories=tuple(labels.get(item["key"], item["key"]) for item in consent.categories),
            state=consent.state.state,
            state_label=consent.state.get_state_display(),
            changed_at=consent.state.changed_at,
        )
        for consent in asked.order_by("-requested_at", "-pk")
    ]


def uses_of(dossier: Dossier) -> list[UseLine]:
    """Return what the gate said about asking for data and using them, newest first."""
    labels = labels_of(dossier.traject)
    said = Decision.objects.filter(dossier_id=dossier.pk, act__in=UseAct.values).order_by("-decided_at", "-pk")
    return [
        UseLine(
            act=str(UseAct(decision.act).label),
            party=party_label(decision.recipient_class or AskedOf.STAFF.value),
            categories=tuple(labels.get(item["key"], item["key"]) for item in decision.categories),
            at=decision.decided_at,
            allowed=decision.effect == "allow",
            article=decision.articles[0]["label"] if decision.articles else "",
        )
        for decision in said
    ]


def party_label(recipient_class: str) -> str:
    """Return how people call this party; a class of another list as it is."""
    return str(AskedOf(recipient_class).label) if recipient_class in AskedOf.values else recipient_class
