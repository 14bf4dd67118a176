"""What the client can claim and what people are told, as sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.rules.entitlements import ComplaintRoute, NoticeRule, RightRule
from reglement.wording import vocabulary as say
from reglement.wording.terms_in_words import AT_ONCE, term_words
from reglement.wording.told import Around, Told, elsewhere, present, said
from reglement.wording.words import either, every

_RIGHTS: dict[str, str | Promise] = {
    "notice": _("de cliënt krijgt bericht over wat er met zijn gegevens gebeurt"),
    "access": _("de cliënt mag zijn gegevens inzien"),
    "rectify": _("de cliënt mag zijn gegevens laten verbeteren"),
    "supplement": _("de cliënt mag zijn gegevens laten aanvullen"),
    "erase": _("de cliënt mag zijn gegevens laten wissen"),
    "block": _("de cliënt mag zijn gegevens laten afschermen"),
    "object": _("de cliënt mag bezwaar maken tegen het gebruik van zijn gegevens"),
    "port": _("de cliënt mag zijn gegevens meenemen"),
    "complain": _("de cliënt mag een klacht indienen"),
}
# These are no request that somebody answers within a term.
_WITHOUT_AN_ANSWER = frozenset({"notice", "complain"})


def right_rule_told(rule: RightRule, around: Around) -> Told:
    """Return a right of the client with its term, its reasons and how he asks for it."""
    return Told(
        main=str(_RIGHTS[rule.right]),
        more=present(
            said(gettext("Dat kan tot %(words)s na het einde van het traject."), _term(rule.window)),
            _answered(rule),
            said(gettext("Met een van deze redenen: %(words)s."), _reasons(rule)),
            said(
                gettext("De tekst noemt deze weg: %(words)s. Langs een andere weg telt een verzoek ook."), _ways(rule)
            ),
            said(gettext("Nodig is: %(words)s."), say.listed(say.REQUIREMENTS, rule.requires)),
            said(gettext("In het antwoord staat: %(words)s."), say.listed(say.ITEMS, rule.answer_parts)),
            said(gettext("Tussen twee verzoeken zit minstens: %(words)s."), _term(rule.interval)),
            _costs(rule),
            gettext("Een wettelijke vertegenwoordiger mag het ook vragen.") if rule.representative else "",
            elsewhere(rule, around),
        ),
        note=rule.note,
    )


def notice_rule_told(rule: NoticeRule, around: Around) -> Told:
    """Return who is told about what, how, and with which proof."""
    words = {
        "audience": every(say.AUDIENCES, rule.audience),
        "event": say.EVENTS.get(rule.event, rule.event),
        "timing": say.TIMINGS[rule.timing],
    }
    proofs = [each for each in rule.evidence if each != "none"]
    important = rule.only_if == "important"
    return Told(
        main=gettext("bericht aan %(audience)s over %(event)s: %(timing)s") % words,
        more=present(
            gettext("Alleen bij een belangrijke wijziging.") if important else "",
            said(gettext("Daarin staat: %(words)s."), say.listed(say.ITEMS, rule.items)),
            said(gettext("Langs deze weg: %(words)s."), say.listed(say.NOTICE_CHANNELS, rule.channel)),
            said(gettext("Bewijs dat blijft: %(words)s."), either(say.EVIDENCES, proofs)),
            said(gettext("Termijn: %(words)s."), _term(rule.within)),
            gettext("Wie niet op tijd bevestigt, komt in geen dossier tot hij dat doet.")
            if rule.otherwise == "access_ends"
            else "",
            elsewhere(rule, around),
        ),
        note=rule.note,
    )


def complaint_route_told(route: ComplaintRoute, _around: Around) -> Told:
    """Return where a complaint goes and who may make one."""
    words = {"who": either(say.RECIPIENTS, route.who), "to": say.ROLES.get(route.to, route.to)}
    return Told(
        main=gettext("%(who)s kan een klacht indienen bij: %(to)s") % words,
        more=present(
            said(gettext("Volgens: %(words)s."), route.rules),
            gettext("Een klacht bij de Autoriteit Persoonsgegevens kan altijd ook."),
        ),
    )


def _term(term: str | None) -> str:
    return term_words(term) if term else ""


def _answered(rule: RightRule) -> str:
    if rule.right in _WITHOUT_AN_ANSWER:
        return ""
    if rule.deadline is None:
        return gettext("De tekst noemt geen termijn voor het antwoord; die van de wet geldt.")
    if AT_ONCE.fullmatch(rule.deadline):
        return gettext("Het gebeurt meteen.")
    words = {"term": term_words(rule.deadline), "extension": _term(rule.extension)}
    if rule.extension:
        return gettext("Het antwoord komt binnen %(term)s, of met een bericht vooraf %(extension)s later.") % words
    return gettext("Het antwoord komt binnen %(term)s.") % words


def _reasons(rule: RightRule) -> str:
    return either(say.words.CONDITIONS_OF_REQUEST, rule.conditions)


def _ways(rule: RightRule) -> str:
    return either(say.REQUEST_CHANNELS, rule.channels)


def _costs(rule: RightRule) -> str:
    if rule.fee == "none":
        return ""
    return gettext("De tekst laat het bureau geld vragen; de wet maakt het antwoord en de eerste kopie gratis.")
