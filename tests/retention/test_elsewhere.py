"""Personal data that lie in no dossier are cleared after their own term; no model with such data is forgotten."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session

from accounts.models import User
from accounts.services import end_role, give_role
from accounts.terms import Role
from dossiers.models import Client, Dossier, OpdrachtgeverContact, Referral, Representative, Traject
from dossiers.services import decline_referral, end_contact
from mail.models import OutboxMessage
from mail.services import forget_old, queue
from retention.elsewhere import OWN_TERMS
from retention.inventory import going_along
from retention.services.clearing import clear_elsewhere
from retention.services.closing import close
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import (
    a_client,
    a_contact,
    a_dossier_of,
    a_grant,
    a_note,
    a_referral,
    an_opdrachtgever,
)
from tests.house import OUR_MODELS
from vault import ledger
from vault.clock import akkoord_now, today
from vault.keys.models import SafeKey
from vault.services import place_hold

pytestmark = pytest.mark.django_db
# Tables of others with a person in them, beside our own models.
OF_OTHERS = {
    "sessions.session",
    "usersessions.usersession",
    "account.emailaddress",
    "account.emailconfirmation",
    "mfa.authenticator",
    "admin.logentry",
}


def test_every_model_with_personal_columns_goes_with_a_dossier_or_has_a_term_of_its_own():
    goes_along = going_along({Client, Dossier, Traject})
    personal = {model for model in OUR_MODELS if model.Privacy.personal}
    forgotten = {model._meta.label_lower for model in personal - goes_along} - set(OWN_TERMS)

    assert forgotten == set()
    assert set(OWN_TERMS) >= OF_OTHERS


def test_every_term_is_about_a_model_that_no_destruction_reaches():
    goes_along = going_along({Client, Dossier, Traject})

    assert [label for label in OWN_TERMS if apps.get_model(label) in goes_along] == []


def test_every_table_of_others_is_known_to_hold_people_or_not():
    harmless = {"auth.permission", "auth.group", "contenttypes.contenttype"}
    # Guardian's own tables stay empty: object permissions hang on grants.
    harmless |= {"guardian.userobjectpermission", "guardian.groupobjectpermission"}
    theirs = {model._meta.label_lower for model in apps.get_models() if model not in OUR_MODELS}

    assert theirs == harmless | OF_OTHERS


def test_no_result_of_a_task_is_kept():
    assert settings.CELERY_TASK_IGNORE_RESULT


@pytest.fixture
def contact(coach) -> OpdrachtgeverContact:
    """A contact of an opdrachtgever whose only traject closed today."""
    made = a_contact(UserFactory(contact=True, email="contact@opdrachtgever.example"), an_opdrachtgever("Bakker"))
    dossier = a_dossier_of(coach, client=a_client(), opdrachtgever=made.opdrachtgever)
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    return made


def test_contact_is_forgotten_a_year_after_the_last_traject(contact, clock):
    clock.move(days=364)
    assert clear_elsewhere()["contacts"] == 0
    clock.move(days=2)

    assert clear_elsewhere()["contacts"] == 1
    contact.refresh_from_db()
    assert (contact.name, contact.job_title, contact.ended_at is not None) == ("", "", True)
    contact.user.refresh_from_db()
    assert not contact.user.is_active
    assert clear_elsewhere()["contacts"] == 0


def test_contact_stays_while_a_traject_runs(contact, coach, clock):
    a_dossier_of(coach, client=a_client("Iemand Anders"), opdrachtgever=contact.opdrachtgever)
    clock.move(days=800)

    assert clear_elsewhere()["contacts"] == 0


def test_contact_stays_while_a_candidate_of_his_is_kept(contact, clock):
    Referral.objects.filter(pk=a_referral(contact).pk).update(created_at=akkoord_now() + timedelta(days=700))
    clock.move(days=800)

    assert clear_elsewhere()["contacts"] == 0


def test_account_that_is_there_for_nobody_is_forgotten_after_a_month(client_user, clock):
    clock.move(days=29)
    assert clear_elsewhere()["accounts"] == 0
    clock.move(days=2)

    assert clear_elsewhere()["accounts"] == 1
    assert User.objects.get(pk=client_user.pk).email.endswith("@vernietigd.invalid")


def test_account_of_a_client_of_a_representative_and_of_staff_stays(coach, client_user, directie, clock):
    helper = UserFactory(representative=True)
    client = a_client(user=client_user)
    a_dossier_of(coach, client=client)
    Representative.objects.create(client=client, user=helper, capacity="mentor", safe=client.safe)
    clock.move(days=900)

    assert clear_elsewhere()["accounts"] == 0


def leave(user, directie):
    for role in user.role_assignments.all():
        end_role(assignment=role, by=directie)


def test_who_worked_here_is_forgotten_a_year_after_the_last_role(directie, branch, clock):
    colleague = UserFactory(coach=True, name="Ida Vertrokken")
    leave(colleague, directie)
    clock.move(days=364)
    assert clear_elsewhere()["staff"] == 0
    clock.move(days=2)

    assert clear_elsewhere()["staff"] == 1
    gone = User.objects.get(pk=colleague.pk)
    assert (gone.name, gone.is_active, gone.email) == ("", False, f"{gone.pk}@vernietigd.invalid")
    assert clear_elsewhere()["staff"] == 0


@pytest.mark.parametrize("what", ["wrote", "led", "returned"])
def test_who_worked_here_stays_while_a_dossier_names_him_or_he_is_back(what, coach, directie, client_user, clock):
    colleague = UserFactory(coach=True)
    dossier = a_dossier_of(colleague if what == "led" else coach, client=a_client(user=client_user))
    if what == "wrote":
        a_grant(dossier, colleague)
        a_note(dossier, colleague)
    leave(colleague, directie)
    clock.move(days=800)
    if what == "returned":
        give_role(user=colleague, role=Role.COACH, by=directie)

    assert clear_elsewhere()["staff"] == 0


def test_who_worked_here_and_came_back_in_the_portal_stays_for_as_long_as_somebody_needs_him(directie, clock):
    colleague = UserFactory(coach=True)
    leave(colleague, directie)
    clock.move(days=60)
    give_role(user=colleague, role=Role.OPDRACHTGEVER_CONTACT, by=directie)
    speaks = a_contact(colleague)
    clock.move(days=306)
    assert (clear_elsewhere()["staff"], clear_elsewhere()["contacts"]) == (0, 0)
    end_contact(contact=speaks, by=directie)

    assert clear_elsewhere()["staff"] == 1
    assert not User.objects.get(pk=colleague.pk).is_active


def test_contact_who_never_became_a_client_after_all_keeps_his_account(contact, coach, clock):
    client = a_client("Nooit Begonnen", user=contact.user)
    clock.move(days=91)

    assert clear_elsewhere()["prospects"] == 1
    assert not Client.objects.filter(pk=client.pk).exists()
    assert User.objects.get(pk=contact.user_id).is_active


def test_client_with_whom_no_traject_began_is_shredded(client_user, clock):
    client = a_client("Nooit Begonnen", user=client_user)
    clock.move(days=89)
    assert clear_elsewhere()["prospects"] == 0
    clock.move(days=2)

    assert clear_elsewhere()["prospects"] == 1
    assert not Client.objects.exists()
    assert not SafeKey.objects.filter(safe_id=client.safe_id).exists()
    assert str(client.safe_id) in {safe for entry in ledger.read_all() for safe in entry.body.get("safe_ids", [])}
    client_user.refresh_from_db()
    assert not client_user.is_active


def test_held_client_stays(directie, clock):
    client = a_client("Nooit Begonnen")
    place_hold([client.safe_id], ground="complaint", review_on=None, by=directie.pk)
    clock.move(days=200)

    assert clear_elsewhere()["prospects"] == 0


def test_candidate_who_was_declined_is_destroyed_a_month_later_and_an_unanswered_one_after_half_a_year(
    contact, coach, clock
):
    declined, waiting = a_referral(contact), a_referral(contact, candidate_name="Wacht Nog")
    decline_referral(referral=declined, by=coach)
    clock.move(days=31)
    assert clear_elsewhere()["referrals"] == 1
    assert list(Referral.objects.all()) == [waiting]
    clock.move(days=150)

    assert clear_elsewhere()["referrals"] == 1


def test_log_of_the_admin_goes_after_a_year(beheerder, clock):
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(user=beheerder, content_type=kind, object_id="1", object_repr="1", action_flag=2)
    assert clear_elsewhere()["admin log"] == 0
    clock.move(days=366)

    assert clear_elsewhere()["admin log"] == 1


def test_row_of_a_message_goes_long_after_its_address(coach, clock):
    given_up = queue(template="traject_started", to=coach.email, context={"link": "x"}, idempotency_key="een")
    OutboxMessage.objects.filter(pk=given_up.pk).update(given_up_at=akkoord_now())
    clock.move(days=31)
    forget_old()
    assert clear_elsewhere()["outbox"] == 0
    clock.move(days=720)

    assert clear_elsewhere()["outbox"] == 1


def test_sweep_of_sessions_stands_on_the_schedule():
    assert "sessions.session" in OWN_TERMS
    assert Session.objects.count() == 0
    assert {"accounts.clear-old-sessions", "mail.forget-old", "retention.clear-elsewhere"} <= set(
        settings.CELERY_BEAT_SCHEDULE
    )
