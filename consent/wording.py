"""The sentences in which a client is asked and told, so that their hash proves what was on the page."""

from hashlib import sha256

from django.utils.translation import gettext as _

from consent.models import ContentVersion
from dossiers.models import OpdrachtgeverContact


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


def hash_of(paragraphs: list[str]) -> str:
    """Return the SHA-256 of the paragraphs as they stood on the page."""
    return sha256("\n\n".join(paragraphs).encode()).hexdigest()
