"""The register of processing activities: what AVG 30(1) asks, out of text, data model and organisation."""

import csv
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Value
from django.db.transaction import atomic
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from accounts.foreign_tables import FOREIGN_TABLES, WITHOUT_PEOPLE
from accounts.models import Organisation
from reglement.loading import profile_names
from reglement.register import register_now
from reglement.register.activities import activities_of, recipients_of
from reglement.register.data import data_kept, fields_about
from reglement.register.paper import register_paper
from reglement.register.tables import csv_register, table_of
from reglement.rules.wordlists import PurposeEntry
from reglement.terms import DISCLOSING_ACTS
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.reglement import active_version_of
from tests.house import OUR_MODELS
from tests.papers import Paper
from tests.reglement.questions import ruleset

pytestmark = pytest.mark.django_db
PAGE, PAPER, TABLE = "reglement:register", "reglement:register-paper", "reglement:register-table"
ANSWERS = {
    "address": "Voorbeeldstraat 1\n1234 AB Stad",
    "email": "privacy@bureau.example",
    "phone": "+31 20 000 00 00",
    "data_protection_officer": "Fictief Persoon, fg@bureau.example",
    "joint_controllers": "met niemand",
    "processors": "Hosting Voorbeeld BV",
    "transfers": "=geen",
    "security": "De kast is op slot.",
}


@pytest.fixture
def bureau():
    return OrganisationFactory(name="Bureau Voorbeeld", **ANSWERS)


def page_for(browser, **role):
    browser.force_login(UserFactory(**role, with_mfa=True))
    return browser.get(reverse(PAGE)).content.decode()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("name", profile_names())
def test_each_purpose_of_the_text_is_an_activity_with_all_that_the_law_asks(name):
    active_version_of(name)
    register = register_now()
    text = ruleset(name).ruleset

    names = [activity.name.lower() for activity in register.activities]

    assert [entry.label.lower() for entry in text.purpose] == names[: len(text.purpose)]
    for activity in register.activities:
        assert all([activity.article, activity.subjects, activity.recipients, activity.terms]), activity.name
    clients = [each for each in register.activities if "liënten" in each.subjects]
    assert all(each.data and each.terms for each in clients)


@pytest.mark.parametrize("name", profile_names())
def test_every_class_that_a_rule_lets_receive_is_a_recipient(name):
    text = ruleset(name).ruleset
    open_rules = [rule for rule in text.gate_rule if rule.effect == "allow" and DISCLOSING_ACTS & set(rule.act)]
    classes = {key for rule in open_rules for key in rule.match.recipient_class} - {
        "staff",
        "client",
        "representative",
    }

    assert len(recipients_of(text)) == len(classes | {entry.key for entry in text.recipient})


def test_purpose_that_a_rule_names_has_only_the_recipients_of_that_rule():
    text = ruleset("wc").ruleset
    activities = {each.name: each for each in activities_of(text)}

    assert activities["Toetsing voor het keurmerk"].recipients == ("Toetser voor Oval",)
    assert set(activities["Nieuwsbrieven"].recipients) == set(recipients_of(text))


def test_ground_that_nobody_named_is_a_hole_and_is_never_invented():
    text = ruleset("wc").ruleset
    purpose = PurposeEntry.model_validate({"key": "analysis", "article": "3.1h", "label": "meten"}, strict=False)

    [activity, *_rest] = activities_of(text.model_copy(update={"purpose": (purpose,)}))

    assert activity.ground == ""


def test_contacts_are_people_too():
    text = ruleset("wc").ruleset
    relation = next(each for each in activities_of(text) if each.name == "Relatie onderhouden")

    assert relation.subjects == "Contactpersonen van opdrachtgevers"
    assert {"Naam", "Functie", "E-mailadres"} <= set(relation.data)
    assert not {"Wachtwoord", "Zoekwaarde van het adres"} & set(relation.data)
    assert relation.terms == ("Zolang de relatie duurt.",)


def test_everything_the_organisation_left_empty_is_named_as_a_hole():
    OrganisationFactory()
    active_version_of("a4p")

    holes = register_now().holes

    for word in ("Adres", "Functionaris gegevensbescherming", "Doorgifte buiten de Europese Unie", "Verwerkers"):
        assert word in holes
    assert "Wie beslist over de gegevens" not in holes


