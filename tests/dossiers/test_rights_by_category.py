"""Reading, writing and copying are rights apart, and a grant may leave a category out of each of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from dossiers import services
from dossiers.facts import CategoryNotYours
from dossiers.models import AccessGrant, Document, GrantLimit, Note
from dossiers.permissions import access_of
from dossiers.terms import DossierPermission
from tests.factories.dossiers import (
    PDF,
    a_client,
    a_decision,
    a_document,
    a_dossier,
    a_dossier_of,
    a_grant,
    a_note,
    a_refusal,
)
from vault.ids import new_id
from vault.services import fence

pytestmark = pytest.mark.django_db
TALKS, LETTERS = "gespreksnotities", "correspondentie"


def a_limited_dossier(coach, writer, *refused, **rights):
    """Return a dossier with a note and a document of the writer, in which the coach has these rights withheld."""
    dossier = a_dossier_of(writer)
    a_note(dossier, writer, "Over de ruzie thuis.", category=TALKS)
    a_document(dossier, writer, category=LETTERS, title="Brief van de buurman")
    limits = [a_refusal(dossier, coach, right, category) for right, category in refused]
    a_grant(dossier, coach, refused=limits, **rights)
    return dossier


def page_of(client, user, name, dossier):
    client.force_login(user)
    return client.get(reverse(f"dossiers:{name}", args=[dossier.number])).content.decode()


def test_what_a_grant_leaves_out_is_not_on_the_page_and_the_page_says_so(client, coach, outsider_coach):
    dossier = a_limited_dossier(coach, outsider_coach, ("view", TALKS))

    page = page_of(client, coach, "conversations", dossier)

    assert "Over de ruzie thuis." not in page
    assert "Dit deel ziet uw rol niet" in page
    assert "Niet open voor u, volgens artikel 6." in page


def test_page_tells_the_same_whether_or_not_there_is_anything_in_it(client, coach, outsider_coach):
    empty = a_dossier_of(outsider_coach)
    a_grant(empty, coach, refused=[a_refusal(empty, coach, "view", "instrumenten")])

    assert "Dit deel ziet uw rol niet" in page_of(client, coach, "documents", empty)


def test_who_sees_everything_is_told_of_no_part_he_misses(client, coach, outsider_coach):
    dossier = a_limited_dossier(coach, outsider_coach, ("write", TALKS))

    page = page_of(client, coach, "conversations", dossier)

    assert "Over de ruzie thuis." in page
    assert "Dit deel ziet uw rol niet" not in page


def test_document_of_a_category_left_out_does_not_exist_for_this_reader(client, coach, outsider_coach):
    dossier = a_limited_dossier(coach, outsider_coach, ("view", LETTERS))
    document = Document.objects.get()
    address = reverse("dossiers:document-download", args=[dossier.number, document.pk])

    assert "Brief van de buurman" not in page_of(client, coach, "documents", dossier)
    assert client.get(address).status_code == 404
    client.force_login(outsider_coach)
    assert b"".join(client.get(address).streaming_content) == PDF


def test_client_sees_his_own_whatever_the_grants_of_staff_leave_out(client, coach, client_user):
    dossier = a_dossier_of(coach, client=a_client(user=client_user))
    a_document(dossier, coach, title="Brief van de buurman")
    client.force_login(client_user)

    assert "Brief van de buurman" in client.get(reverse("dossiers:own-documents")).content.decode()


@pytest.mark.parametrize("write", [a_note, a_document])
def test_category_that_a_role_may_not_write_is_refused_with_the_article(coach, outsider_coach, write):
    dossier = a_limited_dossier(coach, outsider_coach, ("write", TALKS))

    with pytest.raises(CategoryNotYours, match="artikel 6"):
        write(dossier, coach, category=TALKS)

    assert write(dossier, coach, category=LETTERS).category == LETTERS


def test_form_does_not_offer_what_the_role_may_not_write_and_says_why(client, coach, outsider_coach):
    dossier = a_limited_dossier(coach, outsider_coach, ("write", TALKS))

    page = page_of(client, coach, "note-add", dossier)

    assert f'<option value="{TALKS}"' not in page
    assert f'<option value="{LETTERS}"' in page
    assert "Niet open voor u, volgens artikel 6." in page


def test_document_that_is_sent_anyway_is_refused(client, coach, outsider_coach):
    dossier = a_limited_dossier(coach, outsider_coach, ("write", TALKS))
    client.force_login(coach)
    sent = {"category": TALKS, "provenance": "client", "title": "Toch", "form_token": new_id()}

    client.post(
        reverse("dossiers:document-add", args=[dossier.number]), sent | {"file": SimpleUploadedFile("a.pdf", PDF)}
    )

    assert not Document.objects.filter(added_by=coach).exists()


def test_own_note_of_a_category_that_is_no_longer_to_be_seen_cannot_be_opened(client, coach):
    dossier = a_dossier_of(coach)
    note = a_note(dossier, coach, category=TALKS)
    services.end_grant(grant=AccessGrant.objects.get(user=coach), by=coach)
    a_grant(dossier, coach, refused=[a_refusal(dossier, coach, "view", TALKS)])
    client.force_login(coach)

    assert client.get(reverse("dossiers:note-change", args=[dossier.number, note.pk])).status_code == 404


def test_second_grant_that_gives_a_category_opens_it(coach, outsider_coach):
    dossier = a_limited_dossier(coach, outsider_coach, ("view", TALKS), ("write", TALKS))
    wide = a_grant(dossier, coach, can_write=False)

    access = access_of(coach, dossier)

    assert access.refused(DossierPermission.VIEW) == {}
    assert access.grant_with(DossierPermission.VIEW, TALKS) == wide
    assert access.refused(DossierPermission.WRITE) == {TALKS: "6"}


def test_health_data_stay_shut_in_a_category_that_is_left_out(coach, outsider_coach):
    dossier = a_limited_dossier(coach, outsider_coach, ("view", TALKS), health=True)

    assert access_of(coach, dossier).grant_with(DossierPermission.HEALTH, TALKS) is None
    assert access_of(coach, dossier).sees_health


def test_rights_of_a_dossier_with_limits_are_read_in_one_query(coach, outsider_coach, django_assert_num_queries):
    dossier = a_limited_dossier(coach, outsider_coach, ("view", TALKS), ("write", LETTERS), ("export", LETTERS))

    with django_assert_num_queries(1):
        access = access_of(coach, dossier)
        assert access.refused(DossierPermission.EXPORT) == {}
        assert access.refused(DossierPermission.WRITE) == {LETTERS: "6"}


# --- What the database itself refuses -------------------------------------------------------------------------------


def limit_of(grant, decision, **words):
    return GrantLimit(grant=grant, decision=decision, **{"right": "view", "category": TALKS, **words})


@pytest.mark.parametrize(
    "other",
    [
        {"effect": "allow"},
        {"act": "write"},
        {"categories": [{"key": LETTERS, "tag": "ordinary"}]},
        {"actor_id": None},
        {"dossier_id": None},
    ],
)
def test_limit_rests_on_the_very_decision_that_refused(coach, other):
    dossier = a_dossier(coach)
    grant = a_grant(dossier, coach)
    denial = a_refusal(dossier, coach, "view", TALKS).decision
    denial.pk = new_id()
    for name, value in other.items():
        setattr(denial, name, value)
    denial._state.adding = True
    denial.save(force_insert=True)

    with pytest.raises(IntegrityError, match="no decision refuses"), transaction.atomic():
        limit_of(grant, denial).save()


def test_limit_of_an_unknown_right_or_category_is_refused(coach):
    dossier = a_dossier(coach)
    grant = a_grant(dossier, coach)

    for words in ({"right": "read"}, {"category": ""}):
        denial = a_decision(dossier, coach, effect="deny")
        with pytest.raises(IntegrityError), transaction.atomic():
            limit_of(grant, denial, **words).save()


def test_limit_is_never_changed_nor_taken_away(coach):
    dossier = a_dossier(coach)
    a_grant(dossier, coach, refused=[a_refusal(dossier, coach, "view", TALKS)])

    with pytest.raises(DatabaseError), transaction.atomic():
        GrantLimit.objects.update(category=LETTERS)
    with pytest.raises(DatabaseError, match="stays as long"), transaction.atomic():
        GrantLimit.objects.all().delete()


def test_limit_goes_with_its_grant_when_the_dossier_is_destroyed(coach):
    dossier = a_dossier(coach)
    a_grant(dossier, coach, refused=[a_refusal(dossier, coach, "view", TALKS)])
    fence([dossier.safe_id])

    AccessGrant.objects.all().delete()

    assert not GrantLimit.objects.exists()


def test_row_slipped_past_the_services_is_refused_by_the_database(coach):
    dossier = a_dossier_of(coach)
    note, talk = (a_note(dossier, coach, category=category) for category in (LETTERS, TALKS))
    services.end_grant(grant=AccessGrant.objects.get(user=coach), by=coach)
    a_grant(dossier, coach, refused=[a_refusal(dossier, coach, "write", TALKS)])
    moved = "UPDATE dossiers_note SET category = %s, tag = %s, safe_id = %s WHERE id = %s"

    with pytest.raises(IntegrityError, match="may not write in this category"), transaction.atomic():
        connection.cursor().execute(moved, [TALKS, talk.tag, talk.safe_id, note.pk])

    assert Note.objects.filter(pk=note.pk).update(confidential=True) == 1
