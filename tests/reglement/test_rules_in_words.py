"""Each entry of each text is told in whole sentences, in Dutch and in English, with all that it says in them."""

import re
from typing import Any

import pytest
from django.utils import translation

from reglement.comparing import compare, tell
from reglement.loading import law_floor, profile_names
from reglement.rules.entitlements import NoticeRule, RightRule
from reglement.rules.gate import GateRule
from reglement.rules.keeping import ResidualRule, RetentionRule
from reglement.rules.wordlists import CatalogueItem, Measure
from reglement.trace.carrying import carriers_of
from reglement.wording import entry_told
from reglement.wording.vocabulary import ITEMS
from tests.reglement.questions import ruleset

RULE = {"id": "een-regel", "article": "4"}


def texts():
    return [law_floor().ruleset, *(ruleset(name).ruleset for name in profile_names())]


def told(part: str, model: Any, **fields: Any) -> str:
    """Return an entry in words, made as a file makes it."""
    words: dict[str, Any] = RULE | fields if "id" in model.model_fields else {"article": "4"} | fields
    return " ".join(entry_told(part, model.model_validate(words, strict=False)).sentences)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("text", texts(), ids=lambda text: text.metadata.key)
def test_every_entry_is_whole_sentences_without_machine_words(text, language):
    with translation.override(language):
        sentences = [
            sentence
            for key, carriers in carriers_of(text).items()
            for carrier in carriers
            for sentence in entry_told(carrier.part, carrier.entry, here=key).sentences
        ]

    assert len(sentences) > 80
    wrong = [each for each in sentences if not each.endswith(".") or not each[0].isupper() or "%(" in each]
    assert wrong == []
    assert [each for each in sentences if re.search(r"[a-z]_[a-z]|\bunset\b|(?<!\.)\bP\d", each)] == []


@pytest.mark.parametrize("text", texts(), ids=lambda text: text.metadata.key)
def test_what_people_are_told_is_never_a_bare_key(text):
    named = {item for rule in text.notice_rule for item in rule.items}
    answered = {part for rule in text.right_rule for part in rule.answer_parts}

    assert (named | answered) - ITEMS.keys() == set()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {
                "act": ["report"],
                "effect": "require",
                "match": {"recipient_class": ["opdrachtgever"], "form": ["written"]},
                "needs": [{"kind": "consent", "form": "written", "bound_to": ["version"]}, {"kind": "shown"}],
            },
            "Rapporteren aan de opdrachtgever (schriftelijk) mag alleen met schriftelijke toestemming van de cliënt "
            "(gebonden aan deze versie), en met inzage vooraf door de cliënt.",
        ),
        (
            {"act": ["view"], "effect": "deny", "except": {"recipient_class": ["staff", "client"]}},
            "Inkijken mag niet, behalve bij: medewerkers, de cliënt.",
        ),
        (
            {
                "act": ["disclose"],
                "effect": "allow",
                "match": {"recipient_class": ["doctor", "authority", "court"]},
                "duties": [{"kind": "inform_client", "channel": "oral", "within": "P5WD"}],
                "limits": [{"kind": "relevant_items"}],
                "law": ["AVG 6"],
            },
            "Gegevens geven aan een arts, een overheid of de rechter mag. Daarna moet het bureau: de cliënt vertellen "
            "in een gesprek, binnen 5 werkdagen. Met een grens: alleen wat ter zake doet. Dit staat ook in: AVG 6.",
        ),
        (
            {"act": ["audit"], "effect": "limit", "limits": [{"kind": "read_only"}, {"kind": "no_export"}]},
            "Toetsen voor een keurmerk mag met een grens: alleen lezen, niets meenemen.",
        ),
        (
            {
                "act": ["report"],
                "effect": "require",
                "match": {"report_purpose": ["conclusion"], "complaint": ["open"]},
                "needs": [
                    {"kind": "consent", "form": "written", "after_reading": True},
                    {"kind": "period", "at_most": "P6W"},
                    {"kind": "group", "people": 10},
                ],
            },
            "Rapporteren (het eindrapport, om het traject af te sluiten; een klacht die loopt) mag alleen met "
            "schriftelijke toestemming van de cliënt, gegeven na het lezen, en met een afgesproken periode van "
            "hooguit 6 weken, en met een groep van minstens 10 mensen.",
        ),
        (
            {"act": ["disclose"], "effect": "deny", "match": {"ground": ["research"]}, "takes_ground": True},
            "Gegevens geven (onderzoek) mag niet. Wat op iets anders rust, gaat door.",
        ),
    ],
)
def test_rule_about_an_act_is_told_with_all_that_follows_from_it(fields, sentence):
    assert told("gate_rule", GateRule, **fields) == sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"term": "P2Y", "bound": "at_most"}, "Dossiers blijven hooguit 2 jaar na het einde van het traject."),
        (
            {"term": "P24M", "bound": "complete_within"},
            "Dossiers zijn volledig weg binnen 24 maanden na het einde van het traject.",
        ),
        (
            {"term": "P2Y", "bound": "as_a_rule"},
            "Dossiers blijven in de regel hooguit 2 jaar na het einde van het traject.",
        ),
        ({"term": "P0D", "bound": "exactly"}, "Dossiers gaan weg meteen na het einde van het traject."),
        (
            {"term": "unset", "bound": "exactly"},
            "Hoe lang dossiers blijven na het einde van het traject, is nog niet ingevuld.",
        ),
    ],
)
def test_term_is_told_as_strictly_as_the_text_means_it(fields, sentence):
    assert told("retention_rule", RetentionRule, trigger="traject_end", **fields).startswith(sentence)


