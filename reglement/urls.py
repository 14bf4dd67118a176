"""The addresses of this room: the text of the reglement, now and before."""

from django.urls import path

from reglement import views

app_name = "reglement"
urlpatterns = [
    path("reglement/", views.read, name="read"),
    path("reglement/<uuid:version_id>/", views.read_version, name="version"),
]