def test_what_the_organisation_filled_in_is_no_hole(bureau):
    active_version_of("a4p")

    assert [hole for hole in register_now().holes if not hole.startswith("Grondslag van")] == []


def test_without_a_reglement_the_register_says_so_and_still_says_where_data_lie(client, bureau):
    page = page_for(client, directie=True)

    assert "Er geldt nog geen reglement" in page
    assert "dossiers_client" in page


def test_every_personal_column_of_the_house_is_in_the_register():
    kept = data_kept()
    places = [(each.table, field) for each in kept for field in each.fields]

    for model in OUR_MODELS:
        assert sum(table == model._meta.db_table for table, _field in places) == len(model.Privacy.personal)
    assert all(each.subjects and each.protection and each.end for each in kept)


def test_how_a_column_is_protected_is_read_from_the_column_itself():
    kept = {(each.table, field): each.protection for each in data_kept() for field in each.fields}

    assert "AES-256-GCM" in kept["dossiers_client", "geboortedatum"]
    assert "HMAC" in kept["dossiers_client", "zoekwaarde van: naam"]
    assert "sleutel van de installatie" in kept["accounts_user", "naam"]
    assert "afgeleide" in kept["accounts_user", "wachtwoord"]
    assert "leesbaar" in kept["accounts_user", "e-mailadres"]


def test_every_table_with_people_in_it_says_whose_data_it_keeps():
    for model in OUR_MODELS:
        if model.Privacy.personal:
            assert any(each.table == model._meta.db_table and each.subjects for each in data_kept()), model


def test_every_table_of_a_package_is_told_or_holds_nobody():
    foreign = {model._meta.label for model in apps.get_models() if not hasattr(model, "Privacy")}

    assert foreign == set(FOREIGN_TABLES) | WITHOUT_PEOPLE


def test_kinds_of_data_about_a_contact_come_from_the_data_model():
    assert {"naam", "functie", "e-mailadres"} <= set(fields_about("opdrachtgever_contact"))


@pytest.mark.parametrize("role", ["directie", "beheerder", "privacy_officer"])
def test_who_answers_for_it_reads_the_whole_register(client, bureau, role):
    active_version_of("wc")

    page = page_for(client, **{role: True})

    register = register_now()
    for activity in register.activities:
        assert escape(activity.name) in page
    assert "Voorbeeldstraat 1<br>1234 AB Stad" in page
    assert all(escape(measure) in page for measure in register.measures)


@pytest.mark.parametrize(("role", "status"), [("coach", 403), ("auditor", 404), ("client", 404), ("contact", 404)])
@pytest.mark.parametrize("door", [PAGE, PAPER, TABLE])
def test_the_register_is_closed_to_others(client, role, status, door):
    client.force_login(UserFactory(**{role: True}, with_mfa=True))

    assert client.get(reverse(door)).status_code == status


@pytest.mark.parametrize(("role", "is_led"), [("directie", True), ("coach", False), ("client", False)])
def test_the_text_leads_to_the_register_who_may_read_it(client, role, is_led):
    active_version_of("a4p")
    client.force_login(UserFactory(**{role: True}, with_mfa=True))

    assert (reverse(PAGE) in client.get(reverse("reglement:read")).content.decode()) is is_led


@pytest.mark.parametrize("name", profile_names())
def test_page_in_english_under_every_text(client, bureau, name):
    active_version_of(name)
    client.cookies["taal"] = "en"

    page = page_for(client, directie=True, language="en")

    assert "Register of processing activities" in page
    for dutch in ("Betrokkenen", "nog niet ingevuld", "Versleuteling", "Waar de gegevens staan"):
        assert dutch not in page


def test_page_costs_a_few_queries_whatever_the_text(client, bureau, django_assert_max_num_queries):
    user = UserFactory(directie=True, with_mfa=True)
    for name in profile_names():
        active_version_of(name)
        client.force_login(user)
        client.get(reverse(PAGE))

        with django_assert_max_num_queries(11):
            client.get(reverse(PAGE))


