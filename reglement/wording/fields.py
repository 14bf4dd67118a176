"""What people call each field of the rule form, and the words of its values."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.rules.base import Strict
from reglement.rules.gate import Duty, Limit
from reglement.rules.keeping import AllowedDeviation, StatutoryHold
from reglement.terms import STAFF_ROLES
from reglement.wording import vocabulary as say
from reglement.wording.form_helps import HELPS
from reglement.wording.form_words import LABELS, list_of
from reglement.wording.needs import duty_words, limit_words, need_words
from reglement.wording.terms_in_words import is_term, term_words

# Name of the field, wherever it stands: how people call it, and the list its words come from.
_FIELDS: dict[str, tuple[str | Promise, say.Words]] = {
    "act": (_("handeling"), say.ACTS),
    "actor_role": (_("wie het doet"), say.ROLES),
    "action": (_("wat er dan gebeurt"), say.END_ACTIONS),
    "activates": (_("wie een versie geldig maakt"), say.ROLES),
    "also": (_("andere artikelen erbij"), {}),
    "answer_parts": (_("wat in het antwoord staat"), {}),
    "appointed_by": (_("benoemd door"), say.ROLES),
    "article": (_("artikel"), {}),
    "articles": (_("artikelen"), {}),
    "audience": (_("wie het hoort"), say.AUDIENCES),
    "authority_in_text": (_("de tekst noemt de Autoriteit Persoonsgegevens"), {}),
    "available_at": (_("waar het reglement te vinden is"), {}),
    "bound": (_("hoe streng"), say.BOUNDS),
    "bound_to": (_("gebonden aan"), say.SCOPES),
    "by_role": (_("door wie"), say.ROLES),
    "carrier": (_("drager"), say.CARRIERS),
    "carriers": (_("drager"), say.CARRIERS),
    "category_key": (_("soort gegevens"), {}),
    "category_tag": (_("gevoeligheid"), say.TAGS),
    "channel": (_("weg"), {**say.CHANNELS, **say.NOTICE_CHANNELS}),
    "channels": (_("langs welke weg"), say.REQUEST_CHANNELS),
    "client_override": (_("wat de cliënt mag kiezen"), say.OVERRIDES),
    "choice": (_("keuze bij het einde"), say.CLOSING_CHOICES),
    "complaint": (_("klacht"), say.COMPLAINTS),
    "decided_end": (_("wie beslist dat het niet meer nodig is"), say.ROLES),
    "override_article": (_("artikel over korter of langer"), {}),
    "extend_at_most": (_("hoogste verlenging door de cliënt"), {}),
    "report_purpose": (_("waar het rapport voor is"), say.REPORT_PURPOSES),
    "closing_choice": (_("wat de cliënt bij het einde mag kiezen"), say.CLOSING_CHOICES),
    "codes": (_("gedragscodes"), {}),
    "condition": (_("voorwaarde"), {}),
    "conditions": (_("redenen"), say.words.CONDITIONS_OF_REQUEST),
    "contact": (_("aanspreekpunt"), {}),
    "content_kind": (_("wat voor stuk"), say.CONTENTS),
    "controller": (_("wie over de gegevens beslist"), {}),
    "deadline": (_("termijn voor het antwoord"), {}),
    "decides": (_("wie beslist"), say.ROLES),
    "deviation": (_("langer bewaren in een enkel geval"), {}),
    "device": (_("apparaat"), say.DEVICES),
    "place": (_("plaats"), say.PLACES),
    "outside_eea": (_("buiten de Europese Economische Ruimte"), {}),
    "or_later": (_("of later, vanaf"), say.TRIGGERS),
    "disclosure": (_("artikel dat verstrekken sluit"), {}),
    "access": (_("artikel dat inkijken sluit"), {}),
    "duties": (_("wat daarna moet"), {}),
    "effect": (_("uitkomst"), say.EFFECTS),
    "employment": (_("in dienst of niet"), say.EMPLOYMENTS),
    "event": (_("aanleiding"), say.EVENTS),
    "evidence": (_("bewijs"), say.EVIDENCES),
    "except_": (_("uitzondering"), {}),
    "extension": (_("verlenging"), {}),
    "fee": (_("kosten"), {"none": _("gratis"), "may_charge": _("het bureau mag geld vragen")}),
    "fields": (_("wat blijft"), {}),
    "for_payment": (_("tegen betaling"), {}),
    "form": (_("vorm"), {**say.FORMS_OF_CONTENT, **say.FORMS_OF_HOLD}),
    "from_treating_doctor": (_("van de behandelend arts"), {}),
    "ground": (_("grond"), say.GROUNDS),
    "heading": (_("kop"), {}),
    "hold": (_("bewaarplicht van een wet"), {}),
    "interval": (_("tijd tussen twee verzoeken"), {}),
    "items": (_("wat erin staat"), say.words.PARTS),
    "kept_by": (_("wie ervoor zorgt"), {"product": _("dit programma"), "organisation": _("de organisatie")}),
    "key": (_("sleutel"), {}),
    "kind": (_("soort"), {}),
    "label": (_("naam"), {}),
    "law": (_("artikel van de wet"), {}),
    "limits": (_("grenzen"), {}),
    "listed": (_("staat in de lijst"), {}),
    "lookup_only": (_("alleen opzoeken"), {}),
    "marked_confidential": (_("als vertrouwelijk gemerkt"), {}),
    "match": (_("waarover het gaat"), {}),
    "max": (_("hoogste verlenging"), {}),
    "means": (_("betekenis"), {}),
    "minor": (_("de cliënt is jonger dan zestien"), {}),
    "mode": (_("wat de lijst is"), say.MODES),
    "name": (_("naam"), {}),
    "needs": (_("wat nodig is"), {}),
    "note": (_("toelichting"), {}),
    "objected": (_("de cliënt wil het niet"), {}),
    "only_if": (
        _("bij welke wijziging"),
        {"any": _("elke wijziging"), "important": _("alleen een belangrijke wijziging")},
    ),
    "order": (_("volgorde"), {}),
    "otherwise": (
        _("wie niet bevestigt"),
        {"none": _("houdt toegang"), "access_ends": _("verliest toegang tot dossiers")},
    ),
    "outcome": (_("hoe het traject eindigde"), say.OUTCOMES),
    "override_conditions": (_("redenen om te laten vernietigen"), say.words.CONDITIONS_OF_REQUEST),
    "part": (_("plaats in het artikel"), {}),
    "phase": (_("wanneer"), say.PHASES),
    "precedence": (_("welk artikel eerst wordt genoemd"), {}),
    "principal_kind": (_("soort opdrachtgever"), say.KINDS_OF_RECIPIENT),
    "purpose": (_("doel"), say.words.PURPOSES),
    "reason": (_("reden"), {}),
    "reason_required": (_("reden nodig"), {}),
    "recipient_class": (_("ontvanger"), say.RECIPIENTS),
    "recipient_kind": (_("soort opdrachtgever"), say.KINDS_OF_RECIPIENT),
    "recipients_closed": (_("alleen wie de tekst noemt, kan ontvangen"), {}),
    "report_kind": (_("soort rapport"), say.REPORTS),
    "representative": (_("ook door een vertegenwoordiger"), {}),
    "required_for": (_("verplicht bij"), say.SERVICES),
    "requires": (_("wat het verzoek moet hebben"), say.REQUIREMENTS),
    "residual": (_("wat bleef na het vernietigen"), {}),
    "outlived": (_("wat langer blijft dan het dossier"), {}),
    "keeps": (_("wat dit programma laat blijven"), say.FIELDS_OF_RESIDUAL),
    "smallest_group": (_("kleinste groep die wordt getoond"), {}),
    "review": (_("hoe vaak het wordt nagekeken"), {}),
    "right": (_("recht"), say.RIGHTS),
    "role": (_("rol"), say.ROLES),
    "round_up": (_("einde"), say.ROUNDINGS),
    "rule": (_("regel"), {}),
    "rules": (_("klachtenreglement"), {}),
    "same_branch": (_("op dezelfde vestiging"), {}),
    "second_key": (_("hoe een versie geldig wordt"), say.SECOND_KEYS),
    "service": (_("dienst"), say.SERVICES),
    "services": (_("diensten"), say.SERVICES),
    "source": (_("herkomst"), say.SOURCES),
    "statute": (_("wet en artikel"), {}),
    "store": (_("waar"), {"dossier": _("in het dossier"), "separate": _("apart")}),
    "subjects": (_("van wie"), {}),
    "supersedes": (_("vervangt versie"), {}),
    "takes_ground": (_("neemt alleen de grond weg"), {}),
    "tag": (_("gevoeligheid"), say.TAGS),
    "tasks": (_("taken"), {}),
    "term": (_("bewaartermijn"), {}),
    "text": (_("tekst"), {}),
    "timing": (_("wanneer"), say.TIMINGS),
    "to": (_("bij wie"), {}),
    "trigger": (_("begin van de termijn"), say.TRIGGERS),
    "unless": (_("tenzij"), {}),
    "unspecified": (_("zegt niet wat erin staat"), {}),
    "valid_from": (_("geldig vanaf"), {}),
    "value": (_("keuze"), {}),
    "who": (_("wie"), {**say.RECIPIENTS}),
    "window": (_("hoe lang na het einde"), {}),
    "within": (_("termijn"), {}),
    "word": (_("woord"), {}),
}


def field_label(field: str) -> str:
    """Return what people call a field, or its own name when nobody has named it yet."""
    name = field.split(".")[-1]
    if name in _FIELDS:
        return str(_FIELDS[name][0])
    return str(LABELS.get(name, name)) or gettext("artikel")


def field_help(shape: str, key: str) -> str:
    """Return what helps who fills in this field; nothing when nobody has written that yet."""
    return str(HELPS.get(f"{shape}.{key}") or HELPS.get(key, ""))


def choice_words(shape: str, key: str, words: Iterable[str]) -> list[tuple[str, str]]:
    """Return each word that can be chosen in this field with what people call it."""
    lists = list_of(shape, key) or _FIELDS.get(key, ("", {}))[1]
    return [(word, str(lists.get(word, word))) for word in words]


def is_named(field: str) -> bool:
    """Say whether people have a word for this field."""
    return field.split(".")[-1] in _FIELDS


def field_with(words: tuple[str, ...]) -> str | None:
    """Return a field that people have all these words for, or None."""
    return next((field for field, (_label, lists) in _FIELDS.items() if set(words) <= set(lists)), None)


def value_words(field: str, value: Any) -> str:
    """Return the value of a field as people say it."""
    lists = _FIELDS.get(field.split(".")[-1], ("", {}))[1]
    if value is None or value == ():
        return gettext("niets ingevuld")
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if isinstance(value, tuple):
        if frozenset(value) >= STAFF_ROLES:
            value = (gettext("iedereen van het bureau"), *(each for each in value if each not in STAFF_ROLES))
        return ", ".join(_one(each, lists) for each in value)
    return _one(value, lists)


def _one(value: Any, lists: say.Words) -> str:
    if isinstance(value, Strict):
        return part_words(value)
    text = str(value)
    if text in lists:
        return str(lists[text])
    # What is left is a word of the text itself, or the key of one of its categories.
    return term_words(text) if is_term(text) else text.replace("_", " ")


def part_words(part: Strict) -> str:
    """Return an inner part of a rule: a need, a duty, a limit, or field by field what is filled in."""
    if isinstance(part, Duty):
        return duty_words(part)
    if isinstance(part, Limit):
        return limit_words(part)
    if "kind" in type(part).model_fields and not isinstance(part, AllowedDeviation | StatutoryHold):
        return need_words(part)
    filled = [name for name, field in type(part).model_fields.items() if getattr(part, name) != field.default]
    if not filled:
        return gettext("zonder voorwaarden")
    return "; ".join(f"{field_label(name)}: {value_words(name, getattr(part, name))}" for name in filled)
