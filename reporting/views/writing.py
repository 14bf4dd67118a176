"""The forms of staff: a new report, and the next version of one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from dossiers.permissions import access_of, dossier_or_404
from reporting import initials
from reporting.drafting import reportable
from reporting.facts import ReportChangedElsewhere
from reporting.forms import NewReportForm, ReportForm
from reporting.permissions import newest_version_or_404, reading_grant
from reporting.permits import not_to_write
from reporting.queries.never import never_reports
from reporting.queries.recipients import report_lines
from reporting.queries.sources import asks_how_old, sources_of, sources_to_name
from reporting.queries.staff import report_page
from reporting.services.writing import create_report, save_version
from reporting.views.staff import WRITERS
from ui.answering import refusals_on
from ui.doors import gated
from ui.facts import DomainRefusal


@gated("write")
@require_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def new_report(request: HttpRequest, number: str) -> HttpResponse:
    """Write the first version of a report along one line of the reporting agreement."""
    dossier = dossier_or_404(request.user, number, write=True)
    catalogue = reportable(dossier, without=not_to_write(access_of(request.user, dossier)))
    lines = {str(line.pk): line for line in report_lines(dossier)}
    choices = [(key, line.label) for key, line in lines.items()]
    form = NewReportForm(
        request.POST if _is_saved(request) else None,
        catalogue=catalogue,
        lines=choices,
        sources=sources_to_name(request.user, dossier),
        how_old=asks_how_old(dossier),
        initial=initials.with_one_section_more(request.POST) if request.method == "POST" else initials.of_new_report(),
    )
    if _is_saved(request) and form.is_valid():
        line = lines[form.cleaned_data["line"]]
        with refusals_on(form):
            version = create_report(
                dossier=dossier,
                kind=line.report_kind,
                purpose=line.purpose,
                contact=line.contact,
                by=request.user,
                report_id=form.cleaned_data["report_id"],
                **form.written(),
            )
            return redirect("reporting:report", number, version.report_id)
    context = {
        "dossier_number": number,
        "form": form,
        "has_lines": bool(lines),
        "never": never_reports(dossier),
    }
    return render(request, "reporting/report_new.html", context)


@gated("write")
@require_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def edit_report(request: HttpRequest, number: str, report_id: UUID) -> HttpResponse:
    """Write the next version; what was typed is kept when somebody else was first."""
    dossier = dossier_or_404(request.user, number, write=True)
    newest = newest_version_or_404(dossier, report_id)
    catalogue = reportable(dossier, without=not_to_write(access_of(request.user, dossier)))
    page = report_page(newest, request.user, reading_grant(request.user, newest))
    form = ReportForm(
        request.POST if _is_saved(request) else None,
        catalogue=catalogue,
        sources=sources_to_name(request.user, dossier),
        how_old=asks_how_old(dossier),
        initial=initials.with_one_section_more(request.POST)
        if request.method == "POST"
        else initials.of_version(page, catalogue) | {"sources": sources_of(report_id)},
    )
    newer: int | None = None
    if _is_saved(request) and form.is_valid():
        try:
            version = save_version(
                report=newest.report,
                by=request.user,
                expected_number=form.cleaned_data["expected_number"],
                **form.written(),
            )
        except ReportChangedElsewhere as changed:
            newer = changed.number
            form.refuse_stale(changed.number, str(changed.sentence))
        except DomainRefusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Versie %(number)s is bewaard.") % {"number": version.number})
            return redirect("reporting:report", number, report_id)
    context = {"dossier_number": number, "form": form, "page": page, "newer": newer, "next_number": page.number + 1}
    return render(request, "reporting/report_edit.html", context, status=200 if newer is None else 409)


def _is_saved(request: HttpRequest) -> bool:
    """Say whether the author wants to save, and not just a section more to write in."""
    return request.method == "POST" and "more" not in request.POST
