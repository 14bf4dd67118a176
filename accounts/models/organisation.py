"""The bureau and its branches."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vault.clock import AkkoordNow
from vault.ids import new_id
from vault.ring_fields import RingCharField, ring_check


class Organisation(models.Model):
    """The bureau whose installation this is; there is one row, because an installation serves one organisation.

    What AVG 30(1) asks of the organisation itself, and no reglement says, stands here; what is empty shows as a hole.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(_("naam"), max_length=200)
    timezone = models.CharField(_("tijdzone"), max_length=60, default="Europe/Amsterdam")

    address = models.TextField(_("adres"), blank=True, default="")
    email = models.EmailField(_("e-mailadres"), blank=True, default="")
    phone = models.CharField(_("telefoon"), max_length=40, blank=True, default="")
    data_protection_officer = RingCharField(
        _("functionaris gegevensbescherming"),
        max_length=300,
        blank=True,
        default="",
        context="accounts.organisation.data_protection_officer",
        help_text=_("Naam en hoe die te bereiken is. Heeft u er geen nodig? Schrijf dat op, met de reden."),
    )
    joint_controllers = models.TextField(
        _("samen verantwoordelijk met"),
        blank=True,
        default="",
        help_text=_("Met wie u samen beslist over gegevens, of dat u dat met niemand doet."),
    )
    processors = models.TextField(
        _("verwerkers"), blank=True, default="", help_text=_("Wie gegevens voor u verwerkt, zoals de hosting.")
    )
    transfers = models.TextField(
        _("doorgifte buiten de Europese Unie"),
        blank=True,
        default="",
        help_text=_("Naar welk land en met welke waarborg, of dat er geen doorgifte is."),
    )
    security = models.TextField(
        _("beveiliging"),
        blank=True,
        default="",
        help_text=_("Wat uw organisatie zelf doet, naast wat het reglement belooft en dit programma doet."),
    )
    four_eyes = models.BooleanField(
        _("vernietigen en langer bewaren met twee mensen"),
        default=False,
        help_text=_("Aan: de ene stelt voor, een ander keurt goed. Uit: het reglement zelf is genoeg."),
    )

    class Privacy:
        personal: dict[str, object] = {"data_protection_officer": ""}
        subjects = ("staff",)
        plain = {
            "id",
            "only",
            "name",
            "timezone",
            "address",
            "email",
            "phone",
            "joint_controllers",
            "processors",
            "transfers",
            "security",
            "four_eyes",
        }

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        constraints = [
            ring_check("data_protection_officer"),
            models.CheckConstraint(
                name="organisation_is_one_row",
                condition=Q(only=True),
                violation_error_message=_("Er is maar één organisatie per installatie."),
            ),
            models.CheckConstraint(
                name="organisation_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Een organisatie heeft een naam."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Branch(models.Model):
    """A branch of the bureau: trajecten and roles may belong to one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("naam"), max_length=100, unique=True)
    created_at = models.DateTimeField(_("toegevoegd op"), db_default=AkkoordNow(), editable=False)
    ended_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "name", "created_at", "ended_at"}

    class Meta:
        verbose_name = _("vestiging")
        verbose_name_plural = _("vestigingen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="branch_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Een vestiging heeft een naam."),
            ),
            models.CheckConstraint(
                name="branch_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("created_at")),
                violation_error_message=_("Een vestiging sluit pas nadat zij is toegevoegd."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
