"""What the panel beside a report says: may it go, on which conditions, and the one step that brings it closer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from consent import gate
from consent.queries.planning import is_asked
from reglement.models import Decision
from reporting.models import ReportVersion
from reporting.queries.standing import Standing
from reporting.terms import ReportState


class NextStep(StrEnum):
    """The one main action of the page."""

    SEND = "send"
    SUBMIT = "submit"
    REMIND = "remind"
    REWRITE = "rewrite"
    AGREE = "agree"
    SIGN = "sign"
    GROUND = "ground"
    COLLEAGUE = "colleague"
    NONE = "none"


# These have to be put right first, because asking the client would be asking about something that may not go.
_FIRST: Final = {
    "start_notice": NextStep.AGREE,
    "rights_notice": NextStep.AGREE,
    "reporting_agreement": NextStep.AGREE,
    "agreement_on_file": NextStep.SIGN,
}
_BY_STATE: Final = {
    ReportState.DRAFT: NextStep.SUBMIT,
    ReportState.NOT_SENT: NextStep.SUBMIT,
    ReportState.WAITING: NextStep.REMIND,
    ReportState.REFUSED: NextStep.REWRITE,
    ReportState.WITHDRAWN: NextStep.REWRITE,
    ReportState.APPROVED: NextStep.REWRITE,
}

# What comes after the yes of a colleague: he may want changes, and then the client would be asked twice.
AFTER_COLLEAGUE: Final = frozenset(NextStep) - frozenset(_FIRST.values()) - {NextStep.SEND}


@dataclass(frozen=True, slots=True)
class Panel:
    """The gate beside a report."""

    state: str
    conditions: tuple[gate.PanelCondition, ...]
    step: NextStep
    may_be_submitted: bool
    decision: Decision | None
    takes_spoken: bool = False


def panel_of(version: ReportVersion, standing: Standing, user: Any, denied: Decision | None = None) -> Panel:
    """Return the panel: after a refusal the stored decision, before it what the gate would say now."""
    if standing.state in (ReportState.SENT, ReportState.SENDING):
        return Panel("open", (), NextStep.NONE, may_be_submitted=False, decision=None)
    said = denied or preview(version, user)
    lines = tuple(gate.conditions(said))
    allowed = gate.permits(said) if isinstance(said, Decision) else said.allowed
    step = NextStep.SEND if allowed else _step(lines, standing)
    if step in AFTER_COLLEAGUE and gate.lacks(lines, "approval") and not is_asked(version.content):
        step = NextStep.COLLEAGUE
    return Panel(
        state=_state(standing, allowed=allowed),
        conditions=lines,
        step=step,
        may_be_submitted=standing.state in (ReportState.DRAFT, ReportState.NOT_SENT),
        decision=denied,
        takes_spoken=standing.state == ReportState.WAITING and gate.takes_spoken_yes(said),
    )


def preview(version: ReportVersion, user: Any) -> gate.Answer:
    """Return what the gate would say about sending this version now; nothing is stored."""
    report = version.report
    return gate.preview(
        "report",
        actor=user,
        dossier=report.dossier,
        content=version.content,
        contact=report.contact,
        channel="portal",
        purpose="reporting",
    )


def _state(standing: Standing, *, allowed: bool) -> str:
    if allowed:
        return "open"
    return "wait" if standing.state == ReportState.WAITING else "closed"


def _step(lines: tuple[gate.PanelCondition, ...], standing: Standing) -> NextStep:
    missing = [line for line in lines if not line.met]
    unmet = [line.key for line in missing] + [option.key for line in missing for option in line.options]
    first = next((_FIRST[key] for key in unmet if key in _FIRST), None)
    if first is not None:
        return first
    if any(key.startswith("consent") for key in unmet):
        return _BY_STATE[standing.state]
    return NextStep.GROUND if "ground" in unmet else NextStep.REWRITE
