"""A refusal is told where it belongs, anything else goes on, and a form comes back as it was typed."""

import pytest
from django import forms
from django.contrib.messages import constants, error, get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.utils.html import escape

from ui.answering import form_page, refusal_on, refusals_on, refusals_told
from ui.facts import DomainRefusal

PLAIN = {"action": "", "submit": "Verder", "tone": "main", "redirect_field": ""}


class CodeWrong(DomainRefusal):
    """The code is another."""

    sentence = "Deze code klopt niet."


class HouseClosed(DomainRefusal):
    """Nobody is in."""

    sentence = "Er is niemand."


class KeyForm(forms.Form):
    """A name and a code."""

    name = forms.CharField()
    code = forms.CharField()


@pytest.fixture
def form() -> KeyForm:
    return KeyForm({"name": "Voordeur", "code": "1234"})


@pytest.fixture
def request_with_messages(rf) -> HttpRequest:
    request = rf.get("/")
    request._messages = CookieStorage(request)
    return request


def said(request: HttpRequest) -> list[tuple[int, str]]:
    return [(message.level, message.message) for message in get_messages(request)]


def test_a_refusal_stands_on_top_of_the_form_unless_a_field_is_named_for_its_kind(form):
    with refusals_on(form, code=CodeWrong):
        raise HouseClosed

    with refusals_on(form, code=CodeWrong):
        raise CodeWrong

    assert form.errors == {"__all__": ["Er is niemand."], "code": ["Deze code klopt niet."]}


def test_a_form_is_valid_only_as_long_as_nothing_was_refused(form):
    with refusals_on(form):
        pass
    assert form.is_valid()

    with refusals_on(form):
        raise HouseClosed
    assert not form.is_valid()


def test_the_page_can_ask_which_refusal_it_was(form):
    refused = HouseClosed()

    with refusals_on(form):
        raise refused

    assert refusal_on(form) is refused


def test_what_is_wrong_with_what_was_typed_is_no_refusal():
    assert refusal_on(KeyForm({"name": ""})) is None
    assert refusal_on(KeyForm()) is None


@pytest.mark.parametrize("listening", [refusals_on, lambda form: refusals_told(HttpRequest())])
def test_whatever_is_no_refusal_goes_on(form, listening):
    with pytest.raises(LookupError), listening(form):
        raise LookupError

    assert form.is_valid()


def test_a_refusal_is_said_on_the_next_page(request_with_messages):
    with refusals_told(request_with_messages):
        raise HouseClosed

    with refusals_told(request_with_messages, error, about="D-2026-001"):
        raise HouseClosed

    assert said(request_with_messages) == [
        (constants.WARNING, "Er is niemand."),
        (constants.ERROR, "D-2026-001: Er is niemand."),
    ]


def test_nothing_is_said_when_nothing_is_refused(request_with_messages):
    with refusals_told(request_with_messages):
        pass

    assert said(request_with_messages) == []


def test_a_refused_form_comes_back_with_what_was_typed_and_the_sentence(rf, form):
    with refusals_on(form):
        raise HouseClosed

    page = form_page(rf.post("/"), "ui/_plain_form.html", form, **PLAIN)

    assert page.status_code == 422
    assert 'value="Voordeur"' in page.content.decode()
    assert escape(HouseClosed.sentence) in page.content.decode()
    assert "Verder" in page.content.decode()


def test_a_form_nobody_filled_in_yet_is_an_ordinary_page(rf):
    assert form_page(rf.get("/"), "ui/_plain_form.html", KeyForm(), **PLAIN).status_code == 200
