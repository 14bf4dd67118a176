"""Health data, representatives, expiry and openings: where the law asks for more than a yes to a document."""

import pytest

from accounts.facts import StepUpRefused
from consent.models import Consent, ConsentState
from consent.services.approvals import approve, request_code
from consent.services.disclosing import make_disclosure, open_disclosure
from consent.services.events import append_event
from consent.services.expiring import expire_consents
from consent.services.grounds import record_ground
from consent.tasks import expire_consents as expire_task
from consent.terms import Evidence
from dossiers.services import add_representative, close_traject
from tests.factories.consent import a_bureau, a_request, a_version_of, an_approval, ask_to_report, code_for
from vault.clock import today
from vault.ids import new_id

pytestmark = pytest.mark.django_db

ABILITY = [{"key": "arbeidsongeschiktheid", "tag": "functional"}]


def a_bureau_that_reports_ability():
    return a_bureau("a4p", extra_categories=("arbeidsongeschiktheid",))


def articles_unmet(decision):
    return {condition["article"]["label"] for condition in decision.conditions if not condition["met"]}


def test_a4p_denies_health_data_without_consent_and_cites_4_3():
    bureau = a_bureau_that_reports_ability()

    decision = ask_to_report(bureau, a_version_of(bureau, categories=ABILITY))

    assert decision.effect == "deny"
    assert "4.3" in articles_unmet(decision)


def test_approval_that_named_the_health_data_carries_them_too():
    bureau = a_bureau_that_reports_ability()
    version = a_version_of(bureau, categories=ABILITY)
    event = an_approval(bureau, version)

    assert event.consent.names_health
    assert ask_to_report(bureau, version).effect == "allow"


def test_what_a_doctor_diagnosed_never_goes_to_an_employer():
    bureau = a_bureau_that_reports_ability()
    version = a_version_of(bureau, categories=[{"key": "arbeidsongeschiktheid", "tag": "medical"}])
    an_approval(bureau, version)

    assert ask_to_report(bureau, version).effect == "deny"


def test_client_under_curatele_does_not_approve_himself():
    bureau = a_bureau("a4p", client={"guardianship": "curatele"})
    version = a_version_of(bureau)
    an_approval(bureau, version)

    assert ask_to_report(bureau, version).effect == "deny"


def test_curator_approves_for_the_client(representative_user):
    bureau = a_bureau("a4p", client={"guardianship": "curatele"})
    client = bureau.dossier.traject.client
    add_representative(client=client, user=representative_user, capacity="curator", by=bureau.coach)
    version = a_version_of(bureau)
    consent = a_request(bureau, version)

    event = approve(consent, user=representative_user, code=code_for(consent, representative_user))

    assert event.capacity == "curator"
    assert ask_to_report(bureau, version).effect == "allow"


def test_code_of_one_person_is_no_proof_for_another(representative_user):
    bureau = a_bureau("a4p")
    client = bureau.dossier.traject.client
    add_representative(client=client, user=representative_user, capacity="mentor", by=bureau.coach)
    consent = a_request(bureau, a_version_of(bureau))
    request_code(consent, user=bureau.client_user)
    code = code_for(consent, bureau.client_user)

    with pytest.raises(StepUpRefused):
        approve(consent, user=representative_user, code=code)


def test_wc_opens_for_the_contact_what_was_sent_on_a_ground():
    bureau = a_bureau("wc")
    version = a_version_of(bureau)
    record_ground(dossier=bureau.dossier, kind="client_contract", evidence="Trajectplan.", by=bureau.coach)
    disclosure = make_disclosure(
        decision=ask_to_report(bureau, version), content_version=version, contact=bureau.contact, by=bureau.coach
    )

    open_disclosure(disclosure, user=bureau.contact.user)

    assert disclosure.openings.count() == 1


def test_contact_opens_a_report_of_a_traject_that_has_closed(clock):
    bureau = a_bureau("a4p")
    version = a_version_of(bureau)
    an_approval(bureau, version)
    disclosure = make_disclosure(
        decision=ask_to_report(bureau, version), content_version=version, contact=bureau.contact, by=bureau.coach
    )
    close_traject(dossier=bureau.dossier, outcome="new_employer", ended_on=today(), by=bureau.coach)
    clock.move(days=40)

    open_disclosure(disclosure, user=bureau.contact.user)

    assert disclosure.openings.count() == 1


@pytest.fixture
def dated_consent(db):
    bureau = a_bureau("a4p")
    consent = Consent.objects.create(
        safe_id=bureau.dossier.safe_id,
        dossier=bureau.dossier,
        kind="consent",
        purpose="placement",
        recipient_class="possible_employer",
        categories=[],
        form="explicit",
        valid_until=today(),
        notice_sha256="0" * 64,
        requested_by=bureau.coach,
    )
    facts = {"by": bureau.coach, "evidence_kind": Evidence.RECORDED_ORAL, "witness_id": new_id()}
    append_event(consent, kind="requested", capacity="bureau", **facts)
    append_event(consent, kind="given", capacity="client", **facts)
    return consent


def test_consent_expires_after_its_last_day(dated_consent, clock):
    assert expire_consents() == 0
    clock.move(days=1)

    assert expire_consents() == 1
    assert ConsentState.objects.get(consent=dated_consent).state == "expired"


def test_ringing_twice_expires_once(dated_consent, clock):
    clock.move(days=1)

    assert [expire_task(), expire_task()] == [1, 0]
