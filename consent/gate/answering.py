"""From question to answer: gather, decide, and turn whatever goes wrong into a deny."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from consent.facts import Question, gather, vary
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
    question = questions[0]
    # What is decided today is decided by the text that holds today; what was decided keeps citing its own.
    version = deciding_version(question.dossier.traject.reglement_version)
    ruleset, law = current_ruleset(version), law_floor()
    try:
        with transaction.atomic():
            gathered = gather(question)
    except Exception as error:
        # The class of the error is enough to look for it; its text may hold what nobody may read in a log.
        log.error("gate: gathering facts failed (%s), dossier %s", type(error).__name__, question.dossier.pk)
        return [_unreadable(each, version, type(error).__name__) for each in questions]
    answers = []
    for each in questions:
        facts = gathered.facts if each is question else vary(gathered, each)
        outcome = decide(ruleset, law, facts)
        _report_errors(outcome, question)
        answers.append(Answer(question=each, version=version, outcome=outcome, asked=facts, chains=gathered.chains))
    return answers


def _unreadable(question: Question, version: ReglementVersion, error: str) -> Answer:
    unreadable = {"act": question.act, "on": today().isoformat(), "unreadable": error}
    outcome = decide(current_ruleset(version), law_floor(), unreadable)
    return Answer(question=question, version=version, outcome=outcome, asked=unreadable)


def _report_errors(outcome: Outcome, question: Question) -> None:
    for reason in outcome.reasons:
        if reason.key == "decision_error":
            log.error("gate: deciding failed (%s), dossier %s", reason.params.get("error"), question.dossier.pk)
