"""From question to answer: gather, decide, and turn whatever goes wrong into a deny."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from consent.facts import Gathered, Question, gather, vary
from consent.facts.chains import Chain
from reglement.deciding import Decision as Outcome
from reglement.deciding import decide
from reglement.facts import Facts
from reglement.models import ReglementVersion
from reglement.services import current_ruleset, deciding_version, law_floor
from vault.clock import today

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the reglement says to one question, before it is stored."""

    question: Question
    version: ReglementVersion
    outcome: Outcome
    asked: Facts | dict[str, Any]
    chains: tuple[Chain, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.outcome.effect == "allow"


def answer(question: Question) -> Answer:
    """Return the answer of the reglement that holds for this traject; an error on the way is a deny."""
    return answer_each([question])[0]


def answer_each(questions: Sequence[Question]) -> list[Answer]:
    """Return the answers to questions about one person and one dossier that differ in act and categories alone.

    Their facts are gathered once, so that every answer is about the same moment; an error on the way denies all.
    """
    return at_this_moment(questions[0]).answer_each(questions)


@dataclass(frozen=True)
class Moment:
    """What is known at one moment about a person and a dossier, to ask the reglement of more than once."""

    question: Question
    version: ReglementVersion
    gathered: Gathered | None
    error: str

    def answer_each(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answers to questions that differ from the first in act, categories and source alone."""
        return [self._answer(each) for each in questions]

    def _answer(self, question: Question) -> Answer:
        if self.gathered is None:
            return _unreadable(question, self.version, self.error)
        facts = self.gathered.facts if question is self.question else vary(self.gathered, question)
        outcome = decide(current_ruleset(self.version), law_floor(), facts)
        _report_errors(outcome, question)
        return Answer(
            question=question, version=self.version, outcome=outcome, asked=facts, chains=self.gathered.chains
        )


def at_this_moment(question: Question) -> Moment:
    """Return everything that the rows say now about this question; what can't be read denies whatever is asked."""
    # What is decided today is decided by the text that holds today; what was decided keeps citing its own.
    version = deciding_version(question.dossier.traject.reglement_version)
    try:
        with transaction.atomic():
            return Moment(question, version, gather(question), "")
    except Exception as error:
        # The class of the error is enough to look for it; its text may hold what nobody may read in a log.
        log.error("gate: gathering facts failed (%s), dossier %s", type(error).__name__, question.dossier.pk)
        return Moment(question, version, None, type(error).__name__)


def _unreadable(question: Question, version: ReglementVersion, error: str) -> Answer:
    unreadable = {"act": question.act, "on": today().isoformat(), "unreadable": error}
    outcome = decide(current_ruleset(version), law_floor(), unreadable)
    return Answer(question=question, version=version, outcome=outcome, asked=unreadable)


def _report_errors(outcome: Outcome, question: Question) -> None:
    for reason in outcome.reasons:
        if reason.key == "decision_error":
            log.error("gate: deciding failed (%s), dossier %s", reason.params.get("error"), question.dossier.pk)
