"""Who asks, about whom, and who would receive: the people in one question."""

from pydantic import Field

from reglement import terms
from reglement.rules.base import Strict


class Actor(Strict):
    """The person who would act: opens the dossier, writes, sends, asks or inspects."""

    role: terms.ActorRole
    """Role in which the person acts. Someone from outside who looks in has his own role (workplace_manager,
    opdrachtgever_contact, auditor, supplier, third_party)."""
    employment: terms.Employment | None = None
    """`employed` by the bureau, `contractor` hired for the work, or `none` for people from outside. Some reglementen
    admit employees only; unknown admits nobody."""
    assigned: bool = False
    """True when the traject, or a task in it, is assigned to this person (a substitute: for the period)."""
    authorised: bool = False
    """True when who manages the system (the beheerder) gave this person his access to it."""
    same_branch: bool | None = None
    """True when the person works in the branch that runs the traject."""
    necessity_recorded: bool = False
    """True when it is written down why this person needs the dossier for his work, although it is not assigned."""
    place: terms.Place | None = None
    """`office` or `elsewhere`: where the person would look or work. The house cannot know it and leaves it out:
    a rule that allows or limits only there never opens anything, and one that restricts there always counts."""
    device: terms.Device | None = None
    """`bureau` for a device that the bureau manages, `own` for any other. The house cannot know it and leaves it
    out, with the same effect as for `place`."""
    confidentiality_signed: bool = False
    """True when a statement of confidentiality (or subscription to the reglement) is on file and in date."""


class Client(Strict):
    """The natural person the data are about; he consents, never the opdrachtgever."""

    age: int | None = Field(default=None, ge=0, le=130)
    """Age in whole years on the day of the question. Unknown age: no consent counts (UAVG 5)."""
    guardianship: terms.Guardianship = "none"
    """`curatele` or `mentorschap` when a court put the client under it; then curator or mentor consents."""
    representation_proven: bool = False
    """True when proof is on file that who acts for the client lawfully represents him. In the house: somebody
    of the bureau wrote down which proof he saw."""
    representative: terms.ConsentGiver | None = None
    """Who lawfully represents the client (parent, guardian, curator, mentor), or null when nobody does."""


class Recipient(Strict):
    """The party that would receive data, look in, or (for request_inbound) be asked for data."""

    class_: terms.RecipientClass = Field(alias="class")
    """What kind of party it is. The opdrachtgever is who commissioned the traject; a workplace_manager is the direct
    manager at the client's work; a possible_employer has a vacancy; a relation is any other business contact."""
    kind: terms.RecipientKind | None = None
    """For class opdrachtgever: employer, uwv, municipality, insurer or other. Unknown is treated as an employer."""
    id: str | None = Field(default=None, max_length=80)
    """Opaque id of this recipient, to compare with the recipients that a consent names. No personal data."""
    body: str | None = Field(default=None, max_length=80)
    """For class auditor: the quality mark whose body inspects, in lower case (oval, blik_op_werk, noloc, ...). The
    house opens no dossier for an inspection, so it leaves it out, and a rule that asks it keeps the door shut."""
    agreement_on_file: bool | None = None
    """True when a signed agreement with this party about confidential data is on file."""
    outside_eea: bool | None = None
    """True when the data would be kept or read outside the European Economic Area. In the house: as it is
    recorded with the opdrachtgever."""
    relation: str | None = Field(default=None, max_length=80)
    """Free word for the relation of this party to the traject; not used to decide, only kept."""

    model_config = {"populate_by_name": True}
