"""The addresses of this room: the text of the reglement, now and before, and how it is kept."""

from django.urls import path

from reglement.views import keeping, public, reading, register

app_name = "reglement"
urlpatterns = [
    path("reglement/", reading.read, name="read"),
    path("reglement/naleving/", keeping.trace, name="trace"),
    path("reglement/openbaar/", public.read, name="public"),
    path("reglement/openbaar/pdf/", public.paper, name="public-paper"),
    path("reglement/register/", register.register, name="register"),
    path("reglement/register/pdf/", register.paper, name="register-paper"),
    path("reglement/register/csv/", register.table, name="register-table"),
    path("reglement/<uuid:version_id>/", reading.read_version, name="version"),
    path("reglement/<uuid:version_id>/pdf/", reading.paper, name="paper"),
]
