"""The web application as an ASGI server calls it."""

import os

from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

application = get_asgi_application()
# By name, because models can only be imported once Django is set up.
import_string("config.starting.refuse_to_start_without_keys")()
import_string("config.starting.refuse_to_start_on_unfit_buckets")()
