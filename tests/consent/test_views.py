"""The pages of this room show what they should to whom they should, and a form keeps what was typed."""

import pytest
from django.urls import reverse

from consent.models import Consent, Ground, ReportingAgreement, StartNotice
from consent.services.disclosing import make_disclosure
from dossiers.models import Dossier
from reglement.models import Acknowledgement
from tests.factories.consent import (
    a_bureau,
    a_reglement_in_force,
    a_request,
    a_signed_coach,
    a_version_of,
    an_approval,
    ask_to_report,
    sign_confidentiality,
    start_words,
)
from tests.factories.dossiers import a_contact, a_referral, an_agreement, an_opdrachtgever
from vault.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(db):
    return a_bureau("a4p")


def as_user(client, user):
    client.force_login(user)
    return client


class TestStart:
    """The form that starts a traject."""

    @pytest.fixture
    def contact(self, db, organisation):
        a_reglement_in_force("a4p")
        opdrachtgever = an_opdrachtgever("Bakkerij Van Houten")
        an_agreement(opdrachtgever, covers_confidentiality=True)
        return a_contact(opdrachtgever=opdrachtgever)

    def test_page_is_shown_to_a_coach(self, client, contact):
        response = as_user(client, a_signed_coach()).get(reverse("consent:start"))

        assert response.status_code == 200
        assert "Wat gaat er naar wie?" in response.content.decode()

    def test_form_starts_a_traject_and_invites_the_client(self, client, contact, outbox):
        coach = a_signed_coach()
        response = as_user(client, coach).post(reverse("consent:start"), start_words(coach, contact))

        assert response.status_code == 302
        assert Dossier.objects.get().traject.lead_coach == coach
        assert outbox.messages_to("ilse@thuis.example")

    def test_second_click_starts_nothing_more(self, client, contact):
        coach = a_signed_coach()
        words = start_words(coach, contact)
        for _turn in range(2):
            as_user(client, coach).post(reverse("consent:start"), words)

        assert Dossier.objects.count() == 1

    def test_coach_who_did_not_sign_is_told_so_and_nothing_is_left(self, client, contact, coach):
        response = as_user(client, coach).post(reverse("consent:start"), start_words(coach, contact))

        assert response.status_code == 422
        assert "geheimhouding" in response.content.decode()
        assert not Dossier.objects.exists()

    def test_form_without_agreement_lines_keeps_what_was_typed(self, client, contact):
        coach = a_signed_coach()
        words = start_words(coach, contact)
        words = {name: value for name, value in words.items() if not name.startswith("regel-0-")}
        response = as_user(client, coach).post(reverse("consent:start"), words | {"regel-0-form": "written"})

        assert response.status_code == 422
        assert "Ilse de Boer" in response.content.decode()
        assert not Dossier.objects.exists()

    def test_referral_fills_in_the_form(self, client, contact):
        referral = a_referral(contact, candidate_name="Jan Kandidaat")
        response = as_user(client, a_signed_coach()).get(reverse("consent:start"), {"aanmelding": referral.pk})

        assert "Jan Kandidaat" in response.content.decode()

    def test_start_from_a_referral_accepts_it(self, client, contact):
        coach, referral = a_signed_coach(), a_referral(contact)
        url = reverse("consent:start", query={"aanmelding": referral.pk})
        as_user(client, coach).post(url, start_words(coach, contact))

        referral.refresh_from_db()
        assert referral.traject == Dossier.objects.get().traject

    def test_beheerder_starts_nothing(self, client, contact, beheerder):
        assert as_user(client, beheerder).get(reverse("consent:start")).status_code == 403


STAFF_PAGES = ["consent:agreements", "consent:access", "consent:disclosures", "consent:ground-new"]


@pytest.mark.parametrize("page", STAFF_PAGES)
def test_coach_of_the_dossier_sees_the_page(client, bureau, page):
    response = as_user(client, bureau.coach).get(reverse(page, args=[bureau.dossier.number]))

    assert response.status_code == 200


@pytest.mark.parametrize("page", [*STAFF_PAGES, "consent:agreements-change"])
def test_page_is_not_there_for_an_outsider(client, bureau, page, outsider_coach):
    sign_confidentiality(outsider_coach)

    response = as_user(client, outsider_coach).get(reverse(page, args=[bureau.dossier.number]))

    assert response.status_code == 404


