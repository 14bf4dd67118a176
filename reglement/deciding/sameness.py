"""Which questions come down to the same one: equal in everything that a decision can look at."""

from collections.abc import Hashable
from operator import attrgetter

from reglement import terms
from reglement.deciding.question import is_to_come, names_of_recipient
from reglement.facts import Actor, Category, Client, Consent, Content, Facts, Ground, Recipient, StartNotice
from reglement.rules.base import Strict

_AGAINST = frozenset({"refused", "withdrawn"})


def _all_but(model: type[Strict], *names: str, inside: str = "") -> list[str]:
    """Return every fact of this part but these; a fact that is added later counts as well."""
    return [f"{inside}{name}" for name in model.model_fields if name not in names]


_read = attrgetter(
    *_all_but(
        Facts,
        *("actor", "client", "recipient", "content", "start_notice", "rights_notice", "consents", "grounds"),
        "on",
    ),
    *_all_but(Client, "age", inside="client."),
    *_all_but(StartNotice, inside="start_notice."),
    *_all_but(StartNotice, inside="rights_notice."),
)
_read_content = attrgetter(*_all_but(Content, "categories", "sha256"))
_read_actor = attrgetter(*_all_but(Actor))
_read_recipient = attrgetter(*_all_but(Recipient, "id", "relation"))
_read_category = attrgetter(*_all_but(Category))
_read_consent = attrgetter(*_all_but(Consent, "sha256", "recipients", "at"))
_read_ground = attrgetter(*_all_but(Ground, "evidence", "statute", "recipients"))


def essence_of(facts: Facts, *, ages: bool) -> Hashable:
    """Return what decides this question: two questions of one essence have one answer, under any text.

    `ages` says whether the age of a consent can count under this text.

    Of a document only counts which approval is about it, of a recipient by whom he is named, of an age the side of
    sixteen, of proof that it is there, and of a moment whether it is older than a refusal. Only where a term is
    counted, or a last day is asked for, the day of the question counts itself.
    """
    actor, age, recipient, document = facts.actor, facts.client.age, facts.recipient, facts.content.sha256
    named = names_of_recipient(facts) if facts.consents or facts.grounds else frozenset()
    return (
        _read(facts),
        _read_content(facts.content),
        actor and _read_actor(actor),
        age if age is None else age < terms.CONSENT_AGE,
        recipient and _read_recipient(recipient),
        document is None,
        facts.on if ages or _counts_days(facts) else None,
        tuple([_read_category(category) for category in facts.content.categories]),
        _consents(facts, document, named, ages=ages) if facts.consents else (),
        tuple([_ground(ground, named) for ground in facts.grounds]) if facts.grounds else (),
    )


def _counts_days(facts: Facts) -> bool:
    content = facts.content
    counted = (facts.retention, facts.request, facts.last_on, facts.until, content.oldest_on, content.shown_on)
    return any(counted) or any(notice.on for notice in facts.notices)


def _consents(facts: Facts, document: str | None, named: frozenset[str], *, ages: bool) -> tuple[Hashable, ...]:
    has_seen = facts.content.read_at is not None or facts.content.shown_on is not None
    moments_count = ages or has_seen or any(consent.state in _AGAINST for consent in facts.consents)
    return tuple(
        [
            (
                _read_consent(consent),
                consent.sha256 and consent.sha256 == document,
                bool(consent.recipients) and not named.isdisjoint(consent.recipients),
                bool(consent.recipients),
                consent.at if moments_count else None,
                consent.valid_until is not None and consent.valid_until < facts.on,
                is_to_come(consent.at, facts.on),
            )
            for consent in facts.consents
        ]
    )


def _ground(ground: Ground, named: frozenset[str]) -> Hashable:
    return _read_ground(ground), bool(ground.evidence), bool(ground.statute), named.isdisjoint(ground.recipients)
