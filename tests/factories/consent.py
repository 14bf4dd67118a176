"""A bureau in which a report waits to be sent, made by the services of the house as far as they go."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import reglement
from accounts.models import StepUpCode, User
from consent import gate
from consent.models import Consent, ConsentEvent, ContentVersion, Disclosure, PlannedAct
from consent.services.agreements import LineData
from consent.services.approvals import approve, record_signed_paper, request_approval, request_code
from consent.services.content import register_content
from consent.services.starting import ClientData, start_traject
from dossiers.models import Dossier, OpdrachtgeverContact
from mail.models import OutboxMessage
from reglement.models import Decision, ReglementVersion
from reglement.services import acknowledge, activate, preview_activation
from tests.factories.accounts import BranchFactory, OrganisationFactory, UserFactory
from tests.factories.dossiers import a_contact, an_agreement, an_opdrachtgever
from tests.factories.reglement import draft_of
from vault.clock import akkoord_now, today
from vault.ids import new_id

PROFILES = Path(reglement.__file__).parent / "profiles"
# What texts call it, the best word first; a text without reports of its own has its intake.
WORDS_OF_REPORTS = ("rapport", "verslag", "intake")


@dataclass
class Bureau:
    """One traject, the people round it, and the reglement it runs under."""

    profile: str
    dossier: Dossier
    coach: User
    client_user: User
    contact: OpdrachtgeverContact

    def again(self) -> Dossier:
        """Return the dossier as the database has it now."""
        return Dossier.objects.select_related(
            "traject__client__user", "traject__opdrachtgever", "traject__reglement_version"
        ).get(pk=self.dossier.pk)

    def anew(self) -> "Bureau":
        """Return the same, read anew, so that what one test does to an object in memory reaches no other."""
        people = User.objects.in_bulk([self.coach.pk, self.client_user.pk])
        return Bureau(
            self.profile,
            self.again(),
            people[self.coach.pk],
            people[self.client_user.pk],
            OpdrachtgeverContact.objects.select_related("opdrachtgever", "user").get(pk=self.contact.pk),
        )


@cache
def a_category(profile: str, *, service: str = "spoor2") -> str:
    """Return the category of this profile in which the reports of this service are kept."""
    listed = tomllib.loads((PROFILES / f"{profile}.toml").read_text())["catalogue_item"]
    keys = [item["key"] for item in listed if service in item.get("services", [service])]
    return next(key for word in WORDS_OF_REPORTS for key in keys if word in key)


def a_reglement_in_force(profile: str = "a4p") -> ReglementVersion:
    """Return the profile, with the choices of the demo bureau, made to hold by two people."""
    directie, second = UserFactory(directie=True), UserFactory(beheerder=True)
    version = draft_of(profile, by=directie)
    if version.activated_at is not None:
        return version
    impact = preview_activation(version)
    return activate(version, impact_sha256=impact.sha256, by=directie, second=second)


def a_signed_coach(**facts: Any) -> User:
    """Return a coach who has signed the statement about confidentiality."""
    coach = UserFactory(coach=True, **facts)
    sign_confidentiality(coach)
    return coach


def sign_confidentiality(user: User) -> None:
    """Let this person sign."""
    acknowledge(user=user, kind="confidentiality", evidence="signed", text_sha256=hashlib.sha256(b"zwijg").hexdigest())


def a_line(contact: OpdrachtgeverContact, *categories: str, **words: Any) -> LineData:
    """Return a line of an agreement: a monthly written report about the progress."""
    words = {
        "report_kind": "extensive",
        "form": "written",
        "categories": categories,
        "purpose": "progress",
        "frequency": "monthly",
        **words,
    }
    return LineData(contact=contact, **words)


def a_bureau(profile: str = "a4p", *, with_agreement: bool = True, **facts: Any) -> Bureau:
    """Return a traject that has just started, with everything that the reglement asks for before a report."""
    a_reglement_in_force(profile)
    return a_started_traject(
        a_category(profile),
        *facts.pop("extra_categories", ()),
        profile=profile,
        with_agreement=with_agreement,
        **facts,
    )


def a_started_traject(*categories: str, profile: str = "", with_agreement: bool = True, **facts: Any) -> Bureau:
    """Return a traject that has just started under the version that holds, with reports about these categories."""
    OrganisationFactory()
    coach = facts.pop("coach", None) or a_signed_coach()
    opdrachtgever = an_opdrachtgever(f"Bakkerij {new_id()}")
    contact = a_contact(opdrachtgever=opdrachtgever)
    if with_agreement:
        an_agreement(opdrachtgever, covers_confidentiality=True)
    born = facts.pop("birth_date", today().replace(year=today().year - 40, day=1))
    email = f"client-{new_id()}@thuis.example"
    dossier = start_traject(
        client=ClientData(name="Ilse de Boer", email=email, birth_date=born, **facts.pop("client", {})),
        opdrachtgever=opdrachtgever,
        service=facts.pop("service", "spoor2"),
        branch=BranchFactory(),
        coach=coach,
        purpose="guidance",
        lines=facts.pop("lines", None)
        or [
            a_line(contact, *categories),
            a_line(contact, *categories, report_kind="short_progress"),
        ],
        started_on=today(),
        by=coach,
        **facts,
    )
    return Bureau(profile, dossier, coach, User.objects.get(email=email), contact)


def start_words(coach: User, contact: OpdrachtgeverContact, **words: Any) -> dict[str, Any]:
    """Return the form that starts a traject, filled in."""
    return {
        "name": "Ilse de Boer",
        "email": "ilse@thuis.example",
        "birth_date": "1984-05-06",
        "guardianship": "none",
        "opdrachtgever": str(contact.opdrachtgever_id),
        "service": "spoor2",
        "purpose": "guidance",
        "branch": str(BranchFactory().pk),
        "coach": str(coach.pk),
        "started_on": today().isoformat(),
        "form_token": "01a1fd14-9cb5-758e-9ffb-252f3db073e2",
        "regel-TOTAL_FORMS": "2",
        "regel-INITIAL_FORMS": "0",
        "regel-0-contact": str(contact.pk),
        "regel-0-report_kind": "extensive",
        "regel-0-form": "written",
        "regel-0-purpose": "progress",
        "regel-0-frequency": "monthly",
        "regel-0-categories": ["intakegegevens"],
        "regel-1-form": "written",
        **words,
    }


def a_copy_that_waits(dossier: Dossier, by: User) -> PlannedAct:
    """Return a copy of the dossier that waits for the beheerder, without asking the reglement whether it has to."""
    return PlannedAct.objects.create(
        safe_id=dossier.safe_id,
        dossier=dossier,
        act="export",
        purpose="guidance",
        categories=[{"key": "intakegegevens", "tag": "ordinary"}],
        roles=["beheerder"],
        until=today() + timedelta(days=14),
        asked_by=by,
    )


def a_version_of(
    bureau: Bureau, text: str = "tekst", *, object_id: UUID | None = None, **facts: Any
) -> ContentVersion:
    """Return a registered version of a report with this text."""
    object_id = object_id or new_id()
    number = ContentVersion.objects.filter(object_id=object_id).count() + 1
    if "categories" not in facts:
        facts["categories"] = [{"key": a_category(bureau.profile), "tag": "ordinary"}]
    facts = {
        "report_kind": "extensive",
        "report_purpose": "progress",
        **facts,
    }
    return register_content(
        dossier=bureau.dossier,
        kind="report",
        object_id=object_id,
        number=number,
        content_sha256=hashlib.sha256(text.encode()).hexdigest(),
        by=bureau.coach,
        **facts,
    )


def a_request(bureau: Bureau, version: ContentVersion) -> Consent:
    """Return the question to the client about this version."""
    return request_approval(content_version=version, contact=bureau.contact, by=bureau.coach)


def code_for(consent: Consent, user: User) -> str:
    """Ask a fresh code for this answer and read it from the mail."""
    step_up: StepUpCode = request_code(consent, user=user)
    return str(OutboxMessage.objects.get(idempotency_key=f"step-up:{step_up.pk}").context["code"])


def an_approval(bureau: Bureau, version: ContentVersion) -> ConsentEvent:
    """Let the client say yes to this version."""
    consent = a_request(bureau, version)
    return approve(consent, user=bureau.client_user, code=code_for(consent, bureau.client_user))


def a_yes_on_paper(bureau: Bureau, version: ContentVersion) -> ConsentEvent:
    """Let the client sign a printed copy of this version, before a colleague."""
    return record_signed_paper(
        a_request(bureau, version),
        document_id=new_id(),
        signed_sha256=version.content_sha256,
        capacity="client",
        by=bureau.coach,
        witness=UserFactory(coach=True),
    )


def ask_to_report(bureau: Bureau, version: ContentVersion) -> Decision:
    """Ask the gate whether the coach may send this version to the contact."""
    return gate.ask(
        "report",
        actor=bureau.coach,
        dossier=bureau.again(),
        content=version,
        contact=bureau.contact,
        purpose="reporting",
    )


def a_permission(bureau: Bureau, version: ContentVersion, **facts: Any) -> Decision:
    """Return a stored allow about sending this version, without asking the reglement; for breaking triggers."""
    facts = {
        "act": "report",
        "effect": "allow",
        "version": bureau.dossier.traject.reglement_version,
        "law_floor_sha256": "0" * 64,
        "inputs_sha256": "0" * 64,
        "facts": {},
        "articles": [{"key": "4.1", "label": "4.1", "heading": "", "ruleset": "proef", "part": ""}],
        "dossier_id": bureau.dossier.pk,
        "recipient_id": bureau.contact.pk,
        "recipient_class": bureau.contact.recipient_class,
        "channel": "portal",
        "purpose": "reporting",
        "categories": version.categories,
        "content_sha256": version.content_sha256,
        "expires_at": akkoord_now() + timedelta(days=365),
        **facts,
    }
    return Decision.objects.create(**facts)


def a_disclosure_row(bureau: Bureau, version: ContentVersion, decision: Decision, **facts: Any) -> Disclosure:
    """Insert a disclosure past the services; the database has the last word."""
    facts = {
        "safe_id": version.safe_id,
        "dossier": bureau.dossier,
        "decision": decision,
        "content_version": version,
        "contact": bureau.contact,
        "opdrachtgever_id": bureau.contact.opdrachtgever_id,
        "recipient_class": bureau.contact.recipient_class,
        "purpose": "reporting",
        "categories": version.categories,
        "channel": "portal",
        "content_sha256": version.content_sha256,
        "made_by": bureau.coach,
        **facts,
    }
    return Disclosure.objects.create(**facts)
