"""The Celery application; tasks live in each app's tasks.py, their clock in its schedule.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

app = Celery("akkoord", task_cls="audit.working:AuditedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add("config.starting:KeysAreThere")
