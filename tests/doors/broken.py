"""The addresses of the house, and one that breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as of_the_house
from tests.doors import canaries


def breaks(request: HttpRequest) -> HttpResponse:
    """Raise an error that carries content, as a careless library would."""
    raise ValueError(canaries.NAME)


urlpatterns = [*of_the_house, path("kapot/", breaks)]
