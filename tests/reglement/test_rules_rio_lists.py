"""The lists of the text with approval before access: purposes, recipients, data, words, notices, what is told."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.questions import VIEW, WRITE, answer, asked, consent, first, keys, ruleset, unmet

TEXT = ruleset("rio").ruleset
POORTWACHTER = ["beperkingen", "arbeidsdeskundige", "fml", "afkeuring", "uitkering"]
IF_NEEDED = ["afkeuring", "uitkering"]
ALWAYS = {
    "naam": "contact",
    "adres": "contact",
    "geboortedatum": "identifying",
    "telefoon": "contact",
    "email": "contact",
    "opleiding": "ordinary",
    "loopbaan": "ordinary",
    "cv": "ordinary",
    "testuitslagen": "sensitive",
    "gespreksverslagen": "sensitive",
    "rapportages": "sensitive",
}
BOUNDED = {
    "aandachtspunten": "sensitive",
    "beperkingen": "functional",
    "arbeidsdeskundige": "functional",
    "fml": "functional",
    "afkeuring": "functional",
    "uitkering": "financial",
}
PURPOSES = {
    "registration": "2.2",
    "guidance": "2.2",
    "assessment": "2.2",
    "placement": "2.2",
    "reporting": "5.1",
    "relation": "6.4",
    "invoicing": "1.4",
    "supervision": "1.6",
    "legal_duty": "1.1",
    "request_of_client": "3.6",
    "complaint": "7.2",
}
ABOUT_OPDRACHTGEVERS = {"registration", "relation", "invoicing", "legal_duty", "complaint"}
TOLD = {"event": "data_from_others", "evidence": "sent"}
ENTRUSTED = asked(
    WRITE,
    content__categories=[{"key": "aandachtspunten"}],
    content__source="opdrachtgever",
    content__necessity_note=False,
    notices=[TOLD],
)


def said(question):
    decision = answer("rio", question)
    return decision.effect, first(decision)


def kept(key, service="outplacement", **changes):
    question = asked(WRITE, service=service, content__categories=[{"key": key}], content__necessity_note=False)
    return asked(question, **changes)


def means(word):
    return next(term for term in TEXT.term if term.word == word)


# --- Which data ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "tag"), ALWAYS.items())
@pytest.mark.parametrize("service", ["spoor1", "outplacement", "loopbaan", "assessment"])
def test_category_of_the_text_has_its_sensitivity_and_may_be_written(key, tag, service):
    assert {item.key: item.tag for item in TEXT.catalogue_item}[key] == tag
    assert said(kept(key, service))[0] == "allow"


@pytest.mark.parametrize(("key", "tag"), BOUNDED.items())
def test_category_with_a_condition_has_its_sensitivity(key, tag):
    item = next(item for item in TEXT.catalogue_item if item.key == key)

    assert (item.tag, item.article, bool(item.condition)) == (tag, "2.2", True)


@pytest.mark.parametrize("tag", ["ordinary", "functional", "belief", "criminal", "identity_number"])
def test_list_of_categories_is_closed_also_with_a_note(tag):
    decision = answer("rio", asked(WRITE, content__categories=[{"key": "hobby", "tag": tag}]))

    assert (decision.effect, first(decision), "catalogue" in unmet(decision)) == ("deny", "2.2", True)


@pytest.mark.parametrize("key", POORTWACHTER)
@pytest.mark.parametrize(
    ("service", "effect"),
    [("spoor1", "allow"), ("spoor2", "allow"), ("spoor3", "deny"), ("outplacement", "deny"), ("loopbaan", "deny")],
)
def test_category_of_poortwachter_is_kept_in_a_poortwachter_traject_only(key, service, effect):
    consented = consent(form="explicit", categories=["functional"])
    question = kept(key, service, content__necessity_note=True, consents=[consented])

    assert answer("rio", question).effect == effect
    assert effect == "allow" or first(answer("rio", question)) == "2.2"


def test_service_that_is_not_known_keeps_no_health():
    assert "2.2" in keys(answer("rio", kept("fml", None)))
    assert answer("rio", kept("fml", None)).effect == "deny"


@pytest.mark.parametrize("key", IF_NEEDED)
def test_rejection_and_benefit_are_kept_only_with_a_note_why(key):
    question = kept(key, "spoor2")

    assert (said(question), unmet(answer("rio", question))) == (("deny", "2.2"), {"necessity_note"})
    assert answer("rio", asked(question, content__necessity_note=True)).effect == "allow"


@pytest.mark.parametrize(
    ("changes", "effect"),
    [
        ({}, "allow"),
        ({"content__source": "employer"}, "allow"),
        ({"content__source": "client"}, "deny"),
        ({"content__source": "bureau"}, "deny"),
        ({"content__source": None}, "deny"),
        ({"notices": []}, "deny"),
        ({"notices": [TOLD | {"evidence": "none"}]}, "deny"),
        ({"notices": [TOLD | {"event": "new_purpose"}]}, "deny"),
    ],
)
def test_what_the_opdrachtgever_entrusts_is_kept_when_the_client_knows_of_it(changes, effect):
    decision = answer("rio", asked(ENTRUSTED, **changes))

    assert (decision.effect, effect == "allow" or "2.2" in keys(decision)) == (effect, True)


def test_time_registration_is_part_of_the_dossier():
    item = next(item for item in TEXT.catalogue_item if item.key == "tijdregistratie")

    assert (item.article, item.tag) == ("3.4", "sensitive")
    assert said(kept("tijdregistratie")) == ("allow", "3.1")


def test_summary_of_a_consult_goes_to_the_client_who_is_asked_whether_it_is_right():
    decision = answer("rio", kept("gespreksverslagen"))

    assert {(duty.kind, duty.article.key) for duty in decision.duties} == {
        ("show_client", "3.5"),
        ("ask_client", "3.5"),
    }
    assert answer("rio", kept("cv")).duties == ()


@pytest.mark.parametrize("carrier", ["paper", "digital"])
@pytest.mark.parametrize("key", ["testuitslagen", "rapportages", "cv"])
def test_what_is_printed_for_a_consult_may_lie_on_paper_too(key, carrier):
    assert answer("rio", kept(key, content__carrier=carrier)).effect == "allow"


# --- What for --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("purpose", "article"), PURPOSES.items())
def test_each_purpose_of_the_text_opens_use_under_its_own_article(purpose, article):
    decision = answer("rio", asked(VIEW, act="use_internally", purpose=purpose))

    assert (decision.effect, article in keys(decision)) == ("allow", True)


@pytest.mark.parametrize("purpose", ["newsletter", "information", "analysis", "research", "management_information"])
def test_purpose_outside_the_text_is_denied(purpose):
    assert said(asked(VIEW, act="use_internally", purpose=purpose)) == ("deny", "2.2")
    assert said(asked(VIEW, purpose=purpose)) == ("deny", "2.2")


def test_text_is_about_clients_and_about_people_of_opdrachtgevers():
    subjects = {purpose.key: set(purpose.subjects) for purpose in TEXT.purpose}

    assert {key for key, who in subjects.items() if "opdrachtgever_contact" in who} == ABOUT_OPDRACHTGEVERS
    assert all("client" in who for who in subjects.values())
    assert "opdrachtgever" in means("persoonsgegevens").means


def test_every_purpose_rests_on_a_ground():
    assert {purpose.key: purpose.ground for purpose in TEXT.purpose if purpose.key in ("guidance", "reporting")} == {
        "guidance": "contract",
        "reporting": "consent",
    }
    assert all(purpose.ground for purpose in TEXT.purpose)


# --- Who and what ----------------------------------------------------------------------------------------------------


def test_text_knows_three_recipients_and_no_more():
    assert {recipient.key: recipient.article for recipient in TEXT.recipient} == {
        "opdrachtgever": "1.4",
        "workplace_manager": "1.4",
        "test_bureau": "1.10",
    }
    assert TEXT.metadata.recipients_closed


def test_roles_are_called_as_the_text_calls_them():
    assert {role.role: (role.article, role.label) for role in TEXT.role} == {
        "directie": ("1.6", "verantwoordelijke"),
        "coach": ("1.7", "loopbaancoach"),
        "substitute_coach": ("4.3", "vervangende ervaren loopbaancoach"),
    }
    assert (TEXT.roles.article, TEXT.roles.controller, TEXT.roles.activates) == ("1.6", "directie", ("directie",))


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("cliënt", "de persoon over wie de gegevens gaan"),
        ("opdrachtgever en/of belanghebbende", "direct leidinggevende"),
        ("verwerking", "logboek"),
        ("cliëntdossier", "dossier van de coach"),
        ("consult", "samenvatting"),
        ("externe testbeheerder", "van buiten"),
        ("partner loopbaancoach", "als de cliënt dat goed vindt"),
        ("Wet Poortwachter", "eerste en tweede spoor"),
        ("relatiebeheerformulier", "buiten de dossiers"),
    ],
)
def test_word_of_the_text_has_the_meaning_that_its_rules_give_it(word, meaning):
    assert meaning in means(word).means


@pytest.mark.parametrize(
    "key", ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "2.1", "2.2", "7.3", "slot"]
)
def test_every_article_of_the_text_is_there_under_its_own_label(key):
    assert key in {article.key for article in TEXT.articles}


def test_numbers_of_the_text_are_kept_also_where_one_is_missing():
    labels = [article.label for article in TEXT.articles]

    assert "4.2" not in labels
    assert labels.index("4.3") == labels.index("4.1") + 1


def test_request_for_improvements_is_told_and_carries_no_rule():
    rules = (*TEXT.gate_rule, *TEXT.retention_rule, *TEXT.right_rule, *TEXT.notice_rule)

    assert "beter" in next(article for article in TEXT.articles if article.key == "slot.nb").text
    assert "slot.nb" not in {rule.article for rule in rules}


# --- What people are told --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evidence", "effect"),
    [("none", "deny"), ("sent", "allow"), ("handed_over", "allow"), ("read", "allow"), ("signed", "allow")],
)
def test_traject_starts_once_the_client_was_told_that_the_text_exists(evidence, effect):
    assert said(asked(VIEW, act="start", start_notice={"evidence": evidence})) == (effect, "2.1")


def test_client_hears_of_the_text_at_the_start_and_of_what_was_entrusted_before_it_is_kept():
    notices = {rule.event: rule for rule in TEXT.notice_rule}
    start, entrusted = notices["traject_start"], notices["data_from_others"]

    assert (start.article, start.timing, start.items, start.audience) == ("2.1", "at", ("reglement",), ("client",))
    assert (entrusted.article, entrusted.timing, entrusted.audience) == ("2.2", "before", ("client",))


def test_substitute_signs_before_he_looks():
    rule = next(rule for rule in TEXT.notice_rule if rule.event == "confidentiality")

    assert (rule.article, rule.timing, rule.audience, rule.evidence) == ("4.3", "before", ("staff",), ("signed",))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["client", "contact", "coach"])
def test_text_can_be_read_by_everyone_it_is_for_and_is_sent_on_request(client, role):
    version = active_version_of("rio")
    client.force_login(UserFactory(**{role: True}, with_mfa=True))

    page = client.get(reverse("reglement:read")).content.decode()

    assert all(heading in page for heading in ("Digitaal: vijf jaar", "Wie iets krijgt", version.label))
    assert set(TEXT.metadata.available_at) == {"website", "on_request"}


@pytest.mark.django_db
def test_everything_that_held_before_lapses_when_this_text_holds(client):
    before = active_version_of("a4p")
    version = active_version_of("rio")
    before.refresh_from_db()

    assert (before.is_active, version.is_active, before.superseded_at is not None) == (False, True, True)
    assert (version.label, version.valid_from) == ("1 juni 2018", date(2018, 6, 1))


# --- Security and law ------------------------------------------------------------------------------------------------


def test_measures_are_the_organisations_own_to_keep():
    assert {measure.id: (measure.article, measure.kept_by) for measure in TEXT.measure} == {
        "secured-cloud": ("3.1", "organisation"),
        "locked-work-room": ("3.3", "organisation"),
    }


def test_text_says_where_the_law_goes_further():
    assert {conflict.article: set(conflict.law) for conflict in TEXT.law_conflict} == {
        "1.1": {"AVG 99"},
        "2.1": {"AVG 13"},
        "5.1": {"AVG 7", "AVG 9", "AVG 6(1)(c)", "UAVG 30"},
        "6.3": {"AVG 17(3)"},
        "6.4": {"AVG 5", "AVG 17", "AWR 52"},
    }


def test_text_names_the_services_that_it_is_for():
    assert {"loopbaanchecks", "outplacement", "loopbaanbegeleiding", "loopbaanadvies"} <= set(TEXT.metadata.services)
    assert any("re-integratie" in service for service in TEXT.metadata.services)
