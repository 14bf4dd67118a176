"""What happens to a dossier around its end, and what a client does not want: each through the service it takes."""

from contextlib import suppress
from datetime import timedelta

from consent.models import Objection
from consent.services.objecting import decide_objection, make_objection
from consent.terms import ObjectionOutcome
from desk.demo import texts
from desk.demo.postbox import code_of
from desk.demo.story import Story
from retention.facts import ErasureNotGranted
from retention.models import PaperDossier
from retention.services.cases import hold
from retention.services.paper import confirm_paper, record_paper
from retention.services.requesting import reasons_needed, request_code, request_erasure
from retention.services.statutes import name_statute
from retention.terms import PaperMethod
from vault.clock import today

TAX_LAW = "Algemene wet inzake rijksbelastingen, art. 52"
TAX_YEARS = 7


class EndStory:
    """What keeps the dossier of one story or lets it go, and its paper."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def keep(self, ground: str, review_after: int) -> None:
        """Keep the dossier from being destroyed, and look again after so many days."""
        review_on = today() + timedelta(days=review_after)
        hold(self.story.dossier, ground=ground, review_on=review_on, by=self.story.house.people["privacy_officer"])

    def ask_erasure(self) -> None:
        """Let the client ask that his dossier is destroyed, for the first reason that helps; some texts say no."""
        dossier, client = self.story.dossier, self.story.client
        with suppress(ErasureNotGranted):
            reasons = reasons_needed(dossier, by=client)[:1]
            code = code_of(request_code(dossier, user=client))
            request_erasure(dossier, reasons=reasons, code=code, by=client)

    def name_law(self) -> None:
        """Put an invoice in the dossier and write down that a law keeps it longer."""
        until = today().replace(year=today().year + TAX_YEARS, month=12, day=31)
        invoice = self.story.add_invoice()
        name_statute(self.story.dossier, invoice.pk, statute=TAX_LAW, until=until, by=self.story.coach)

    def file_paper(self) -> None:
        """Write down where the paper lies."""
        dossier = self.story.dossier
        record_paper(dossier, whereabouts=f"Archiefkast, map {dossier.number}", by=self.story.coach)

    def confirm_paper(self) -> None:
        """Confirm that the paper was destroyed today."""
        paper = PaperDossier.objects.get(dossier=self.story.dossier)
        confirm_paper(paper, on=today(), method=PaperMethod.SHREDDED, by=self.story.house.people["administratie"])


class ObjectionStory:
    """An objection of the client to the use of his data, and the answer."""

    objection: Objection

    def __init__(self, story: Story) -> None:
        self.story = story

    def make(self) -> None:
        """Let the client object to every use that rests on a legitimate interest."""
        self.objection = make_objection(self.story.dossier, purpose="", words=texts.OBJECTION, by=self.story.client)

    def answer(self) -> None:
        """Let the privacy officer decide, with the reason that the client reads."""
        decide_objection(
            self.objection,
            outcome=ObjectionOutcome.HONOURED,
            reason=texts.OBJECTION_ANSWER,
            by=self.story.house.people["privacy_officer"],
        )
