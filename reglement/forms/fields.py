"""One field of the rule form as a field on a page: its label, its help, what can be chosen, and what comes back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.drafting import Field
from reglement.forms.terms import term_from_words
from reglement.wording import choice_words, field_help, field_label
from reglement.wording.terms_in_words import is_term, term_words

Choices = list[tuple[str, str]]

# Fields that hold the key of an article of the text itself, or of the law floor.
_OWN_ARTICLES: Final = frozenset(
    {"article", "also", "articles", "disclosure", "access", "purpose_binding", "consent_capacity", "holding"}
    | {"refusing", "costs", "override_article"}
)
_LAW_ARTICLES: Final = frozenset({"law"})
_CATEGORIES: Final = frozenset({"category_key", "within", "categories"})
_SENTENCES: Final = frozenset({"text", "note", "condition", "means", "effect", "reason"})
_FILLING: Final = "value"
_YES, _NO = "ja", "nee"
ROWS_OF_A_TEXT: Final = 5


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What a text itself offers to choose from: its articles, those of the law, and its categories of data."""

    articles: Sequence[tuple[str, str]] = ()
    law: Sequence[tuple[str, str]] = ()
    categories: Mapping[str, str] = field(default_factory=dict)


def form_field(shape: str, said: Field, value: Any, offers: Offers) -> forms.Field:
    """Return the field of a page for this field of the rule form; none is required, what is missing is told."""
    words = {"label": field_label(said.key), "required": False, "help_text": _help(shape, said, offers)}
    chosen = _choices(shape, said, offers)
    if chosen is not None and said.many:
        choices = _with_strangers(chosen, _texts(value))
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
    if chosen is not None:
        choices = [("", gettext("niets gekozen")), *_with_strangers(chosen, _texts(value))]
        return forms.ChoiceField(choices=choices, **words)
    if said.kind == "flag" and not said.may_be_unknown:
        return forms.BooleanField(**words)
    return forms.CharField(widget=_widget(said), **words)


def shown(said: Field, value: Any) -> Any:
    """Return the value as the field on the page begins with it."""
    if said.many:
        texts = _texts(value)
        return texts if said.words or said.key in _OWN_ARTICLES | _LAW_ARTICLES else "\n".join(texts)
    if said.kind == "flag":
        return _flag_shown(said, value)
    if value is None:
        return ""
    if _is_term(said) and isinstance(value, str) and is_term(value):
        return term_words(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def in_words(shape: str, said: Field, value: Any, offers: Offers) -> str:
    """Return a value that stands in the document as people read it."""
    labels = dict(_choices(shape, said, offers) or ())
    if value is None:
        return gettext("niets ingevuld")
    if said.kind == "flag":
        return gettext("ja") if value else gettext("nee")
    if said.many:
        return ", ".join(labels.get(each, each) for each in _texts(value))
    text = str(shown(said, value))
    return labels.get(text, text)


def stored(said: Field, typed: Any) -> Any:
    """Return what the document keeps of what was typed or chosen; null when nothing was."""
    if said.many:
        lines = typed if isinstance(typed, list) else [line.strip() for line in typed.splitlines()]
        return [line for line in lines if line] or None
    if said.kind == "flag":
        return _flag_stored(said, typed)
    if _is_term(said):
        return term_from_words(typed) or None
    if said.kind == "number" and typed.lstrip("-").isdecimal():
        return int(typed)
    return typed.replace("\r\n", "\n").strip() or None


def _is_term(said: Field) -> bool:
    """Say whether a term is written here; what fills a hole is one too."""
    return said.kind == "term" or said.key == _FILLING


def _flag_shown(said: Field, value: Any) -> Any:
    if not said.may_be_unknown:
        return bool(said.default if value is None else value)
    return {True: _YES, False: _NO}.get(value, "") if isinstance(value, bool) else ""


def _flag_stored(said: Field, typed: Any) -> bool | None:
    if not said.may_be_unknown:
        return bool(typed)
    return {_YES: True, _NO: False}.get(typed)


def _choices(shape: str, said: Field, offers: Offers) -> Choices | None:
    """Return what can be chosen here, or nothing when people write it themselves."""
    if said.words:
        return choice_words(shape, said.key, said.words)
    if said.key in _OWN_ARTICLES:
        return list(offers.articles)
    if said.key in _LAW_ARTICLES:
        return list(offers.law)
    if said.kind == "flag" and said.may_be_unknown:
        return [(_YES, gettext("ja")), (_NO, gettext("nee"))]
    return None


def _with_strangers(choices: Choices, values: Sequence[str]) -> Choices:
    """Add what stands there and can not be chosen, so that it is seen and stays until somebody changes it."""
    known = {value for value, _label in choices}
    strange = [value for value in values if value not in known]
    return [*choices, *((value, gettext("%(value)s (bestaat niet)") % {"value": value}) for value in strange)]


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return [_YES if value else _NO]
    many = value if isinstance(value, list) else [value]
    return [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in many]


def _widget(said: Field) -> forms.Widget:
    if said.many or said.key in _SENTENCES:
        return forms.Textarea(attrs={"rows": ROWS_OF_A_TEXT, "cols": 70})
    if said.kind == "day":
        return forms.DateInput(attrs={"type": "date"})
    if said.kind == "number":
        return forms.TextInput(attrs={"inputmode": "numeric", "size": 8})
    limits = {"maxlength": said.longest} if said.longest else {}
    return forms.TextInput(attrs={"size": 30 if _is_term(said) or said.pattern else 70, **limits})


_TERM_HELP: str | Promise = _("Bijvoorbeeld: 1 jaar, 18 maanden, 5 werkdagen of meteen.")
_OPEN_HELP: str | Promise = _("Zegt de tekst er niets over, schrijf dan: open.")
_LINES_HELP: str | Promise = _("Op elke regel één.")


def _help(shape: str, said: Field, offers: Offers) -> str:
    """Return what helps who fills this in: what it is, and how to write it."""
    # What nobody put into plain words yet is told as the rule form describes it; choices speak for themselves.
    told = [field_help(shape, said.key) or ("" if said.words else said.about)]
    if _is_term(said):
        told += [str(_TERM_HELP), *([str(_OPEN_HELP)] if said.may_be_open else [])]
    if said.many and not said.words and said.key not in _OWN_ARTICLES | _LAW_ARTICLES:
        told.append(str(_LINES_HELP))
    if said.key in _CATEGORIES and said.kind == "text" and offers.categories:
        told.append(gettext("Sleutels in dit reglement: %(keys)s.") % {"keys": ", ".join(offers.categories)})
    return " ".join(filter(None, told))
