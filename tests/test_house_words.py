"""House rules about what people read: words of models, sentences of constraints, templates and mails."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from mail.terms import Language
from tests.house import OUR_MODELS, PYTHON, ROOMS, ROOT, TEMPLATES, room_of

MAILS = ROOT / "templates" / "mail"
# Templates that packages ask for by names of their own.
ASKED_FOR_BY_OTHERS = {"account", "allauth", "mfa", "usersessions", "mail"}
ERROR_PAGES = re.compile(r"^\d{3}(_csrf)?\.html$")


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_glossary_holds_the_word_of_every_model(model: type[models.Model]):
    english = re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower()

    assert {english, str(model._meta.verbose_name).lower()} & _glossary()


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_every_constraint_says_in_words_what_is_wrong(model: type[models.Model]):
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert silent == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_carries_no_script_style_or_handler_inline(path: Path):
    text = path.read_text()

    assert not re.search(r"<style|\sstyle=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", text)
    assert not re.search(r"\son[a-z]+=[\"']", text)
    assert "javascript:" not in text


def test_only_ui_says_that_text_is_html_already():
    marks = re.compile(r"\|\s*safe\b|mark_safe|autoescape off|SafeString|format_html")
    pages = [path for path in TEMPLATES if path.relative_to(ROOT).parts[1] not in {"ui", "components"}]
    code = [path for path in PYTHON if room_of(path) in {*ROOMS} - {"ui", "config"}]

    assert [str(path) for path in [*pages, *code] if marks.search(path.read_text())] == []


def test_no_template_lies_unused():
    names = {str(path.relative_to(ROOT / "templates")) for path in TEMPLATES}
    said = "\n".join(path.read_text() for path in [*PYTHON, *TEMPLATES] if "tests" not in path.parts)
    unused = [name for name in names if f'"{name}"' not in said and not _is_asked_for_otherwise(name, said)]

    assert unused == []


def test_every_mail_has_a_subject_and_every_subject_a_mail():
    subjects = {path.name.removesuffix(".subject.txt") for path in MAILS.glob("*.subject.txt")}
    mails = {path.stem for path in MAILS.glob("*.txt") if not path.name.endswith(".subject.txt")} - {"base"}

    assert mails
    assert subjects == mails


def test_every_room_with_tables_has_its_migrations():
    for config in apps.get_app_configs():
        if config.name.split(".")[0] in ROOMS and list(config.get_models()):
            assert (Path(config.path) / "migrations" / "0001_initial.py").exists(), config.label


def test_every_language_of_the_screens_is_one_of_the_mails():
    assert {code for code, _name in settings.LANGUAGES} == set(Language.values)


def _glossary() -> set[str]:
    rows = [line.strip("|").split("|") for line in (ROOT / "docs" / "glossary.md").read_text().lower().splitlines()]
    cells = [cell for row in rows for cell in row[:2]]
    return {word.strip() for cell in cells for word in re.split(r"[,()]", cell)}


def _is_asked_for_otherwise(name: str, said: str) -> bool:
    folder, _, rest = name.rpartition("/")
    if folder.split("/")[0] in ASKED_FOR_BY_OTHERS or ERROR_PAGES.match(name):
        return True
    return folder == "components" and f'"{rest.removesuffix(".html")}"' in said
