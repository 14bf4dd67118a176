"""The addresses of reports, in Dutch: for staff, for the client, and for the contact of an opdrachtgever."""

from django.urls import path

from reporting.views import client, contact, copying, spoken, staff, writing

app_name = "reporting"

REPORTS = "dossiers/<str:number>/rapporten/"
REPORT = f"{REPORTS}<uuid:report_id>/"
VERSION = f"{REPORT}versie/<int:version_number>/"
MINE = "mijn/rapporten/"
MY_VERSION = f"{MINE}<uuid:version_id>/"
SENT = "opdrachtgever/rapporten/"
SENT_ONE = f"{SENT}<uuid:disclosure_id>/"

urlpatterns = [
    path(REPORTS, staff.report_list, name="reports"),
    path(f"{REPORTS}nieuw/", writing.new_report, name="report-new"),
    path(REPORT, staff.report, name="report"),
    path(f"{REPORT}bewerken/", writing.edit_report, name="report-edit"),
    path(f"{VERSION}pdf/", staff.report_pdf, name="report-pdf"),
    path(f"{VERSION}voorleggen/", staff.submit, name="report-submit"),
    path(f"{VERSION}herinneren/", staff.remind, name="report-remind"),
    path(f"{VERSION}gezegd/", spoken.spoken, name="report-spoken"),
    path(f"{VERSION}versturen/", staff.send, name="report-send"),
    path(f"{VERSION}goedkeuring/", staff.ask, name="report-ask"),
    path("dossiers/<str:number>/kopie/", copying.copy, name="copy"),
    path("dossiers/<str:number>/kopie/vragen/", copying.ask, name="copy-ask"),
    path(MINE, client.report_list, name="client-reports"),
    path(MY_VERSION, client.report, name="client-report"),
    path(f"{MY_VERSION}pdf/", client.report_pdf, name="client-pdf"),
    path(f"{MY_VERSION}verschil/", client.changes, name="client-changes"),
    path(f"{MY_VERSION}ja/", client.begin_yes, name="client-yes"),
    path(f"{MY_VERSION}code/", client.code, name="client-code"),
    path(f"{MY_VERSION}nee/", client.say_no, name="client-no"),
    path(f"{MY_VERSION}klaar/", client.done, name="client-done"),
    path(SENT, contact.report_list, name="contact-reports"),
    path(SENT_ONE, contact.report, name="contact-report"),
    path(f"{SENT_ONE}pdf/", contact.report_pdf, name="contact-pdf"),
]
