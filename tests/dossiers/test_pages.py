"""The pages of a dossier: who gets which answer, and that nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Event
from dossiers import services
from dossiers.models import Consult, Note
from dossiers.terms import OutsideCategory
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import (
    PDF,
    a_consult,
    a_dossier_of,
    a_grant,
    a_note,
)
from tests.factories.vault import unlock
from vault.clock import today
from vault.ids import new_id

pytestmark = pytest.mark.django_db
NOTE = {"kind": "note", "category": "gespreksnotities", "text": "Zij wil graag verder."}


def url(name, dossier, *rest):
    return reverse(f"dossiers:{name}", args=[dossier.number, *rest])


def note_form(**facts):
    return {**NOTE, "happened_on": today().isoformat(), "form_token": str(new_id()), **facts}


def upload(name="brief.pdf", content=PDF, **facts):
    return {
        "file": SimpleUploadedFile(name, content),
        "category": "correspondentie",
        "provenance": "client",
        "form_token": str(new_id()),
        **facts,
    }


# Doors


@pytest.mark.parametrize("name", ["conversations", "note-add", "consult-add", "documents", "document-add"])
def test_dossier_of_another_coach_is_absent_as_one_that_never_was(browser, dossier, outsider_coach, name):
    page = browser(outsider_coach)
    unseen = page.get(url(name, dossier))
    unknown = page.get(reverse(f"dossiers:{name}", args=["D-1999-0001"]))

    assert (unseen.status_code, unknown.status_code) == (404, 404)
    assert _without_marks(unseen, dossier.number) == _without_marks(unknown, "D-1999-0001")


@pytest.mark.parametrize("name", ["note-add", "consult-add", "document-add"])
def test_who_may_only_read_is_told_so(browser, dossier, outsider_coach, name):
    a_grant(dossier, outsider_coach, can_write=False)

    assert browser(outsider_coach).get(url("conversations", dossier)).status_code == 200
    assert browser(outsider_coach).get(url(name, dossier)).status_code == 403


def test_stranger_logs_in_first(client, dossier):
    assert client.get(url("conversations", dossier)).status_code == 302


def test_client_has_no_business_on_the_pages_of_staff(browser, dossier, client_user):
    assert browser(client_user).get(url("conversations", dossier)).status_code == 404


def test_superuser_without_a_grant_finds_nothing(browser, dossier):
    root = UserFactory(beheerder=True, is_superuser=True)

    assert browser(root).get(url("conversations", dossier)).status_code == 404


# Talks


def test_what_was_said_is_shown_and_every_line_of_it_is_in_the_log(browser, dossier, coach):
    a_note(dossier, coach, "Zij wil graag verder.")
    a_consult(dossier, coach, "Wij maakten een plan.")
    page = browser(coach).get(url("conversations", dossier))

    assert "Zij wil graag verder." in page.content.decode()
    assert "Wij maakten een plan." in page.content.decode()
    assert Event.objects.filter(event__in=["note.read", "consult.read"]).count() == 2


@pytest.mark.parametrize("count", [5, 25])
def test_talks_cost_the_same_queries_however_many_there_are(browser, dossier, coach, count, queries_of):
    for number in range(count):
        a_note(dossier, coach, f"Notitie {number}.")
    a_consult(dossier, coach)

    assert queries_of(browser(coach), url("conversations", dossier)) <= 26


def test_note_about_health_is_absent_for_who_may_not_see_it(browser, coach, substitute):
    dossier = a_dossier_of(coach, health=True)
    a_note(dossier, coach, "Hernia.", category=OutsideCategory.MEDICAL, necessity="belastbaarheid")
    a_grant(dossier, substitute)

    assert "Hernia." in browser(coach).get(url("conversations", dossier)).content.decode()
    assert "Hernia." not in browser(substitute).get(url("conversations", dossier)).content.decode()


def test_note_is_kept_and_shown(browser, dossier, coach):
    answer = browser(coach).post(url("note-add", dossier), note_form(), follow=True)

    assert "Zij wil graag verder." in answer.content.decode()


def test_same_form_sent_twice_is_one_note(browser, dossier, coach):
    form = note_form()
    for _ in range(2):
        browser(coach).post(url("note-add", dossier), form)

    assert Note.objects.count() == 1


def test_note_typed_while_the_traject_closed_elsewhere_stays_on_the_page(browser, dossier, coach):
    services.close_traject(dossier=dossier, outcome="other", ended_on=today(), by=coach)
    answer = browser(coach).post(url("note-add", dossier), note_form(text="Een uur getypt."))

    assert answer.status_code == 409
    assert "Een uur getypt." in answer.content.decode()
    assert "Dit traject is gesloten" in answer.content.decode()
    assert not Note.objects.exists()


def test_note_without_category_asks_for_one_and_keeps_the_text(browser, dossier, coach):
    answer = browser(coach).post(url("note-add", dossier), note_form(category="", text="Blijft staan."))

    assert answer.status_code == 200
    assert "Blijft staan." in answer.content.decode()


def test_note_about_tomorrow_is_refused(browser, dossier, coach):
    tomorrow = (today() + timedelta(days=1)).isoformat()
    answer = browser(coach).post(url("note-add", dossier), note_form(happened_on=tomorrow))

    assert "Deze dag is nog niet geweest." in answer.content.decode()


def test_own_note_can_be_changed(browser, dossier, coach):
    note = a_note(dossier, coach, "Oud.")
    form = browser(coach).get(url("note-change", dossier, note.pk)).context["form"]
    browser(coach).post(url("note-change", dossier, note.pk), note_form(text="Nieuw.", **_seen(form)))

    with unlock(Note.objects.get().safe_id):
        assert Note.objects.get().text == "Nieuw."


def test_second_tab_does_not_overwrite_the_first(browser, dossier, coach):
    note = a_note(dossier, coach, "Oud.")
    address = url("note-change", dossier, note.pk)
    seen = _seen(browser(coach).get(address).context["form"])
    browser(coach).post(address, note_form(text="Eerste tabblad.", **seen))
    answer = browser(coach).post(address, note_form(text="Tweede tabblad.", **seen))

    assert answer.status_code == 409
    assert "Tweede tabblad." in answer.content.decode()


def test_third_change_follows_the_second(browser, dossier, coach):
    note = a_note(dossier, coach, "Oud.")
    address = url("note-change", dossier, note.pk)
    for text in ("Eerste.", "Tweede."):
        seen = _seen(browser(coach).get(address).context["form"])
        assert browser(coach).post(address, note_form(text=text, **seen)).status_code == 302


def test_note_of_somebody_else_has_no_form(browser, dossier, coach, substitute):
    note = a_note(dossier, coach)
    a_grant(dossier, substitute)

    assert browser(substitute).get(url("note-change", dossier, note.pk)).status_code == 404


def test_note_of_another_dossier_is_not_found_under_this_one(browser, dossier, coach):
    note = a_note(a_dossier_of(coach), coach)

    assert browser(coach).get(url("note-change", dossier, note.pk)).status_code == 404


def test_consult_is_recorded_changed_shared_and_then_fixed(browser, dossier, coach):
    form = {"starts_at": "2026-03-03T10:00", "minutes": "60", "summary": "Plan.", "form_token": str(new_id())}
    page = browser(coach)
    page.post(url("consult-add", dossier), form)
    consult = Consult.objects.get()
    address = url("consult-change", dossier, consult.pk)
    page.post(address, {**form, "minutes": "45", **_seen(page.get(address).context["form"])})
    page.post(url("consult-share", dossier, consult.pk))
    answer = page.post(address, {**form, "minutes": "30"})

    consult.refresh_from_db(fields=["minutes", "summary_shared_at"])
    assert (answer.status_code, consult.minutes) == (409, 45)
    assert consult.summary_shared_at is not None


def test_consult_can_be_cancelled_once(browser, dossier, coach):
    consult = a_consult(dossier, coach)
    for _ in range(2):
        assert browser(coach).post(url("consult-cancel", dossier, consult.pk)).status_code == 302

    assert Event.objects.filter(event="consult.cancelled").count() == 1


@pytest.mark.parametrize("name", ["consult-share", "consult-cancel"])
def test_looking_at_an_address_that_acts_does_nothing(browser, dossier, coach, name):
    consult = a_consult(dossier, coach)

    assert browser(coach).get(url(name, dossier, consult.pk)).status_code == 405


def _without_marks(answer, number):
    """Return the body without the tokens against forgery, fresh each time, and without what was asked."""
    return re.sub(r"\b\w{64}\b", "", answer.content.decode()).replace(number, "")


def _seen(form):
    return {"seen_changed_at": form.initial["seen_changed_at"]}
