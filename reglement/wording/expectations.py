"""What was expected at a place of a file or in a question, as a few words behind "expected"."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglement.rules.expected import Expected

_WORDS: dict[str, str | Promise] = {
    "words": _("een van %(words)s"),
    "field_of": _("een veld dat hier bestaat: %(words)s"),
    "effect": _("als effect een van %(words)s"),
    "instead": "%(words)s",
    "term": _('een termijn, zoals "P2Y", "P18M", "P28D" of "P2W", of in werkdagen "P5WD"'),
    "term_or_open": _('een termijn, zoals "P2Y", "P18M", "P28D" of "P2W", in werkdagen "P5WD", of "unset"'),
    "rule_id": _("2 tot 60 tekens uit a-z, 0-9 en -"),
    "category_key": _("hoogstens 60 tekens uit a-z, 0-9, _, . en -"),
    "short_name": _("hoogstens 40 tekens uit a-z, 0-9, _ en -, met een letter vooraan"),
    "sha256": _("64 tekens uit 0-9 en a-f"),
    "pattern": _("tekst van deze vorm: %(value)s"),
    "text": _("tekst tussen aanhalingstekens"),
    "flag": _("true of false"),
    "number": _("een heel getal"),
    "day": _('een dag, zoals "2026-12-31"'),
    "list": _("een lijst tussen [ en ]"),
    "part": _("een deel met eigen velden"),
    "object": _("een object tussen { en }"),
    "json": _("geldige JSON"),
    "letters_at_least": _("tekst van minstens %(value)s teken"),
    "letters_at_most": _("tekst van hoogstens %(value)s tekens"),
    "entries_at_least": _("minstens %(value)s in de lijst"),
    "entries_at_most": _("hoogstens %(value)s in de lijst"),
    "at_least": _("een getal van %(value)s of meer"),
    "at_most": _("een getal van %(value)s of minder"),
    "bytes_at_most": _("hoogstens %(value)s bytes"),
    "levels_at_most": _("hoogstens %(value)s lagen in elkaar"),
    "shorter_number": _("een korter getal"),
    "once": _("%(value)s één keer"),
    "other_than": _("iets anders dan %(value)s"),
    "other_label": _("de naam van een andere versie"),
    "article_key": _("de sleutel van een artikel van deze tekst: %(words)s"),
    "law_article": _("de sleutel van een artikel van de wettekst: %(words)s"),
    "listed_category": _('voor de regel "%(value)s" een van %(words)s'),
    "text_key": _("de sleutel van de tekst, zoals in [metadata]"),
    "list_of": "[[%(value)s]]",
    "open_place": _('een regel en veld waar "unset" staat; %(value)s is dat niet'),
    "ending_rule": _("een termijn die ooit eindigt, voor %(words)s"),
    "match_objected": _("objected = true in match"),
    "named_ground": _("een deny of require met een ground in match"),
    "taking_rule": _("een deny of require met takes_ground = true"),
    "narrower": _("een uitzondering die smaller is dan de regel"),
    "no_such_deny": _("dat %(value)s dit niet verbiedt"),
    "shared": _("%(words)s die %(value)s ook aanneemt"),
    "each_once": _("elke keuze één keer"),
    "override": _("%(words)s in client_override"),
    "no_hold": _("een regel zonder hold"),
    "one_term": _("één termijn: %(value)s eindigt eerder"),
    "except_on": _("een except bij %(value)s, want die eindigt eerder"),
    "equals_sign": _("een = achter de naam van het veld"),
    "key_once": _("elk veld en elke kop één keer"),
    "both_quotes": _("aanhalingstekens aan het begin en aan het eind van de tekst"),
    "closing_quote": _("een aanhalingsteken aan het eind van de tekst"),
    "known_escape": _("een tweede \\ waar een \\ in de tekst staat"),
    "closing_bracket": _("een haak die sluit"),
    "one_line": _("elk veld op een eigen regel"),
    "separator": _("een komma of een dubbele punt"),
    "quoted_key": _("de naam van een veld, in JSON tussen aanhalingstekens"),
    "nothing_behind": _("niets meer achter het einde"),
    "quoted_value": _("een waarde: tekst tussen aanhalingstekens, een getal, een dag, true of false, of een lijst"),
}


def expected_words(expected: Expected) -> str:
    """Return what was expected; the words that somebody types stand as they are typed."""
    return str(_WORDS.get(expected.key, expected.key)) % {"value": expected.value, "words": ", ".join(expected.words)}
