"""Asking the gate whether a version may go to its recipient, and starting its delivery when it may."""

from django.db import transaction

from accounts.models import User
from audit.terms import Word
from consent import gate
from consent.facts import Question
from consent.models import PlannedAct
from consent.refusals import GateRefused
from consent.services.planning import plan_act
from dossiers.facts import ContactEnded
from dossiers.permits import acting_role
from reglement.models import Decision
from reporting.facts import ReportIsGoing, VersionOutdated
from reporting.models import Delivery, ReportVersion
from reporting.services.going import is_going, let_nobody_begin
from reporting.services.noting import write_down


def send_report(*, version: ReportVersion, by: User) -> Delivery:
    """Ask the gate and start the delivery; a second click gives back the first delivery.

    Raises ReportIsGoing, VersionOutdated, ContactEnded, and GateRefused with the stored decision when the gate says
    no. Call it outside a transaction: a denial must survive whatever happens next.
    """
    live = live_delivery(version)
    if live is not None:
        return live
    if is_going(version):
        raise ReportIsGoing
    if version.content.superseded_at is not None:
        raise VersionOutdated
    if version.report.contact.ended_at is not None:
        raise ContactEnded
    decision = decision_about(version, by=by)
    if not gate.permits(decision):
        raise GateRefused(decision)
    return _requested(version, decision, by)


def decision_about(version: ReportVersion, *, by: User) -> Decision:
    """Return the stored decision of the gate about sending this version to its recipient now."""
    report = version.report
    return gate.ask(
        "report",
        actor=by,
        dossier=report.dossier,
        content=version.content,
        contact=report.contact,
        channel="portal",
        purpose="reporting",
    )


def ask_to_send(version: ReportVersion, *, by: User) -> PlannedAct:
    """Ask the colleagues whom the text names to approve this exact version; raises NoApprovalAsked."""
    report = version.report
    return plan_act(
        Question(
            act="report",
            actor=by,
            dossier=report.dossier,
            content=version.content,
            contact=report.contact,
            channel="portal",
            purpose="reporting",
        )
    )


def live_delivery(version: ReportVersion) -> Delivery | None:
    """Return the delivery of this version to its recipient that is under way or done, if any."""
    return Delivery.objects.filter(report_version=version, contact=version.report.contact_id, refused_at=None).first()


@transaction.atomic
def _requested(version: ReportVersion, decision: Decision, by: User) -> Delivery:
    let_nobody_begin(version.report.dossier_id)
    if is_going(version):
        raise ReportIsGoing
    # Two clicks at once both come here; the lock makes the second one find the first one's row.
    ReportVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    live = live_delivery(version)
    if live is not None:
        return live
    delivery = Delivery.objects.create(
        # What was sent to whom stays told when the report itself is gone, as long as the dossier is there.
        safe_id=version.report.dossier.safe_id,
        report_version=version,
        contact_id=version.report.contact_id,
        decision=decision,
        requested_by=by,
    )
    write_down(Word.REPORT_SENT, version, by, role=acting_role(by), decision_id=decision.pk)
    return delivery
