"""The web application as a WSGI server calls it."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

application = get_wsgi_application()
# By name, because models can only be imported once Django is set up.
import_string("config.starting.refuse_to_start_without_keys")()
import_string("config.starting.refuse_to_start_on_unfit_buckets")()
