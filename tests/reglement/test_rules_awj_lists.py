"""The lists of the text with two keys and a closed telephone: purposes, recipients, data, words, what is told."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.questions import VIEW, WRITE, answer, asked, first, keys, ruleset

TEXT = ruleset("awj").ruleset
IN_THE_DOSSIER = {
    "aanmelding": "ordinary",
    "reintegratievisie": "sensitive",
    "naw": "contact",
    "rekening_en_polis": "financial",
    "bsn": "identity_number",
    "opleiding_en_werk": "ordinary",
    "medisch": "medical",
    "inkomen": "financial",
    "handicap": "medical",
    "plan": "ordinary",
    "correspondentie": "ordinary",
    "werkgever": "ordinary",
    "subsidieformulieren": "financial",
    "beschikking_uitkering": "financial",
    "beschikking_belastbaarheid": "functional",
    "gespreksverslagen": "sensitive",
    "verificaties": "ordinary",
}
IN_THE_SYSTEM = {
    "systeem_personalia": "identifying",
    "systeem_adres_en_telefoon": "contact",
    "systeem_inkomen": "financial",
    "systeem_bsn_en_id": "identity_number",
    "systeem_bank_polis_uwv": "financial",
    "systeem_school_en_werk": "ordinary",
    "systeem_handicap": "medical",
    "systeem_werkgever_en_contract": "ordinary",
    "systeem_subsidie": "financial",
    "systeem_doelgroep": "sensitive",
}
BESIDE = {
    "arbeidsongeschiktheid": ("1.1", "functional"),
    "uitkering": ("1.1", "financial"),
    "dienstverband": ("1.1", "financial"),
    "kopie_subsidieaanvraag": ("1.2", "financial"),
    "naam": ("1.2", "contact"),
    "registratienummer": ("1.2", "identifying"),
}
ITEMS = {item.key: item for item in TEXT.catalogue_item}
PURPOSES = {
    "registration": "1.1",
    "guidance": "2.2",
    "placement": "2.2",
    "reporting": "2.6.3",
    "subsidy": "2.2",
    "invoicing": "1.2",
    "management_information": "1.2",
    "research": "2.6.6",
    "quality_audit": "2.6.1.7",
    "supervision": "2.1.5.2",
    "legal_duty": "2.6.1.5",
    "request_of_client": "2.9",
    "complaint": "2.1.4",
}
OUTSIDE = ["newsletter", "information", "analysis", "relation", "assessment", "medical_advice", "verification"]
USE = asked(VIEW, act="use_internally")


def said(question):
    decision = answer("awj", question)
    return decision.effect, first(decision)


def kept(key, **changes):
    content = {"categories": [{"key": key}], "carrier": "digital", "source": "client", "necessity_note": True}
    ground = {"kind": "legal_obligation", "evidence": "stuk 4", "statute": "SUWI 54"}
    return asked(WRITE, service="jobcoaching", actor__authorised=True, content=content, grounds=[ground], **changes)


def means(word):
    return next(term for term in TEXT.term if term.word == word)


# --- Which data ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "tag"), IN_THE_DOSSIER.items())
@pytest.mark.parametrize("carrier", ["paper", "digital"])
def test_category_of_the_dossier_has_its_sensitivity_and_lies_in_cabinet_or_system(carrier, key, tag):
    question = kept(key, actor__same_branch=True)

    assert (ITEMS[key].article, ITEMS[key].tag) == ("3.1", tag)
    assert answer("awj", asked(question, content__carrier=carrier)).effect == "allow"


@pytest.mark.parametrize(("key", "tag"), IN_THE_SYSTEM.items())
def test_category_of_the_system_has_its_sensitivity(key, tag):
    assert (ITEMS[key].article, ITEMS[key].tag, ITEMS[key].carriers) == ("3.2", tag, ("digital",))
    assert "bureau" not in ITEMS[key].source
    assert answer("awj", kept(key)).effect == "allow"


@pytest.mark.parametrize(("key", "known"), BESIDE.items())
def test_what_other_articles_have_kept_is_listed_under_them(key, known):
    assert (ITEMS[key].article, ITEMS[key].tag) == known
    assert answer("awj", kept(key)).effect == "allow"


def test_list_is_an_overview_and_whole():
    assert set(ITEMS) == {*IN_THE_DOSSIER, *IN_THE_SYSTEM, *BESIDE}
    assert (TEXT.catalogue.mode, TEXT.catalogue.article) == ("indicative", "3")


# --- What for --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("purpose", "article"), PURPOSES.items())
def test_each_purpose_of_the_text_opens_use_under_its_own_article(purpose, article):
    decision = answer("awj", asked(USE, purpose=purpose))

    assert (decision.effect, article in keys(decision)) == ("allow", True)
    assert {purpose.key: purpose.article for purpose in TEXT.purpose}[purpose] == article


@pytest.mark.parametrize("purpose", OUTSIDE)
@pytest.mark.parametrize("act", ["view", "use_internally"])
def test_purpose_outside_the_text_is_denied(act, purpose):
    assert said(asked(USE, act=act, purpose=purpose)) == ("deny", "2.2")


def test_every_purpose_rests_on_a_ground():
    assert all(purpose.ground for purpose in TEXT.purpose)


@pytest.mark.parametrize(("purpose", "article"), [("management_information", "1.2"), ("research", "2.5.anoniem")])
def test_overviews_and_figures_name_nobody(purpose, article):
    decision = answer("awj", asked(USE, purpose=purpose))

    assert [(limit.kind, limit.article.key) for limit in decision.limits] == [("deidentified", article)]
    assert article in keys(decision)
    assert answer("awj", USE).limits == ()


# --- Who and what ----------------------------------------------------------------------------------------------------


def test_text_names_recipients_among_others():
    assert {recipient.key: recipient.article for recipient in TEXT.recipient} == {
        "opdrachtgever": "2.6.3",
        "relation": "2.6.3",
        "care_provider": "2.6.3",
        "training_provider": "2.6.3",
        "subsidy_body": "2.6.3",
        "workplace_manager": "2.6.3",
        "engaged_third_party": "2.6.2",
        "auditor": "2.6.1.7",
        "supplier": "2.7",
    }
    assert not TEXT.metadata.recipients_closed


def test_verwerker_of_the_text_is_who_is_responsible_and_the_directie_acts_for_it():
    assert "AVG: verantwoordelijke" in means("verwerker").means
    assert (TEXT.roles.article, TEXT.roles.controller) == ("2.1.1", "directie")
    assert (TEXT.roles.activates, TEXT.roles.decides) == (("directie",), ("directie",))


@pytest.mark.parametrize(
    "task", ["eisen", "opgeslagen", "managementinformatie", "controleert", "rechten", "akkoord", "laten werken"]
)
def test_beheerder_is_appointed_by_the_directie_and_has_each_task_of_the_text(task):
    beheerder = next(role for role in TEXT.role if role.role == "beheerder")

    assert (beheerder.article, beheerder.appointed_by) == ("2.1.2", "directie")
    assert any(task in words for words in beheerder.tasks)


def test_roles_are_called_as_the_text_calls_them():
    assert {role.role: role.label for role in TEXT.role} == {
        "directie": "directeur, namens de verwerker",
        "beheerder": "manager die het systeem beheert",
        "coach": "adviseur / jobcoach",
        "vestigingsmanager": "vestigingsmanager",
        "administratie": "administratief medewerker van de vestiging",
        "workplace_manager": "leidinggevende op de werkplek",
        "supplier": "leverancier van software of hardware",
    }


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("verantwoordelijke", "verwerker van 2.1"),
        ("betrokkene", "cliënt ("),
        ("kandidaat / werknemer", "cliënt:"),
        ("persoonsgegevens", "te herkennen"),
        ("verwerking", "logboek"),
        ("dossier", "kast van de vestiging"),
        ("registratiesysteem", "zelf geeft"),
        ("adviseur / jobcoach", "coach"),
        ("beëindiging van de dienstverlening", "voor alle opdrachtgevers"),
    ],
)
def test_word_of_the_text_has_the_meaning_that_its_rules_give_it(word, meaning):
    assert meaning in means(word).means


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("intro.4", "Inleiding, alinea 4"),
        ("2.1.5.1", "2.1 lid 5.1"),
        ("2.1.5.2", "2.1 lid 5.2"),
        ("2.1.6", "2.1 lid 6"),
        ("2.5.overdracht", "2.5, alinea 2"),
        ("2.6.1.7", "2.6.1 onder 7"),
        ("3.2", "3.2"),
    ],
)
def test_article_has_the_label_that_the_text_prints(key, label):
    assert {article.key: article.label for article in TEXT.articles}[key] == label


@pytest.mark.parametrize("key", ["intro.2", "intro.6", "1", "2.1.3", "2.1.5", "2.1.5.2", "2.1.8"])
def test_article_that_only_tells_is_told(key):
    assert len(next(article for article in TEXT.articles if article.key == key).text) > 30


def test_text_names_the_quality_mark_and_its_services():
    assert TEXT.metadata.codes == ("Blik op Werk",)
    assert any("subsidies" in service for service in TEXT.metadata.services)


# --- Starting and telling --------------------------------------------------------------------------------------------


def test_only_who_is_guided_is_registered():
    assert said(asked(VIEW, act="intake")) == ("allow", "2.3")


@pytest.mark.parametrize(("evidence", "expected"), [("none", ("deny", "AVG 13")), ("sent", ("allow", "2.3"))])
def test_traject_starts_after_the_notice_that_the_law_asks(evidence, expected):
    assert said(asked(VIEW, act="start", start_notice={"evidence": evidence})) == expected


def test_people_are_told_of_the_text_of_unexpected_use_and_of_secrecy():
    told = {rule.id: (rule.article, rule.event, rule.timing, rule.audience) for rule in TEXT.notice_rule}

    assert told == {
        "text-at-the-start": ("intro.5", "traject_start", "at", ("client",)),
        "unexpected-use": ("intro.4", "new_purpose", "before", ("client",)),
        "staff-promises-secrecy": ("2.1.6", "confidentiality", "before", ("staff",)),
        "engaged-promise-secrecy": ("2.6.2", "confidentiality", "before", ("recipient",)),
    }
    start = next(rule for rule in TEXT.notice_rule if rule.id == "text-at-the-start")
    assert {"reglement", "auditor"} <= set(start.items)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["client", "coach"])
def test_text_can_be_read_by_who_it_is_about(client, role):
    version = active_version_of("awj")
    client.force_login(UserFactory(**{role: True}, with_mfa=True))

    page = client.get(reverse("reglement:read")).content.decode()

    assert all(heading in page for heading in ("Wie erbij kan", "Bestanden met alleen contactgegevens", version.label))
    assert "start" in TEXT.metadata.available_at


@pytest.mark.django_db
def test_text_holds_once_its_holes_are_filled_and_its_conflicts_accepted():
    version = active_version_of("awj")

    assert (version.is_active, version.label) == (True, "ongedateerd")


# --- Security and law ------------------------------------------------------------------------------------------------


def test_measures_say_who_keeps_them_and_how_often_use_is_checked():
    measures = {measure.id: measure for measure in TEXT.measure}

    assert {key: (measure.article, measure.kept_by) for key, measure in measures.items()} == {
        "calamities": ("2.1.3", "organisation"),
        "use-is-checked": ("2.1.5.2", "organisation"),
        "access-code": ("2.1.8", "product"),
        "closed-server-room": ("2.1.8", "organisation"),
        "closed-archive": ("2.7", "organisation"),
    }
    assert (measures["use-is-checked"].by_role, measures["use-is-checked"].review) == ("beheerder", "P3M")


def test_text_says_where_the_law_goes_further():
    assert {conflict.article: set(conflict.law) for conflict in TEXT.law_conflict} == {
        "intro.2": {"AVG 99"},
        "intro.4": {"AVG 13", "AVG 14(3)"},
        "2.1.1": {"AVG 4(7)"},
        "2.1.4": {"AVG 77"},
        "2.5": {"AVG 5", "AWR 52"},
        "2.5.overdracht": {"AVG 5", "AVG 9"},
        "2.6.1": {"AVG 9", "UAVG 30"},
        "2.6.1.3": {"AVG 6(1)(d)", "AVG 9"},
        "2.6.1.6": {"AVG 6(4)", "AVG 14(3)"},
        "2.6.6": {"AVG 9"},
        "2.6.7": {"AVG 6", "AVG 21", "Tw 11.7"},
        "2.9": {"AVG 12(3)", "AVG 17"},
        "3.1": {"UAVG 46"},
    }
