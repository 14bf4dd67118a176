"""The disclosure ledger: what left the bureau, on which decision, and every time it was opened."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.terms import Channel
from vault.clock import AkkoordNow
from vault.ids import new_id


class DecisionBasis(models.Model):
    """One consent that was before the gate: how far its chain was then, and whether the decision stands on it.

    Before anything leaves or is opened, the database looks whether a yes still is one and whether a no came since.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    decision = models.ForeignKey("reglement.Decision", models.PROTECT, related_name="bases", verbose_name=_("besluit"))
    consent = models.ForeignKey("consent.Consent", models.PROTECT, related_name="+", verbose_name=_("toestemming"))

    seen_seq = models.PositiveSmallIntegerField(_("laatste volgnummer dat is gezien"))
    carries = models.BooleanField(_("draagt het besluit"))

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "safe", "decision", "consent", "seen_seq", "carries"}

    class Meta:
        verbose_name = _("toestemming onder een besluit")
        verbose_name_plural = _("toestemmingen onder besluiten")
        constraints = [
            models.UniqueConstraint(
                name="consent_basis_once",
                fields=["decision", "consent"],
                violation_error_message=_("Deze toestemming staat al onder dit besluit."),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Disclosure(models.Model):
    """One thing that left the bureau, one-to-one with the decision that permitted it; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="disclosures", verbose_name=_("dossier")
    )
    decision = models.OneToOneField(
        "reglement.Decision", models.PROTECT, related_name="disclosure", verbose_name=_("besluit")
    )
    content_version = models.ForeignKey(
        "consent.ContentVersion", models.PROTECT, related_name="disclosures", verbose_name=_("versie")
    )
    consent = models.ForeignKey(
        "consent.Consent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disclosures",
        verbose_name=_("toestemming"),
    )
    contact = models.ForeignKey(
        "dossiers.OpdrachtgeverContact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disclosures",
        verbose_name=_("ontvanger"),
    )
    opdrachtgever = models.ForeignKey(
        "dossiers.Opdrachtgever",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opdrachtgever"),
    )
    recipient_class = models.CharField(_("soort ontvanger"), max_length=40)
    purpose = models.CharField(_("waarvoor"), max_length=40)
    categories = models.JSONField(_("gegevens"))
    channel = models.CharField(_("langs welke weg"), max_length=20, choices=Channel.choices)
    content_sha256 = models.CharField(_("sha-256"), max_length=64)
    made_at = models.DateTimeField(_("verstrekt op"), db_default=AkkoordNow())
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("verstrekt door")
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "safe",
            "dossier",
            "decision",
            "content_version",
            "consent",
            "contact",
            "opdrachtgever",
            "recipient_class",
            "purpose",
            "categories",
            "channel",
            "content_sha256",
            "made_at",
            "made_by",
        }

    class Meta:
        verbose_name = _("verstrekking")
        verbose_name_plural = _("verstrekkingen")
        indexes = [
            models.Index(name="consent_disclosure_dossier", fields=["dossier", "made_at"]),
            models.Index(name="consent_disclosure_contact", fields=["contact", "made_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="consent_disclosure_known_channel",
                condition=Q(channel__in=Channel.values),
                violation_error_message=_("Kies een weg uit de lijst."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DisclosureOpening(models.Model):
    """One time that a recipient opened what was disclosed, on a decision of its own; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="openings", verbose_name=_("verstrekking"))
    decision = models.OneToOneField(
        "reglement.Decision", models.PROTECT, related_name="opening", verbose_name=_("besluit")
    )
    at = models.DateTimeField(_("geopend op"), db_default=AkkoordNow())
    by_user_id = models.UUIDField(_("door"))

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "safe", "disclosure", "decision", "at", "by_user_id"}

    class Meta:
        verbose_name = _("keer dat iets is geopend")
        verbose_name_plural = _("keren dat iets is geopend")

    def __str__(self) -> str:
        return str(self.pk)
