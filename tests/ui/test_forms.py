"""Forms say what is wrong, where, and what to do."""

import re

import pytest
from django import forms
from django.template import Context, Template

from ui.gallery import ExampleForm


def drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.fixture
def wrong() -> str:
    return drawn("{% form form %}", form=ExampleForm({"form": "paper"}), csrf_token="token")


def test_a_form_carries_its_token_and_its_files(wrong):
    assert 'name="csrfmiddlewaretoken" value="token"' in wrong
    assert 'enctype="multipart/form-data"' in wrong


def test_the_summary_links_to_each_wrong_field(wrong):
    targets = re.findall(r'<li><a href="#([^"]+)">', wrong)

    assert len(targets) == 6
    assert all(f'id="{target}"' in wrong for target in targets)


def test_whoever_listens_hears_the_help_and_the_error_of_a_field(wrong):
    described = re.search(r'<input type="text" name="title"[^>]*aria-describedby="([^"]+)"', wrong)

    assert described is not None
    assert all(f'id="{each}"' in wrong for each in described[1].split())


def test_a_group_of_choices_has_one_name_and_a_label_for_each_choice(wrong):
    group = re.search(r"<fieldset.*?</fieldset>", wrong, re.DOTALL)

    assert group is not None
    assert "<legend>Hoe gaat het rapport weg</legend>" in group[0]
    assert group[0].count("<label for=") == 2


def test_a_field_that_may_stay_empty_says_so(wrong):
    assert re.search(r"Datum <span[^>]*>\(niet verplicht\)", wrong)
    assert not re.search(r"Titel <span[^>]*>\(niet verplicht\)", wrong)


def test_what_was_typed_is_still_there():
    html = drawn("{% form form %}", form=ExampleForm({"title": "Mijn titel", "text": "Mijn tekst"}))

    assert 'value="Mijn titel"' in html
    assert "Mijn tekst</textarea>" in html


def test_a_page_that_arranges_the_fields_itself_keeps_the_hidden_ones():
    class Hidden(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput, initial=3)
        note = forms.CharField()

    html = drawn("{% form_frame form %}{% field form.note %}{% endform_frame %}", form=Hidden())

    assert '<input type="hidden" name="version" value="3"' in html
    assert html.count('name="note"') == 1
