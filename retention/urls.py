"""Paths of keeping and destroying."""

from django.urls import path

from retention.views import keeping

app_name = "retention"
urlpatterns = [
    path("dossiers/<str:number>/sluiten/", keeping.close_dossier, name="close"),
    path("dossiers/<str:number>/bewaren/", keeping.dossier_dates, name="dossier"),
    path("dossiers/<str:number>/bewaren/vasthouden/", keeping.hold_dossier, name="hold"),
    path("dossiers/<str:number>/bewaren/vrijgeven/<uuid:hold_id>/", keeping.release_dossier, name="release"),
    path("dossiers/<str:number>/bewaren/keuze/", keeping.choose_for_client, name="choice"),
    path("dossiers/<str:number>/bewaren/meegegeven/", keeping.hand_over_dossier, name="handed-over"),
    path("bewaren/", keeping.overview, name="overview"),
    path("bewaren/<uuid:case_id>/goedkeuren/", keeping.approve_case, name="approve"),
    path("bewaren/certificaten/<uuid:certificate_id>.pdf", keeping.certificate, name="certificate"),
    path("mijn/bewaren/", keeping.own_dates, name="own"),
    path("mijn/bewaren/<str:number>/keuze/", keeping.own_choice, name="own-choice"),
]
