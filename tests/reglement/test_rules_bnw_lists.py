"""The lists of the text with a closed annex: data, purposes, recipients, words, notices, security, what is told."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.questions import VIEW, WRITE, answer, asked, consent, first, ground, keys, ruleset, unmet

TEXT = ruleset("bnw").ruleset
ITEMS = {item.key: item for item in TEXT.catalogue_item}
FREELY = {
    "clientnummer": ("A.T1", "identifying"),
    "re_integratieprocedure": ("A.T2", "ordinary"),
    "begeleiders": ("A.T3", "ordinary"),
    "contactpersonen": ("A.T4", "contact"),
    "contactmomenten": ("A.T5", "ordinary"),
    "locatie": ("A.T6", "ordinary"),
    "naam": ("A.N1", "contact"),
    "adres": ("A.N2", "contact"),
    "telefoon_en_email": ("A.N3", "contact"),
    "geboorte": ("A.P1", "identifying"),
    "geslacht": ("A.P2", "identifying"),
    "nationaliteit": ("A.P3", "identifying"),
    "burgerlijke_staat": ("A.P4", "sensitive"),
    "gezin": ("A.P5", "sensitive"),
    "kinderen_ten_laste": ("A.P6", "financial"),
    "identificatie": ("A.P7", "identifying"),
    "verblijfsvergunning": ("A.P7", "identifying"),
    "uitkeringsinstanties": ("A.AO7", "financial"),
    "opleiding": ("A.AO8", "ordinary"),
    "diplomas": ("A.AO9", "ordinary"),
    "functie": ("A.AO10", "ordinary"),
    "beroep": ("A.AO11", "ordinary"),
    "werkverleden": ("A.AO12", "ordinary"),
    "beschikbaarheid": ("A.AO13", "ordinary"),
    "mobiliteit": ("A.AO14", "ordinary"),
    "plaatsingsovereenkomsten": ("A.AO16", "ordinary"),
    "arbeidsovereenkomsten": ("A.AO17", "ordinary"),
    "werkweigeringen": ("A.AO18", "sensitive"),
    "salaris": ("A.PL1", "financial"),
    "functie_na_plaatsing": ("A.PL2", "ordinary"),
    "dienstverband": ("A.PL3", "ordinary"),
    "vog_getoond": ("A.O5", "sensitive"),
    "correspondentie": ("A.O6", "ordinary"),
    "rapportages": ("A.O7", "ordinary"),
    "gespreksnotities": ("A.O8", "sensitive"),
    "functioneren": ("A.O9", "sensitive"),
    "cijferlijsten": ("A.O12", "ordinary"),
}
HEALTH = {
    "belastbaarheid": ("A.AO15", "functional"),
    "ziekteverzuim": ("A.PL4", "functional"),
    "fml": ("A.O2", "functional"),
}
NARROWED = {
    "bsn": ("A.P7", "identity_number", "UAVG 46"),
    "id_nummer": ("A.P7", "identity_number", "UAVG 46"),
    "rechtszaken": ("A.O4", "criminal", "AVG 10"),
    "vog_uitslag": ("A.O5", "criminal", "AVG 10"),
}
SAYS_NOTHING = {"documenten": "A.O10", "email": "A.O11"}
PURPOSES = {
    "registration": "B2",
    "guidance": "B2",
    "placement": "B2",
    "reporting": "B6d",
    "invoicing": "B7c",
    "supervision": "B5",
    "legal_duty": "B3b",
    "legal_claim": "B3b",
    "request_of_client": "B13a",
    "complaint": "B15a",
}


def said(question):
    decision = answer("bnw", question)
    return decision.effect, first(decision)


def kept(*names, service="spoor2", **changes):
    question = asked(WRITE, service=service, content__categories=[{"key": key} for key in names])
    return asked(question, content__necessity_note=False, **changes)


def used(purpose, **changes):
    return asked(VIEW, act="use_internally", purpose=purpose, **changes)


def means(word):
    return next(term for term in TEXT.term if term.word == word).means


# --- Which data ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "where"), FREELY.items())
@pytest.mark.parametrize("service", ["spoor2", "jobcoaching", "participation", "outplacement"])
def test_category_of_the_annex_has_its_sensitivity_and_may_be_written(key, where, service):
    assert (ITEMS[key].article, ITEMS[key].tag) == where
    assert said(kept(key, service=service)) == ("allow", "B6a")


@pytest.mark.parametrize("tag", ["ordinary", "functional", "belief", "criminal", "identity_number"])
@pytest.mark.parametrize("note", [True, False])
def test_annex_is_the_most_there_may_be_also_with_a_note(tag, note):
    unlisted = asked(WRITE, content={"categories": [{"key": "hobby", "tag": tag}], "necessity_note": note})
    decision = answer("bnw", unlisted)

    assert (decision.effect, first(decision), "catalogue" in unmet(decision)) == ("deny", "A.0", True)
    assert (TEXT.catalogue.mode, TEXT.catalogue.article) == ("maximum", "A.0")


def test_annex_has_every_entry_of_the_text_under_its_own_label():
    labels = {article.key: article.label for article in TEXT.articles}
    numbers = {"T": range(1, 7), "N": range(1, 4), "P": range(1, 8), "AO": range(7, 19), "PL": range(1, 5)}
    entries = {f"A.{part}{number}" for part, some in numbers.items() for number in some}
    entries |= {f"A.O{number}" for number in range(1, 13)}

    assert {item.article for item in TEXT.catalogue_item} == entries
    assert labels["A.P7"] != labels["A.AO7"]
    assert labels["A.P7"].endswith(" 7")
    assert labels["A.AO7"].endswith(" 7")


@pytest.mark.parametrize(("key", "where"), HEALTH.items())
def test_work_ability_is_written_where_the_law_gives_the_ground_or_after_explicit_consent(key, where):
    assert (ITEMS[key].article, ITEMS[key].tag) == where
    assert said(kept(key))[0] == "allow"
    assert said(kept(key, service="outplacement")) == ("deny", "UAVG 30")
    assert said(kept(key, service="outplacement", consents=[consent(form="explicit")]))[0] == "allow"


def test_treatment_is_written_only_as_far_as_it_matters_and_why_is_noted():
    question = kept("behandeling")

    assert (ITEMS["behandeling"].article, ITEMS["behandeling"].tag) == ("A.O3", "medical")
    assert (said(question), unmet(answer("bnw", question))) == (("deny", "A.O3"), {"necessity_note"})
    assert said(asked(question, content__necessity_note=True))[0] == "allow"


@pytest.mark.parametrize(("key", "where"), NARROWED.items())
def test_what_the_annex_lists_and_the_law_narrows_needs_a_statute_and_cites_both(key, where):
    article, tag, law = where
    decision = answer("bnw", kept(key))
    by_statute = kept(key, grounds=[ground("legal_obligation", statute="SUWI 54")])

    assert (ITEMS[key].article, ITEMS[key].tag) == (article, tag)
    assert (decision.effect, first(decision), article in keys(decision)) == ("deny", law, True)
    assert answer("bnw", by_statute).effect == "allow"


def test_password_is_listed_by_the_text_and_never_kept_and_all_three_are_cited():
    decision = answer("bnw", kept("wachtwoord_vacaturesite"))
    asked_for = kept("wachtwoord_vacaturesite", grounds=[ground("court_order")], consents=[consent()])

    assert (ITEMS["wachtwoord_vacaturesite"].article, decision.effect) == ("A.O1", "deny")
    assert (first(decision), {"A.O1", "AVG 32"} <= keys(decision)) == ("AVG 5", True)
    assert said(asked_for) == ("deny", "AVG 5")


def test_of_a_certificate_of_conduct_only_is_kept_that_it_was_shown_and_when():
    assert {item.key for item in TEXT.catalogue_item if item.article == "A.O5"} == {"vog_getoond", "vog_uitslag"}
    assert "welke dag" in ITEMS["vog_getoond"].condition
    assert said(kept("vog_getoond"))[0] == "allow"
    assert said(kept("vog_getoond", "vog_uitslag")) == ("deny", "AVG 10")


@pytest.mark.parametrize(("key", "article"), SAYS_NOTHING.items())
def test_upload_or_mail_that_does_not_say_what_is_in_it_is_kept_under_a_category_of_the_annex(key, article):
    decision = answer("bnw", kept(key))

    assert (decision.effect, first(decision), unmet(decision)) == ("deny", article, {"category_unspecified"})
    assert said(kept(key, "correspondentie"))[0] == "allow"
    assert said(kept("correspondentie"))[0] == "allow"


# --- What for --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("purpose", "article"), PURPOSES.items())
def test_each_purpose_opens_use_under_the_point_that_it_comes_from(purpose, article):
    decision = answer("bnw", used(purpose))

    assert {entry.key: entry.article for entry in TEXT.purpose} == PURPOSES
    assert (decision.effect, article in keys(decision)) == ("allow", True)


@pytest.mark.parametrize("purpose", ["newsletter", "information", "analysis", "research", "subsidy", "quality_audit"])
def test_purpose_outside_the_text_is_denied(purpose):
    assert said(used(purpose)) == ("deny", "B2")
    assert said(asked(VIEW, purpose=purpose)) == ("deny", "B2")


def test_three_kinds_of_work_make_the_purpose():
    purposes = {entry.key: entry.label for entry in TEXT.purpose if entry.article == "B2"}

    assert all(word in purposes["guidance"] for word in ("betaald werk", "jobcoachen", "sociale activering"))
    assert len(TEXT.metadata.services) == 3


def test_without_consent_only_what_the_traject_needs_is_used():
    needless = used("guidance", actor__assigned=False)

    assert (said(needless), "any" in unmet(answer("bnw", needless))) == (("deny", "B6"), True)
    assert said(asked(needless, content__necessity_note=True)) == ("allow", "B3a")
    assert said(used("guidance")) == ("allow", "B3a")


@pytest.mark.parametrize(
    ("known", "effect"),
    [
        (ground("legal_obligation", statute="SUWI 54"), "allow"),
        (ground("legitimate_interest", balanced=True), "allow"),
        (ground("legitimate_interest"), "deny"),
        (ground("vital_interest", decided_by="directie"), "deny"),
    ],
)
def test_statute_or_a_weighed_interest_opens_use_too(known, effect):
    question = used("legal_claim", actor__assigned=False, grounds=[known])

    assert said(question) == (effect, "B3b" if effect == "allow" else "B6")


def test_use_on_an_own_interest_rests_after_an_objection_until_it_was_weighed():
    interest = [ground("legitimate_interest", balanced=True)]
    objected = used("legal_claim", grounds=interest, objections=[{"purpose": "legal_claim"}])
    decision = answer("bnw", objected)

    assert (decision.effect, first(decision), "AVG 21" in keys(decision)) == ("deny", "B3b", True)
    assert said(asked(objected, objections=[{"purpose": "legal_claim", "weighed": True}]))[0] == "allow"


def test_objection_to_an_own_interest_does_not_stop_the_guidance():
    interest = [ground("legitimate_interest", balanced=True)]

    assert said(used("guidance", grounds=interest, objections=[{}])) == ("allow", "B3a")


# --- Who and what ----------------------------------------------------------------------------------------------------


def test_recipients_are_the_opdrachtgever_contractors_and_third_parties_that_the_text_does_not_define():
    assert {entry.key: entry.article for entry in TEXT.recipient} == {
        "opdrachtgever": "B6d",
        "engaged_third_party": "B6b",
        "other": "B7",
    }
    assert not TEXT.metadata.recipients_closed


def test_bureau_is_the_controller_also_of_what_the_opdrachtgever_supplied():
    purpose = next(entry for entry in TEXT.purpose if entry.key == "registration")

    assert (TEXT.roles.article, TEXT.roles.controller) == ("B5", "directie")
    assert set(purpose.subjects) == {"client", "opdrachtgever_contact"}


def test_person_to_turn_to_is_named_by_role():
    assert TEXT.roles.contact == "directie"
    assert "beantwoordt vragen en verzoeken" in next(role for role in TEXT.role if role.role == "directie").tasks


def test_roles_are_called_as_the_text_calls_them():
    assert {role.role: (role.article, role.label) for role in TEXT.role} == {
        "directie": ("B5", "verantwoordelijke"),
        "coach": ("A.T3", "re-integratiebegeleider"),
        "engaged_third_party": ("B6b", "zzp-er"),
    }


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("cliënt", "de persoon over wie de gegevens gaan"),
        ("opdrachtgever", "geen derde"),
        ("derden", "iedereen buiten het bureau"),
        ("rapportage", "toegang van de opdrachtgever"),
        ("zzp-er", "alleen dat deel"),
        ("dossier", "dossierkast en digitaal"),
        ("uitvoering van de overeenkomst", "notitie waarom"),
    ],
)
def test_word_of_the_text_has_the_meaning_that_its_rules_give_it(word, meaning):
    assert meaning in means(word)


# --- What people are told --------------------------------------------------------------------------------------------


def test_important_change_is_told_to_clients_and_the_latest_text_stands_on_the_websites():
    rules = {rule.id: rule for rule in TEXT.notice_rule}
    told, shown = rules["important-change"], rules["latest-text-on-the-websites"]

    assert (told.article, told.event, told.only_if) == ("B11b", "version_activated", "important")
    assert (set(told.audience), set(told.channel)) == ({"client"}, {"email", "website"})
    assert (shown.article, shown.only_if, set(shown.audience), set(shown.channel)) == (
        "B11a",
        "any",
        {"public"},
        {"website"},
    )
    assert TEXT.metadata.available_at == ("website",)


def test_staff_is_bound_to_secrecy_before_the_first_look():
    rule = next(rule for rule in TEXT.notice_rule if rule.event == "confidentiality")

    assert (rule.article, rule.timing, rule.audience, rule.evidence) == ("B8a", "before", ("staff",), ("signed",))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["client", "contact", "coach"])
def test_text_can_be_read_by_everyone_it_is_for(client, role):
    version = active_version_of("bnw")
    client.force_login(UserFactory(**{role: True}, with_mfa=True))

    page = client.get(reverse("reglement:read")).content.decode()

    assert all(heading in page for heading in ("Jonger dan zestien", "Niet aan derden, tenzij", version.label))
    assert (version.label, version.valid_from) == ("25 mei 2018", date(2018, 5, 25))


@pytest.mark.parametrize("key", ["B0", "B10"])
def test_what_is_only_told_carries_no_rule(key):
    rules = (*TEXT.gate_rule, *TEXT.retention_rule, *TEXT.right_rule, *TEXT.notice_rule, *TEXT.law_conflict)

    assert key in {article.key for article in TEXT.articles}
    assert key not in {rule.article for rule in rules}


def test_text_knows_the_law_of_today():
    assert "AVG" in next(article for article in TEXT.articles if article.key == "B0").text
    assert "AVG 99" not in {law for conflict in TEXT.law_conflict for law in conflict.law}


# --- Security and law ------------------------------------------------------------------------------------------------


def test_measures_of_the_text_are_kept_by_the_product_or_by_people():
    assert {measure.id: (measure.article, measure.kept_by) for measure in TEXT.measure} == {
        "passwords": ("B9", "product"),
        "locked-cabinet": ("B9", "organisation"),
        "back-ups": ("B9", "product"),
        "virus-protection": ("B9", "organisation"),
    }


def test_text_says_where_the_law_goes_further():
    assert {conflict.article: set(conflict.law) for conflict in TEXT.law_conflict} == {
        "B3b": {"AVG 21"},
        "B6a": {"AVG 5", "AVG 25"},
        "B6d": {"AVG 9", "AVG 13", "UAVG 30"},
        "B7c": {"AVG 6", "AVG 9"},
        "B12": {"UAVG 5"},
        "B13a": {"AVG 16", "AVG 17"},
        "B13b": {"AVG 15"},
        "B14": {"AVG 12(5)", "AVG 15"},
        "A.P7": {"UAVG 46"},
        "A.O1": {"AVG 5", "AVG 32"},
        "A.O2": {"AVG 9", "UAVG 30"},
        "A.O3": {"AVG 9", "UAVG 30"},
        "A.O4": {"AVG 10"},
        "A.O5": {"AVG 10"},
        "A.O10": {"AVG 5"},
        "A.O11": {"AVG 5"},
    }
