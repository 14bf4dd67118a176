"""Safes, the files in them, the holds on them, and the house clock."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vault.clock import AkkoordNow
from vault.fields.shapes import sealed_check
from vault.ids import new_id
from vault.lines import LineOfTheLedger
from vault.terms import HoldGround, SafeKind


class Clock(models.Model):
    """How far the house clock is moved from the machine's: one row, only in test databases and the demo."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    shift = models.DurationField(_("verschuiving"))
    movable = models.BooleanField(_("verzetbaar"), default=False)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "shift", "movable"}

    class Meta:
        verbose_name = _("klok")
        verbose_name_plural = _("klokken")
        constraints = [
            models.CheckConstraint(
                name="vault_clock_is_one_row",
                condition=Q(id=1),
                violation_error_message=_("Er is maar één klok."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ClockReading(models.Model):
    """What the database's clock said when a machine had run so long: from it a jump is told from time that passed."""

    boot = models.CharField(_("start van de machine"), primary_key=True, max_length=64, editable=False)
    read_at = models.DateTimeField(_("de klok zei"), editable=False)
    up_seconds = models.FloatField(_("zo lang liep de machine"), editable=False)
    jumped_at = models.DateTimeField(_("sprong gezien op"), null=True, editable=False)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {"boot", "read_at", "up_seconds", "jumped_at"}

    class Meta:
        verbose_name = _("stand van de klok")
        verbose_name_plural = _("standen van de klok")
        constraints = [
            models.CheckConstraint(
                name="vault_clockreading_up_not_negative",
                condition=Q(up_seconds__gte=0),
                violation_error_message=_("Een machine loopt niet korter dan niet."),
            ),
        ]

    def __str__(self) -> str:
        return self.boot


class Safe(models.Model):
    """The unit of destruction: one key, and everything of one person that shares one end."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("soort"), max_length=20, choices=SafeKind)
    canary = models.BinaryField(_("kanarie"), editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow(), editable=False)
    fenced_at = models.DateTimeField(_("afgesloten op"), null=True, editable=False)
    shredded_at = models.DateTimeField(_("sleutel vernietigd op"), null=True, editable=False)

    class Privacy:
        blanked = True
        personal: dict[str, object] = {}
        plain = {"id", "kind", "canary", "created_at", "fenced_at", "shredded_at"}

    class Meta:
        verbose_name = _("kluis")
        verbose_name_plural = _("kluizen")
        constraints = [
            models.CheckConstraint(
                name="vault_safe_kind_known",
                condition=Q(kind__in=SafeKind.values),
                violation_error_message=_("Deze soort kluis bestaat niet."),
            ),
            models.CheckConstraint(
                name="vault_safe_fenced_after_created",
                condition=Q(fenced_at=None) | Q(fenced_at__gte=F("created_at")),
                violation_error_message=_("Een kluis wordt pas afgesloten nadat hij is gemaakt."),
            ),
            models.CheckConstraint(
                name="vault_safe_shredded_after_fenced",
                condition=Q(shredded_at=None) | Q(fenced_at__isnull=False, shredded_at__gte=F("fenced_at")),
                violation_error_message=_("Een sleutel wordt pas vernietigd nadat de kluis is afgesloten."),
            ),
            sealed_check("canary"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SealedFile(models.Model):
    """A file sealed in segments under its safe's key; the row is made after the bytes are on the disk."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey(Safe, models.PROTECT, verbose_name=_("kluis"), related_name="+", editable=False)
    storage_name = models.CharField(_("naam in de opslag"), max_length=100, unique=True, editable=False)
    size_bytes = models.BigIntegerField(_("grootte in bytes"), editable=False)
    sha256 = models.CharField(_("sha-256"), max_length=64, editable=False)
    media_type = models.CharField(_("bestandstype"), max_length=100, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow(), editable=False)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "safe", "storage_name", "size_bytes", "sha256", "media_type", "created_at"}

    class Meta:
        verbose_name = _("verzegeld bestand")
        verbose_name_plural = _("verzegelde bestanden")
        constraints = [
            models.CheckConstraint(
                name="vault_sealedfile_size_not_negative",
                condition=Q(size_bytes__gte=0),
                violation_error_message=_("Een bestand kan niet kleiner zijn dan leeg."),
            ),
            models.CheckConstraint(
                name="vault_sealedfile_sha256_is_hex",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Het controlegetal van een bestand is 64 tekens lang."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RememberedLine(LineOfTheLedger):
    """What this database remembers of the ledger; an older copy of the file is recognised by it."""


class Restoration(models.Model):
    """A backup that was put back, or a database that was found older than the ledger: the doors are closed until then.

    `backup` is empty when nobody said so and the comparison found it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    backup = models.CharField(_("back-up"), max_length=40, blank=True, editable=False)
    parts = models.CharField(_("onderdelen"), max_length=80, blank=True, editable=False)
    begun_at = models.DateTimeField(_("begonnen op"), db_default=Now(), editable=False)
    restored_at = models.DateTimeField(_("teruggezet op"), null=True, editable=False)
    opened_at = models.DateTimeField(_("weer geopend op"), null=True, editable=False)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {"id", "backup", "parts", "begun_at", "restored_at", "opened_at"}

    class Meta:
        verbose_name = _("terugzetting")
        verbose_name_plural = _("terugzettingen")
        constraints = [
            models.CheckConstraint(
                name="vault_restoration_opened_after_restored",
                condition=Q(opened_at=None) | Q(restored_at__isnull=False, opened_at__gte=F("restored_at")),
                violation_error_message=_("De deuren gaan pas open als alles is teruggezet."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Hold(models.Model):
    """Something that stops destruction: while it lasts the database deletes nothing of the safes it lies on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safes: models.ManyToManyField = models.ManyToManyField(
        Safe, through="HeldSafe", related_name="holds", verbose_name=_("kluizen")
    )
    ground = models.CharField(_("grond"), max_length=20, choices=HoldGround)
    review_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    placed_by_id = models.UUIDField(_("geplaatst door"), editable=False)
    placed_at = models.DateTimeField(_("geplaatst op"), db_default=AkkoordNow(), editable=False)
    released_by_id = models.UUIDField(_("opgeheven door"), null=True, editable=False)
    released_at = models.DateTimeField(_("opgeheven op"), null=True, editable=False)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {
            "id",
            "ground",
            "review_on",
            "placed_by_id",
            "placed_at",
            "released_by_id",
            "released_at",
        }

    class Meta:
        verbose_name = _("bewaarplicht")
        verbose_name_plural = _("bewaarplichten")
        constraints = [
            models.CheckConstraint(
                name="vault_hold_ground_known",
                condition=Q(ground__in=HoldGround.values),
                violation_error_message=_("Deze grond bestaat niet."),
            ),
            models.CheckConstraint(
                name="vault_hold_released_at_and_by_together",
                condition=Q(released_at=None, released_by_id=None)
                | Q(released_at__isnull=False, released_by_id__isnull=False),
                violation_error_message=_("Een opgeheven bewaarplicht vermeldt wanneer én door wie."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class HeldSafe(models.Model):
    """One safe under one hold."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hold = models.ForeignKey(Hold, models.CASCADE, verbose_name=_("bewaarplicht"), related_name="+")
    safe = models.ForeignKey(Safe, models.PROTECT, verbose_name=_("kluis"), related_name="+")

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {"id", "hold", "safe"}

    class Meta:
        verbose_name = _("vastgehouden kluis")
        verbose_name_plural = _("vastgehouden kluizen")
        constraints = [
            models.UniqueConstraint(
                fields=["hold", "safe"],
                name="vault_heldsafe_once",
                violation_error_message=_("Deze kluis valt al onder deze bewaarplicht."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
