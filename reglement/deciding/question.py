"""One question in the shape that rules match on: flat words, the catalogue's own sensitivity added."""

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime

from reglement import terms
from reglement.facts import Consent, Facts, Ground

# Acts whose other party, when nobody else is named, is the person who acts.
_OWN_ACTS = frozenset({"view", "write", "substitute", "use_internally", "audit", "intake", "start", "record_consent"})
_GENERAL_ACTS = frozenset({"view", "substitute", "audit", "use_internally"})
_FORM_OF_CHANNEL = {
    **dict.fromkeys(("portal", "download", "email", "paper", "export", "transfer"), "written"),
    **dict.fromkeys(("telephone", "conversation"), "oral"),
}
_AGAINST = frozenset({"refused", "withdrawn"})
_NONE: frozenset[str] = frozenset()


class Question:
    """The words of one question; None means unknown."""

    __slots__ = (
        "actor_role",
        "blocking",
        "carrier",
        "catalogue_tags",
        "categories",
        "category_key",
        "category_tag",
        "channel",
        "complaint",
        "content_kind",
        "device",
        "employment",
        "facts",
        "for_payment",
        "form",
        "from_treating_doctor",
        "ground",
        "ground_on_file",
        "listed",
        "marked_confidential",
        "minor",
        "objected",
        "outlived",
        "outside_eea",
        "phase",
        "place",
        "purpose",
        "recipient_class",
        "recipient_kind",
        "recipient_names",
        "report_kind",
        "report_purpose",
        "residual",
        "same_branch",
        "service",
        "source",
    )

    def __init__(self, facts: Facts, catalogue_tags: Mapping[str, str]) -> None:
        """Flatten `facts`; `catalogue_tags` gives the sensitivity that the reglement itself put on each category."""
        self.facts = facts
        self.catalogue_tags = catalogue_tags
        self.phase = facts.phase
        self.purpose = facts.purpose
        self.complaint = facts.complaint
        self.service = facts.service
        self.for_payment = facts.for_payment
        age = facts.client.age
        self.minor = None if age is None else age < terms.CONSENT_AGE
        grounds = frozenset([ground.kind for ground in facts.grounds]) if facts.grounds else _NONE
        self.ground = self.ground_on_file = grounds
        self._read_people(facts)
        self._read_content(facts, catalogue_tags)
        self.blocking = self._blocking_consents(facts.consents) if facts.consents else ()
        self.objected = bool(self.blocking) or (
            bool(facts.objections)
            and any(objection.purpose in (None, facts.purpose) for objection in facts.objections)
        )

    def _read_people(self, facts: Facts) -> None:
        actor, recipient = facts.actor, facts.recipient
        self.actor_role = actor.role if actor else None
        self.employment = actor.employment if actor else None
        self.same_branch = actor.same_branch if actor else None
        self.place = actor.place if actor else None
        self.device = actor.device if actor else None
        self.outside_eea = recipient.outside_eea if recipient else None
        self.recipient_kind: str | None = None
        self.recipient_class: str | None = None
        if recipient is not None:
            self.recipient_class = recipient.class_
            self.recipient_kind = recipient.kind or "unknown"
        elif actor is not None and facts.act in _OWN_ACTS:
            self.recipient_class = terms.RECIPIENT_CLASS_OF_ROLE[actor.role]
            self.recipient_kind = "unknown"
        self.recipient_names = names_of_recipient(facts)

    def _read_content(self, facts: Facts, catalogue_tags: Mapping[str, str]) -> None:
        content = facts.content
        self.report_kind = content.report_kind
        self.report_purpose = content.report_purpose
        self.content_kind = content.kind or ("report" if facts.act == "report" else None)
        self.form = content.form or _FORM_OF_CHANNEL.get(content.channel or "")
        self.channel = content.channel
        self.carrier = content.carrier
        self.source = content.source
        self.from_treating_doctor = content.from_treating_doctor
        self.marked_confidential = content.marked_confidential
        self.residual = content.residual is not None
        self.outlived = content.outlived
        categories: list[tuple[str, frozenset[str]]] = []
        tags: set[str] = set()
        every_tag_known = bool(content.categories)
        for category in content.categories:
            own = {tag for tag in (category.tag, catalogue_tags.get(category.key)) if tag}
            every_tag_known = every_tag_known and bool(own)
            tags |= own
            categories.append((category.key, frozenset(own)))
        self.categories = tuple(categories)
        self.category_key = frozenset([key for key, _ in categories]) if categories else None
        self.listed = all(key in catalogue_tags for key, _ in categories) if categories else None
        # Who looks or works without naming categories does so in general, where special data stay masked.
        in_general = not categories and facts.act in _GENERAL_ACTS
        self.category_tag = frozenset(tags) if every_tag_known or in_general else None

    def with_grounds(self, grounds: tuple[Ground, ...]) -> "Question":
        """Return the same question with only these grounds to rest on; what is on file stays known."""
        other = copy(self)
        other.facts = self.facts.model_copy(update={"grounds": grounds})
        other.ground = frozenset([ground.kind for ground in grounds])
        return other

    def is_about_this(self, consent: Consent) -> bool:
        """Say whether a consent (or refusal) touches this question at all; what it leaves open, it touches."""
        if consent.sha256 is not None and consent.sha256 != self.facts.content.sha256:
            return False
        if consent.purpose is not None and self.purpose is not None and consent.purpose != self.purpose:
            return False
        if consent.recipients and not self.recipient_is_named(consent) and self.recipient_class is not None:
            return False
        return not consent.categories or not self.categories or self._touches(consent)

    def recipient_is_named(self, consent: Consent) -> bool:
        """Say whether the consent names this recipient."""
        return not self.recipient_names.isdisjoint(consent.recipients)

    def refused_for(self, consent: Consent) -> Consent | None:
        """Return the refusal or withdrawal about this question that is not older than `consent`."""
        for against in self.blocking:
            if not is_newer(consent.at, against.at):
                return against
        return None

    def _touches(self, consent: Consent) -> bool:
        named = frozenset(consent.categories)
        return any(key in named or not tags.isdisjoint(named) for key, tags in self.categories)

    def _blocking_consents(self, consents: tuple[Consent, ...]) -> tuple[Consent, ...]:
        return tuple([c for c in consents if c.state in _AGAINST and self.is_about_this(c)])


def names_of_recipient(facts: Facts) -> frozenset[str]:
    """Return the names under which a consent or ground may name who would receive; empty when nobody is known."""
    if facts.recipient is not None:
        # A recipient that is known by id must be named by id: consent for "an opdrachtgever" is not for this one.
        return frozenset((facts.recipient.id or facts.recipient.class_,))
    if facts.actor is not None and facts.act in _OWN_ACTS:
        return frozenset((terms.RECIPIENT_CLASS_OF_ROLE[facts.actor.role],))
    return frozenset()


def is_to_come(moment: date | None, on: date) -> bool:
    """Say whether a moment lies after the day of the question, so that what happens then does not count yet."""
    day = moment.date() if isinstance(moment, datetime) else moment
    return day is not None and day > on


def is_newer(moment: datetime | None, than: datetime | None) -> bool:
    """Say whether a moment is surely later than another; what is not known, or cannot be compared, is not."""
    if moment is None or than is None:
        return False
    if (moment.tzinfo is None) != (than.tzinfo is None):
        return False
    return moment > than
