"""Paths of keeping and destroying."""

from django.urls import path

from retention import views

app_name = "retention"
urlpatterns = [
    path("dossiers/<str:number>/sluiten/", views.close_dossier, name="close"),
    path("dossiers/<str:number>/bewaren/", views.dossier_dates, name="dossier"),
    path("dossiers/<str:number>/bewaren/vasthouden/", views.hold_dossier, name="hold"),
    path("dossiers/<str:number>/bewaren/vrijgeven/<uuid:hold_id>/", views.release_dossier, name="release"),
    path("dossiers/<str:number>/bewaren/keuze/", views.choose_for_client, name="choice"),
    path("dossiers/<str:number>/bewaren/meegegeven/", views.hand_over_dossier, name="handed-over"),
    path("bewaren/", views.overview, name="overview"),
    path("bewaren/<uuid:case_id>/goedkeuren/", views.approve_case, name="approve"),
    path("bewaren/certificaten/<uuid:certificate_id>.pdf", views.certificate, name="certificate"),
    path("mijn/bewaren/", views.own_dates, name="own"),
    path("mijn/bewaren/<str:number>/keuze/", views.own_choice, name="own-choice"),
]
