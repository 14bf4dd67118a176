"""The one place that tells a whole entry of a text: on pages, on paper, in a comparison and in an explanation."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglement.rules.ruleset import Ruleset
from reglement.wording import lists
from reglement.wording.entitlements import complaint_route_told, notice_rule_told, right_rule_told
from reglement.wording.gate_rules import gate_rule_told
from reglement.wording.keeping_rules import residual_rule_told, retention_rule_told
from reglement.wording.subjects import subject_of
from reglement.wording.told import Around, Told

_TOLD: dict[str, Callable[[Any, Around], Told]] = {
    "catalogue": lists.catalogue_told,
    "catalogue_item": lists.catalogue_item_told,
    "complaint_route": complaint_route_told,
    "gate_rule": gate_rule_told,
    "law_conflict": lists.law_conflict_told,
    "measure": lists.measure_told,
    "notice_rule": notice_rule_told,
    "organisation_choice": lists.organisation_choice_told,
    "purpose": lists.purpose_told,
    "recipient": lists.recipient_told,
    "residual_rule": residual_rule_told,
    "retention_rule": retention_rule_told,
    "right_rule": right_rule_told,
    "role": lists.role_told,
    "roles": lists.roles_told,
    "term": lists.term_told,
}
TOLD_PARTS = frozenset(_TOLD)
# What is one word in the rule form: the key of the article that it points at, or which of two doors it closes.
_BY_NAME: dict[str, str | Promise] = {
    "disclosure": _("wat geen regel toestaat, gaat niet naar buiten"),
    "access": _("wie geen regel toelaat, komt er niet in"),
    "purpose_binding": _("gegevens worden alleen gebruikt voor de doelen van de tekst"),
    "consent_capacity": _("dit zegt wie toestemming kan geven"),
    "holding": _("dit zegt wanneer gegevens worden vastgehouden"),
    "refusing": _("dit zegt hoe een verzoek met redenen wordt geweigerd"),
    "costs": _("dit zegt wat een verzoek mag kosten"),
}


def entry_told(part: str, entry: Any, labels: Mapping[str, str] | None = None, *, here: str = "") -> Told:
    """Return what an entry comes down to, at the article `here`.

    `labels` gives for the key of an article the number that the text prints.
    """
    told = _TOLD.get(part)
    if told:
        return told(entry, Around(labels=labels or {}, here=here))
    if part in _BY_NAME:
        return Told(main=str(_BY_NAME[part]))
    if isinstance(entry, str) and entry in _BY_NAME:
        return Told(main=str(_BY_NAME[entry]))
    return Told(main=subject_of(part, entry))


def labels_of(*texts: Ruleset) -> dict[str, str]:
    """Return the printed number of each article by its key; of a key in several texts the last one's."""
    return {article.key: article.label for text in texts for article in text.articles}
