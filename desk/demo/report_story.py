"""One report on its road: written, put to the client, answered, sent, delivered, opened."""

from audit.opening import opened
from audit.terms import Word
from consent.models import Consent
from consent.refusals import GateRefused
from consent.services.approvals import approve, refuse, request_code
from consent.services.disclosing import open_disclosure
from consent.services.grounds import record_ground
from consent.terms import GroundKind, ReportPurpose
from desk.demo import texts
from desk.demo.postbox import code_of
from desk.demo.reports import TEXTS, sections_of
from desk.demo.story import Story
from reporting.models import Delivery, ReportVersion
from reporting.permissions import own_version_or_404
from reporting.permits import permit_of_client, permit_of_contact
from reporting.sections import Section
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from reporting.services.submitting import submit_to_client
from reporting.services.writing import create_report, save_version
from vault.files import read_file

WORKER = "demo"


class ReportStory:
    """What happens to one report of one client."""

    version: ReportVersion
    consent: Consent
    delivery: Delivery | None = None

    def __init__(self, story: Story, purpose: ReportPurpose) -> None:
        self.story, self.purpose = story, purpose

    def write(self) -> None:
        """Write the first version."""
        title, kind, _sections = TEXTS[self.purpose]
        self.version = create_report(
            dossier=self.story.dossier,
            kind=kind,
            title=title,
            purpose=self.purpose,
            contact=self.story.house.contacts[self.story.person.principal],
            sections=self._sections(1),
            categories=self.story.house.report_categories,
            by=self.story.coach,
        )

    def rewrite(self) -> None:
        """Write the next version, which voids what was asked about the one before."""
        report, number = self.version.report, self.version.number
        self.version = save_version(
            report=report,
            title=TEXTS[self.purpose][0],
            sections=self._sections(number + 1),
            categories=self.story.house.report_categories,
            by=self.story.coach,
            expected_number=number,
        )

    def submit(self) -> None:
        """Put the newest version to the client."""
        self.consent = submit_to_client(version=self.version, by=self.story.coach)

    def read(self) -> None:
        """Let the client read the very PDF."""
        user = self.story.client
        version = own_version_or_404(user, self.version.pk)
        with opened(permit_of_client(user, version, Word.REPORT_READ)):
            read_file(version.pdf)

    def approve(self) -> None:
        """Let the client say yes, with the code from his mail."""
        self.read()
        code = code_of(request_code(self.consent, user=self.story.client))
        approve(self.consent, user=self.story.client, code=code)

    def refuse(self) -> None:
        """Let the client say no, and why."""
        self.read()
        refuse(self.consent, user=self.story.client, remark=self.story.chance.choice(texts.REFUSALS))

    def send(self) -> None:
        """Press send; a no of the gate stays on record and the report stays where it is."""
        try:
            self.delivery = send_report(version=self.version, by=self.story.coach)
        except GateRefused:
            return
        deliver(self.delivery.pk, worker=WORKER)

    def send_on_contract(self) -> None:
        """Press send without asking the client, on the contract that he signed himself."""
        record_ground(
            dossier=self.story.dossier,
            kind=GroundKind.CLIENT_CONTRACT,
            evidence=texts.GROUND,
            by=self.story.coach,
            content_version=self.version.content,
        )
        self.send()

    def open(self) -> None:
        """Let the contact open what he was given, if anything was."""
        if self.delivery is None:
            return
        self.delivery.refresh_from_db()
        disclosure, reader = self.delivery.disclosure, self.delivery.contact.user
        if disclosure is None:
            raise LookupError("This delivery did not go out.")
        decision = open_disclosure(disclosure, user=reader)
        with opened(permit_of_contact(reader, disclosure, self.version, Word.REPORT_OPENED, decision)):
            read_file(self.version.pdf)

    def _sections(self, number: int) -> list[Section]:
        person = self.story.person
        principal = self.story.house.principals[person.principal].name
        return list(sections_of(self.purpose, called=person.called, principal=principal, version=number))
