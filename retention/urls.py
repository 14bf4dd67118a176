"""Paths of keeping and destroying."""

from django.urls import path

from retention import views

app_name = "retention"
urlpatterns = [
    path("dossiers/<str:number>/sluiten/", views.close_dossier, name="close"),
    path("dossiers/<str:number>/bewaren/", views.dossier_dates, name="dossier"),
    path("dossiers/<str:number>/bewaren/vasthouden/", views.hold_dossier, name="hold"),
    path("dossiers/<str:number>/bewaren/vrijgeven/<uuid:hold_id>/", views.release_dossier, name="release"),
    path("bewaren/", views.overview, name="overview"),
    path("bewaren/<uuid:case_id>/goedkeuren/", views.approve_case, name="approve"),
    path("bewaren/certificaten/<uuid:certificate_id>.pdf", views.certificate, name="certificate"),
    path("mijn/bewaren/", views.own_dates, name="own"),
]
