"""What a client said out loud: written down by the coach, heard by a colleague, told to the client."""

import pytest
from django.urls import reverse

from consent.models import ConsentEvent, ConsentState
from consent.refusals import AlreadyAnswered, NotYoursToAnswer, WitnessMustBeAnother, WordsMissing
from consent.services.approvals import record_spoken_answer, withdraw
from reporting.services.submitting import submit_to_client
from tests.factories.reporting import a_report, a_reported_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(organisation, coach, client_user, contact):
    dossier = a_reported_dossier(coach, client_user, contact, profile="wc")
    return a_report(dossier, contact, coach, categories=["rapportage"])


@pytest.fixture
def consent(version, coach):
    return submit_to_client(version=version, by=coach)


@pytest.fixture
def said(client_user, coach, substitute):
    return {
        "said_yes": True,
        "words": "Ja hoor, stuur maar op.",
        "speaker": client_user,
        "by": coach,
        "witness": substitute,
    }


def door(version):
    return reverse("reporting:report-spoken", args=[version.report.dossier.number, version.report_id, version.number])


def test_spoken_yes_is_kept_with_its_words_and_its_witness_and_the_client_hears_of_it(
    consent, said, outbox, client_user, substitute
):
    event = record_spoken_answer(consent, **said)

    assert (event.kind, event.evidence_kind, event.witness_id) == ("given", "recorded_oral", substitute.pk)
    assert (event.capacity, event.content_sha256) == ("client", consent.content_version.content_sha256)
    subject, text = outbox.sent_to(client_user.email)[-1]
    assert "schreef uw antwoord op" in subject
    assert "Ja hoor" not in text


def test_client_can_take_back_what_he_said(consent, said, client_user):
    record_spoken_answer(consent, **said)

    withdraw(consent, user=client_user)

    assert ConsentState.objects.get(consent=consent).state == "withdrawn"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"witness": "coach"}, WitnessMustBeAnother),
        ({"words": "  "}, WordsMissing),
        ({"speaker": "substitute"}, NotYoursToAnswer),
    ],
)
def test_what_proves_nothing_is_not_written_down(consent, said, change, refusal, request):
    changed = {name: request.getfixturevalue(value) if name != "words" else value for name, value in change.items()}

    with pytest.raises(refusal):
        record_spoken_answer(consent, **said | changed)

    assert ConsentEvent.objects.filter(consent=consent).count() == 1


def test_an_answer_is_given_once(consent, said):
    record_spoken_answer(consent, **said)

    with pytest.raises(AlreadyAnswered):
        record_spoken_answer(consent, **said | {"said_yes": False})


def test_page_asks_for_a_witness_and_keeps_what_was_typed(client, coach, consent, version, client_user):
    client.force_login(coach)

    page = client.post(door(version), {"answer": "ja", "words": "Ja hoor.", "speaker": client_user.pk, "witness": ""})

    assert page.status_code == 422
    assert "Ja hoor." in page.text
    assert ConsentState.objects.get(consent=consent).state == "requested"


def test_no_on_the_page_reaches_the_coach_and_the_client(client, coach, consent, version, client_user, substitute):
    client.force_login(coach)
    typed = {"answer": "nee", "words": "Liever niet.", "speaker": client_user.pk, "witness": substitute.pk}

    assert client.post(door(version), typed).status_code == 302

    page = client.get(reverse("reporting:report", args=[version.report.dossier.number, version.report_id])).text
    assert "De cliënt zei, en het bureau schreef op" in page
    client.force_login(client_user)
    assert "Liever niet." in client.get(reverse("reporting:client-report", args=[version.pk])).text


def test_door_is_closed_when_nothing_waits_for_an_answer(client, coach, version):
    client.force_login(coach)

    assert client.get(door(version)).status_code == 404


def test_own_words_and_spoken_words_are_told_apart(client, client_user, coach, consent, version):
    client.force_login(client_user)
    client.post(reverse("reporting:client-no", args=[version.pk]), {"remark": "De cursus heette anders."})
    client.force_login(coach)

    page = client.get(reverse("reporting:report", args=[version.report.dossier.number, version.report_id])).text

    assert "De cliënt schrijft" in page
