"""Nothing is asked of others and no test result is used before the gate says so, on consent where the text asks it."""

import pytest
from django.urls import reverse

from consent.models import Consent, StartNotice
from consent.refusals import AlreadyAnswered, ClientHasNoAccount, GateRefused, NotYoursToTell, UnknownCategory
from consent.services.approvals import approve, record_spoken_answer, refuse, withdraw
from consent.services.using import ask_to_use, request_consent
from consent.terms import AskedOf
from mail.models import OutboxMessage
from reglement.models import Decision
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_started_traject, code_for
from tests.factories.dossiers import a_dossier, a_grant
from tests.factories.reglement import small_version
from tests.sharing import made_once
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db
ASKS = """
[[gate_rule]]
id = "references-after-consent"
article = "2"
act = ["request_inbound"]
effect = "require"
needs = [{ kind = "consent", form = "oral", bound_to = ["recipient", "item"] }]

[[gate_rule]]
id = "results-after-consent"
article = "2"
act = ["use_internally"]
effect = "require"
match = { content_kind = ["test_result"] }
needs = [{ kind = "consent", form = "explicit", bound_to = ["item"] }]
"""
OTHERS = [party.value for party in AskedOf if party is not AskedOf.STAFF]


def make_bureau():
    """A running traject of a bureau that asks first."""
    small_version(ASKS)
    return a_started_traject("brieven")


the_bureau = made_once(make_bureau)


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


def asked(bureau, asked_of="relation", **facts):
    facts = {"purpose": "guidance", "categories": ["brieven"], "by": bureau.coach, **facts}
    return request_consent(dossier=bureau.again(), asked_of=asked_of, **facts)


def used(bureau, asked_of="relation", **facts):
    act = "use_internally" if asked_of == "staff" else "request_inbound"
    facts = {"act": act, "purpose": "guidance", "categories": ["brieven"], "by": bureau.coach, **facts}
    return ask_to_use(dossier=bureau.again(), asked_of=asked_of, **facts)


def said_yes(bureau, consent):
    return approve(consent, user=bureau.client_user, code=code_for(consent, bureau.client_user))


def says_aloud(bureau, consent, witness):
    return record_spoken_answer(
        consent, said_yes=True, words="Ja hoor.", speaker=bureau.client_user, by=bureau.coach, witness=witness
    )


@pytest.mark.parametrize("party", [*OTHERS, "staff"])
def test_gate_stays_shut_until_the_client_said_yes(bureau, party):
    with pytest.raises(GateRefused) as caught:
        used(bureau, party)
    assert {condition["key"] for condition in caught.value.decision.unmet} == {"consent"}

    said_yes(bureau, asked(bureau, party))

    assert used(bureau, party).effect == "allow"


def test_yes_about_one_party_opens_no_other(bureau):
    said_yes(bureau, asked(bureau, "relation"))

    with pytest.raises(GateRefused):
        used(bureau, "care_provider")


def test_yes_about_one_kind_of_data_opens_no_other(bureau):
    said_yes(bureau, asked(bureau))

    with pytest.raises(GateRefused):
        used(bureau, categories=["brieven", "gesprekken"])


def test_no_and_a_yes_that_is_taken_back_shut_it_again(bureau):
    consent = asked(bureau)
    said_yes(bureau, consent)
    withdraw(consent, user=bureau.client_user)
    with pytest.raises(GateRefused):
        used(bureau)

    refuse(asked(bureau), user=bureau.client_user)

    with pytest.raises(GateRefused):
        used(bureau)


def test_what_was_said_before_a_witness_is_enough_where_the_text_asks_no_more(bureau):
    witness = UserFactory(coach=True)

    for party in ("relation", "staff"):
        says_aloud(bureau, asked(bureau, party), witness)

    assert used(bureau).effect == "allow"
    with pytest.raises(GateRefused):
        used(bureau, "staff")


def test_what_was_answered_is_not_answered_again(bureau):
    consent = asked(bureau)
    said_yes(bureau, consent)

    with pytest.raises(AlreadyAnswered):
        says_aloud(bureau, consent, UserFactory(coach=True))


