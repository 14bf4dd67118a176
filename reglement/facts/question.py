"""The whole of one question: everything the decision may look at, and nothing else."""

from datetime import date

from reglement import terms
from reglement.facts.content import Content
from reglement.facts.people import Actor, Client, Recipient
from reglement.facts.proof import Approval, Consent, Ground, Notice, Objection, ReportingAgreement, StartNotice
from reglement.facts.requests import Request, Retention
from reglement.rules.base import Strict


class Facts(Strict):
    """One question to the reglement. What is left out is unknown, and what is unknown never allows anything."""

    act: terms.Act
    """What would happen. Inside the house: `view` (someone looks in the dossier, also from outside), `write` (an item
    is saved), `substitute` (a colleague takes over), `use_internally` (data are used for a purpose, newsletters and
    mailings to the client included). Outwards: `report` (to whom commissioned the traject), `disclose` (anything else
    that is provided), `export`, `audit` (a quality body inspects), `request_inbound` (data are asked of another).
    Course: `intake` (a client is registered), `start` (a traject starts), `record_consent` (may this consent count?).
    Time and rights: `retain` (keep, destroy or hold?), `exercise_right` (a request of the client)."""
    on: date
    """Day of the question."""
    purpose: terms.Purpose | None = None
    """What for. Every use needs a purpose that the reglement names. Reports: `reporting`; everyday guidance:
    `guidance`; a CV or introduction to an employer: `placement`."""
    phase: terms.Phase | None = None
    """`running` until the traject is closed, then `closed`."""
    complaint: terms.ComplaintState | None = None
    """Whether the client made a complaint: `none`, `open` while it is handled, `closed` once it is; null: unknown. In
    the house: as the holds with this ground tell that lie on the dossier or were lifted, under a text that asks it."""
    service: terms.ServiceType | None = None
    """Kind of service of the traject."""
    actor: Actor | None = None
    """Who would act."""
    client: Client = Client()
    """Whom the data are about."""
    recipient: Recipient | None = None
    """Who would receive, or for `request_inbound` who is asked. Needed for everything outwards."""
    content: Content = Content()
    """What it is about."""
    start_notice: StartNotice = StartNotice()
    """The start notice about reports."""
    rights_notice: StartNotice = StartNotice()
    """The notice that points the client to his rights (items are not used)."""
    notices: tuple[Notice, ...] = ()
    """Every other notice to the client that may matter."""
    filled: tuple[str, ...] = ()
    """Keys of the catalogue categories of which data are there; only for act `start`, where some may be required."""
    consents: tuple[Consent, ...] = ()
    """Every consent and approval about this client that may matter, each in its present state."""
    objections: tuple[Objection, ...] = ()
    """Every objection of the client, opt-outs from newsletters included (purpose `newsletter`). In the
    house: what the client objects to in his portal, from that moment."""
    grounds: tuple[Ground, ...] = ()
    """Every recorded ground other than consent."""
    approvals: tuple[Approval, ...] = ()
    """Every approval inside the bureau of this act."""
    reporting_agreement: ReportingAgreement | None = None
    """The agreement about reports of this traject."""
    last_on: date | None = None
    """Day on which the same was last done for the same recipient, where a rule asks time between two. In the house:
    the last other document of this kind that went to him, or the last time that the same was asked of such a party."""
    first_time: bool = False
    """True when it is certain that the same was never done before for this recipient."""
    for_payment: bool = False
    """True when the bureau would be paid for the data themselves (sale)."""
    until: date | None = None
    """Last day of the access or inspection that is asked for, where it is for a time."""
    retention: Retention | None = None
    """Only for act `retain`."""
    request: Request | None = None
    """Only for act `exercise_right`."""
