"""What an administrator asks of a renewal of the keys, and what the beat does of it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from audit.models import Event
from audit.services import begin_renewing
from audit.tasks import renew_keys
from tests.factories.vault import a_safe
from vault import restorations
from vault.files import seal_file
from vault.services import renewal_state
from vault.storage import names_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def said(*words):
    """Run the command and return what it says."""
    output = io.StringIO()
    call_command("reencrypt", *words, stdout=output)
    return output.getvalue()


def a_day_later():
    """Let the former keys have lingered for a day."""
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )


def test_the_command_says_how_far_it_is_and_until_when_the_former_keys_linger():
    a_safe()
    a_safe()
    assert "No renewal of the keys is under way" in said("--status")

    first = said("--batch", "1")

    assert "A renewal begins" in first
    assert "2 of 2 safes sealed anew" in first
    assert "2 former keys linger" in said("--status")
    assert "goes on" in said()
    a_day_later()
    assert "2 former keys removed\nNo renewal of the keys is under way" in said()


def test_the_command_ends_with_an_error_when_something_does_not_open(safe):
    sealed_file = seal_file(safe, io.BytesIO(b"a letter"), media_type="text/plain")
    said()
    (former, fresh) = names_of(safe.id)
    assert sealed_file.storage_name in (former, fresh)
    sealed_file.refresh_from_db()
    sealed_file.__class__.objects.update(sha256="0" * 64)
    a_day_later()

    with pytest.raises(CommandError, match="does not open"):
        said()


def test_nothing_is_sealed_anew_behind_closed_doors(safe):
    restorations.begin(backup="x", parts="default")

    with pytest.raises(CommandError, match="doors are closed"):
        said()
    assert renewal_state() is None


@pytest.mark.parametrize("batch", ["0", "-1"])
def test_a_batch_is_one_safe_at_least(batch):
    with pytest.raises(CommandError, match="at least"):
        said("--batch", batch)


def test_the_beat_begins_nothing_and_goes_on_with_what_was_begun(safe):
    renew_keys()
    assert renewal_state() is None

    begin_renewing()
    renew_keys()
    assert renewal_state().lingering == 1
    a_day_later()
    renew_keys()

    assert renewal_state() is None
    events = Event.objects.filter(event__startswith="keys.").order_by("seq").values_list("event", flat=True)
    assert list(events) == ["keys.renewal_begun", "keys.former_removed", "keys.renewed"]
