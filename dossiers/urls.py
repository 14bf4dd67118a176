"""The addresses of this room."""

from django.urls import path

from dossiers.views import consults, documents, duties, notes, opdrachtgevers, portal, referrals, representatives

app_name = "dossiers"

urlpatterns = [
    path("dossiers/<str:number>/gesprekken/", notes.conversations, name="conversations"),
    path("dossiers/<str:number>/gesprekken/notitie/", notes.note_add, name="note-add"),
    path("dossiers/<str:number>/gesprekken/notitie/<uuid:note_id>/", notes.note_change, name="note-change"),
    path("dossiers/<str:number>/gesprekken/consult/", consults.consult_add, name="consult-add"),
    path(
        "dossiers/<str:number>/gesprekken/consult/<uuid:consult_id>/", consults.consult_change, name="consult-change"
    ),
    path(
        "dossiers/<str:number>/gesprekken/consult/<uuid:consult_id>/delen/",
        consults.consult_share,
        name="consult-share",
    ),
    path(
        "dossiers/<str:number>/gesprekken/consult/<uuid:consult_id>/afzeggen/",
        consults.consult_cancel,
        name="consult-cancel",
    ),
    path("dossiers/<str:number>/documenten/", documents.documents, name="documents"),
    path("dossiers/<str:number>/documenten/nieuw/", documents.document_add, name="document-add"),
    path(
        "dossiers/<str:number>/documenten/<uuid:document_id>/", documents.document_download, name="document-download"
    ),
    path("dossiers/<str:number>/vertegenwoordigers/", representatives.representatives, name="representatives"),
    path(
        "dossiers/<str:number>/vertegenwoordigers/<uuid:representative_id>/bewijs/",
        representatives.representative_proven,
        name="representative-proven",
    ),
    path(
        "dossiers/<str:number>/vertegenwoordigers/<uuid:representative_id>/beeindigen/",
        representatives.representative_end,
        name="representative-end",
    ),
    path("dossiers/<str:number>/plichten/<uuid:duty_id>/gedaan/", duties.duty_done, name="duty-done"),
    path("aanmeldingen/", referrals.referrals, name="referrals"),
    path("aanmeldingen/<uuid:referral_id>/afwijzen/", referrals.referral_decline, name="referral-decline"),
    path("opdrachtgevers/", opdrachtgevers.opdrachtgevers, name="opdrachtgevers"),
    path("opdrachtgevers/nieuw/", opdrachtgevers.opdrachtgever_add, name="opdrachtgever-add"),
    path("opdrachtgevers/<uuid:opdrachtgever_id>/", opdrachtgevers.opdrachtgever, name="opdrachtgever"),
    path(
        "opdrachtgevers/<uuid:opdrachtgever_id>/beeindigen/",
        opdrachtgevers.opdrachtgever_end,
        name="opdrachtgever-end",
    ),
    path(
        "opdrachtgevers/<uuid:opdrachtgever_id>/plaats/",
        opdrachtgevers.opdrachtgever_place,
        name="opdrachtgever-place",
    ),
    path("opdrachtgevers/<uuid:opdrachtgever_id>/contactpersoon/", opdrachtgevers.contact_add, name="contact-add"),
    path(
        "opdrachtgevers/<uuid:opdrachtgever_id>/contactpersoon/<uuid:contact_id>/beeindigen/",
        opdrachtgevers.contact_end,
        name="contact-end",
    ),
    path("opdrachtgevers/<uuid:opdrachtgever_id>/overeenkomst/", opdrachtgevers.agreement_add, name="agreement-add"),
    path("opdrachtgever/aanmelden/", referrals.contact_refer, name="contact-refer"),
    path("opdrachtgever/aanmeldingen/", referrals.contact_referrals, name="contact-referrals"),
    path("mijn/gesprekken/", portal.own_conversations, name="own-conversations"),
    path("mijn/gesprekken/<uuid:consult_id>/", portal.own_summary_answer, name="own-summary-answer"),
    path("mijn/documenten/", portal.own_documents, name="own-documents"),
    path("mijn/documenten/<uuid:document_id>/", portal.own_document_download, name="own-document-download"),
]
