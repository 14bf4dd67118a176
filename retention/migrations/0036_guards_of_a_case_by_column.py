"""The guards of a case are called only for what they guard: each of its steps is an update, and most ask nothing."""

from django.db import migrations

BEGINS = "OLD.intent_at IS NULL AND NEW.intent_at IS NOT NULL"
# By guard, when an update is its business; what is inserted always is, where it looked at that before.
UPDATES = {
    "retention_case_ground": "NEW.ground IS DISTINCT FROM OLD.ground",
    "retention_case_four_eyes": "OLD.approved_at IS NULL AND NEW.approved_at IS NOT NULL",
    "retention_case_time_to_think": f"NEW.done_again IS DISTINCT FROM OLD.done_again OR ({BEGINS})",
    "retention_recipients_known": BEGINS,
}
INSERTS = ["retention_case_ground", "retention_case_time_to_think"]


def _trigger(name, function, event, condition=""):
    when = f" WHEN ({condition})" if condition else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON retention_purgecase"
        f" FOR EACH ROW{when} EXECUTE FUNCTION {function}();"
    )


def _drop(name):
    return f"DROP TRIGGER {name} ON retention_purgecase;"


FORWARD = [_drop(name) + _trigger(name, name, "UPDATE", condition) for name, condition in UPDATES.items()]
FORWARD += [_trigger(f"{name}_of_new", name, "INSERT") for name in INSERTS]
BACKWARD = [_drop(f"{name}_of_new") for name in INSERTS]
BACKWARD += [
    _drop(name) + _trigger(name, name, "INSERT OR UPDATE" if name in INSERTS else "UPDATE") for name in UPDATES
]


class Migration(migrations.Migration):
    dependencies = [("retention", "0035_order_of_cases")]

    operations = [migrations.RunSQL("\n".join(FORWARD), "\n".join(BACKWARD))]
