"""Backups and a renewal of the keys: what was sealed before it opens with the keys of that time only."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from audit.services import go_on_renewing
from dossiers.models import Client
from retention.backups.making import make_backup
from tests.factories.dossiers import a_client
from tests.factories.vault import unlock
from vault.services import give_fresh_key

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def a_day_later():
    """Let the former keys have lingered for a day."""
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )


def name_of(client):
    with unlock(client.safe_id):
        return Client.objects.get(pk=client.pk).name


def test_content_from_before_a_renewal_comes_back_with_its_keys_only(house):
    client = a_client("Ilse de Boer")
    made = make_backup()
    call_command("reencrypt")
    a_day_later()
    call_command("reencrypt")

    with pytest.raises(CommandError, match="may have been sealed anew after this backup"):
        call_command("restore", made.name, "--part", "default")
    assert name_of(client) == "Ilse de Boer"
    call_command("restore", made.name, "--part", "keys", "--part", "default", "--accept-loss")

    assert name_of(client) == "Ilse de Boer"


def test_a_safe_that_got_a_fresh_key_apart_is_not_put_back_without_its_keys_either(house):
    client = a_client("Ilse de Boer")
    made = make_backup()
    give_fresh_key(client.safe_id)
    go_on_renewing(at_most_seconds=60)
    a_day_later()
    go_on_renewing(at_most_seconds=60)
    later = make_backup()

    with pytest.raises(CommandError, match="1 safes may have been sealed anew after this backup"):
        call_command("restore", made.name, "--part", "default")
    call_command("restore", later.name, "--part", "default")

    assert name_of(client) == "Ilse de Boer"


def test_a_backup_from_the_middle_of_a_renewal_opens_and_the_renewal_goes_on(house):
    client = a_client("Ilse de Boer")
    call_command("reencrypt")
    made = make_backup()
    a_day_later()
    call_command("reencrypt")
    call_command("restore", made.name)

    assert name_of(client) == "Ilse de Boer"
    a_day_later()
    call_command("reencrypt")
    assert name_of(client) == "Ilse de Boer"
