"""One bureau with a dossier that has everything in it, and the dossiers of others beside it."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from accounts.models import User
from consent.models import Consent
from consent.services.approvals import approve, refuse
from consent.services.grounds import record_ground
from consent.services.naming import ask_to_send
from consent.services.noticing import tell_client
from consent.services.objecting import make_objection
from consent.services.planning import plan_look
from consent.services.starting import acknowledge_start, start_traject
from consent.services.using import request_consent
from dossiers import services
from dossiers.models import Dossier, OpdrachtgeverContact, Part, Representative
from dossiers.terms import GrantGround
from reglement.services import active_version
from reglement.services.drafting import start_from_version
from reporting.sections import Section
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from reporting.services.submitting import submit_to_client
from retention.models import (
    MOMENTS,
    Certificate,
    DeidentifiedCopy,
    DestructionList,
    ListedCase,
    PaperDossier,
    PurgeCase,
    RecipientNotice,
    ResidualRecord,
    TermChange,
)
from retention.services import cases
from retention.services.closing import close
from retention.terms import COOLING_OFF
from tests.doors import canaries
from tests.doors.people import invite_everybody
from tests.factories.accounts import BranchFactory, InvitationFactory, OrganisationFactory
from tests.factories.consent import a_copy_that_waits, a_line, a_reglement_in_force, code_for
from tests.factories.dossiers import (
    PDF,
    a_client,
    a_consult,
    a_contact,
    a_document,
    a_dossier_of,
    a_grant,
    a_note,
    a_referral,
    an_agreement,
    an_opdrachtgever,
)
from tests.factories.reglement import a_proposal, next_draft
from tests.factories.reporting import a_report, an_approved_report
from vault.clock import akkoord_now, today
from vault.files import seal_file
from vault.ids import new_id
from vault.services import create_safe

CATEGORY = "intakegegevens"
TOKEN = "kaartje"


@dataclass
class World:
    """The people, the dossier they come for, and the rows that doors of it name in their address."""

    people: dict[str, User]
    dossier: Dossier
    contact: OpdrachtgeverContact
    rows: dict[str, Any] = field(default_factory=dict)
    # What visits found. Each is undone, so another visit by the same person would find the same.
    found: dict[tuple[str, ...], Any] = field(default_factory=dict)


def made_world() -> World:
    """Make everything through the services of the house."""
    OrganisationFactory()
    a_reglement_in_force("a4p")
    people = invite_everybody()
    opdrachtgever = an_opdrachtgever("Bakkerij Van Houten")
    contact = a_contact(people["contact"], opdrachtgever)
    an_agreement(opdrachtgever, covers_confidentiality=True)
    world = World(people, _started(people, contact), contact)
    for furnish in (_talks, _papers, _reports, _dealings, _looks, _ending, _remaining, _others, _regulating):
        furnish(world)
    return world


def _started(people: dict[str, User], contact: OpdrachtgeverContact) -> Dossier:
    client = a_client(canaries.NAME, user=people["client"], by=people["administratie"], phone=canaries.PHONE)
    services.add_representative(
        client=client, user=people["represents"], capacity="mentor", by=people["administratie"]
    )
    dossier = start_traject(
        client=client,
        opdrachtgever=contact.opdrachtgever,
        service="spoor2",
        branch=BranchFactory(),
        coach=people["coach"],
        purpose="guidance",
        lines=[a_line(contact, CATEGORY, frequency="start_and_end")],
        started_on=today() - timedelta(days=30),
        by=people["coach"],
    )
    acknowledge_start(dossier, user=people["client"])
    return dossier


def _talks(world: World) -> None:
    """Notes, a consult whose summary the client has, one that he has not, and a duty."""
    dossier, coach = world.dossier, world.people["coach"]
    shared = a_consult(dossier, coach, canaries.SUMMARY)
    services.share_summary(consult=shared, by=coach)
    note = a_note(dossier, coach, canaries.NOTE, category=CATEGORY)
    world.rows |= {
        "note": note,
        "part": Part.objects.get(safe=note.safe_id),
        "shared": shared,
        "consult": a_consult(dossier, coach, canaries.SUMMARY),
        "duty": services.open_duty(dossier=dossier, kind="inform_client"),
    }


def _papers(world: World) -> None:
    world.rows["document"] = a_document(
        world.dossier,
        world.people["coach"],
        canaries.FILE.encode(),
        file_name=f"{canaries.FILE_NAME}.txt",
        title=canaries.TITLE,
        category=CATEGORY,
    )


def _reports(world: World) -> None:
    """A draft, one that waits for the client, one refused, one approved, and one that the contact has."""
    dossier, contact, coach, client = world.dossier, world.contact, world.people["coach"], world.people["client"]
    words = {"title": canaries.REPORT_TITLE, "sections": (Section("Verloop", canaries.REPORT),)}
    waiting = a_report(dossier, contact, coach, **words)
    submit_to_client(version=waiting, by=coach)
    refused = a_report(dossier, contact, coach, **words)
    refuse(submit_to_client(version=refused, by=coach), user=client, remark=canaries.REMARK)
    delivered = an_approved_report(dossier, contact, coach, client, **words)
    delivery = send_report(version=delivered, by=coach)
    assert deliver(delivery.pk, worker="deuren")
    delivery.refresh_from_db()
    world.rows |= {
        "draft": a_report(dossier, contact, coach, **words),
        "waiting": waiting,
        "refused": refused,
        "approved": an_approved_report(dossier, contact, coach, client, **words),
        "delivered": delivered,
        "disclosure": delivery.disclosure,
    }


def _dealings(world: World) -> None:
    """A substitute who may look only, an answer to take back, a referral, an invitation, a hold."""
    dossier, people = world.dossier, world.people
    world.rows |= {
        "objection": make_objection(dossier, purpose="newsletter", words=canaries.REMARK, by=people["client"]),
        "representative": Representative.objects.get(user=people["represents"]),
        "grant": a_grant(dossier, people["substitute"], can_write=False, ground=GrantGround.SUBSTITUTE),
        "consent": Consent.objects.get(content_version=world.rows["approved"].content_version),
        "referral": a_referral(world.contact, candidate_name=canaries.CANDIDATE, question=canaries.QUESTION),
        "hold": cases.hold(dossier, ground="complaint", review_on=None, by=people["directie"]),
        "invitation": InvitationFactory(token=TOKEN),
        "question": request_consent(
            dossier=dossier, asked_of="relation", purpose="guidance", categories=[CATEGORY], by=people["coach"]
        ),
        "undecided": record_ground(
            dossier=dossier, kind="compatible_purpose", evidence=canaries.NOTE, by=people["coach"]
        ),
        "ground": ask_to_send(
            dossier=dossier, contacts=[world.contact], categories=[CATEGORY], words=canaries.NOTE, by=people["client"]
        ),
        "notice": tell_client(
            dossier=dossier, event="new_purpose", purpose="research", why=canaries.NOTE, by=people["coach"]
        ),
    }


def _looks(world: World) -> None:
    """A look of the contact to which the client said yes, and a copy that waits for the beheerder."""
    dossier, coach, client = world.dossier, world.people["coach"], world.people["client"]
    until = today() + timedelta(days=14)
    look = plan_look(dossier=dossier, contact=world.contact, documents=[world.rows["document"]], until=until, by=coach)
    approve(look.consent, user=client, code=code_for(look.consent, client))
    world.rows |= {"look": look, "plan": a_copy_that_waits(dossier, coach)}


def _ending(world: World) -> None:
    """A closed dossier of the coach whose destruction was announced, and the certificate of another."""
    people = world.people
    closed = a_dossier_of(people["coach"], client=a_client("Iemand Anders"), reglement_version=active_version())
    close(closed, outcome="new_employer", ended_on=today() - timedelta(days=1), by=people["coach"])
    moment = akkoord_now()
    facts = {"article_key": "7", "article_label": "7", "version": active_version(), "due_at": moment}
    world.rows |= {
        "closed": closed,
        "case": PurgeCase.objects.create(dossier_id=closed.pk, proposed_at=moment, **facts),
    }
    world.rows["paper"] = PaperDossier.objects.create(dossier=world.dossier, recorded_by=people["coach"])
    world.rows["list"] = DestructionList.objects.create(proposed_by=people["directie"])
    ListedCase.objects.create(list=world.rows["list"], case=world.rows["case"])
    moments = dict.fromkeys(MOMENTS, moment) | dict.fromkeys(["proposed_at", "approved_at"], moment - COOLING_OFF)
    done = PurgeCase.objects.create(dossier_id=new_id(), **moments, **facts)
    world.rows["recipient"] = RecipientNotice.objects.create(
        case=done, contact=world.contact, recipient_class="opdrachtgever", disclosed_on=today()
    )
    world.rows["change"] = TermChange.objects.create(
        safe_id=world.dossier.safe_id,
        dossier=world.dossier,
        number=1,
        kind="pause",
        carrier="digital",
        review_on=today(),
        reason=canaries.REMARK,
        proof="portal",
        role="client",
        recorded_by=people["client"],
    )
    world.rows["certificate"] = Certificate.objects.create(
        case=done, number="V-2026-0001", payload={}, signature="", pdf=PDF
    )


def _remaining(world: World) -> None:
    """A line that remained of somebody, and a file in which nobody can be recognised."""
    world.rows["record"] = ResidualRecord.objects.create(
        safe=create_safe(kind="residual"),
        version=active_version(),
        rule="who-was-here",
        article_label="7",
        content={"client_name": canaries.NAME},
        counts_from=today(),
        kept_on=today(),
        due_on=today() + timedelta(days=90),
    )
    apart = create_safe(kind="residual")
    world.rows["copy"] = DeidentifiedCopy.objects.create(
        safe=apart,
        file=seal_file(apart, BytesIO(PDF), media_type="application/pdf"),
        version=active_version(),
        category=CATEGORY,
        statute="AWR 52",
        article_label="7",
        made_by=world.people["privacy"],
        kept_on=today(),
        due_on=today() + timedelta(days=90),
    )


def _others(world: World) -> None:
    """What the outsider, the other client and the other contact have of their own."""
    people = world.people
    other = a_contact(people["othercontact"], an_opdrachtgever("Transport Snelwiek"))
    world.rows["other_dossier"] = a_dossier_of(
        people["outsider"],
        client=a_client("Iemand Elders", user=people["otherclient"]),
        opdrachtgever=other.opdrachtgever,
        reglement_version=active_version(),
    )


def _regulating(world: World) -> None:
    """A next version of the reglement that somebody else of the directie has proposed, and a draft of one more."""
    world.rows["text"] = next_draft(active_version(), "volgende")
    a_proposal(world.rows["text"])
    world.rows["written"] = start_from_version(active_version(), by=world.people["beheerder"])
