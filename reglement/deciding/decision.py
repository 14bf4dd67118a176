"""The shape of an answer: effect, articles, conditions met and unmet, duties, limits, dates."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from reglement import terms


class Citation(NamedTuple):
    """An article that contributed, in which text; `part` says where in it, if the label is not precise enough."""

    key: str
    label: str
    heading: str
    ruleset: str
    part: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the citation as plain JSON values."""
        key, label, heading, ruleset, part = self
        return {"key": key, "label": label, "heading": heading, "ruleset": ruleset, "part": part}


class Reason(NamedTuple):
    """Why the effect is what it is: a machine word and what it is about, rendered elsewhere."""

    key: str
    params: dict[str, Any] = {}

    def as_dict(self) -> dict[str, Any]:
        """Return the reason as plain JSON values."""
        return {"key": self.key, "params": self.params}


class Condition(NamedTuple):
    """One thing that was asked for, and whether it is there, so that a screen shows a tick or a cross."""

    key: str
    met: bool
    article: Citation
    params: dict[str, Any] = {}
    options: tuple["Condition", ...] = ()
    """For key `any`: the alternatives, of which one is enough."""

    def as_dict(self) -> dict[str, Any]:
        """Return the condition as plain JSON values."""
        return {
            "key": self.key,
            "met": self.met,
            "article": self.article.as_dict(),
            "params": self.params,
            "options": [option.as_dict() for option in self.options] if self.options else [],
        }


def lacking(
    key: str, article: Citation, params: dict[str, Any] | None = None, options: tuple[Condition, ...] = ()
) -> Condition:
    """Return a condition that is not met."""
    return Condition(key, False, article, params or {}, options)  # noqa: FBT003 (that is what this word stands for)


def present(key: str, article: Citation, params: dict[str, Any]) -> Condition:
    """Return a condition that is met."""
    return Condition(key, True, article, params)  # noqa: FBT003 (that is what this word stands for)


class OpenedDuty(NamedTuple):
    """Something that must be done because of the permitted act."""

    kind: str
    channel: str
    within: str | None
    article: Citation

    def as_dict(self) -> dict[str, Any]:
        """Return the duty as plain JSON values."""
        return {**self._asdict(), "article": self.article.as_dict()}


class SetLimit(NamedTuple):
    """A bound on what is allowed."""

    kind: str
    tags: tuple[str, ...]
    until: str | None
    article: Citation

    def as_dict(self) -> dict[str, Any]:
        """Return the limit as plain JSON values."""
        return {**self._asdict(), "tags": list(self.tags), "article": self.article.as_dict()}


class Considered(NamedTuple):
    """One rule of the trace: what it did with the question and why, or why it was silent."""

    rule: str
    ruleset: str
    kind: str
    """The list of the rule form it stands in: gate_rule, retention_rule, residual_rule or right_rule."""
    effect: str
    """What it would do: allow, deny, require, limit; destroy, deidentify; remain; or the right that it gives."""
    article: str
    matched: bool
    because: Reason
    conditions: tuple[Condition, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the step as plain JSON values."""
        return {
            **self._asdict(),
            "because": self.because.key,
            "params": self.because.params,
            "conditions": [condition.as_dict() for condition in self.conditions],
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one question; `articles` lists every contributor, the decisive one first."""

    effect: terms.Effect
    articles: tuple[Citation, ...]
    reasons: tuple[Reason, ...] = ()
    conditions: tuple[Condition, ...] = ()
    duties: tuple[OpenedDuty, ...] = ()
    limits: tuple[SetLimit, ...] = ()
    expires_on: date | None = None
    """Last day on which a permitting decision may be used."""
    due_on: date | None = None
    """Day by which to destroy (retain) or to answer (exercise_right)."""
    trace: tuple[Considered, ...] = field(default=(), compare=False)

    @property
    def allowed(self) -> bool:
        """Say whether the act may go on."""
        return self.effect == "allow"

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """Return the conditions that are still missing."""
        return tuple(condition for condition in self.conditions if not condition.met)

    def as_dict(self) -> dict[str, Any]:
        """Return the whole answer as plain JSON values."""
        answer: dict[str, Any] = {
            "effect": self.effect,
            "articles": [citation.as_dict() for citation in self.articles],
            "reasons": [reason.as_dict() for reason in self.reasons],
            "conditions": [condition.as_dict() for condition in self.conditions],
            "unmet": [condition.as_dict() for condition in self.unmet],
            "duties": [duty.as_dict() for duty in self.duties],
            "limits": [limit.as_dict() for limit in self.limits],
            "expires_on": self.expires_on.isoformat() if self.expires_on else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
        }
        if self.trace:
            answer["trace"] = [step.as_dict() for step in self.trace]
        return answer
