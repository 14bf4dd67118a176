"""The person a dossier is about, and who may decide in his place."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.terms import Capacity, Guardianship, RepresentationProof
from vault.blind_places import IndexKeyField
from vault.clock import AkkoordNow
from vault.fields import SealedDateField, SealedModel, SealedTextField, sealed_check
from vault.ids import new_id


class Client(SealedModel):
    """The person the dossier is about; his identity has a safe of its own, shredded with his last dossier."""

    number = models.CharField(_("cliëntnummer"), max_length=12, unique=True)
    name = SealedTextField(_("naam"), label="dossiers.client.name")
    email = SealedTextField(_("e-mailadres"), label="dossiers.client.email", null=True, blank=True)
    phone = SealedTextField(_("telefoon"), label="dossiers.client.phone", null=True, blank=True)
    birth_date = SealedDateField(_("geboortedatum"), label="dossiers.client.birth_date", null=True, blank=True)
    name_index = ArrayField(models.BinaryField(max_length=16), default=list, blank=True, editable=False)
    email_index = models.BinaryField(max_length=16, null=True, blank=True, editable=False)
    index_key = IndexKeyField(_("sleutel van de zoekwaarden"))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="client",
        verbose_name=_("gebruiker"),
    )
    guardianship = models.CharField(
        _("curatele of mentorschap"), max_length=20, choices=Guardianship.choices, default=Guardianship.NONE
    )
    created_at = models.DateTimeField(_("ingeschreven op"), db_default=AkkoordNow())
    leaving_at = models.DateTimeField(_("wordt vernietigd sinds"), null=True, blank=True, editable=False)

    class Privacy:
        personal: dict[str, object] = {
            "name": "",
            "email": None,
            "phone": None,
            "birth_date": None,
            "name_index": [],
            "email_index": None,
            "guardianship": Guardianship.NONE,
            "user": None,
        }
        plain = {"id", "safe", "number", "index_key", "created_at", "leaving_at"}

    class Meta:
        verbose_name = _("cliënt")
        verbose_name_plural = _("cliënten")
        constraints = [
            sealed_check("name"),
            sealed_check("email"),
            sealed_check("phone"),
            sealed_check("birth_date"),
            models.CheckConstraint(
                name="client_number_has_its_form",
                condition=Q(number__regex=r"^K-[0-9]{4}-[0-9]{4,6}$"),
                violation_error_message=_("Een cliëntnummer ziet eruit als K-2026-0001."),
            ),
            models.CheckConstraint(
                name="client_guardianship_is_known",
                condition=Q(guardianship__in=Guardianship.values),
                violation_error_message=_("Kies geen, curatele of mentorschap."),
            ),
        ]
        indexes = [
            GinIndex(fields=["name_index"], name="client_name_index"),
            models.Index(fields=["email_index"], name="client_email_index"),
        ]

    def __str__(self) -> str:
        return self.number


class Representative(models.Model):
    """A parent, guardian, curator or mentor who may act for a client during a period (UAVG 5)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    client = models.ForeignKey(Client, models.CASCADE, related_name="representatives", verbose_name=_("cliënt"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="represents", verbose_name=_("gebruiker")
    )
    capacity = models.CharField(_("hoedanigheid"), max_length=20, choices=Capacity.choices)
    valid_from = models.DateTimeField(_("vanaf"), db_default=AkkoordNow())
    valid_until = models.DateTimeField(_("tot"), null=True, blank=True)
    # Until somebody of the bureau saw the proof he may read and answer, and not make a request (UAVG 5, AVG 12(6)).
    proof = models.CharField(_("bewijs"), max_length=30, choices=RepresentationProof.choices, blank=True, default="")
    proven_at = models.DateTimeField(_("bewijs gezien op"), null=True, blank=True)
    proven_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bewijs gezien door"),
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "safe",
            "client",
            "user",
            "capacity",
            "valid_from",
            "valid_until",
            "proof",
            "proven_at",
            "proven_by",
        }

    class Meta:
        verbose_name = _("vertegenwoordiger")
        verbose_name_plural = _("vertegenwoordigers")
        constraints = [
            models.UniqueConstraint(
                fields=["client", "user"],
                condition=Q(valid_until=None),
                name="representative_once_at_a_time",
                violation_error_message=_("Deze persoon vertegenwoordigt de cliënt al."),
            ),
            models.CheckConstraint(
                name="representative_capacity_is_known",
                condition=Q(capacity__in=Capacity.values),
                violation_error_message=_("Onbekende hoedanigheid."),
            ),
            models.CheckConstraint(
                name="representative_proof_with_who_saw_it_and_when",
                condition=Q(proof="", proven_at=None, proven_by=None)
                | Q(proof__in=RepresentationProof.values, proven_at__isnull=False, proven_by__isnull=False),
                violation_error_message=_("Bij bewijs staat wat het is, en wie het wanneer zag."),
            ),
            models.CheckConstraint(
                name="representative_proof_seen_by_another",
                condition=Q(proven_by=None) | ~Q(proven_by=F("user")),
                violation_error_message=_("Niemand bewijst zijn eigen vertegenwoordiging."),
            ),
            models.CheckConstraint(
                name="representative_ends_after_start",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("Een vertegenwoordiging eindigt niet voor zij begint."),
            ),
        ]

    def __str__(self) -> str:
        return f"vertegenwoordiger {self.id}"
