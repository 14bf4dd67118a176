"""The words, rights and duties of the text with reports before or after sending: what it names is there."""

import pytest
from django.urls import reverse

from reglement.loading import profile_path, read_profile
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.questions import (
    AUDIT,
    DISCLOSE,
    EVERY_PART,
    REPORT,
    REQUEST,
    VIEW,
    answer,
    asked,
    consent,
    duties,
    first,
    ground,
    health_consent,
    keys,
    ruleset,
)

TEXT = ruleset("wc").ruleset
TAGS = {
    "rapportage": "ordinary",
    "persoonlijke_gegevens": "ordinary",
    "gespreksnotities": "sensitive",
    "correspondentie": "ordinary",
    "instrumenten": "sensitive",
}
RIGHTS = {"access": "13.1", "supplement": "13.2", "rectify": "13.2", "erase": "13.2", "complain": "15"}


def said(question):
    decision = answer("wc", question)
    return decision.effect, first(decision)


def used_for(purpose, **changes):
    return asked(VIEW, act="use_internally", purpose=purpose, **changes)


@pytest.mark.parametrize("role", ["opdrachtgever_contact", "workplace_manager", "supplier", "third_party"])
def test_outsider_is_kept_out_also_with_consent(role):
    question = asked(VIEW, actor={"role": role, "employment": "none"}, consents=[consent(form="written")])

    assert "outsiders-stay-out" in {reason.params.get("rule") for reason in answer("wc", question).reasons}


@pytest.mark.parametrize("recipient", ["doctor", "medical_adviser"])
def test_doctor_gets_what_the_client_agreed_to_in_writing(recipient):
    question = asked(
        DISCLOSE,
        purpose="medical_advice",
        recipient={"class": recipient},
        content={"kind": "document", "categories": [{"key": "fml", "tag": "functional"}]},
    )
    written = consent(recipients=[recipient], categories=["functional"])

    assert (said(question), said(asked(question, consents=[written]))) == (
        ("deny", "6.gezondheid"),
        ("allow", "6.gezondheid"),
    )


def test_auditor_sees_health_only_with_consent_in_writing():
    explicit = consent(form="explicit", recipients=["auditor"], categories=["functional"])
    question = asked(AUDIT, consents=[explicit], content__categories=[{"key": "fml", "tag": "functional"}])

    assert "mask" in {limit.kind for limit in answer("wc", question).limits}


@pytest.mark.parametrize("kind", ["court_order", "legal_obligation"])
def test_authority_looks_in_on_a_statute_or_an_order(kind):
    looks = {"actor": {"role": "third_party", "employment": "none"}, "recipient": {"class": "authority"}}
    question = asked(AUDIT, purpose="legal_duty", **looks, grounds=[ground(kind, statute="SUWI 54")])

    assert said(question) == ("allow", "4.2")


def test_objecting_to_mailings_is_a_right_of_the_text():
    assert said(asked(REQUEST, request__right="object")) == ("allow", "3.3")


def test_registering_rests_on_the_agreement():
    implied = asked(DISCLOSE, consents=[consent(form="implied", recipients=["ontvanger-3"])])

    assert said(implied) == ("deny", "3.1i")
    assert said(used_for("registration")) == ("allow", "3.1")


def test_opting_out_of_mailings_stops_nothing_else():
    out = [{"purpose": "newsletter"}]

    assert said(used_for("newsletter", objections=out)) == ("deny", "3.3")
    assert said(used_for("guidance", objections=out)) == ("allow", "3.1")


def test_what_another_article_allows_cites_the_first_case_too():
    introduced = asked(DISCLOSE, consents=[consent(form="explicit", recipients=["ontvanger-3"])])

    assert {"3.1i", "4.1"} <= keys(answer("wc", introduced))


def test_verification_gives_the_least_and_is_told():
    question = asked(DISCLOSE, purpose="verification", recipient={"class": "other"}, content__kind="document")
    decision = answer("wc", asked(question, grounds=[ground("verification")]))

    assert (decision.effect, first(decision)) == ("allow", "4.4")
    assert {limit.kind for limit in decision.limits} == {"relevant_items"}
    assert "inform_client" in {kind for kind, _, _ in duties(decision)}


@pytest.mark.parametrize("part", EVERY_PART)
def test_start_waits_for_every_part_of_the_notice(part):
    rest = {"evidence": "sent", "items": [other for other in EVERY_PART if other != part]}

    assert said(asked(VIEW, act="start", start_notice=rest, filled=["aanmeldgegevens"])) == ("deny", "6.afspraken")


def test_item_of_the_treating_doctor_stays_locked_unless_the_consent_names_it():
    question = asked(
        REPORT,
        grounds=[ground("client_contract")],
        content__categories=[{"key": "fml", "tag": "functional"}],
        content__from_treating_doctor=True,
        consents=[health_consent()],
    )
    named = health_consent(names_treating_doctor=True)

    assert (said(question), said(asked(question, consents=[named]))) == (
        ("deny", "6.gezondheid"),
        ("allow", "6.informeren"),
    )


def test_text_without_a_limit_for_after_is_read_with_a_hole_in_its_place():
    path = profile_path("wc")
    written = read_profile(path.read_bytes(), file=path.name)
    rule = next(rule for rule in written.gate_rule if rule.id == "extensive-report")

    assert [duty.within for duty in rule.duties if duty.kind == "show_client"] == ["unset"]


@pytest.mark.parametrize(("right", "article"), RIGHTS.items())
@pytest.mark.parametrize("channel", ["email", "letter", "telephone"])
def test_right_is_granted_at_any_time_and_by_any_way_of_asking(right, article, channel):
    question = asked(REQUEST, request__right=right, request__channel=channel, request__closed_on="2020-01-01")

    assert said(question) == ("allow", article)


def test_client_and_opdrachtgever_complain_to_the_directie_and_to_the_authority():
    route = TEXT.complaint_route
    decision = answer("wc", asked(REQUEST, request__right="complain"))

    assert (route.to, set(route.who)) == ("directie", {"client", "opdrachtgever", "representative"})
    assert {"15", "AVG 77"} <= keys(decision)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["client", "contact", "coach", "auditor"])
def test_version_that_holds_is_published_to_everyone_who_is_let_in(client, role):
    version = active_version_of("wc")
    client.force_login(UserFactory(**{role: True}, with_mfa=True))

    page = client.get(reverse("reglement:read")).content.decode()

    assert (version.label in page, "Bewaartermijn" in page) == (True, True)


def test_where_the_law_sets_one_article_aside_the_rest_holds():
    to_authority = asked(DISCLOSE, purpose="legal_duty", recipient={"class": "authority"}, content__kind="document")

    assert said(asked(to_authority, grounds=[ground("authority_request")])) == ("deny", "AVG 6")
    assert said(asked(to_authority, grounds=[ground("legal_obligation", statute="SUWI 54")])) == ("allow", "4.2")
    assert said(asked(REPORT, grounds=[ground("client_contract")])) == ("allow", "6.informeren")


@pytest.mark.parametrize("service", ["outplacement", "loopbaan", "coaching", "spoor2", "assessment"])
def test_service_starts_only_with_the_data_that_it_needs(service):
    start = asked(VIEW, act="start", service=service, start_notice={"evidence": "sent", "items": EVERY_PART})
    decision = answer("wc", start)

    assert (decision.effect, "2" in keys(decision)) == ("deny", True)
    assert said(asked(start, filled=["aanmeldgegevens"])) == ("allow", "6.afspraken")