def test_bounds_of_what_client_and_bureau_decide_stand_with_the_term():
    words = told(
        "retention_rule",
        RetentionRule,
        trigger="complaint_closed",
        term="P2Y",
        bound="at_most",
        client_override=["extend"],
        extend_at_most="P1Y",
        decided_end=["directie"],
    )

    assert words.startswith("Dossiers blijven hooguit 2 jaar na het einde van een klacht.")
    assert "De cliënt mag: langer laten bewaren. Langer blijven kan hooguit: 1 jaar." in words
    assert "Eerder, als het niet meer nodig is; dat beslist: directie." in words


def test_choices_of_client_bureau_and_statute_stand_with_the_term():
    words = told(
        "retention_rule",
        RetentionRule,
        trigger="contract_end",
        term="P7Y",
        bound="exactly",
        round_up="year_end",
        hold={"statute": "AWR 52", "term": "P7Y", "form": "deidentified", "store": "separate"},
        closing_choice=[{"choice": "keep", "term": "P2Y"}, {"choice": "destroy", "term": "P0D"}],
        deviation={"role": ["directie"], "max": "P1Y"},
    )

    assert "De termijn eindigt aan het eind van het jaar." in words
    assert "Bij het sluiten kiest de cliënt: bewaren (2 jaar), vernietigen (meteen)." in words
    assert "Langer bewaren kan in een enkel geval; dat beslist: directie, met een opgeschreven reden" in words
    assert "en hooguit 1 jaar langer." in words
    assert "Een wet vraagt dit: AWR 52, 7 jaar, onherkenbaar, op een aparte plaats." in words
    assert "Dit programma maakt stukken niet zelf onherkenbaar." in words
    assert "Dat doet wie de plicht uitvoert; daarna wordt het stuk met namen vernietigd." in words
    assert "vernietigd." not in re.sub(
        r"Tot dan wordt het niet vernietigd\.|het stuk met namen vernietigd\.", "", words
    )


def test_what_remains_says_what_the_house_itself_keeps():
    facts = {"fields": ["aantallen"], "purpose": "statistiek", "term": "P5Y"}
    nothing = told("residual_rule", ResidualRule, **facts)
    line = told("residual_rule", ResidualRule, keeps=["client_name", "year"], **facts)
    figures = told("residual_rule", ResidualRule, kind="figures", keeps=["year"], smallest_group=12, **facts)

    assert "Dit programma bewaart daarvan niets." in nothing
    assert "Dit programma bewaart daarvan: naam van de cliënt, jaar." in line
    assert "Een getal over minder dan 12 mensen toont het niet." in figures


