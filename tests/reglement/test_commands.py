"""The commands: anyone can ask the reglement a question, and a beheerder can load and activate a text."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from reglement.models import ReglementVersion
from reglement.services import preview_activation
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of, draft_of
from tests.reglement.questions import REPORT, approval, asked
from tests.reglement.test_loading import SMALL

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def ask(monkeypatch):
    """Ask through standard input and return what was printed."""

    def asked_for(question: str, **options: object) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(question.encode())))
        printed = io.StringIO()
        call_command("decide", stdout=printed, **options)
        return printed.getvalue()

    return asked_for


def test_question_is_answered_with_article_and_sentences(ask):
    answer = json.loads(ask(json.dumps(REPORT), profile="a4p"))

    assert (answer["effect"], answer["articles"][0]["key"], answer["text"]) == ("deny", "4.1", "Dit mag niet.")
    assert answer["unmet"][0]["text"].startswith("De cliënt heeft deze versie nog niet")


def test_same_question_comes_out_otherwise_under_another_text(ask):
    question = json.dumps(asked(REPORT, consents=[approval(form="oral")]))

    assert [json.loads(ask(question, profile=text))["effect"] for text in ("a4p", "wc")] == ["deny", "allow"]


def test_schema_describes_every_fact_and_gives_examples(ask):
    schema = json.loads(ask("", schema=True))

    described = [
        *schema["properties"].values(),
        *(p for part in schema["$defs"].values() for p in part["properties"].values()),
    ]
    assert all("description" in fact for fact in described)
    assert len(schema["examples"]) >= 10


def test_every_example_of_the_schema_is_a_question_that_can_be_read(ask):
    for example in json.loads(ask("", schema=True))["examples"]:
        answer = json.loads(ask(json.dumps(example), profile="wc"))

        assert "facts_invalid" not in {reason["key"] for reason in answer["reasons"]}


def test_unknown_fact_is_denied_and_named(ask):
    answer = json.loads(ask('{"act": "report", "on": "2026-11-21", "colour": "red"}', profile="a4p"))

    assert (answer["effect"], answer["unmet"][0]["params"]["fact"]) == ("deny", "colour")


def test_trace_shows_why_each_rule_did_or_did_not_speak(ask):
    steps = json.loads(ask(json.dumps(REPORT), profile="a4p", trace=True))["trace"]

    by_rule = {step["rule"]: step for step in steps}
    assert by_rule["report-written-approval"]["matched"]
    health = by_rule["health-with-consent"]
    assert (health["because"], health["params"]["line"], health["params"]["known"]) == (
        "misfit",
        "category_tag",
        ["ordinary"],
    )


def test_choices_of_the_organisation_come_beside_a_profile_file(ask):
    example = ROOT / "docs" / "voorbeeld-reglement.toml"
    questions = (ROOT / "docs" / "voorbeeld-vragen.jsonl").read_text()
    answers = ask(questions, profile=str(example), choices=example.with_name("voorbeeld-keuzes.toml"), lines=True)

    told = json.loads(answers.splitlines()[3])
    assert [duty["within"] for duty in told["duties"]] == ["P5WD", None]
    with pytest.raises(CommandError, match="Er is geen bestand"):
        ask(questions, profile=str(example), choices=Path("nergens.toml"))


def test_check_says_what_is_still_open(tmp_path):
    printed, bare = io.StringIO(), tmp_path / "bare.toml"
    bare.write_text(SMALL.replace('[default_deny]\ndisclosure = "2"\naccess = "1"\n', ""))
    call_command("reglement", "check", str(bare), stdout=printed)

    told = printed.getvalue().splitlines()
    assert [line.partition(":")[0] for line in told[:5]] == [
        "bare.toml, regel 1, default_deny.disclosure",
        "bare.toml, regel 1, default_deny.access",
        *["bare.toml, regel 1, retention_rule"] * 2,
        "Geen regel staat toe",
    ]
    assert ("rapporteren" in told[4], "inkijken" in told[4]) == (False, True)


def test_many_questions_are_answered_line_by_line(ask):
    lines = ask(
        "\n".join([json.dumps(REPORT), "nonsense", json.dumps(REPORT)]), profile="a4p", lines=True
    ).splitlines()

    assert [json.loads(line)["effect"] for line in lines] == ["deny", "deny", "deny"]


def test_question_to_a_profile_file_needs_no_server(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AKKOORD_UP")},
        "AKKOORD_STATE": str(tmp_path / "empty"),
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
    }
    environment.pop("DATABASE_URL", None)
    answered = subprocess.run(
        [sys.executable, "manage.py", "decide", "--profile", "reglement/profiles/wc.toml", "--bare"],
        cwd=ROOT,
        env=environment,
        input=json.dumps(REPORT),
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(answered.stdout)["articles"][0]["key"] == "6.informeren"
    assert not list(tmp_path.rglob("postgres*"))


def test_profile_that_does_not_exist_is_said_so():
    with pytest.raises(CommandError, match="Er is geen profiel zzz"):
        call_command("reglement", "check", "zzz")


def test_wrong_profile_is_named_by_line_and_field_in_plain_words(tmp_path):
    wrong = tmp_path / "fout.toml"
    wrong.write_text('purpose_binding = "1"\n\n[metadata]\nkey = "fout"\nkleur = "rood"\n')

    with pytest.raises(CommandError, match=r"fout.toml, regel 5, metadata.kleur: Dit veld bestaat niet"):
        call_command("reglement", "check", str(wrong))


@pytest.mark.django_db
def test_loading_and_activating_from_the_command_line():
    UserFactory(directie=True, email="directie@bureau.example")
    UserFactory(beheerder=True, email="beheerder@bureau.example")
    call_command("reglement", "load", "a4p", "--demo-choices", stdout=io.StringIO())
    version = ReglementVersion.objects.get()

    call_command(
        "reglement",
        "activate",
        str(version.pk),
        impact=preview_activation(version).sha256,
        by="directie@bureau.example",
        second="beheerder@bureau.example",
        stdout=io.StringIO(),
    )

    version.refresh_from_db()
    assert version.is_active


@pytest.mark.django_db
def test_preview_prints_the_choices_and_the_hash_to_give_back():
    version, printed = draft_of("a4p"), io.StringIO()

    call_command("reglement", "activate", str(version.pk), stdout=printed)

    assert "after-the-traject.term = P2Y" in printed.getvalue()
    assert preview_activation(version).sha256 in printed.getvalue()


@pytest.mark.django_db
def test_active_version_answers_when_no_profile_is_named(ask):
    active_version_of("wc")

    assert json.loads(ask(json.dumps(REPORT)))["articles"][0]["ruleset"] == "wc"


@pytest.mark.django_db
def test_version_can_be_asked_by_its_id_or_its_hash(ask):
    version = draft_of("a4p")

    for name in (str(version.pk), version.sha256):
        assert json.loads(ask(json.dumps(REPORT), of_version=name))["articles"][0]["key"] == "4.1"


@pytest.mark.django_db
def test_activating_what_is_not_there_is_refused_in_words():
    with pytest.raises(CommandError, match="Er is geen versie"):
        call_command("reglement", "export", "nergens")
