"""Many questions to one text: what comes down to the same question is decided and told once."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from pydantic import ValidationError

from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decide import decide
from reglement.deciding.decision import Decision
from reglement.deciding.sameness import essence_of
from reglement.facts import Facts

Told = TypeVar("Told")
# A few kilobytes an answer: tens of megabytes at most, whatever comes in.
REMEMBERED_ANSWERS = 16_384


class Answers(Generic[Told]):
    """The answers of one reglement above one law floor, as `told` puts them; each is what `decide` says."""

    def __init__(
        self, version: CompiledRuleset, law: CompiledRuleset, told: Callable[[Decision], Told], *, trace: bool = False
    ) -> None:
        """Start without any answer."""
        self._version, self._law, self._told, self._trace = version, law, told, trace
        self._ages = version.counts_age_of_consents or law.counts_age_of_consents
        self._known: dict[Hashable, Told] = {}

    def to(self, question: Facts | str | bytes) -> Told:
        """Return the answer to this question; one that cannot be read is a deny that says so."""
        try:
            facts = question if isinstance(question, Facts) else Facts.model_validate_json(question)
        except ValidationError:
            return self._told(decide(self._version, self._law, question, trace=self._trace))
        essence = essence_of(facts, ages=self._ages)
        told = self._known.get(essence)
        if told is None:
            if len(self._known) >= REMEMBERED_ANSWERS:
                self._known.clear()
            told = self._told(decide(self._version, self._law, facts, trace=self._trace))
            self._known[essence] = told
        return told
