"""The addresses of this room: the text of the reglement, now and before, and how it is kept."""

from django.urls import path

from reglement.views import keeping, reading

app_name = "reglement"
urlpatterns = [
    path("reglement/", reading.read, name="read"),
    path("reglement/naleving/", keeping.trace, name="trace"),
    path("reglement/<uuid:version_id>/", reading.read_version, name="version"),
]
