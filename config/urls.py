"""The addresses of the house: each room brings its own, the admin lives at /beheer/."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config import health

handler500 = "config.failing.went_wrong"

urlpatterns = [
    path("gezond/", health.alive, name="alive"),
    path("gereed/", health.ready, name="ready"),
    path("beheer/", admin.site.urls),
    *(path("", include(f"{room}.urls")) for room in settings.ROOMS if find_spec(f"{room}.urls")),
]
