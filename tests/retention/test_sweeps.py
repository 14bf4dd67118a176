"""What beat does goes on past what is sick, and tells of it."""

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from dossiers.models import Referral
from retention.models import PurgeCase, Warned
from retention.services.clearing import clear_elsewhere
from retention.services.closing import close
from retention.tasks import find_due_dossiers
from retention.terms import Step
from tests.factories.dossiers import a_client, a_contact, a_dossier_of, a_referral
from tests.retention.faults.steps import take_until
from vault.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def ending(coach, version, clock):
    """Three dossiers of three clients that end within a week."""
    dossiers = [a_dossier_of(coach, client=a_client(), reglement_version=version) for _ in range(3)]
    for dossier in dossiers:
        close(dossier, outcome="no_work", ended_on=today(), by=coach)
    clock.move(days=2 * 365 - 5)
    return dossiers


def let_no_case_be_opened_of(dossier) -> None:
    """Make one dossier sick, from below."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(
            "CREATE FUNCTION sick() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'sick'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER sick BEFORE INSERT ON retention_purgecase FOR EACH ROW"
            f" WHEN (NEW.dossier_id = '{dossier.pk}') EXECUTE FUNCTION sick()"
        )
        cursor.execute("SET ROLE akkoord_app")


def test_a_sick_dossier_at_the_front_keeps_none_waiting_and_is_named(ending):
    sick, *others = ending
    let_no_case_be_opened_of(sick)

    with pytest.raises(ExceptionGroup) as failed:
        find_due_dossiers()

    assert set(PurgeCase.objects.values_list("dossier_id", flat=True)) == {dossier.pk for dossier in others}
    assert Warned.objects.count() > 0
    [stage] = failed.value.exceptions
    assert stage.__notes__ == ["at find_due"]
    assert [each.__notes__ for each in stage.exceptions] == [[f"at {sick.pk}"]]


def test_what_can_not_be_cleared_keeps_none_of_the_others_waiting(contact_user, coach, clock, settings, tmp_path):
    contact = a_contact(contact_user)
    settings.AKKOORD_STORAGE_DIR = tmp_path / "files"
    sick, well = a_referral(contact), a_referral(contact, candidate_name="Wacht Nog")
    kind = ContentType.objects.get_for_model(Referral)
    LogEntry.objects.create(user=coach, content_type=kind, object_id="1", object_repr="1", action_flag=2)
    in_the_way = Path(settings.AKKOORD_STORAGE_DIR) / sick.safe_id.hex[-2:] / sick.safe_id.hex
    in_the_way.parent.mkdir(parents=True)
    in_the_way.symlink_to(in_the_way)  # a folder that leads to itself, on which every look fails
    clock.move(days=800)

    with pytest.raises(ExceptionGroup, match=r"^1 of [0-9]+ failed"):
        clear_elsewhere()

    assert not Referral.objects.filter(pk=well.pk).exists()
    assert not LogEntry.objects.exists()

    # What failed is still to be found, so it is taken up again when the disk is well.
    in_the_way.unlink()
    assert clear_elsewhere()["referrals"] == 1
    assert not Referral.objects.filter(pk=sick.pk).exists()


def test_who_answers_for_it_hears_once_a_day_that_a_destruction_keeps_failing(due, directie, clock, outbox):
    take_until(due, Step.APPROVED)

    def told() -> int:
        find_due_dossiers()
        return len([subject for subject, _text in outbox.sent_to(directie.email) if "gestopt" in subject])

    PurgeCase.objects.filter(pk=due.pk).update(failure="ResidueFound", attempts=4)
    assert told() == 0
    PurgeCase.objects.filter(pk=due.pk).update(attempts=5)
    assert (told(), told()) == (1, 1)

    clock.move(hours=24)
    assert told() == 2
    PurgeCase.objects.filter(pk=due.pk).update(failure="")
    clock.move(hours=24)
    assert told() == 2