def test_agreement_is_shown_in_words(client, bureau):
    text = as_user(client, bureau.coach).get(reverse("consent:agreements", args=[bureau.dossier.number])).content

    assert "elke maand" in text.decode()
    assert "nog niet bevestigd" in text.decode()


def test_new_agreement_replaces_the_old_and_sends_a_new_notice(client, bureau):
    words = {
        "regel-TOTAL_FORMS": "1",
        "regel-INITIAL_FORMS": "0",
        "regel-0-contact": str(bureau.contact.pk),
        "regel-0-report_kind": "extensive",
        "regel-0-form": "written",
        "regel-0-purpose": "conclusion",
        "regel-0-frequency": "once",
        "regel-0-categories": ["intakegegevens"],
    }
    as_user(client, bureau.coach).post(reverse("consent:agreements-change", args=[bureau.dossier.number]), words)

    numbers = ReportingAgreement.objects.filter(superseded_at=None).values_list("number", flat=True)
    assert list(numbers) == [2]
    assert StartNotice.objects.count() == 2


def test_substitute_without_a_signature_is_refused_with_the_article(client, bureau, substitute):
    url = reverse("consent:access-substitute", args=[bureau.dossier.number])
    response = as_user(client, bureau.coach).post(url, {"user": substitute.pk, "until": today().isoformat()})

    assert response.status_code == 422
    assert "geheimhouding" in response.content.decode()


def test_substitute_gets_in_until_the_day_and_can_be_put_out(client, bureau, substitute):
    sign_confidentiality(substitute)
    url = reverse("consent:access-substitute", args=[bureau.dossier.number])
    as_user(client, bureau.coach).post(url, {"user": substitute.pk, "until": today().isoformat()})
    grant = bureau.dossier.grants.live().get(user=substitute)

    client.post(reverse("consent:access-end", args=[bureau.dossier.number, grant.pk]))

    assert not bureau.dossier.grants.live().filter(user=substitute).exists()


def test_ground_is_recorded_for_one_version_and_leads_back(client, bureau):
    version = a_version_of(bureau)
    query = {"versie": version.pk, "terug": "/dossiers/"}
    response = as_user(client, bureau.coach).post(
        reverse("consent:ground-new", args=[bureau.dossier.number], query=query),
        {"kind": "court_order", "evidence": "Vonnis in de map."},
    )

    assert response.url == "/dossiers/"
    assert Ground.objects.get().content_version == version


def test_legal_obligation_is_recorded_with_its_statute_and_nothing_typed_is_lost(client, bureau):
    as_user(client, bureau.coach)
    url = reverse("consent:ground-new", args=[bureau.dossier.number])
    typed = {"kind": "legal_obligation", "evidence": "Brief van de gemeente."}

    refused = client.post(url, {**typed, "statute": " "})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["statute"])
    assert "Brief van de gemeente." in refused.text
    assert client.post(url, {**typed, "statute": "Participatiewet 53a"}).status_code == 302


def test_ground_page_does_not_lead_to_another_site(client, bureau):
    response = as_user(client, bureau.coach).post(
        reverse("consent:ground-new", args=[bureau.dossier.number], query={"terug": "https://elders.example/"}),
        {"kind": "court_order", "evidence": "Vonnis in de map."},
    )

    assert response.url.startswith("/dossiers/")


