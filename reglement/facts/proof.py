"""What is on file: notices, consents, grounds, approvals and agreements that may carry a decision."""

from datetime import date, datetime

from pydantic import Field

from reglement import terms
from reglement.rules.base import SHA256, Strict


class StartNotice(Strict):
    """What the client was told at the start of the traject, and the proof of it."""

    evidence: terms.NoticeEvidence = "none"
    """Best proof there is that the client got the notice."""
    items: tuple[terms.NoticeItem, ...] = ()
    """What the notice says about reports: recipient, data, way, purpose, frequency (or periods)."""


class Notice(Strict):
    """A notice that the client got about one event, other than the two at the start."""

    event: terms.NoticeEvent
    """What it was about, such as new_purpose for a purpose or category that was not expected."""
    evidence: terms.NoticeEvidence = "none"
    """Best proof there is that the client got it."""
    on: date | None = None
    """Day on which the client got it, where a rule gives him time to answer; after the day of the question it does not
    count yet."""


class Consent(Strict):
    """The present state of one consent or approval, not its history: leave out a chain that a newer one replaced."""

    state: terms.ConsentState
    """`given` counts; `requested`, `expired` and `superseded` do nothing; `refused` and `withdrawn` also work against
    every other consent about the same thing that is not newer (`at`)."""
    form: terms.ConsentForm = "plain"
    """How it was given: implied < plain < oral (said and logged) = unambiguous < explicit < written. A click in the
    portal after a fresh code is `written`; so is a signed paper."""
    by: terms.ConsentGiver = "client"
    """Who gave it. The opdrachtgever or staff can never consent for the client."""
    at: datetime | None = None
    """Moment of this state: which of two states about the same thing is newer, and how old a consent is, where a rule
    asks that. One given after the day of the question does not count yet; a no always does."""
    sha256: str | None = Field(default=None, pattern=SHA256)
    """For an approval: hash of the exact document that was approved. Null for a consent that is not about one
    document."""
    recipients: tuple[str, ...] = ()
    """Recipients it names, each by id, or by class where the question gives no id: a recipient with an id must be
    named by it. Empty: it names no recipient."""
    categories: tuple[str, ...] = ()
    """Categories it names, each by category key or tag. Empty: it names no category."""
    purpose: terms.Purpose | None = None
    """Purpose it is bound to; null when it names none."""
    valid_until: date | None = None
    """Last day on which it counts; null without an end."""
    names_treating_doctor: bool = False
    """True when it names the items that come from the treating doctor."""


class Objection(Strict):
    """The client objects to one use of his data (AVG 21), in any form."""

    purpose: terms.Purpose | None = None
    """What he objects to; null: to every use that rests on a legitimate interest."""
    weighed: bool = False
    """True when the objection was weighed afterwards and the use found compelling, in writing, by someone entitled."""


class Ground(Strict):
    """A ground other than consent, with its evidence."""

    kind: terms.GroundKind
    """Which ground: legal_obligation, court_order, authority_request (a bare request), client_contract (with the
    client himself), vital_interest, legitimate_interest, work_necessity, own_rights, verification, ..."""
    evidence: str | None = Field(default=None, max_length=500)
    """Where the proof is, or why the ground holds (reference or note, no personal data). Empty does not count."""
    statute: str | None = Field(default=None, max_length=200)
    """Statute and article that oblige or entitle; without it neither legal_obligation nor
    authority_request counts."""
    balanced: bool = False
    """For legitimate_interest and own_rights: True when the interests were weighed in writing."""
    decided_by: terms.ActorRole | None = None
    """Role of the person who decided that the ground holds."""
    recipients: tuple[str, ...] = ()
    """For trajectplan and client_request: recipients that it names, each by id, or by class where the question gives
    no id."""
    categories: tuple[str, ...] = ()
    """For trajectplan and client_request: categories of data that it names, each by category key or tag."""

    # Blanks prove nothing.
    model_config = {"str_strip_whitespace": True}

    @property
    def lacks(self) -> str:
        """Return what is missing before the ground counts at all, evidence or statute; empty when it counts."""
        if not self.evidence:
            return "evidence"
        return "statute" if self.kind in terms.RESTS_ON_STATUTE and not self.statute else ""


class Approval(Strict):
    """An approval inside the bureau by someone in a role."""

    by_role: terms.ActorRole
    """Role of the person who approved this act."""
    by_another: bool = False
    """True when it was somebody else than who acts now."""


class ReportingAgreement(Strict):
    """The agreement about reports in this traject, as far as it covers this question."""

    covers: tuple[terms.AgreementPart, ...] = ()
    """Parts of this question that lie inside the agreement: recipient, data, way, purpose, frequency."""