@pytest.mark.parametrize("name", profile_names())
def test_paper_is_tagged_and_names_each_activity_in_its_outline(bureau, name):
    active_version_of(name)
    register = register_now()

    paper = Paper(register_paper(register))

    assert (paper.is_for_everyone, paper.language, paper.title) == (True, "nl", "Register van verwerkingen")
    assert {activity.name for activity in register.activities} <= set(paper.outline)
    assert (paper.headings.count(1), paper.skipped_levels) == (1, [])
    # A table that goes on over the page is tagged once for each page; its headings are not.
    assert paper.tags.count("TH") >= 6 * len(register.activities) + len(register.data) + len(register.about)


def test_paper_speaks_the_language_of_the_reader(bureau):
    active_version_of("a4p")

    with translation.override("en"):
        paper = Paper(register_paper(register_now()))

    assert (paper.language, paper.title) == ("en", "Register of processing activities")


def test_documents_are_given_to_keep_under_a_name_that_says_what_they_are(client, bureau):
    active_version_of("a4p")
    client.force_login(UserFactory(privacy_officer=True, with_mfa=True))

    paper, table = client.get(reverse(PAPER)), client.get(reverse(TABLE))
    data = client.get(reverse(TABLE) + "?deel=data")

    assert paper["Content-Disposition"] == 'attachment; filename="register-van-verwerkingen.pdf"'
    assert table["Content-Disposition"] == 'attachment; filename="register-van-verwerkingen.csv"'
    assert data["Content-Disposition"] == 'attachment; filename="register-waar-gegevens-staan.csv"'
    assert client.get(reverse(TABLE) + "?deel=zomaar").status_code == 404


def test_table_holds_a_whole_row_for_each_activity_and_runs_nothing(bureau):
    active_version_of("wc")
    register = register_now()

    rows = rows_of(csv_register(register))

    assert [row["Verwerkingsdoel"] for row in rows] == [activity.name for activity in register.activities]
    assert all(cell for row in rows for cell in row.values())
    assert {row["Doorgifte buiten de Europese Unie"] for row in rows} == {"'=geen"}
    assert {row["Contactgegevens"] for row in rows} == {
        "Voorbeeldstraat 1, 1234 AB Stad; privacy@bureau.example; +31 20 000 00 00"
    }


def test_table_says_what_is_not_filled_in():
    OrganisationFactory()
    active_version_of("wc")

    rows = rows_of(csv_register(register_now()))

    assert {row["Functionaris gegevensbescherming"] for row in rows} == {"nog niet ingevuld"}
    assert "nog niet ingevuld" in {row["Grondslag"] for row in rows}


def test_table_of_data_has_a_row_for_each_place():
    register = register_now()

    columns, rows = table_of(register, "data")

    assert len(rows) == len(register.data)
    assert all(len(row) == len(columns) for row in rows)


def test_command_prints_the_same_as_the_page_in_each_form(bureau, tmp_path):
    active_version_of("a4p")
    out, paper = StringIO(), tmp_path / "register.pdf"

    call_command("reglement", "register", "--format", "json", stdout=out)
    call_command("reglement", "register", "--format", "pdf", "--output", str(paper), "--language", "en")

    said = json.loads(out.getvalue())
    assert [each["name"] for each in said["activities"]] == [each.name for each in register_now().activities]
    assert Paper(paper.read_bytes()).title == "Register of processing activities"


@pytest.mark.parametrize("part", ["activities", "data"])
def test_command_prints_a_table(bureau, part):
    active_version_of("a4p")
    out = StringIO()

    call_command("reglement", "register", "--part", part, stdout=out)

    assert out.getvalue().encode() == csv_register(register_now(), part)


def test_command_gives_a_pdf_no_terminal():
    with pytest.raises(CommandError, match="--output"):
        call_command("reglement", "register", "--format", "pdf")


def test_who_protects_the_data_is_not_readable_in_the_database(bureau):
    with pytest.raises(IntegrityError, match="accounts_organisation_data_protection_officer_encrypted"), atomic():
        Organisation.objects.update(data_protection_officer=Value(b"naam"))

    answers = {said.key: said.answer for said in register_now().about}
    assert answers["data_protection_officer"] == ANSWERS["data_protection_officer"]
