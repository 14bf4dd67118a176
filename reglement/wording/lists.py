"""The words a text works with as sentences: purposes, data, recipients, roles, measures and terms."""

from typing import get_args

from django.utils.translation import gettext

from reglement.rules.wordlists import (
    Catalogue,
    CatalogueItem,
    LawConflict,
    Measure,
    OrganisationChoice,
    PurposeEntry,
    RecipientEntry,
    RoleEntry,
    RoleMap,
    TermEntry,
)
from reglement.terms import ServiceType
from reglement.wording import vocabulary as say
from reglement.wording.fields import value_words
from reglement.wording.needs import need_words
from reglement.wording.subjects import subject_of
from reglement.wording.terms_in_words import term_words
from reglement.wording.told import Around, Told, elsewhere, present, said, together
from reglement.wording.words import either


def purpose_told(entry: PurposeEntry, _around: Around) -> Told:
    """Return what data are used for, whose, and on which basis of the law."""
    ground = str(say.LEGAL_BASES[entry.ground]) if entry.ground else ""
    return Told(
        main=gettext("gegevens worden gebruikt voor dit doel: %(label)s") % {"label": entry.label},
        more=present(
            said(gettext("Van wie: %(words)s."), say.listed(say.SUBJECTS, entry.subjects)),
            said(gettext("Grondslag in de wet: %(words)s."), ground),
        ),
    )


def catalogue_told(entry: Catalogue, _around: Around) -> Told:
    """Return how the list of data is meant, and what that does to data outside it."""
    closed = entry.mode in ("enumerated", "maximum")
    return Told(
        main=gettext("de lijst van gegevens is: %(mode)s") % {"mode": say.MODES[entry.mode]},
        more=(
            gettext("Gegevens die er niet in staan, worden geweigerd.")
            if closed
            else gettext("Gegevens die er niet in staan, mogen alleen met een notitie waarom ze nodig zijn."),
        ),
    )


def catalogue_item_told(item: CatalogueItem, around: Around) -> Told:
    """Return which data may be there, and on which conditions."""
    words = {"label": item.label, "tag": say.TAGS[item.tag]}
    refused = item.tag == "credential"
    return Told(
        main=gettext("deze gegevens worden altijd geweigerd: %(label)s (%(tag)s)") % words
        if refused
        else gettext("deze gegevens mogen er zijn: %(label)s (%(tag)s)") % words,
        more=present(
            said(gettext("Alleen %(words)s."), either(say.SOURCES, item.source)),
            said(gettext("Alleen bij: %(words)s."), either(say.SERVICES, item.services)),
            said(gettext("Alleen %(words)s."), either(say.CARRIERS, item.carriers)),
            _required(item),
            said(gettext("Eerst is nodig: %(words)s."), together(need_words(need) for need in item.needs)),
            said(gettext("De tekst zegt erbij: %(words)s."), item.condition.rstrip(".")),
            elsewhere(item, around),
        ),
    )


def recipient_told(entry: RecipientEntry, _around: Around) -> Told:
    """Return whom the text knows as a recipient."""
    return Told(main=gettext("de tekst kent deze ontvanger: %(label)s") % {"label": entry.label})


def roles_told(entry: RoleMap, _around: Around) -> Told:
    """Return who decides about the data, and who makes a version hold."""
    words = {"controller": say.ROLES.get(entry.controller, entry.controller)}
    keys = {"roles": either(say.ROLES, entry.activates), "second": say.SECOND_KEYS[entry.second_key]}
    return Told(
        main=gettext("wie over de gegevens beslist: %(controller)s") % words,
        more=present(
            gettext("Een nieuwe versie geldig maken: %(roles)s, en dan %(second)s.") % keys,
            said(
                gettext("Wat de tekst aan het bureau overlaat, beslist: %(words)s."), either(say.ROLES, entry.decides)
            ),
            said(gettext("Aanspreekpunt: %(words)s."), entry.contact),
        ),
    )


def role_told(entry: RoleEntry, _around: Around) -> Told:
    """Return a role that the text knows, with what it asks of it."""
    appointed = str(say.ROLES[entry.appointed_by]) if entry.appointed_by else ""
    ours = str(say.ROLES[entry.role])
    words = {"label": entry.label, "role": ours}
    return Told(
        main=gettext("de tekst kent deze rol: %(label)s") % words
        if entry.label == ours
        else gettext("de tekst kent deze rol: %(label)s (hier: %(role)s)") % words,
        more=present(
            said(gettext("Benoemd door: %(words)s."), appointed),
            said(gettext("Taken: %(words)s."), "; ".join(entry.tasks)),
        ),
    )


def measure_told(measure: Measure, around: Around) -> Told:
    """Return a promise about security, and who keeps it."""
    who = str(say.ROLES[measure.by_role]) if measure.by_role else ""
    return Told(
        main=gettext("beveiliging: %(label)s") % {"label": measure.label.rstrip(".")},
        more=present(
            gettext("Daar zorgt dit programma voor.")
            if measure.kept_by == "product"
            else gettext("Daar zorgt de organisatie zelf voor."),
            said(gettext("Nagekeken om de: %(words)s."), term_words(measure.review) if measure.review else ""),
            said(gettext("Wie dat nakijkt: %(words)s."), who),
            elsewhere(measure, around),
        ),
    )


def term_told(entry: TermEntry, around: Around) -> Told:
    """Return what a word of the text means, and where."""
    where = "; ".join(around.label(key) for key in entry.articles)
    return Told(
        main=gettext("het woord «%(word)s» betekent: %(means)s")
        % {"word": entry.word, "means": entry.means.rstrip(".")},
        more=present(said(gettext("In artikel: %(words)s."), where)),
    )


def law_conflict_told(entry: LawConflict, around: Around) -> Told:
    """Return where the law goes before the text, and what that means in practice."""
    words = {"article": around.label(entry.article), "law": ", ".join(entry.law)}
    subject = gettext("artikel %(article)s naast %(law)s") % words
    return Told(main=f"{subject}: {entry.effect.rstrip('.')}")


def organisation_choice_told(choice: OrganisationChoice, _around: Around) -> Told:
    """Return what the organisation filled in where the text leaves a hole, and why."""
    words = {
        "subject": subject_of("organisation_choice", choice),
        "value": value_words("value", choice.value),
        "reason": choice.reason.rstrip("."),
    }
    return Told(main=gettext("%(subject)s: %(value)s, omdat: %(reason)s") % words)


def _required(item: CatalogueItem) -> str:
    if set(item.required_for) == set(get_args(ServiceType)):
        return gettext("Zonder dit begint er geen traject.")
    return said(gettext("Zonder dit begint er geen traject voor: %(words)s."), either(say.SERVICES, item.required_for))