class TestClient:
    """The client's own pages."""

    def test_start_page_shows_notice_and_reglement(self, client, bureau):
        text = as_user(client, bureau.client_user).get(reverse("consent:my-start")).content.decode()

        assert bureau.contact.opdrachtgever.name in text
        assert "Ik heb dit gelezen" in text
        assert "Ik heb het reglement gelezen" in text

    def test_both_buttons_record_that_it_was_read(self, client, bureau):
        as_user(client, bureau.client_user)
        client.post(reverse("consent:my-start-read", args=[bureau.dossier.number]))
        client.post(reverse("consent:my-reglement-read", args=[bureau.dossier.number]))

        kinds = set(Acknowledgement.objects.filter(user=bureau.client_user).values_list("kind", flat=True))
        assert kinds == {"start_notice", "reglement"}
        text = client.get(reverse("consent:my-start")).content.decode()
        assert "Ik heb dit gelezen" not in text

    def test_second_click_on_read_changes_nothing(self, client, bureau):
        as_user(client, bureau.client_user)
        for _turn in range(2):
            client.post(reverse("consent:my-start-read", args=[bureau.dossier.number]))

        assert Acknowledgement.objects.filter(user=bureau.client_user, kind="start_notice").count() == 1

    def test_list_of_consents_shows_what_waits(self, client, bureau):
        a_request(bureau, a_version_of(bureau))

        text = as_user(client, bureau.client_user).get(reverse("consent:my-consents")).content.decode()

        assert "wacht op antwoord" in text

    def test_withdrawing_asks_once_and_then_does_it(self, client, bureau):
        consent = an_approval(bureau, a_version_of(bureau)).consent
        url = reverse("consent:my-withdraw", args=[consent.pk])

        page = as_user(client, bureau.client_user).get(url).content.decode()
        client.post(url)

        assert "U hoeft niet te zeggen waarom" in page
        assert Consent.objects.get(pk=consent.pk).state.state == "withdrawn"

    def test_consent_of_another_is_not_there(self, client, bureau, other_client_user):
        consent = an_approval(bureau, a_version_of(bureau)).consent

        response = as_user(client, other_client_user).post(reverse("consent:my-withdraw", args=[consent.pk]))

        assert response.status_code == 404
        assert Consent.objects.get(pk=consent.pk).state.state == "given"

    def test_what_went_out_is_listed_with_recipient_and_article(self, client, bureau):
        version = a_version_of(bureau)
        an_approval(bureau, version)
        make_disclosure(
            decision=ask_to_report(bureau, version), content_version=version, contact=bureau.contact, by=bureau.coach
        )

        text = as_user(client, bureau.client_user).get(reverse("consent:my-disclosures")).content.decode()

        assert bureau.contact.opdrachtgever.name in text
        assert "4.1" in text
        assert "Ja, u vond het goed." in text

    @pytest.mark.parametrize("page", ["consent:my-start", "consent:my-consents", "consent:my-disclosures"])
    def test_pages_of_the_client_are_not_there_for_a_contact(self, client, bureau, page):
        assert as_user(client, bureau.contact.user).get(reverse(page)).status_code == 404

    @pytest.mark.parametrize("page", ["consent:my-start", "consent:my-consents", "consent:my-disclosures"])
    def test_empty_pages_say_so(self, client, other_client_user, page):
        response = as_user(client, other_client_user).get(reverse(page))

        assert response.status_code == 200


class TestStartForKnownClient:
    """A client whom the bureau knows is not asked everything again."""

    def test_number_of_a_known_client_is_enough(self, client, bureau):
        known = bureau.dossier.traject.client
        words = start_words(bureau.coach, bureau.contact, client_number=known.number.lower())
        for name in ("name", "email", "birth_date"):
            words.pop(name)

        as_user(client, bureau.coach).post(reverse("consent:start"), words)

        assert known.trajecten.count() == 2

    def test_known_client_with_a_login_is_mailed_about_the_new_start(self, client, bureau, outbox):
        words = start_words(bureau.coach, bureau.contact, client_number=bureau.dossier.traject.client.number)

        as_user(client, bureau.coach).post(reverse("consent:start"), words)

        assert "nieuw traject" in outbox.sent_to(bureau.client_user.email)[-1][0]

    def test_unknown_number_is_said(self, client, bureau):
        words = start_words(bureau.coach, bureau.contact, client_number="K-1999-0001")

        response = as_user(client, bureau.coach).post(reverse("consent:start"), words)

        assert "Dit cliëntnummer kennen wij niet." in response.content.decode()

    def test_client_without_mail_gets_the_notice_by_hand(self, client, bureau):
        words = start_words(bureau.coach, bureau.contact, email="", handed_over="on")

        as_user(client, bureau.coach).post(reverse("consent:start"), words)

        assert StartNotice.objects.exclude(traject=bureau.dossier.traject).get().sent_evidence == "handed_over"
