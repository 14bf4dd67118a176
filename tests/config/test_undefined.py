"""A page that prints a variable it was not given fails its test."""

import pytest
from django.template import Context, Engine, Origin, Template

from config.embedded.state import CHECKOUT
from config.settings.undefined import Undefined, UndefinedVariable


def rendered(text, place):
    engine = Engine(string_if_invalid=Undefined())
    return Template(text, origin=Origin(str(place)), engine=engine).render(Context({"known": "ja"}))


def test_undefined_variable_in_a_template_of_ours_raises():
    with pytest.raises(UndefinedVariable, match="unknown"):
        rendered("{{ known }} {{ unknown }}", CHECKOUT / "templates" / "page.html")


def test_question_whether_a_variable_is_there_is_allowed():
    text = "{% if unknown %}a{% else %}b{% endif %}{{ known }}"

    assert rendered(text, CHECKOUT / "templates" / "page.html") == "bja"


def test_templates_of_other_packages_are_left_alone():
    assert rendered("[{{ unknown }}]", CHECKOUT / ".venv" / "site-packages" / "page.html") == "[]"
