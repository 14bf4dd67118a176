"""The date of a term after what people decided about it, weighed by the reglement's own rule."""

from collections.abc import Sequence
from datetime import date

from reglement.deciding.keeping import changed_end
from reglement.deciding.retention import EndOfTerm
from reglement.facts import ClientChoice, Deviation, Retention
from retention.models import TermChange
from retention.terms import ChangeKind

# Stands for the sealed reason; only that it is there is asked.
ON_FILE = "on file"


def changed_by(
    end: EndOfTerm, changes: Sequence[TermChange], *, carrier: str, on: date
) -> tuple[date | None, TermChange | None]:
    """Return the day that counts and the change that made it so; of one kind the latest counts (the first is oldest).

    What the rule does not let somebody do changes nothing, also when an earlier version did.
    """
    mine = [change for change in changes if change.carrier == carrier]
    deviation = next((change for change in reversed(mine) if change.kind == ChangeKind.DEVIATE), None)
    choice = next((change for change in reversed(mine) if change.kind != ChangeKind.DEVIATE), None)
    due_on, reasons = changed_end(end, _asked(deviation, choice), on)
    if due_on is None or due_on == end.due_on:
        return end.due_on, None
    return due_on, choice if reasons[-1].key == "client_choice" else deviation


def _asked(deviation: TermChange | None, choice: TermChange | None) -> Retention:
    deviating = deviation and {"until": deviation.until, "reason": ON_FILE, "decided_by": deviation.role}
    choosing = choice and {"kind": choice.kind, "until": choice.until}
    return Retention(
        deviation=Deviation.model_validate(deviating) if deviating else None,
        choice=ClientChoice.model_validate(choosing) if choosing else None,
    )
