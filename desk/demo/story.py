"""One client and his coach: everything that can happen between them, each act through the service it really takes."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property
from io import BytesIO
from random import Random

from accounts.models import Invitation, User
from accounts.services import invite
from accounts.terms import Role
from consent.refusals import GateRefused
from consent.services.access import grant_access, grant_substitute
from consent.services.agreements import LineData
from consent.services.starting import ClientData, acknowledge_reglement, acknowledge_start, start_traject
from consent.terms import Frequency, ReportForm, ReportKind, ReportPurpose
from desk.demo import papers, texts
from desk.demo.clients import Person, Situation
from desk.demo.founding import House
from desk.demo.postbox import follow_link
from dossiers.models import Client, Consult, Document, Dossier, Referral
from dossiers.permissions import access_of, grant_for
from dossiers.queries import header_of
from dossiers.services import (
    add_document,
    add_representative,
    answer_summary,
    prove_representation,
    record_consult,
    refer,
    share_summary,
    write_note,
)
from dossiers.services.consults import change_consult
from dossiers.terms import (
    Answer,
    Capacity,
    GrantGround,
    Guardianship,
    NoteKind,
    Provenance,
    Purpose,
    RepresentationProof,
)
from retention.services.closing import close
from vault.clock import akkoord_now, today

SEED = "merelhof"
CONSULT_MINUTES = 60
LINES = (
    (ReportKind.EXTENSIVE, ReportPurpose.PLAN, Frequency.AT_START_AND_END),
    (ReportKind.EXTENSIVE, ReportPurpose.CONCLUSION, Frequency.AT_START_AND_END),
    (ReportKind.SHORT_PROGRESS, ReportPurpose.PROGRESS, Frequency.SIX_WEEKLY),
)


class Story:
    """What happens to one client; `dossier` is there from the moment his traject starts."""

    dossier: Dossier
    planned: Consult
    held: Consult
    referral: Referral | None = None
    mentor: User | None = None

    def __init__(self, house: House, person: Person) -> None:
        self.house, self.person = house, person
        # Of each person his own, so that a change in one story leaves the others as they were.
        self.chance = Random(f"{SEED}:{person.email}")  # noqa: S311 (chance in a demo protects nothing)
        self._notes = self.chance.sample(texts.NOTES, k=len(texts.NOTES))
        self._summaries = self.chance.sample(texts.SUMMARIES, k=len(texts.SUMMARIES))

    @property
    def coach(self) -> User:
        return self.house.people[self.person.coach]

    @property
    def client(self) -> User:
        """Return who answers for the client: himself, or his mentor."""
        user = self.mentor or self.registered.user
        if user is None:
            raise LookupError("This client has no login.")
        return user

    @property
    def registered(self) -> Client:
        """Return the client as he is registered."""
        client = self.dossier.traject.client
        if client is None:
            raise LookupError("This client is forgotten.")
        return client

    @cached_property
    def phone(self) -> str:
        """Return a number that nobody can have."""
        return f"06 0000 {self.chance.randrange(10_000):04}"

    def be_referred(self) -> None:
        """Let the contact of the opdrachtgever put this person forward."""
        contact = self.house.contacts[self.person.principal]
        self.referral = refer(
            contact=contact,
            candidate_name=self.person.name,
            candidate_email=self.person.email,
            service=self.person.service,
            question="Zoekt werk met vaste dagen en begeleiding in de eerste maanden. Graag een eerste gesprek.",
            by=contact.user,
        )

    def start(self) -> None:
        """Start the traject: the client gets his notice and his invitation."""
        mentored = self.person.situation is Situation.MENTOR
        born = today().replace(month=1, day=1) - timedelta(days=self.chance.randrange(24 * 365, 61 * 365))
        client = ClientData(
            name=self.person.name,
            email=self.person.email,
            birth_date=born,
            phone=self.phone,
            guardianship=Guardianship.MENTORSCHAP if mentored else Guardianship.NONE,
        )
        started = start_traject(
            client=client,
            opdrachtgever=self.house.principals[self.person.principal],
            service=self.person.service,
            branch=self.house.branch_of(self.person.coach),
            coach=self.coach,
            purpose=Purpose.GUIDANCE,
            lines=self._lines(),
            started_on=today(),
            planned_end_on=today() + timedelta(days=self.chance.choice([240, 270, 300])),
            referral=self.referral,
            by=self.coach,
        )
        # Read again, because the client got his login on the way.
        self.dossier = Dossier._default_manager.select_related("safe", "traject__client__user").get(pk=started.pk)
        if mentored:
            self._let_mentor_in()

    def accept(self) -> None:
        """Let the client follow the link in his mail."""
        follow_link(Invitation.objects.get(user=self.registered.user, accepted_at=None))

    def acknowledge(self) -> None:
        """Let the client read the start notice and the reglement."""
        acknowledge_start(self.dossier, user=self.client)
        acknowledge_reglement(self.dossier, user=self.client)

    def look(self) -> None:
        """Let the coach open the dossier, which the log remembers."""
        header_of(self.coach, self.dossier, grant_for(self.coach, self.dossier))

    def note(self) -> None:
        """Write down something of today."""
        self._write(self._notes.pop(), NoteKind.NOTE)

    def call(self) -> None:
        """Write down a telephone call."""
        self._write(self.chance.choice(texts.CALLS), NoteKind.CALL)

    def note_capacity(self) -> None:
        """Write down what the client can do at work, where the reglement has a category for it and the coach may."""
        category = self.house.category_of_capacity
        if category and access_of(self.coach, self.dossier).sees_health:
            write_note(
                dossier=self.dossier,
                category=category,
                text=texts.CAPACITY,
                necessity=texts.WHY_CAPACITY,
                happened_on=today(),
                by=self.coach,
            )

    def plan_consult(self, starts_at: datetime) -> None:
        """Put a talk in the diary."""
        self.planned = record_consult(
            dossier=self.dossier, starts_at=starts_at, minutes=CONSULT_MINUTES, by=self.coach
        )

    def hold_consult(self, summary: str = "") -> None:
        """Write the summary of the talk that was planned last."""
        consult = self.planned
        self.held = change_consult(
            consult=consult,
            starts_at=consult.starts_at,
            minutes=self.chance.choice([45, 60, 75]),
            summary=summary or self._summaries.pop(),
            by=self.coach,
            seen_changed_at=consult.changed_at,
        )

    def share(self) -> None:
        """Give the client the summary of the last talk."""
        self.held = share_summary(consult=self.held, by=self.coach)

    def confirm(self) -> None:
        """Let the client say that the summary is right."""
        answer_summary(consult=self.held, answer=Answer.CONFIRMED, by=self.client)

    def dispute(self) -> None:
        """Let the client say that it is not, in his own words."""
        answer_summary(consult=self.held, answer=Answer.DISPUTED, by=self.client, remark=texts.DISPUTED[1])

    def add_intake(self) -> None:
        """Put the letter about the first talk in the dossier, as PDF."""
        title = "Verslag kennismaking"
        self._file("verslag-kennismaking.pdf", papers.a_pdf(title, texts.INTAKE_LETTER), title)

    def add_curriculum(self) -> None:
        """Put the client's curriculum in the dossier, as a text document."""
        paragraphs = (self.person.name, *texts.CURRICULUM)
        self._file("curriculum-vitae.docx", papers.a_docx(paragraphs), "Curriculum vitae", Provenance.CLIENT)

    def add_invoice(self) -> Document:
        """Put the invoice in the dossier, which tax law keeps longer."""
        return self._file("factuur.pdf", papers.a_pdf("Factuur", texts.INVOICE), "Factuur van het traject")

    def add_picture(self) -> None:
        """Put a photo of the flip-over in the dossier."""
        self._file("flip-over.png", papers.a_png(), "Foto van de flip-over")

    def let_in(self, who: str, ground: GrantGround) -> None:
        """Ask the gate to let somebody else of the bureau in; some texts say no, and then he stays out."""
        with suppress(GateRefused):
            grant_access(dossier=self.dossier, user=self.house.people[who], ground=ground, by=self.coach)

    def be_replaced_by(self, who: str) -> None:
        """Ask the gate to let a colleague stand in for three weeks; some texts want more first."""
        until = akkoord_now() + timedelta(days=21)
        with suppress(GateRefused):
            grant_substitute(dossier=self.dossier, user=self.house.people[who], until=until, by=self.coach)

    def end(self, outcome: str) -> None:
        """Close the traject today; the reglement says until when its dossier stays."""
        self.dossier = close(self.dossier, outcome=outcome, ended_on=today(), by=self.coach)

    def _lines(self) -> list[LineData]:
        contact, categories = self.house.contacts[self.person.principal], tuple(self.house.report_categories)
        return [
            LineData(
                contact=contact,
                report_kind=kind,
                form=ReportForm.WRITTEN,
                categories=categories,
                purpose=purpose,
                frequency=frequency,
            )
            for kind, purpose, frequency in LINES
        ]

    def _let_mentor_in(self) -> None:
        name, email = texts.MENTOR
        self.mentor, invitation = invite(email=email, role=Role.REPRESENTATIVE, by=self.coach, name=name)
        acts = add_representative(client=self.registered, user=self.mentor, capacity=Capacity.MENTOR, by=self.coach)
        prove_representation(acts, proof=RepresentationProof.COURT_ORDER, by=self.coach)
        follow_link(invitation)

    def _write(self, text: str, kind: NoteKind) -> None:
        text = text.format(called=self.person.called)
        write_note(
            dossier=self.dossier,
            category=self.house.category("notities", "gespreksverslagen", "intake"),
            text=text[0].upper() + text[1:],
            happened_on=today(),
            kind=kind,
            by=self.coach,
        )

    def _file(self, name: str, content: bytes, title: str, provenance: str = Provenance.BUREAU) -> Document:
        return add_document(
            dossier=self.dossier,
            stream=BytesIO(content),
            file_name=name,
            size_bytes=len(content),
            category=self.house.category("correspondentie", "formulieren", "gespreksverslagen"),
            provenance=provenance,
            title=title,
            by=self.coach,
        )
