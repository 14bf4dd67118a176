"""Those who refer candidates and pay: opdrachtgevers, their contacts, their signed agreements."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from dossiers.terms import ContactClass, OpdrachtgeverKind
from vault.clock import AkkoordNow
from vault.ids import new_id
from vault.ring_fields import RingCharField, ring_check


class Opdrachtgever(models.Model):
    """An organisation that refers candidates and receives reports; never the one who consents."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("naam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=20, choices=OpdrachtgeverKind.choices)
    outside_eea = models.BooleanField(_("leest of bewaart gegevens buiten de EER"), null=True, blank=True)
    created_at = models.DateTimeField(_("toegevoegd op"), db_default=AkkoordNow())
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "name", "kind", "outside_eea", "created_at", "ended_at"}

    class Meta:
        verbose_name = _("opdrachtgever")
        verbose_name_plural = _("opdrachtgevers")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(ended_at=None),
                name="opdrachtgever_name_once",
                violation_error_message=_("Er is al een opdrachtgever met deze naam."),
            ),
            models.CheckConstraint(
                name="opdrachtgever_kind_is_known",
                condition=Q(kind__in=OpdrachtgeverKind.values),
                violation_error_message=_("Onbekende soort opdrachtgever."),
            ),
            models.CheckConstraint(
                name="opdrachtgever_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("created_at")),
                violation_error_message=_("Een opdrachtgever eindigt niet voor hij begint."),
            ),
        ]

    def __str__(self) -> str:
        return f"opdrachtgever {self.id}"

    @property
    def is_ended(self) -> bool:
        """Say whether the bureau no longer works for this opdrachtgever."""
        return self.ended_at is not None


class OpdrachtgeverContact(models.Model):
    """A person at an opdrachtgever who logs in to refer candidates and to read what was sent to him."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opdrachtgever = models.ForeignKey(
        Opdrachtgever, models.PROTECT, related_name="contacts", verbose_name=_("opdrachtgever")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="opdrachtgever_contact", verbose_name=_("gebruiker")
    )
    name = RingCharField(_("naam"), max_length=200, context="dossiers.opdrachtgevercontact.name")
    job_title = RingCharField(
        _("functie"), max_length=200, blank=True, context="dossiers.opdrachtgevercontact.job_title"
    )
    recipient_class = models.CharField(
        _("rol volgens het reglement"),
        max_length=30,
        choices=ContactClass.choices,
        default=ContactClass.OPDRACHTGEVER,
    )
    created_at = models.DateTimeField(_("toegevoegd op"), db_default=AkkoordNow())
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)

    class Privacy:
        personal = {"name": "", "job_title": ""}
        subjects = ("opdrachtgever_contact",)
        plain = {"id", "opdrachtgever", "user", "recipient_class", "created_at", "ended_at"}

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        constraints = [
            ring_check("name"),
            ring_check("job_title"),
            models.CheckConstraint(
                name="contact_class_is_known",
                condition=Q(recipient_class__in=ContactClass.values),
                violation_error_message=_("Onbekende rol van de contactpersoon."),
            ),
            models.CheckConstraint(
                name="contact_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("created_at")),
                violation_error_message=_("Een contactpersoon eindigt niet voor hij begint."),
            ),
        ]

    def __str__(self) -> str:
        return f"contactpersoon {self.id}"


class Agreement(models.Model):
    """A signed agreement with an opdrachtgever; some reglementen send nothing without one on file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opdrachtgever = models.ForeignKey(
        Opdrachtgever, models.PROTECT, related_name="agreements", verbose_name=_("opdrachtgever")
    )
    reference = models.CharField(_("kenmerk"), max_length=100)
    signed_on = models.DateField(_("getekend op"))
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    covers_confidentiality = models.BooleanField(_("regelt geheimhouding"), default=False)
    created_at = models.DateTimeField(_("vastgelegd op"), db_default=AkkoordNow())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "opdrachtgever",
            "reference",
            "signed_on",
            "valid_until",
            "covers_confidentiality",
            "created_at",
            "created_by",
        }

    class Meta:
        verbose_name = _("overeenkomst")
        verbose_name_plural = _("overeenkomsten")
        constraints = [
            models.UniqueConstraint(
                fields=["opdrachtgever", "reference"],
                name="agreement_reference_once",
                violation_error_message=_("Deze overeenkomst staat er al."),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_signing",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("signed_on")),
                violation_error_message=_("Een overeenkomst loopt niet af voor zij is getekend."),
            ),
        ]

    def __str__(self) -> str:
        return f"overeenkomst {self.id}"
