"""The first day of the bureau: its people, its reglement, its opdrachtgevers."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from accounts.models import Branch, Organisation, User
from accounts.services import found_organisation, invite
from accounts.terms import STAFF_ROLES
from desk.demo import bureau
from desk.demo.bureau import Member, Principal
from desk.demo.postbox import follow_link
from desk.views.confidentiality import statement_sha256
from dossiers.models import Opdrachtgever, OpdrachtgeverContact
from dossiers.services import add_contact, add_opdrachtgever, record_agreement
from dossiers.terms import ItemTag
from reglement.deciding.retention import Item, end_of_term
from reglement.facts import Events
from reglement.loading import DEMO_CHOICES, profile_path
from reglement.models import ReglementVersion
from reglement.rules.wordlists import CatalogueItem
from reglement.services import acknowledge, activate, current_ruleset, load_profile, preview_activation
from retention.terms import COMPLETED_IN, Bound
from vault.clock import today

TRIES = 4
_BRANCH_OF = {member.key: member.branch for member in bureau.STAFF if member.branch is not None}


@dataclass
class House:
    """What the stories need to know of the bureau they play in."""

    version: ReglementVersion = field(init=False)
    people: dict[str, User] = field(default_factory=dict)
    branches: dict[str, Branch] = field(default_factory=dict)
    principals: dict[str, Opdrachtgever] = field(default_factory=dict)
    contacts: dict[str, OpdrachtgeverContact] = field(default_factory=dict)

    @cached_property
    def report_categories(self) -> list[str]:
        """Return what reports may be about by the agreements of this bureau: nothing that is sensitive."""
        return [item.key for item in self._catalogue if item.tag == ItemTag.ORDINARY]

    @cached_property
    def category_of_capacity(self) -> str:
        """Return where the reglement wants written down what somebody can do at work, or nothing."""
        return next((item.key for item in self._catalogue if item.tag == ItemTag.FUNCTIONAL), "")

    def category(self, *words: str) -> str:
        """Return the category whose key holds the first of these words that any key holds; raises LookupError."""
        found = (item.key for word in words for item in self._catalogue if word in item.key)
        if (key := next(found, None)) is None:
            raise LookupError(f"This reglement has no category with any of {', '.join(words)} in its key.")
        return key

    @cached_property
    def _catalogue(self) -> tuple[CatalogueItem, ...]:
        """Return the categories that say what is in them."""
        return tuple(item for item in current_ruleset(self.version).ruleset.catalogue_item if not item.unspecified)

    def branch_of(self, member: str) -> Branch:
        """Return the branch where this member of staff works."""
        return self.branches[_BRANCH_OF[member]]

    def is_near(self, member: str, other: str) -> bool:
        """Say whether these two work at the same branch."""
        return _BRANCH_OF[member] == _BRANCH_OF[other]


def profiles() -> list[str]:
    """Return the reglementen that the demo can be loaded with."""
    return sorted(file.stem for file in DEMO_CHOICES.parent.glob("*.toml") if file != DEMO_CHOICES)


def found(house: House, profile: str) -> None:
    """Found the bureau: directie first, then the reglement, then everybody who signs for secrecy under it."""
    first = bureau.DIRECTIE
    invitation = found_organisation(name=bureau.ORGANISATION, email=first.email, person=first.name)
    directie = house.people[first.key] = follow_link(invitation, password=bureau.PASSWORD)
    Organisation.objects.update(**bureau.REGISTER)
    for name in bureau.BRANCHES:
        house.branches[name] = Branch.objects.create(name=name)
    beheerder = _appoint(house, bureau.BEHEERDER, by=directie)
    for member in bureau.STAFF:
        _appoint(house, member, by=beheerder)
    house.version = _activate(profile, by=directie, second=house.people["privacy_officer"])
    for member in (bureau.DIRECTIE, bureau.BEHEERDER, *bureau.STAFF):
        if member.role in STAFF_ROLES:
            _sign(house.people[member.key], house.version)
    for principal in bureau.PRINCIPALS:
        _take_on(house, principal, by=house.people["manager"])


def days_kept(version: ReglementVersion, *, service: str, kind: str, begins_on: date) -> int:
    """Return how many days after its end a dossier is destroyed, when that begins on this day or soon after."""
    item = Item(carrier="digital", service=service, principal_kind=kind)
    rules = current_ruleset(version)
    days = 0
    # A term over a leap day is a day longer, so the days are counted back until they fit.
    for _ in range(TRIES):
        ended = begins_on - timedelta(days=days)
        events = Events(traject_end=ended, assignment_end=ended, service_end=ended)
        end = end_of_term(rules, item, events)
        if end is None or end.due_on is None:
            raise LookupError("This reglement gives no term for a closed dossier.")
        begun = end.due_on - COMPLETED_IN if end.rule.bound == Bound.COMPLETE_WITHIN else end.due_on
        kept = (begun - ended).days
        if kept == days:
            break
        days = kept
    return days


def paper_due_on(version: ReglementVersion, *, service: str, kind: str, ended_on: date) -> date:
    """Return the day on which paper of a traject that ended then must be gone; raises LookupError without a term."""
    item = Item(carrier="paper", service=service, principal_kind=kind)
    events = Events(traject_end=ended_on, assignment_end=ended_on, service_end=ended_on)
    end = end_of_term(current_ruleset(version), item, events)
    if end is None or end.due_on is None:
        raise LookupError("This reglement gives no term for paper.")
    return end.due_on


def _appoint(house: House, member: Member, *, by: User) -> User:
    user, invitation = invite(
        email=member.email,
        role=member.role,
        by=by,
        name=member.name,
        branch=house.branches[member.branch] if member.branch else None,
    )
    house.people[member.key] = follow_link(invitation, password=bureau.PASSWORD)
    return user


def _activate(profile: str, *, by: User, second: User) -> ReglementVersion:
    version = load_profile(profile_path(profile), by=by, choices=DEMO_CHOICES)
    return activate(version, impact_sha256=preview_activation(version).sha256, by=by, second=second)


def _sign(user: User, version: ReglementVersion) -> None:
    acknowledge(user=user, kind="confidentiality", evidence="signed", text_sha256=statement_sha256(), version=version)
    acknowledge(user=user, kind="reglement", evidence="read", text_sha256=version.sha256, version=version)


def _take_on(house: House, principal: Principal, *, by: User) -> None:
    opdrachtgever = add_opdrachtgever(name=principal.name, kind=principal.kind, outside_eea=False, by=by)
    house.principals[principal.key] = opdrachtgever
    for person in principal.contacts:
        contact = add_contact(
            opdrachtgever=opdrachtgever,
            name=person.name,
            email=person.email,
            job_title=person.job_title,
            recipient_class=person.recipient_class,
            by=by,
        )
        follow_link(contact.user.invitations.get(accepted_at=None))
        # Reports go to the first of them.
        house.contacts.setdefault(principal.key, contact)
    if principal.has_agreement:
        record_agreement(
            opdrachtgever=opdrachtgever,
            reference=f"OVK-{today().year}-{len(house.principals):02d}",
            signed_on=today(),
            covers_confidentiality=True,
            by=by,
        )