def test_what_remains_says_for_what_and_how_long():
    words = told(
        "residual_rule", ResidualRule, fields=["naam", "jaar"], purpose="overzicht", term="P5Y", lookup_only=True
    )

    assert words.startswith(
        "Na het vernietigen mag dit blijven: naam, jaar (5 jaar, vanaf het einde van het traject). "
        "Waarvoor: overzicht."
    )
    assert "niet gelijst of verstuurd" in words


def test_right_says_by_when_how_and_for_which_reasons():
    words = told(
        "right_rule",
        RightRule,
        right="erase",
        window="P6M",
        deadline="P28D",
        conditions=["wrong", "irrelevant"],
        channels=["email", "telephone"],
        fee="may_charge",
        interval="P3M",
        requires=["by_appointment"],
    )

    for piece in (
        "De cliënt mag zijn gegevens laten wissen.",
        "tot 6 maanden na het einde van het traject",
        "binnen 28 dagen",
        "de gegevens kloppen niet of de gegevens doen er niet toe",
        "e-mail of de telefoon. Langs een andere weg telt een verzoek ook.",
        "een afspraak",
        "3 maanden",
        "de wet maakt het antwoord en de eerste kopie gratis",
    ):
        assert piece in words


def test_right_without_a_term_leaves_it_to_the_law_and_a_complaint_has_none():
    assert "die van de wet geldt" in told("right_rule", RightRule, right="access")
    assert "die van de wet geldt" not in told("right_rule", RightRule, right="complain")


def test_notice_says_to_whom_and_what_happens_without_an_answer():
    words = told(
        "notice_rule",
        NoticeRule,
        event="version_activated",
        timing="at",
        audience=["client", "opdrachtgever", "staff"],
        channel=["email"],
        evidence=["signed"],
        within="P14D",
        only_if="important",
        otherwise="access_ends",
    )

    assert words.startswith(
        "Bericht aan cliënten, opdrachtgevers en medewerkers over een nieuwe versie van het reglement: meteen. "
        "Alleen bij een belangrijke wijziging."
    )
    assert "Termijn: 14 dagen. Wie niet op tijd bevestigt, komt in geen dossier tot hij dat doet." in words


def test_category_says_where_it_may_be_and_a_password_never():
    item = {"key": "verslag", "label": "verslag", "tag": "test"}
    bounded = told("catalogue_item", CatalogueItem, **item, carriers=["paper"], services=["spoor2"])
    password = told("catalogue_item", CatalogueItem, **(item | {"tag": "credential"}))

    assert bounded == (
        "Deze gegevens mogen er zijn: verslag (tests). Alleen bij: re-integratie tweede spoor. Alleen op papier."
    )
    assert password == "Deze gegevens worden altijd geweigerd: verslag (wachtwoorden)."


def test_measure_says_who_keeps_it():
    ours = told("measure", Measure, label="versleuteld", kept_by="product")
    theirs = told("measure", Measure, label="op slot", kept_by="organisation", review="P1Y", by_role="beheerder")

    assert ours == "Beveiliging: versleuteld. Daar zorgt dit programma voor."
    assert theirs.endswith("Daar zorgt de organisatie zelf voor. Nagekeken om de: 1 jaar. Wie dat nakijkt: beheerder.")


def test_entry_names_the_other_articles_it_stands_in_by_their_printed_number():
    rule = GateRule.model_validate(RULE | {"act": ["view"], "effect": "deny", "also": ["5", "6.x"]}, strict=False)
    labels = {"4": "4", "5": "5 lid 1", "6.x": "6, Inzage"}

    at_home = entry_told("gate_rule", rule, labels, here="4").sentences[-1]
    elsewhere = entry_told("gate_rule", rule, labels, here="5").sentences[-1]

    assert at_home == "Dit staat ook in: artikel 5 lid 1; artikel 6, Inzage."
    assert elsewhere == "Dit staat ook in: artikel 4; artikel 6, Inzage."


def test_what_comes_or_goes_is_told_with_the_same_words():
    after = ruleset("a4p").ruleset
    gone = after.retention_rule[0]
    before = after.model_copy(update={"retention_rule": after.retention_rule[1:], "organisation_choice": ()})

    [difference] = compare(before, after.model_copy(update={"organisation_choice": ()}))

    assert tell(difference) == f"Nieuw: {entry_told('retention_rule', gone).clause}."
