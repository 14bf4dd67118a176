"""Paths of the pages that are composed of several rooms."""

from django.urls import path

from desk.views import acknowledging, confidentiality, home, portal, staff, versions

app_name = "desk"
urlpatterns = [
    path("", home.front_door, name="front_door"),
    path("weergave/", home.display, name="display"),
    path("mijn-dag/", staff.my_day, name="my_day"),
    path("zwijgplicht/", confidentiality.sign, name="confidentiality"),
    path("reglement/versies/", versions.versions, name="versions"),
    path("reglement/versies/<uuid:text_id>/", versions.version, name="version"),
    path("reglement/versies/<uuid:text_id>/voorstellen/", versions.propose, name="version-propose"),
    path("reglement/versies/<uuid:text_id>/code/", versions.version_code, name="version-code"),
    path("reglement/versies/<uuid:text_id>/bevestigen/", versions.version_confirm, name="version-confirm"),
    path("reglement/versies/<uuid:text_id>/intrekken/", versions.version_withdraw, name="version-withdraw"),
    path("reglement/bevestigen/", acknowledging.acknowledge_version, name="acknowledge"),
    path("reglement/bevestigingen/", acknowledging.acknowledgements, name="acknowledgements"),
    path("dossiers/", staff.dossiers, name="dossiers"),
    path("dossiers/<str:number>/", staff.dossier, name="dossier"),
    path("mijn/", portal.client_home, name="client_home"),
    path("mijn/inzage/", portal.client_log, name="client_log"),
    path("opdrachtgever/", portal.contact_home, name="contact_home"),
]
