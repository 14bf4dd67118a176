"""What is wrong or open in a profile, as sentences for the beheerder."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.loading.problems import Problem
from reglement.loading.silences import Silences
from reglement.rules.choices import DEFAULT_DENY, NO_END, Hole
from reglement.wording import vocabulary as say
from reglement.wording.expectations import expected_words
from reglement.wording.fields import field_label

_PROBLEMS: dict[str, str | Promise] = {
    "unknown_key": _("Dit veld bestaat niet."),
    "missing_key": _("Dit veld ontbreekt."),
    "wrong_value": _("Deze waarde kan hier niet."),
    "duplicate_key": _("Deze sleutel bestaat al."),
    "missing_article": _("Dit artikel staat niet in dit reglement."),
    "missing_law_article": _("Dit artikel staat niet in de wettekst."),
    "empty_rule": _("Deze regel doet niets."),
    "never_speaks": _("De uitzondering van deze regel is even ruim als de regel zelf: hij geldt nooit."),
    "contradiction": _("Deze regel spreekt een andere tegen, die altijd voorgaat."),
    "not_for_gates": _("Over bewaren en over verzoeken van de cliënt gaan andere soorten regels."),
    "unnamed_purpose": _("De tekst noemt dit doel niet: deze regel staat nooit iets toe."),
    "never_met": _("Twee regels vragen samen iets wat niet kan: dit lukt nooit."),
    "never_decides": _("Een kortere termijn voor dezelfde gegevens gaat altijd voor: deze regel bepaalt nooit iets."),
    "supersedes_itself": _("Een versie kan niet zichzelf vervangen."),
    "misplaced_needs": _("Een verbod heeft geen voorwaarden; gebruik unless."),
    "misplaced_unless": _("Unless hoort bij een verbod of een eis."),
    "objection_permits": _("Een bezwaar van de cliënt mag nooit iets openen."),
    "takes_no_ground": _("Een regel neemt alleen een grond weg die hij zelf noemt."),
    "ground_excepted": _("Een grond mag nooit in de uitzondering staan van wat iets toestaat."),
    "no_such_hole": _("Deze keuze wijst naar iets wat de tekst niet openlaat."),
    "unlisted_category": _("Deze soort gegevens staat niet in de lijst van de tekst."),
    "open": _("De tekst laat dit open. Vul het in, hier of in een bestand met keuzes."),
    "no_default_deny": _("Dit artikel ontbreekt nog. Zonder kan de tekst niet gelden."),
    "no_end": _("Hier is iets wat nooit eindigt. Zo kan de tekst niet gelden."),
    "unrecorded_event": _("Dit schrijft het systeem niet op: wat vanaf deze gebeurtenis telt, begint hier nooit."),
    "kept_with_the_whole": _(
        "Dit bewaart het systeem niet apart: het eindigt met het hele dossier, wat deze regel ook zegt."
    ),
    "figures_name_somebody": _("In cijfers mag niemand te herkennen zijn."),
    "too_deep": _("Dit bestand nest te diep."),
    "too_big": _("Dit bestand is te groot."),
    "not_utf8": _("Dit bestand is geen UTF-8."),
    "not_json": _("Dit bestand is geen geldige JSON."),
    "not_toml": _("Dit bestand is geen geldige TOML."),
}


def problem_words(code: str) -> str:
    """Return what is wrong, without where."""
    return str(_PROBLEMS.get(code, code))


def problem_text(problem: Problem) -> str:
    """Return a problem with file, line, field and what was expected."""
    what = problem_words(problem.code)
    place = gettext("%(file)s, regel %(line)d") % {"file": problem.file, "line": problem.line}
    field = f", {problem.field}" if problem.field else ""
    return f"{place}{field}: {what} {_expected(problem)}".rstrip()


def _expected(problem: Problem) -> str:
    if problem.expected is None:
        return ""
    return gettext("Verwacht: %(expected)s.") % {"expected": expected_words(problem.expected)}


def silence_texts(silences: Silences) -> list[str]:
    """Return what a text says nothing about, and what that means."""
    told = []
    if silences.acts:
        told.append(gettext("Geen regel staat toe: %(acts)s.") % {"acts": say.listed(say.ACTS, silences.acts)})
    return told


def hole_text(hole: Hole) -> str:
    """Return what a text leaves open."""
    if hole.rule == DEFAULT_DENY:
        return gettext("geen artikel: %(field)s") % {"field": field_label(hole.field)}
    if hole.rule == NO_END:
        carrier, _, category = hole.field.partition(".")
        words = {"carrier": say.CARRIERS[carrier], "what": category or gettext("het dossier")}
        return gettext("geen regel waardoor dit ooit eindigt: %(what)s, %(carrier)s") % words
    return gettext("artikel %(article)s: %(rule)s, %(field)s") % {
        "article": hole.article,
        "rule": hole.rule,
        "field": hole.field,
    }
