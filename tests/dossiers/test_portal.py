"""What the client reads and says in the portal."""

import pytest
from django.urls import reverse

from dossiers import services
from dossiers.models import Consult
from tests.factories.dossiers import PDF, a_consult, a_document
from tests.factories.vault import unlock

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(dossier, coach):
    return services.share_summary(consult=a_consult(dossier, coach, "Wij maakten een plan."), by=coach)


def answer_url(consult):
    return reverse("dossiers:own-summary-answer", args=[consult.pk])


def test_client_reads_the_summaries_that_were_shared_with_him(browser, client_user, shared, dossier, coach):
    a_consult(dossier, coach, "Nog niet gedeeld.")
    page = browser(client_user).get(reverse("dossiers:own-conversations")).content.decode()

    assert "Wij maakten een plan." in page
    assert "Nog niet gedeeld." not in page


def test_client_says_yes_with_one_press(browser, client_user, shared):
    browser(client_user).post(answer_url(shared), {"answer": "confirmed"})

    assert Consult.objects.get().answer == "confirmed"


def test_client_says_no_in_his_own_words(browser, client_user, shared, dossier):
    browser(client_user).post(answer_url(shared), {"answer": "disputed", "remark": "Het was anders."})

    with unlock(dossier.safe_id):
        assert Consult.objects.get().remark == "Het was anders."


def test_no_without_words_asks_what_is_wrong(browser, client_user, shared):
    answer = browser(client_user).post(answer_url(shared), {"answer": "disputed", "remark": " "})

    assert "Schrijf kort op wat er niet klopt." in answer.content.decode()
    assert Consult.objects.get().answer == ""


def test_second_press_is_told_so_and_changes_nothing(browser, client_user, shared):
    browser(client_user).post(answer_url(shared), {"answer": "confirmed"})
    answer = browser(client_user).post(answer_url(shared), {"answer": "disputed", "remark": "Toch niet."})

    assert answer.status_code == 409
    assert Consult.objects.get().answer == "confirmed"


def test_summary_of_somebody_else_is_absent(browser, other_client_user, shared):
    assert browser(other_client_user).get(answer_url(shared)).status_code == 404
    assert browser(other_client_user).post(answer_url(shared), {"answer": "confirmed"}).status_code == 404


def test_summary_that_was_not_shared_is_absent(browser, client_user, dossier, coach):
    assert browser(client_user).get(answer_url(a_consult(dossier, coach))).status_code == 404


def test_client_takes_his_own_document_home(browser, client_user, dossier, coach):
    document = a_document(dossier, coach, title="Brief van de bakker")
    page = browser(client_user)
    given = page.get(reverse("dossiers:own-document-download", args=[document.pk]))

    assert "Brief van de bakker" in page.get(reverse("dossiers:own-documents")).content.decode()
    assert b"".join(given.streaming_content) == PDF


def test_document_of_somebody_else_is_absent(browser, other_client_user, dossier, coach):
    document = a_document(dossier, coach)
    page = browser(other_client_user)

    assert "Er zijn geen documenten" in page.get(reverse("dossiers:own-documents")).content.decode()
    assert page.get(reverse("dossiers:own-document-download", args=[document.pk])).status_code == 404


@pytest.mark.parametrize("count", [5, 25])
def test_own_documents_cost_the_same_queries_however_many_there_are(
    browser, client_user, dossier, coach, count, queries_of
):
    for number in range(count):
        a_document(dossier, coach, title=f"Document {number}")

    assert queries_of(browser(client_user), reverse("dossiers:own-documents")) <= 20


@pytest.mark.parametrize("name", ["own-conversations", "own-documents"])
def test_staff_and_contacts_have_no_portal_of_a_client(browser, coach, contact, name):
    assert browser(coach).get(reverse(f"dossiers:{name}")).status_code == 403
    assert browser(contact.user).get(reverse(f"dossiers:{name}")).status_code == 404
