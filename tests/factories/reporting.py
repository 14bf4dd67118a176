"""Reports as the tests want them, made by the services of the house in a traject that was properly started."""

import re
from typing import Any

from accounts.models import User
from consent.models import Consent, ConsentEvent
from consent.services.agreements import LineData, make_agreement
from consent.services.approvals import approve, request_code
from dossiers.models import Dossier, OpdrachtgeverContact
from mail.models import OutboxMessage
from mail.rendering import written
from reglement.services import acknowledge
from reporting.models import Report, ReportVersion
from reporting.sections import Section
from reporting.services.submitting import submit_to_client
from reporting.services.writing import create_report, save_version
from tests.factories.dossiers import a_client, a_dossier_of, a_version
from vault.blind import blind_index

TEXT = (
    Section("Verloop", "Zij zocht drie maanden naar werk. Zij volgde een cursus."),
    Section("Mogelijkheden", "Zij kan administratief werk doen."),
)
ORDINARY = ("intakegegevens",)


def a_reported_dossier(
    coach: User, client_user: User, contact: OpdrachtgeverContact, *, profile: str = "a4p", **facts: Any
) -> Dossier:
    """Return a running dossier in which everything is in order to report to this contact, save the client's word."""
    version = facts.pop("version", None) or a_version(profile)
    categories = facts.pop("categories", ORDINARY if profile == "a4p" else ("rapportage",))
    acknowledge(user=coach, kind="confidentiality", evidence="signed", text_sha256="0" * 64, version=version)
    dossier = a_dossier_of(
        coach,
        client=a_client(user=client_user, by=coach),
        opdrachtgever=contact.opdrachtgever,
        reglement_version=version,
        **facts,
    )
    lines = [
        LineData(
            contact=contact,
            report_kind=kind,
            form="written",
            categories=categories,
            purpose="progress",
            frequency="monthly",
        )
        for kind in ("extensive", "short_progress")
    ]
    make_agreement(dossier=dossier, lines=lines, by=coach)
    return Dossier.objects.select_related("safe", "traject__client", "traject__opdrachtgever").get(pk=dossier.pk)


def a_report(dossier: Dossier, contact: OpdrachtgeverContact, by: User, **facts: Any) -> ReportVersion:
    """Return the first version of a report that declares nothing about health."""
    facts = {
        "kind": "extensive",
        "title": "Voortgang van het traject",
        "purpose": "progress",
        "sections": TEXT,
        "categories": ORDINARY,
        **facts,
    }
    return create_report(dossier=dossier, contact=contact, by=by, **facts)


def a_next_version(version: ReportVersion, by: User, text: str, **facts: Any) -> ReportVersion:
    """Return the version after this one, with another last section."""
    report = Report.objects.select_related("dossier__traject__client", "dossier__safe", "safe", "contact").get(
        pk=version.report_id
    )
    facts = {
        "title": "Voortgang van het traject",
        "sections": (TEXT[0], Section("Mogelijkheden", text)),
        "categories": ORDINARY,
        "expected_number": version.number,
        **facts,
    }
    return save_version(report=report, by=by, **facts)


def code_mailed_to(user: User) -> str:
    """Return the newest code of six digits that was mailed to this person."""
    messages = OutboxMessage.objects.filter(to_index=blind_index("email", user.email)).order_by("-id")
    codes = (re.search(r"\b\d{3} ?\d{3}\b", written(message)[1]) for message in messages)
    return next(code.group() for code in codes if code).replace(" ", "")


def says_yes(consent: Consent, user: User) -> ConsentEvent:
    """Let the client say yes with the fresh code from his mail."""
    request_code(consent, user=user)
    return approve(consent, user=user, code=code_mailed_to(user))


def an_approved_report(
    dossier: Dossier, contact: OpdrachtgeverContact, coach: User, client_user: User, **facts: Any
) -> ReportVersion:
    """Return a version that was put to the client and got his yes."""
    version = a_report(dossier, contact, coach, **facts)
    says_yes(submit_to_client(version=version, by=coach), client_user)
    return ReportVersion.objects.select_related("report__dossier", "report__contact", "content_version").get(
        pk=version.pk
    )
