"""A new version is told to whom a text promises it; staff acknowledge it or stay outside dossiers until they do."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.services import give_role
from audit.models import Event
from consent.queries.audiences import people_of
from consent.services.announcing import announce_version
from dossiers.permissions import visible_to
from mail.models import OutboxMessage
from reglement.acknowledgements import evidence_counts, is_kept_out, news_for, staff_standings, to_acknowledge
from reglement.models import Acknowledgement, ReglementVersion
from reglement.services import acknowledge, active_version
from tests.factories.accounts import UserFactory
from tests.factories.consent import Bureau, a_bureau, a_signed_coach
from tests.factories.dossiers import a_grant
from tests.factories.reglement import activated, next_draft

pytestmark = pytest.mark.django_db(transaction=True)

ABOUT_A_VERSION = {"article": "6", "event": "version_activated", "timing": "at"}
STAFF = {
    **ABOUT_A_VERSION,
    "id": "staff-subscribe",
    "audience": ["staff"],
    "evidence": ["signed"],
    "within": "P14D",
    "otherwise": "access_ends",
}
EVERYBODY = {
    **ABOUT_A_VERSION,
    "id": "tell-of-changes",
    "audience": ["client", "opdrachtgever"],
    "channel": ["email", "website"],
    "only_if": "important",
}


@pytest.fixture
def bureau() -> Bureau:
    """A running traject under a version that asks nothing about new versions."""
    bureau = a_bureau("a4p")
    activated(next_draft(active_version(), "rustig", notices=[]))
    return bureau


def a_version(*notices, important: bool = False, label: str = "nieuw", **changes) -> ReglementVersion:
    """Make a version with these notice rules hold."""
    return activated(next_draft(active_version(), label, notices=list(notices), **changes), important=important)


def signs(user: User, version: ReglementVersion, evidence: str = "signed") -> None:
    acknowledge(user=user, kind="reglement", evidence=evidence, text_sha256=version.sha256, version=version)


def told(version: ReglementVersion) -> set[object]:
    return set(Acknowledgement.objects.filter(version=version, evidence="sent").values_list("user_id", flat=True))


def test_client_and_contact_hear_of_an_important_change_once(bureau, outbox):
    version = a_version(EVERYBODY, important=True)

    assert announce_version() == 2
    assert announce_version() == 0

    assert told(version) == {bureau.client_user.pk, bureau.contact.user_id}
    subject, text = outbox.sent_to(bureau.client_user.email)[-1]
    assert "reglement is veranderd" in subject
    assert "/reglement/bevestigen/" in text


def test_change_that_is_not_important_is_told_to_nobody_where_the_text_says_so(bureau):
    version = a_version(EVERYBODY)

    assert announce_version() == 0
    assert told(version) == set()


def test_what_the_old_text_promised_about_its_change_is_kept(bureau):
    a_version(EVERYBODY, important=True)
    announce_version()
    version = a_version(label="zwijgt", important=True)

    announce_version()

    assert bureau.client_user.pk in told(version)


def test_nobody_hears_where_no_text_promises_it(bureau):
    a_version(important=True)

    assert announce_version() == 0


def test_who_came_after_the_version_began_to_hold_is_not_told_that_it_changed(bureau):
    version = a_version(EVERYBODY, important=True)
    later = a_bureau("a4p", coach=bureau.coach)

    announce_version()

    assert later.client_user.pk not in told(version)


def test_interrupted_telling_goes_on_where_it_stopped(bureau):
    version = a_version(EVERYBODY, important=True)

    assert announce_version(limit=1) == 1
    assert announce_version(limit=1) == 1

    assert len(told(version)) == 2
    assert OutboxMessage.objects.filter(template="reglement_changed").count() == 2


def test_what_was_sent_is_written_down_as_done_by_the_house(bureau):
    a_version(EVERYBODY, important=True)
    announce_version()

    sent = Event.objects.filter(event="notice.sent", on_behalf_of_id=bureau.client_user.pk).get()
    assert (sent.actor_id, sent.actor_role) == (None, "system")


def test_news_waits_on_the_page_until_it_is_read(bureau):
    version = a_version(EVERYBODY, important=True)
    assert news_for(bureau.client_user) is None
    announce_version()
    assert news_for(bureau.client_user) == version

    signs(bureau.client_user, version, "read")

    assert news_for(bureau.client_user) is None
    assert evidence_counts(version, people_of("client")) == {"sent": 1, "handed_over": 0, "read": 1, "signed": 0}


# --- Staff (A4P-6.2) ------------------------------------------------------------------------------------------------


def test_staff_keep_their_dossiers_during_the_grace_period_and_lose_them_after_it(bureau, clock):
    a_version(STAFF)
    assert visible_to(bureau.coach).exists()

    clock.move(days=14)
    assert visible_to(bureau.coach).exists()
    clock.move(days=1)

    assert not visible_to(bureau.coach).exists()
    assert not bureau.coach.has_perm("dossiers.view_dossier", bureau.dossier)
    assert is_kept_out(bureau.coach)


def test_who_signs_late_gets_in_again_at_once(bureau, clock):
    version = a_version(STAFF)
    clock.move(days=20)

    signs(bureau.coach, version)

    assert visible_to(bureau.coach).exists()
    assert to_acknowledge(bureau.coach) is None


def test_reading_is_not_signing_where_the_text_asks_a_signature(bureau, clock):
    version = a_version(STAFF)
    signs(bureau.coach, version, "read")
    clock.move(days=20)

    assert not visible_to(bureau.coach).exists()


def test_signing_is_more_than_reading_where_the_text_asks_to_read(bureau, clock):
    version = a_version(STAFF | {"evidence": ["read", "signed"]})
    signs(bureau.coach, version)
    clock.move(days=20)

    assert visible_to(bureau.coach).exists()


def test_each_version_is_acknowledged_anew(bureau, clock):
    signs(bureau.coach, a_version(STAFF))
    a_version(STAFF, label="nog nieuwer")
    clock.move(days=20)

    assert not visible_to(bureau.coach).exists()


def test_new_colleague_acknowledges_before_his_first_dossier(bureau, clock):
    version = a_version(STAFF)
    clock.move(days=1)
    newcomer = a_newcomer()
    a_grant(bureau.dossier, newcomer)
    assert not visible_to(newcomer).exists()

    signs(newcomer, version)

    assert visible_to(newcomer).exists()


def a_newcomer() -> User:
    """Return a coach who came to work here today."""
    user = UserFactory()
    give_role(user=user, role="coach", by=UserFactory(directie=True))
    return user


def test_version_that_asks_nothing_keeps_nobody_out(bureau, clock):
    a_version({**STAFF, "otherwise": "none"})
    clock.move(days=400)

    assert visible_to(bureau.coach).exists()


def test_client_and_opdrachtgever_are_never_kept_out(bureau, clock):
    a_version(STAFF)
    clock.move(days=400)

    assert not is_kept_out(bureau.client_user)
    assert not is_kept_out(bureau.contact.user)


def test_beheerder_sees_who_has_not_acknowledged_and_who_is_kept_out(bureau, clock):
    version = a_version(STAFF)
    other = a_signed_coach()
    signs(bureau.coach, version)
    clock.move(days=20)

    standings = {each.user_id: each for each in staff_standings(version)}

    assert (standings[bureau.coach.pk].is_enough, standings[bureau.coach.pk].is_closed) == (True, False)
    assert (standings[other.pk].is_enough, standings[other.pk].is_closed) == (False, True)


def test_staff_are_mailed_until_when(bureau, outbox):
    version = a_version(STAFF)
    announce_version()

    subject, text = outbox.sent_to(bureau.coach.email)[-1]
    assert "bevestig" in subject
    assert str(version.acknowledge_until.year) in text


@pytest.mark.parametrize("change", [{"acknowledge_with": "read"}, {"acknowledge_article": "6"}])
def test_draft_asks_nobody_to_acknowledge_it_by_a_statement(bureau, change):
    draft = next_draft(active_version(), "ontwerp")

    with pytest.raises(IntegrityError, match="reglement_acknowledging_is_whole"), transaction.atomic():
        ReglementVersion.objects.filter(pk=draft.pk).update(**change)