def test_same_question_twice_is_one_question_and_one_mail(bureau):
    assert asked(bureau) == asked(bureau)
    assert OutboxMessage.objects.filter(idempotency_key__startswith="approval-requested:").count() == 1


def test_question_is_asked_by_who_may_write_about_known_data_of_a_client_with_a_login(bureau, substitute, coach):
    a_grant(bureau.dossier, substitute, can_write=False)
    lonely = a_dossier(coach, reglement_version=bureau.dossier.traject.reglement_version)
    a_grant(lonely, coach)

    with pytest.raises(NotYoursToTell):
        asked(bureau, by=substitute)
    for keys in ([], ["hobbys"]):
        with pytest.raises(UnknownCategory):
            asked(bureau, categories=keys)
    with pytest.raises(ClientHasNoAccount):
        request_consent(dossier=lonely, asked_of="relation", purpose="guidance", categories=["brieven"], by=coach)


def test_denial_is_kept(bureau):
    with pytest.raises(GateRefused):
        used(bureau)

    assert Decision.objects.filter(act="request_inbound", effect="deny", dossier_id=bureau.dossier.pk).exists()


# --- Through the pages ----------------------------------------------------------------------------------------------


def test_coach_is_told_no_and_asks_and_the_client_answers_in_the_portal(client, bureau):
    page = reverse("consent:use", args=[bureau.dossier.number])
    typed = {"act": "request_inbound", "asked_of": "relation", "purpose": "guidance", "categories": ["brieven"]}
    client.force_login(bureau.coach)
    refused = client.post(page, typed)
    client.post(reverse("consent:use-ask", args=[bureau.dossier.number]), typed)
    consent = Consent.objects.get()
    client.force_login(bureau.client_user)
    answer = reverse("consent:my-answer", args=[consent.pk])

    question = client.get(answer).content.decode()
    client.post(answer, {"answer": "code"})
    wrong = client.post(answer, {"answer": "yes", "code": "000000"})
    client.post(answer, {"answer": "yes", "code": code_of(consent)})

    assert refused.status_code == 409
    assert "Vraag de cliënt om toestemming." in refused.content.decode()
    assert "Mogen wij bij een bekende of vroegere werkgever deze gegevens opvragen: brieven?" in question
    assert wrong.status_code == 409
    client.force_login(bureau.coach)
    assert "Dit mag." in client.post(page, typed, follow=True).content.decode()


def code_of(consent):
    message = OutboxMessage.objects.filter(idempotency_key__startswith="step-up:").latest("pk")
    return str(message.context["code"])


def test_question_waits_on_the_first_page_of_the_portal_until_it_is_answered(client, bureau):
    consent = asked(bureau)
    StartNotice.objects.update(acknowledged_at=akkoord_now(), acknowledged_by=bureau.client_user)
    client.force_login(bureau.client_user)
    answer = reverse("consent:my-answer", args=[consent.pk])

    assert answer in client.get("/mijn/").content.decode()
    client.post(answer, {"answer": "no"})

    assert answer not in client.get("/mijn/").content.decode()


def test_client_who_says_no_needs_no_code(client, bureau):
    consent = asked(bureau)
    client.force_login(bureau.client_user)

    client.post(reverse("consent:my-answer", args=[consent.pk]), {"answer": "no"})

    consent.state.refresh_from_db()
    assert consent.state.state == "refused"


def test_asking_oneself_is_no_asking(client, bureau):
    client.force_login(bureau.coach)
    typed = {"act": "request_inbound", "asked_of": "staff", "purpose": "guidance", "categories": ["brieven"]}

    assert client.post(reverse("consent:use", args=[bureau.dossier.number]), typed).status_code == 422


def test_question_of_another_does_not_exist(client, bureau, other_client_user):
    consent = asked(bureau)
    client.force_login(other_client_user)

    assert client.get(reverse("consent:my-answer", args=[consent.pk])).status_code == 404
