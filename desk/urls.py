"""Paths of the pages that are composed of several rooms."""

from django.urls import path

from desk.views import confidentiality, home, portal, staff

app_name = "desk"
urlpatterns = [
    path("", home.front_door, name="front_door"),
    path("weergave/", home.display, name="display"),
    path("mijn-dag/", staff.my_day, name="my_day"),
    path("zwijgplicht/", confidentiality.sign, name="confidentiality"),
    path("dossiers/", staff.dossiers, name="dossiers"),
    path("dossiers/<str:number>/", staff.dossier, name="dossier"),
    path("mijn/", portal.client_home, name="client_home"),
    path("mijn/inzage/", portal.client_log, name="client_log"),
    path("opdrachtgever/", portal.contact_home, name="contact_home"),
]
