"""A client hears of a new kind of data or purpose before it is kept or used; until then the gate says no."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from consent import gate
from consent.models import ClientNotice
from consent.refusals import ClientHasNoAccount, NoticeUnknown, NotYoursToTell, WordsMissing
from consent.services.access import grant_access
from consent.services.noticing import notice_read, tell_client
from dossiers.facts import CategoryNotYours
from dossiers.models import Dossier
from dossiers.permissions import access_of
from mail.models import OutboxMessage
from tests.factories.consent import a_started_traject, sign_confidentiality
from tests.factories.dossiers import a_client, a_document, a_dossier, a_grant, a_note
from tests.factories.reglement import activated, loaded, next_document, small_version
from vault.services import fence

pytestmark = pytest.mark.django_db
HOBBY = {
    "article": "2",
    "key": "hobbys",
    "label": "wat iemand graag doet",
    "tag": "ordinary",
    "needs": [{"kind": "notice", "event": "new_purpose"}],
}
USE = {
    "id": "use-told-first",
    "article": "2",
    "act": ["use_internally"],
    "effect": "require",
    "needs": [{"kind": "notice", "event": "new_purpose"}],
}


@pytest.fixture
def dossier(coach, client_user):
    """A dossier that began before the reglement listed hobbies, under the version that does."""
    began = small_version()
    dossier = a_dossier(coach, client=a_client(user=client_user), reglement_version=began)
    document = next_document(began, "2027")
    document["catalogue_item"].append(HOBBY)
    document["gate_rule"].append(USE)
    activated(loaded(document))
    dossier = Dossier.objects.select_related("traject__client__user", "traject__reglement_version").get(pk=dossier.pk)
    sign_confidentiality(coach)
    grant_access(dossier=dossier, user=coach, by=coach)
    return dossier


def told(dossier, coach, **facts):
    facts = {"event": "new_purpose", "category": "hobbys", "why": "Om passend werk te vinden.", **facts}
    return tell_client(dossier=dossier, by=coach, **facts)


def test_new_kind_of_data_is_not_written_before_the_client_was_told(dossier, coach):
    with pytest.raises(CategoryNotYours, match="artikel 2"):
        a_note(dossier, coach, category="hobbys")

    assert access_of(coach, dossier).waiting_for_notice() == {"hobbys": ("new_purpose",)}
    assert a_note(dossier, coach, category="gesprekken").category == "gesprekken"


def test_once_told_it_may_be_written(dossier, coach):
    told(dossier, coach)

    assert a_note(dossier, coach, category="hobbys").category == "hobbys"
    assert access_of(coach, dossier).waiting_for_notice() == {}


def test_traject_that_began_with_it_needs_no_notice_beside_the_one_of_the_start():
    document = next_document(small_version(), "2027")
    document["catalogue_item"].append(HOBBY)
    activated(loaded(document))

    bureau = a_started_traject("gesprekken")

    assert access_of(bureau.coach, bureau.dossier).waiting_for_notice() == {}


def test_start_that_nobody_told_of_tells_of_nothing_in_it(coach):
    document = next_document(small_version(), "2027")
    document["catalogue_item"].append(HOBBY)
    dossier = a_dossier(coach, reglement_version=activated(loaded(document)))
    sign_confidentiality(coach)

    grant_access(dossier=dossier, user=coach, by=coach)

    assert "hobbys" in access_of(coach, dossier).waiting_for_notice()


def test_new_purpose_is_not_used_before_the_client_was_told(dossier, coach):
    def asked():
        return gate.preview("use_internally", actor=coach, dossier=dossier, purpose="assessment").allowed

    before = asked()
    told(dossier, coach, category="", purpose="assessment")

    assert (before, asked()) == (False, True)


def test_notice_about_one_purpose_covers_no_other(dossier, coach):
    told(dossier, coach, category="", purpose="assessment")

    assert not gate.preview("use_internally", actor=coach, dossier=dossier, purpose="placement").allowed


def test_client_gets_a_mail_without_what_it_is_about_and_the_log_a_line(dossier, coach, client_user):
    notice = told(dossier, coach)

    mail = OutboxMessage.objects.get(idempotency_key=f"client-notice:{notice.pk}")
    assert "passend" not in str(mail.context)
    assert Event.objects.filter(event="notice.sent", object_id=notice.pk, actor_id=coach.pk).exists()


def test_telling_twice_is_telling_once(dossier, coach):
    assert told(dossier, coach) == told(dossier, coach, why="Nog eens.")
    assert ClientNotice.objects.count() == 1


def test_notice_needs_a_reason_and_somebody_who_may_write(dossier, coach, substitute):
    a_grant(dossier, substitute, can_write=False)

    with pytest.raises(WordsMissing):
        told(dossier, coach, why="  ")
    with pytest.raises(NotYoursToTell):
        told(dossier, substitute)


def test_client_without_a_login_is_handed_the_notice(coach):
    dossier = a_dossier(coach, reglement_version=small_version())
    a_grant(dossier, coach)

    with pytest.raises(ClientHasNoAccount):
        told(dossier, coach)

    assert told(dossier, coach, evidence="handed_over").sent_evidence == "handed_over"


def test_client_reads_it_on_his_own_page_and_says_so(client, dossier, coach, client_user, other_client_user):
    notice = told(dossier, coach)
    with pytest.raises(NoticeUnknown):
        notice_read(notice.pk, user=other_client_user)
    client.force_login(client_user)

    client.post(reverse("consent:my-notice-read", args=[notice.pk]))
    again = notice_read(notice.pk, user=client_user)

    assert again.read_by == client_user
    assert Event.objects.filter(event="notice.acknowledged", object_id=notice.pk).count() == 1


def test_form_says_what_to_do_and_the_page_of_telling_offers_it(client, dossier, coach):
    client.force_login(coach)

    form = client.get(reverse("dossiers:note-add", args=[dossier.number])).content.decode()
    page = client.get(reverse("consent:tell", args=[dossier.number]) + "?soort=new_purpose:hobbys").content.decode()

    assert "Vertel dit eerst de cliënt, volgens artikel 2." in form
    assert "/vertellen/?soort=new_purpose:hobbys" in form
    assert '<option value="new_purpose:hobbys" selected>' in page


def test_page_of_telling_tells_and_shows_what_was_told(client, dossier, coach):
    client.force_login(coach)
    address = reverse("consent:tell", args=[dossier.number])
    typed = {"subject": "new_purpose:hobbys", "why": "Om passend werk te vinden.", "evidence": "sent"}

    answer = client.post(address, typed, follow=True)

    assert "wat iemand graag doet" in answer.content.decode()
    assert "nog niet gelezen" in answer.content.decode()
    assert client.post(address, typed).status_code == 422


def test_data_from_another_are_a_notice_of_their_own(coach, client_user):
    document = next_document(small_version(), "2027")
    document["catalogue_item"].append(
        HOBBY | {"key": "punten", "needs": [{"kind": "notice", "event": "data_from_others"}]}
    )
    version = activated(loaded(document))
    dossier = a_dossier(coach, client=a_client(user=client_user), reglement_version=version)
    sign_confidentiality(coach)
    grant_access(dossier=dossier, user=coach, by=coach)

    told(dossier, coach, category="punten")
    assert access_of(coach, dossier).waiting_for_notice() == {"punten": ("data_from_others",)}
    told(dossier, coach, category="punten", event="data_from_others")

    assert a_document(dossier, coach, category="punten").category == "punten"


# --- What the database itself refuses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        {"category": "", "purpose": ""},
        {"category": "hobbys", "purpose": "guidance"},
        {"event": "breach"},
        {"sent_evidence": "none"},
        {"text_sha256": "kort"},
        {"read_by_id": "coach"},
    ],
)
def test_row_that_says_too_little_or_too_much_is_refused(dossier, coach, words):
    facts = {"event": "new_purpose", "category": "x", "text_sha256": "a" * 64, "sent_evidence": "sent", **words}
    if facts.get("read_by_id"):
        facts["read_by_id"] = coach.pk

    with pytest.raises(IntegrityError), transaction.atomic():
        ClientNotice.objects.create(safe_id=dossier.safe_id, dossier=dossier, text="Tekst.", sent_by=coach, **facts)


def test_notice_is_never_edited_nor_read_twice_and_goes_only_behind_the_fence(dossier, coach, client_user):
    notice = told(dossier, coach)
    notice_read(notice.pk, user=client_user)
    rows = ClientNotice.objects.filter(pk=notice.pk)

    for changes in ({"category": "iets"}, {"read_by": coach}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    fence([dossier.safe_id])
    rows.delete()

    assert not ClientNotice.objects.exists()
