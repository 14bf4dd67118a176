"""A question to the reglement as people ask it: forms from the typed facts, and the facts that they add up to."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from reglement.drafting import fields_of
from reglement.facts import Facts
from reglement.facts.examples import EXAMPLES
from reglement.forms.fields import Offers
from reglement.forms.parts import PartForm
from reglement.rules import Ruleset

Asked = dict[str, Any]

# Each group: its name in the address, the shape of the facts, where its answers go, and what it asks.
_GROUPS: Final[dict[str, tuple[str, tuple[str, ...], frozenset[str]]]] = {
    "vraag": ("Facts", (), frozenset({"act", "purpose", "phase", "complaint", "service", "until"})),
    "ontvanger": ("Recipient", ("recipient",), frozenset({"class", "kind", "body", "agreement_on_file"})),
    "inhoud": (
        "Content",
        ("content",),
        frozenset({"kind", "report_kind", "report_purpose", "form", "format", "channel", "carrier", "source"})
        | frozenset({"from_treating_doctor", "marked_confidential", "shown_to_client", "necessity_note"})
        | frozenset({"oldest_on", "shown_on", "people"}),
    ),
    "wie": (
        "Actor",
        ("actor",),
        frozenset({"role", "employment", "assigned", "authorised", "same_branch", "confidentiality_signed"})
        | frozenset({"necessity_recorded"}),
    ),
    "client": ("Client", ("client",), frozenset({"age", "guardianship"})),
    "toestemming": ("Consent", ("consents",), frozenset({"state", "form", "by", "valid_until", "purpose"})),
    "grond": ("Ground", ("grounds",), frozenset({"kind", "statute", "balanced", "decided_by"})),
    "startbericht": ("StartNotice", ("start_notice",), frozenset({"evidence", "items"})),
    "rechtenbericht": ("StartNotice", ("rights_notice",), frozenset({"evidence"})),
    "afspraken": ("ReportingAgreement", ("reporting_agreement",), frozenset({"covers"})),
    "bewaren": ("Retention", ("retention",), frozenset({"carrier", "category", "tag", "outcome", "events"})),
    "verzoek": (
        "Request",
        ("request",),
        frozenset({"right", "received_on", "channel", "identity_checked", "conditions", "closed_on"}),
    ),
}
_TITLES: Final[dict[str, str | Promise]] = {
    "vraag": _("de vraag"),
    "ontvanger": _("wie het krijgt"),
    "inhoud": _("waar het over gaat"),
    "wie": _("wie het doet"),
    "client": _("de cliënt"),
    "toestemming": _("toestemming van de cliënt"),
    "grond": _("een andere grond"),
    "startbericht": _("startbericht over rapporten"),
    "rechtenbericht": _("bericht over de rechten"),
    "afspraken": _("afspraken over rapportage"),
    "bewaren": _("alleen bij bewaren"),
    "verzoek": _("alleen bij een verzoek van de cliënt"),
}
_FIRST_OPEN: Final = ("vraag", "ontvanger", "inhoud", "toestemming")
_MANY: Final = frozenset({"toestemming", "grond"})
_DOCUMENT: Final = "0" * 64
_ON_FILE: Final = "on file"

# Questions that people ask often: the sentence, and how to find its facts among the examples of the schema.
READY: Final[tuple[tuple[str | Promise, Mapping[str, Any]], ...]] = (
    (_("Mag dit rapport naar deze werkgever?"), {"act": "report"}),
    (_("Mag dit cv naar iemand met een vacature?"), {"act": "disclose", "purpose": "placement"}),
    (_("Mag een vervanger in het dossier kijken?"), {"act": "view", "phase": "running"}),
    (_("Mag een auditor van een keurmerk kijken?"), {"act": "audit"}),
    (_("Hoe lang blijft een papieren dossier?"), {"act": "retain"}),
    (_("Moet de cliënt zien wat er over hem staat?"), {"act": "exercise_right"}),
)


class DetailsForm(forms.Form):
    """What people say about a consent in one go, where the facts take it apart."""

    categories = forms.MultipleChoiceField(
        label=_("soorten gegevens"), required=False, widget=forms.CheckboxSelectMultiple
    )
    exact = forms.BooleanField(label=_("de toestemming gaat over precies dit document"), required=False)
    names_recipient = forms.BooleanField(label=_("de toestemming noemt deze ontvanger"), required=False)
    names_categories = forms.BooleanField(label=_("de toestemming noemt deze gegevens"), required=False)

    def __init__(self, *args: Any, categories: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        """Offer the categories of both texts, by key: label and sensitivity."""
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [(key, label) for key, (label, _tag) in categories.items()]


class QuestionForms:
    """The groups of one question, filled from an address or from a ready question."""

    def __init__(self, data: Any, begin: Mapping[str, Any], categories: Mapping[str, tuple[str, str]]) -> None:
        """Make the groups; with `data` they hold what was asked, else what `begin` says."""
        self.begin, self.categories = begin, categories
        self.groups = {name: _group(name, data, begin) for name in _GROUPS}
        self.details = DetailsForm(data, categories=categories, initial=_details_of(begin), prefix="details")

    def is_valid(self) -> bool:
        """Say whether every choice is one that was offered."""
        return all([self.details.is_valid(), *(group.is_valid() for group in self.groups.values())])

    def facts(self, day: str) -> Asked:
        """Return the facts that the groups add up to, on this day; what nobody said is left out, so unknown."""
        facts: Asked = {"on": day}
        for name, group in self.groups.items():
            shape, way, _asked = _GROUPS[name]
            said = _said(shape, group.value() or {}, day)
            if said is None:
                continue
            if not way:
                facts |= said
            else:
                facts[way[0]] = [said] if name in _MANY else said
        details = self.details.cleaned_data
        facts.setdefault("content", {})["sha256"] = _DOCUMENT
        facts["content"]["categories"] = [
            {"key": key, "tag": self.categories[key][1]} for key in details["categories"] if key in self.categories
        ]
        _complete(facts, details)
        return facts


def ready_question(number: int) -> Mapping[str, Any]:
    """Return the facts of a ready question; nothing for a number that none has."""
    if not 0 <= number < len(READY):
        return {}
    asked = READY[number][1]
    return next((each for each in EXAMPLES if all(each.get(key) == word for key, word in asked.items())), {})


def _group(name: str, data: Any, begin: Mapping[str, Any]) -> PartForm:
    shape, way, asked = _GROUPS[name]
    value: Any = begin
    for step in way:
        value = value.get(step)
    if isinstance(value, list):
        value = value[0] if value else None
    skip = frozenset(field.key for field in fields_of(shape, Facts)) - asked
    group = PartForm(data, shape=shape, value=value, offers=Offers(), model=Facts, prefix=name, skip=skip)
    group.label, group.is_open = capfirst(str(_TITLES[name])), name in _FIRST_OPEN
    return group


def categories_of(*texts: Ruleset) -> dict[str, tuple[str, str]]:
    """Return the categories of these texts and of the ready questions: by key label and sensitivity."""
    found: dict[str, tuple[str, str]] = {
        item.key: (item.label, item.tag) for text in texts for item in text.catalogue_item
    }
    for number in range(len(READY)):
        for each in ready_question(number).get("content", {}).get("categories", ()):
            found.setdefault(each["key"], (each["key"], each["tag"]))
    return found


def _said(shape: str, said: Asked, day: str) -> Asked | None:
    """Return what a group says, or nothing when what it cannot do without was left out."""
    if shape == "Request" and said:
        said.setdefault("received_on", day)
    needed = {field.key for field in fields_of(shape, Facts) if field.required and field.key != "on"}
    return said if said and (shape == "Facts" or needed <= said.keys()) else None


def _complete(facts: Asked, details: Mapping[str, Any]) -> None:
    """Put into the consent and the ground what people said in one go."""
    for consent in facts.get("consents", ()):
        if details["exact"]:
            consent["sha256"] = _DOCUMENT
        if details["names_recipient"] and "recipient" in facts:
            consent["recipients"] = [facts["recipient"]["class"]]
        if details["names_categories"]:
            consent["categories"] = [each["key"] for each in facts["content"]["categories"]]
    for ground in facts.get("grounds", ()):
        ground["evidence"] = _ON_FILE


def _details_of(begin: Mapping[str, Any]) -> Asked:
    consent: Mapping[str, Any] = next(iter(begin.get("consents", ())), {})
    return {
        "categories": [each["key"] for each in begin.get("content", {}).get("categories", ())],
        "exact": bool(consent.get("sha256")),
        "names_recipient": bool(consent.get("recipients")),
        "names_categories": bool(consent.get("categories")),
    }
