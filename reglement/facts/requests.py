"""The extra facts of two kinds of question: how long to keep something, and a request of the client."""

from datetime import date

from pydantic import Field

from reglement import terms
from reglement.rules.base import CATEGORY_KEY, Strict


class Events(Strict):
    """When things happened that can start a term; null while they have not happened."""

    intake: date | None = None
    """Day of the intake, also of somebody with whom no traject began."""
    last_contact: date | None = None
    """Day of the last contact with the client."""
    traject_end: date | None = None
    """Day on which the traject ended."""
    assignment_end: date | None = None
    """Day on which the assignment of the opdrachtgever ended."""
    service_end: date | None = None
    """Day on which the service to the client ended."""
    contract_end: date | None = None
    """Day on which the agreement with the opdrachtgever ended."""
    document_event: date | None = None
    """Day of the event of this document itself (for instance its final version), or of this report."""
    report_final: date | None = None
    """Day on which the report that was made from this document became final; of a report, that it became so itself."""
    outcome: date | None = None
    """Day on which the outcome of the traject (a placement, say) was reached. In the house: the day on which a traject
    ended with work found."""
    last_traject_end: date | None = None
    """Day on which the last traject of this client ended; null while one runs."""
    client_request: date | None = None
    """Day on which the client asked for it to go."""
    complaint_closed: date | None = None
    """Day on which the last complaint of the client about this traject was handled. In the house: the day on which
    somebody lifted the last hold for a complaint."""


class Hold(Strict):
    """Something that keeps an item from being destroyed for now."""

    kind: terms.HoldKind
    """Why: a statute, a complaint, a court case, a running request, a restriction. This alone stops a destruction
    that is due; the fact `complaint` only keeps what counts from the end of a complaint from beginning."""
    statute: str | None = Field(default=None, max_length=200)
    """Statute and article, for kind statute."""
    until: date | None = None
    """Last day of the hold; null while its end is not known."""


class Deviation(Strict):
    """A decision of the bureau to keep longer than the term, where its reglement allows that."""

    until: date
    """New last day."""
    reason: str = Field(default="", max_length=500)
    """Why, without personal data."""
    decided_by: terms.ActorRole | None = None
    """Role of the person who decided."""


class DecidedEnd(Strict):
    """A decision of the bureau that an item is no longer necessary, before the longest time that its text allows."""

    until: date
    """Last day on which it is still necessary."""
    decided_by: terms.ActorRole | None = None
    """Role of the person who decided."""


class ClientChoice(Strict):
    """What the client himself chose about keeping."""

    kind: terms.ClientOverride | terms.ClosingChoice
    """shorten or extend (with `until`), object, delete_now, or conditional_delete (with the reason that he claims);
    at closing keep, take_along or destroy, where the text offers that choice."""
    until: date | None = None
    """Day that he chose, for shorten and extend."""
    on: date | None = None
    """Day on which he chose."""
    handed_over_on: date | None = None
    """For take_along: day on which he got it; null: not yet, and until then the term of the rule itself holds. The
    term of the choice is not counted from this day but from the trigger of the rule."""
    conditions: tuple[terms.RightCondition, ...] = ()
    """Why, where the reglement asks a reason: wrong, incomplete, irrelevant, ..."""


class Retention(Strict):
    """The facts of a question about keeping (act `retain`)."""

    carrier: terms.Carrier | None = None
    """`digital` or `paper`."""
    category: str | None = Field(default=None, pattern=CATEGORY_KEY)
    """Category key of the item; null for the dossier as a whole."""
    tag: terms.Tag | None = None
    """Sensitivity of the item; null for the dossier as a whole."""
    content_kind: terms.ContentKind | None = None
    """What the item is; null for the dossier as a whole."""
    source: terms.Source | None = None
    """Who provided the item."""
    outcome: terms.Outcome | None = None
    """How the traject ended."""
    events: Events = Events()
    """What happened when."""
    holds: tuple[Hold, ...] = ()
    """What keeps it for now."""
    deviation: Deviation | None = None
    """A decision to keep longer."""
    decided_end: DecidedEnd | None = None
    """A decision that it is no longer necessary."""
    choice: ClientChoice | None = None
    """What the client chose."""
    residual: str | None = Field(default=None, max_length=60)
    """Id of the residual rule, when the question is about what remained under it after destruction."""


class Request(Strict):
    """The facts of a request of the client (act `exercise_right`)."""

    right: terms.Right
    """Which right: access, rectify, supplement, erase, block, object, port, notice or complain."""
    received_on: date
    """Day on which the request came in."""
    channel: terms.RequestChannel | None = None
    """How it came in."""
    identity_checked: bool = False
    """True when it is certain that the client, or who represents him, asks."""
    conditions: tuple[terms.RightCondition, ...] = ()
    """What the client says is the matter: wrong, incomplete, irrelevant, unlawful, no_longer_needed,
    consent_withdrawn, objection, minor_data."""
    closed_on: date | None = None
    """Day on which the traject was closed; null while it runs."""
    changes_stated: bool = False
    """True when the request says which changes are wanted."""
    last_request_on: date | None = None
    """Day of the last request of the same kind; null when there was none."""
    by_representative: bool = False
    """True when who represents the client asks."""
    extended_on: date | None = None
    """Day on which the client was told that the answer takes longer; null when he was not."""
    copies_before: int = Field(default=0, ge=0)
    """How many copies he already got of the same data."""
