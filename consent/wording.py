"""The sentences in which a client is asked and told, so that their hash proves what was on the page."""

from hashlib import sha256

from django.utils.translation import gettext as _

from consent.models import Consent, ContentVersion
from consent.terms import AskedOf
from dossiers.catalogue import labels_of
from dossiers.models import OpdrachtgeverContact
from reglement.wording.words import PURPOSES
from ui.dates import exact_words
from ui.listing import enumerated


def approval_paragraphs(version: ContentVersion, contact: OpdrachtgeverContact) -> list[str]:
    """Return what the page says beside the document before the client answers."""
    paragraphs = [
        _("Dit stuk gaat naar %(organisation)s. Dat mag pas als u ja zegt.")
        % {"organisation": contact.opdrachtgever.name},
        _("U zegt ja tegen precies deze versie. Verandert er één letter, dan vragen wij het u opnieuw."),
        _("Nee zeggen heeft geen gevolgen voor uw begeleiding."),
        _("U kunt uw ja later altijd intrekken, zonder reden. Wat al gelezen is, kunnen wij niet terughalen."),
    ]
    if version.holds_health:
        paragraphs.insert(
            1,
            _("Er staan gegevens over uw gezondheid in. Met ja vindt u het goed dat ook die gegevens worden gedeeld."),
        )
    if version.from_treating_doctor:
        paragraphs.insert(
            1, _("Er staat iets in van een arts die u behandelt. Met ja vindt u het goed dat ook dat wordt gedeeld.")
        )
    return paragraphs


def use_paragraphs(consent: Consent) -> list[str]:
    """Return what the client is asked about data outside a report: what, for what, and of or by whom."""
    labels = labels_of(consent.dossier.traject)
    said = {
        "data": enumerated(labels.get(item["key"], item["key"]) for item in consent.categories),
        "purpose": PURPOSES.get(consent.purpose, consent.purpose),
    }
    if consent.contact is not None:
        said |= {"party": consent.contact.name, "organisation": consent.contact.opdrachtgever.name}
        asked = _("Mag %(party)s van %(organisation)s bij deze gegevens meekijken: %(data)s? Waarvoor: %(purpose)s.")
        if consent.documents:
            asked = _(
                "Mag %(party)s van %(organisation)s de stukken lezen die hieronder staan? "
                "Soort gegevens: %(data)s. Waarvoor: %(purpose)s."
            )
    elif consent.recipient_class == AskedOf.STAFF:
        asked = _("Mogen wij deze gegevens zelf gebruiken: %(data)s? Waarvoor: %(purpose)s.")
    else:
        said["party"] = AskedOf(consent.recipient_class).label
        asked = _("Mogen wij bij %(party)s deze gegevens opvragen: %(data)s? Waarvoor: %(purpose)s.")
    paragraphs = [
        asked % said,
        _("Nee zeggen heeft geen gevolgen voor uw begeleiding."),
        _("U kunt uw ja later altijd intrekken, zonder reden."),
    ]
    if consent.names_health:
        paragraphs.insert(1, _("Het gaat ook over uw gezondheid. Met ja vindt u ook dat goed."))
    if consent.documents:
        paragraphs.insert(1, _("U zegt ja tegen precies deze stukken. Komt er een bij, dan vragen wij het u opnieuw."))
    if consent.valid_until is not None:
        paragraphs.insert(1, _("Uw ja geldt tot en met %(day)s.") % {"day": exact_words(consent.valid_until)})
    return paragraphs


def hash_of(paragraphs: list[str]) -> str:
    """Return the SHA-256 of the paragraphs as they stood on the page."""
    return sha256("\n\n".join(paragraphs).encode()).hexdigest()
