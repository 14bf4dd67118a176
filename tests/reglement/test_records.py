"""Decisions and acknowledgements: written once, without words about people, and never changed."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from reglement import services
from reglement.deciding import decide
from reglement.facts import Facts
from reglement.models import Acknowledgement, Decision
from reglement.queries import has_signed_confidentiality
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.questions import REPORT, approval, asked, ground
from vault.ids import new_id

pytestmark = pytest.mark.django_db


def stored(question: dict[str, Any], **columns: Any) -> Decision:
    version = active_version_of("a4p")
    facts = Facts.model_validate_json(json.dumps(question))
    outcome = decide(services.current_ruleset(version), services.law_floor(), facts)
    return services.record_decision(decision=outcome, facts=facts, version=version, actor_id=new_id(), **columns)


def test_denial_is_kept_with_its_article_and_what_is_missing():
    decision = stored(REPORT)

    decision.refresh_from_db()
    assert (decision.effect, decision.articles[0]["key"], decision.unmet[0]["key"]) == (
        "deny",
        "4.1",
        "consent_version",
    )


def test_permission_is_kept_with_what_it_was_about():
    decision = stored(asked(REPORT, consents=[approval()]), content_sha256="a" * 64, channel="portal")

    assert (decision.is_allowed, decision.purpose, decision.recipient_class) == (True, "reporting", "opdrachtgever")
    assert decision.categories == [{"key": "voortgang", "tag": "ordinary"}]


def test_stored_facts_keep_no_age_and_no_words_of_people():
    decision = stored(asked(REPORT, grounds=[ground("client_contract", evidence="brief van mevrouw")]))

    assert decision.facts["client"]["age"] == 16
    assert "mevrouw" not in json.dumps(decision.facts)


def test_stored_facts_can_be_decided_on_again():
    decision = stored(asked(REPORT, consents=[approval()], grounds=[ground("client_contract")]))

    again = decide(services.current_ruleset(decision.version), services.law_floor(), decision.facts)

    assert [article.as_dict() for article in again.articles] == decision.articles


def test_unreadable_question_is_kept_as_a_deny_without_its_words():
    version = active_version_of("a4p")
    asked_for = {"act": "report", "naam": "Jansen"}
    outcome = decide(services.current_ruleset(version), services.law_floor(), asked_for)

    decision = services.record_decision(decision=outcome, facts=asked_for, version=version, actor_id=None)

    assert (decision.effect, decision.facts) == ("deny", {"unreadable": ["act", "naam"]})
    assert "Jansen" not in json.dumps(decision.conditions)


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["reglement_decision", "reglement_acknowledgement"])
def test_application_cannot_change_what_was_recorded(table, statement):
    stored(REPORT)

    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("wrong", [{"effect": "perhaps"}, {"articles": []}, {"effect": "allow", "unmet": ["iets"]}])
def test_decision_has_a_known_effect_an_article_and_if_it_allows_nothing_missing(wrong):
    decision = stored(REPORT)
    columns = {field.name: getattr(decision, field.name) for field in Decision._meta.concrete_fields}

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**{**columns, "id": new_id(), **wrong})


def test_signing_twice_is_one_acknowledgement():
    user = UserFactory(coach=True)

    signed = [
        services.acknowledge(user=user, kind="confidentiality", evidence="signed", text_sha256="c" * 64)
        for _ in range(2)
    ]

    assert (signed[0].pk == signed[1].pk, has_signed_confidentiality(user)) == (True, True)


def test_reading_the_statement_is_not_signing_it():
    user = UserFactory(coach=True)

    services.acknowledge(user=user, kind="confidentiality", evidence="read", text_sha256="c" * 64)

    assert not has_signed_confidentiality(user)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "iets", "evidence": "read", "text_sha256": "c" * 64},
        {"kind": "start_notice", "evidence": "gehoord", "text_sha256": "c" * 64},
        {"kind": "start_notice", "evidence": "read", "text_sha256": "kort"},
        {"kind": "reglement", "evidence": "read", "text_sha256": "c" * 64},
    ],
)
def test_table_refuses_an_acknowledgement_of_nothing_in_particular(wrong):
    user = UserFactory(coach=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Acknowledgement.objects.create(user=user, **wrong)


def test_same_acknowledgement_is_stored_once_by_the_table():
    user = UserFactory(coach=True)
    same = {"user": user, "kind": "start_notice", "evidence": "read", "text_sha256": "c" * 64}
    Acknowledgement.objects.create(**same)

    with pytest.raises(IntegrityError), transaction.atomic():
        Acknowledgement.objects.create(**same)
