"""The gate decides from rows, stores what it said, and denies when anything is wrong."""

import logging

import pytest
from django.db import transaction

from audit.models import Event
from consent import gate
from consent.models import DecisionBasis
from consent.services.approvals import refuse, withdraw
from consent.services.grounds import record_ground
from reglement.models import Decision
from tests.factories.consent import (
    a_bureau,
    a_request,
    a_version_of,
    an_approval,
    ask_to_report,
    sign_confidentiality,
)

pytestmark = pytest.mark.django_db


def labels(decision):
    return [article["label"] for article in decision.articles]


def test_a4p_denies_a_written_report_that_the_client_did_not_approve_and_cites_4_1():
    bureau = a_bureau("a4p")

    decision = ask_to_report(bureau, a_version_of(bureau))

    assert decision.effect == "deny"
    assert gate.article_of(decision) == "4.1"


def test_a4p_permits_the_version_that_the_client_approved():
    bureau = a_bureau("a4p")
    version = a_version_of(bureau)
    an_approval(bureau, version)

    decision = ask_to_report(bureau, version)

    assert decision.effect == "allow"
    assert "4.1" in labels(decision)


def test_a4p_denies_the_next_version_after_an_approval():
    bureau = a_bureau("a4p")
    version = a_version_of(bureau)
    an_approval(bureau, version)
    changed = a_version_of(bureau, "tekst!", object_id=version.object_id)

    decision = ask_to_report(bureau, changed)

    assert decision.effect == "deny"
    assert gate.article_of(decision) == "4.1"


def test_a4p_denies_after_a_no():
    bureau = a_bureau("a4p")
    version = a_version_of(bureau)
    refuse(a_request(bureau, version), user=bureau.client_user, remark="Dit klopt niet.")

    assert gate.article_of(ask_to_report(bureau, version)) == "4.1"


def test_a4p_denies_after_a_withdrawal():
    bureau = a_bureau("a4p")
    version = a_version_of(bureau)
    event = an_approval(bureau, version)
    withdraw(event.consent, user=bureau.client_user)

    assert ask_to_report(bureau, version).effect == "deny"


def test_wc_permits_an_unapproved_extensive_report_on_a_ground_and_opens_the_duty_to_show_it():
    bureau = a_bureau("wc")
    version = a_version_of(bureau)
    record_ground(dossier=bureau.dossier, kind="client_contract", evidence="Trajectplan, getekend.", by=bureau.coach)

    decision = ask_to_report(bureau, version)

    assert decision.effect == "allow"
    assert "show_client" in [duty["kind"] for duty in decision.duties]


def test_wc_denies_an_extensive_report_without_ground_or_consent():
    bureau = a_bureau("wc")

    assert ask_to_report(bureau, a_version_of(bureau)).effect == "deny"


def test_wc_permits_short_progress_on_a_ground_and_opens_the_duty_to_tell_it():
    bureau = a_bureau("wc")
    version = a_version_of(bureau, report_kind="short_progress")
    record_ground(dossier=bureau.dossier, kind="client_contract", evidence="Trajectplan.", by=bureau.coach)

    decision = ask_to_report(bureau, version)

    assert decision.effect == "allow"
    assert "inform_client" in [duty["kind"] for duty in decision.duties]


def test_wc_denies_a_report_to_an_opdrachtgever_without_a_signed_agreement():
    bureau = a_bureau("wc", with_agreement=False)
    record_ground(dossier=bureau.dossier, kind="client_contract", evidence="Trajectplan.", by=bureau.coach)

    decision = ask_to_report(bureau, a_version_of(bureau))

    assert decision.effect == "deny"
    assert "agreement_on_file" in [c["key"] for c in decision.conditions if not c["met"]]


def test_approval_of_a_client_of_fifteen_does_not_count(clock):
    from vault.clock import today

    bureau = a_bureau("a4p", birth_date=today().replace(year=today().year - 15, day=1))
    version = a_version_of(bureau)
    an_approval(bureau, version)

    assert ask_to_report(bureau, version).effect == "deny"


def test_denial_survives_the_rollback_of_who_asked():
    bureau = a_bureau("a4p")
    decision = ask_to_report(bureau, a_version_of(bureau))

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _ = 1 / 0

    assert Decision.objects.filter(pk=decision.pk).exists()


def test_every_decision_has_its_row_in_the_log():
    bureau = a_bureau("a4p")

    decision = ask_to_report(bureau, a_version_of(bureau))

    event = Event.objects.get(decision_id=decision.pk, event="decision.made")
    assert (event.outcome, event.article, event.dossier_id) == ("refused", "4.1", bureau.dossier.pk)


def test_decision_stands_on_the_approval_it_read():
    bureau = a_bureau("a4p")
    version = a_version_of(bureau)
    event = an_approval(bureau, version)

    decision = ask_to_report(bureau, version)

    assert DecisionBasis.objects.get(decision=decision).consent_id == event.consent_id


def test_role_that_the_actor_does_not_hold_is_a_stored_deny(caplog):
    bureau = a_bureau("a4p")

    with caplog.at_level(logging.ERROR, logger="consent.gate"):
        decision = gate.ask("view", actor=bureau.coach, dossier=bureau.again(), purpose="guidance", by_role="directie")

    assert decision.effect == "deny"
    assert decision.articles
    assert "NotTheirRole" in caplog.text


def test_log_of_a_failed_question_holds_no_name(caplog):
    bureau = a_bureau("a4p")

    gate.ask("view", actor=bureau.coach, dossier=bureau.again(), purpose="guidance", by_role="directie")

    assert "Ilse" not in caplog.text


def test_preview_says_the_same_and_stores_nothing():
    bureau = a_bureau("a4p")
    version = a_version_of(bureau)
    stored = Decision.objects.count()

    said = gate.preview(
        "report",
        actor=bureau.coach,
        dossier=bureau.again(),
        content=version,
        contact=bureau.contact,
        purpose="reporting",
    )

    assert not said.allowed
    assert Decision.objects.count() == stored


def test_panel_names_the_missing_approval_and_the_next_step():
    bureau = a_bureau("a4p")

    lines = gate.conditions(ask_to_report(bureau, a_version_of(bureau)))

    missing = [line for line in lines if not line.met]
    assert [line.article for line in missing] == ["4.1"]
    assert missing[0].next_step
    assert missing[0].text


def test_view_needs_a_signature_under_confidentiality(outsider_coach):
    bureau = a_bureau("a4p")

    before = gate.ask("view", actor=outsider_coach, dossier=bureau.again(), purpose="guidance")
    sign_confidentiality(outsider_coach)
    after = gate.ask("view", actor=outsider_coach, dossier=bureau.again(), purpose="guidance")

    assert before.effect == "deny"
    assert after.effect == "deny"
