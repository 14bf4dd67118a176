"""What the log refuses."""

from django.utils.translation import gettext_lazy as _

from ui.facts import DomainRefusal


class AuditFact(DomainRefusal):
    """Anything the log refuses."""


class UnknownEventWord(AuditFact):
    """An event was recorded under a word that audit.terms does not know."""


class DetailsWithoutSafe(AuditFact):
    """Details are sealed, so an event with details says under which safe."""


class SealsBroken(AuditFact):
    """The log was changed after it was sealed."""

    sentence = _("Het logboek klopt niet met zijn zegels.")
