"""What it is about: the report, item or category of data in one question."""

from datetime import date, datetime

from pydantic import Field

from reglement import terms
from reglement.rules.base import CATEGORY_KEY, SHA256, Strict


class Category(Strict):
    """One category of data inside the content, by its key in the reglement's catalogue."""

    key: str = Field(pattern=CATEGORY_KEY)
    """Key of the category, from the catalogue of the reglement or, outside it, any word of your own."""
    tag: terms.Tag | None = None
    """Sensitivity. `functional` is work ability (an FML), `medical` is diagnosis, treatment, medication; `test` a
    psychological or personal test; `credential` a password; `identity_number` the BSN. May be left out only for a
    key that the catalogue lists; where both speak, both count."""


class Content(Strict):
    """What would be seen, written, sent or asked for."""

    kind: terms.ContentKind | None = None
    """What it is: report, cv, profile, contact_data, test_result, document, message or dossier."""
    report_kind: terms.ReportKind | None = None
    """For reports: `extensive`, or `short_progress` for brief information about how the traject goes."""
    report_purpose: terms.ReportPurpose | None = None
    """For reports: what it is for; `conclusion` is the final report of a traject."""
    form: terms.ContentForm | None = None
    """`written` (on paper, by e-mail, in a portal) or `oral` (in a conversation, by telephone). May be left out when
    the channel says it."""
    format: terms.ContentFormat | None = None
    """File format of what is written: pdf, docx, text (plain e-mail text), image, other."""
    categories: tuple[Category, ...] = ()
    """Every category of data inside. Leaving them out means that it is not known what would leave: a deny."""
    carrier: terms.Carrier | None = None
    """`digital` or `paper`."""
    channel: terms.Channel | None = None
    """How it would go: portal (behind a login, notice by e-mail), download, email, paper, telephone, conversation,
    export, transfer (handover at the end)."""
    sha256: str | None = Field(default=None, pattern=SHA256)
    """SHA-256 of the exact document; an approval counts only for the document with the same hash."""
    source: terms.Source | None = None
    """Who provided it: the client, the opdrachtgever, a doctor, another; `bureau` for what its own people wrote."""
    oldest_on: date | None = None
    """Day from which the oldest data inside date, where a rule asks for recent data. In the house: as the author of a
    report declares it, under a text that asks it; it stands in the report that the client reads."""
    from_treating_doctor: bool = False
    """True when any item comes from a doctor who treats the client: locked unless a consent names it."""
    marked_confidential: bool = False
    """True when author or client marked any item inside as confidential."""
    shown_to_client: bool = False
    """True when this exact version was already shown to the client."""
    shown_on: date | None = None
    """Day on which this exact version was shown, where a rule gives the client time to answer. In the house: the day
    on which it was put before him, once he answered."""
    read_at: datetime | None = None
    """Moment at which the client opened this exact version to read it, where a rule asks that he consents after it.
    In the house: the first time that he opened it in the portal, under a text that asks it."""
    people: int | None = Field(default=None, ge=0)
    """For a figure about a group: how many people the smallest group in it counts. In the house everything that goes
    out is about one client, so it is one: a figure about a group does not go out of it."""
    necessity_note: bool = False
    """True when it is written down why this item is needed (for items outside the catalogue, requests to others)."""
    residual: str | None = Field(default=None, max_length=60)
    """Id of the residual rule, when this is what remained of a dossier after its destruction; null for all else."""
    outlived: bool = False
    """True when this is the part of a destroyed dossier that a statute or a longer term still keeps."""
