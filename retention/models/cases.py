"""The cases that carry destructions out, in order, and the certificates that prove them."""

from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from retention.facts import StepNotTaken
from retention.terms import COOLING_OFF, Covers, Ground, Step
from vault.clock import AkkoordNow
from vault.ids import new_id

# What failed before comes behind what did not: the order in which workers take cases, of which an index is kept.
FAILED = Case(When(failure="", then=Value(value=False)), default=Value(value=True), output_field=BooleanField())
MOMENTS = [f"{step}_at" for step in Step.values]


class PurgeCaseQuerySet(models.QuerySet["PurgeCase"]):
    """Words about cases."""

    def unfinished(self) -> "PurgeCaseQuerySet":
        """Return the cases without a certificate, the oldest date first, so that nothing starves."""
        return self.filter(certified_at=None, lapsed_at=None).order_by("due_at", "id")

    def standing(self) -> "PurgeCaseQuerySet":
        """Leave out the cases of which nothing came."""
        return self.filter(lapsed_at=None)

    def waiting_for_parts(self) -> "PurgeCaseQuerySet":
        """Return the cases of parts that have not begun."""
        return self.unfinished().filter(covers=Covers.PARTS, intent_at=None)

    def of_wholes(self) -> "PurgeCaseQuerySet":
        """Return the cases of dossiers as a whole."""
        return self.standing().filter(covers=Covers.DOSSIER)

    def of_whole(self, dossier_id: UUID) -> "PurgeCaseQuerySet":
        """Return the case of a dossier as a whole; none while there is no case."""
        return self.of_wholes().filter(dossier_id=dossier_id)


class PurgeCase(models.Model):
    """One course of destruction of a whole dossier or of parts of it.

    `dossier_id` outlives the dossier and points at no person once it is gone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier_id = models.UUIDField(_("dossier"))
    covers = models.CharField(_("omvat"), max_length=10, choices=Covers.choices, default=Covers.DOSSIER)
    # A term of nothing: there is no time to warn in or to think again.
    at_once = models.BooleanField(_("meteen"), default=False)
    # A restored database does again what had its time to think before.
    done_again = models.BooleanField(_("opnieuw na terugzetten"), default=False)
    article_key = models.CharField(_("artikel"), max_length=40)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40)
    version = models.ForeignKey("reglement.ReglementVersion", models.PROTECT, related_name="+")
    ground = models.CharField(_("grond"), max_length=12, choices=Ground.choices, default=Ground.TERM)
    due_at = models.DateTimeField(_("te vernietigen vanaf"))
    # The day that the text sets; destruction begins before it where all must be beyond recovery by then.
    last_on = models.DateField(_("moet weg zijn op"), null=True, blank=True)
    opened_at = models.DateTimeField(_("geopend op"), db_default=AkkoordNow())
    proposed_at = models.DateTimeField(_("aangekondigd op"), null=True, blank=True)
    approved_at = models.DateTimeField(_("goedgekeurd op"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door")
    )
    intent_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    fenced_at = models.DateTimeField(_("op slot sinds"), null=True, blank=True)
    shredded_at = models.DateTimeField(_("sleutel vernietigd op"), null=True, blank=True)
    erased_at = models.DateTimeField(_("gewist op"), null=True, blank=True)
    verified_at = models.DateTimeField(_("nagekeken op"), null=True, blank=True)
    certified_at = models.DateTimeField(_("certificaat gemaakt op"), null=True, blank=True)
    lapsed_at = models.DateTimeField(_("vervallen op"), null=True, blank=True)
    inventory = models.JSONField(_("wat er was"), default=dict)
    lease_until = models.DateTimeField(_("in behandeling tot"), null=True, blank=True)
    lease_by = models.CharField(_("in behandeling bij"), max_length=64, blank=True)
    attempts = models.PositiveIntegerField(_("pogingen"), default=0)
    failure = models.CharField(_("laatste fout"), max_length=80, blank=True)

    objects = PurgeCaseQuerySet.as_manager()

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "dossier_id",
            "covers",
            "at_once",
            "done_again",
            "lapsed_at",
            "article_key",
            "article_label",
            "version",
            "ground",
            "due_at",
            "last_on",
            "opened_at",
            "approved_by",
            "inventory",
            "lease_until",
            "lease_by",
            "attempts",
            "failure",
            *MOMENTS,
        }
        kept = True

    class Meta:
        verbose_name = _("vernietiging")
        verbose_name_plural = _("vernietigingen")
        constraints = [
            *[
                models.CheckConstraint(
                    name=f"case_{later.removesuffix('_at')}_after_{earlier.removesuffix('_at')}",
                    condition=Q(**{later: None}) | Q(**{f"{earlier}__isnull": False, f"{later}__gte": F(earlier)}),
                    violation_error_message=_("Een stap van de vernietiging kan niet worden overgeslagen."),
                )
                for earlier, later in pairwise(MOMENTS)
            ],
            models.CheckConstraint(
                name="case_never_begins_before_its_date",
                condition=Q(intent_at=None) | Q(intent_at__gte=F("due_at")),
                violation_error_message=_("Er wordt niets vernietigd voordat de termijn om is."),
            ),
            models.CheckConstraint(
                name="case_begins_after_the_time_to_think",
                condition=Q(intent_at=None)
                | Q(at_once=True)
                | Q(done_again=True)
                | Q(ground="requested")
                | Q(intent_at__gte=F("approved_at") + COOLING_OFF),
                violation_error_message=_("Na de goedkeuring is er nog tijd om terug te komen."),
            ),
            models.CheckConstraint(
                name="case_at_once_is_of_parts",
                condition=Q(at_once=False) | Q(covers="parts"),
                violation_error_message=_("Alleen een deel kan meteen weg volgens de termijn."),
            ),
            models.UniqueConstraint(
                fields=["dossier_id"],
                condition=Q(covers="dossier", lapsed_at=None),
                name="case_once_per_dossier",
                violation_error_message=_("Dit dossier wordt al vernietigd."),
            ),
            models.UniqueConstraint(
                fields=["dossier_id"],
                condition=Q(covers="parts", lapsed_at=None, intent_at=None),
                name="case_of_parts_waits_once",
                violation_error_message=_("Er wacht al een vernietiging van delen van dit dossier."),
            ),
            models.CheckConstraint(
                name="case_covers_known",
                condition=Q(covers__in=Covers.values),
                violation_error_message=_("Een vernietiging omvat een dossier of delen ervan."),
            ),
            models.CheckConstraint(
                name="case_lapses_before_it_begins",
                condition=Q(lapsed_at=None) | Q(intent_at=None),
                violation_error_message=_("Een vernietiging die is begonnen, vervalt niet meer."),
            ),
            models.CheckConstraint(
                name="case_ground_is_known",
                condition=Q(ground__in=Ground.values),
                violation_error_message=_("Een vernietiging heeft een grond."),
            ),
            models.CheckConstraint(
                name="case_lease_and_holder_together",
                condition=Q(lease_until=None, lease_by="") | (Q(lease_until__isnull=False) & ~Q(lease_by="")),
                violation_error_message=_("Een zaak in behandeling vermeldt tot wanneer en bij wie."),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(certified_at=None), name="case_open_by_date"),
            # A case of a whole asks for the parts of its dossier that are ending, whatever else is there.
            models.Index(fields=["dossier_id"], name="case_of_dossier"),
            models.Index(
                FAILED, "due_at", "id", condition=Q(certified_at=None, lapsed_at=None), name="case_open_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"vernietiging {self.id}"

    @property
    def is_of_parts(self) -> bool:
        """Say whether parts are destroyed while the dossier goes on, or after it is gone."""
        return self.covers == Covers.PARTS

    @property
    def is_begun(self) -> bool:
        """Say whether there is no way back any more."""
        return self.intent_at is not None

    def moment_of(self, step: Step) -> datetime:
        """Return when this step was taken; raises StepNotTaken when it was not."""
        moment: datetime | None = getattr(self, f"{step.value}_at")
        if moment is None:
            raise StepNotTaken(step.value)
        return moment

    @property
    def step(self) -> Step | None:
        """Return the last step taken, or None for a case that was only opened."""
        taken = [step for step in Step if getattr(self, f"{step.value}_at") is not None]
        return taken[-1] if taken else None


class CasePart(models.Model):
    """A part that a case destroys, written down when it begins: a part is destroyed once, by one case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(PurgeCase, models.PROTECT, related_name="covered", verbose_name=_("vernietiging"))
    part = models.OneToOneField("dossiers.Part", models.PROTECT, related_name="ending", verbose_name=_("deel"))

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "case", "part"}
        kept = True

    class Meta:
        verbose_name = _("deel in een vernietiging")
        verbose_name_plural = _("delen in vernietigingen")

    def __str__(self) -> str:
        return f"deel {self.part_id} in vernietiging {self.case_id}"


class Certificate(models.Model):
    """Signed proof of one destruction: what kind, how many, when, how, on which article; nobody's name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(PurgeCase, models.PROTECT, related_name="certificate")
    number = models.CharField(_("nummer"), max_length=20, unique=True)
    payload = models.JSONField(_("inhoud"))
    signature = models.CharField(_("handtekening"), max_length=128)
    # Made when it is first wanted, from the facts above; the database lets it be filled in once.
    pdf = models.BinaryField(_("pdf"), null=True)
    issued_at = models.DateTimeField(_("afgegeven op"), db_default=AkkoordNow())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "case", "number", "payload", "signature", "pdf", "issued_at"}
        kept = True

    class Meta:
        verbose_name = _("certificaat van vernietiging")
        verbose_name_plural = _("certificaten van vernietiging")
        indexes = [models.Index(fields=["issued_at", "id"], condition=Q(pdf=None), name="certificate_not_printed")]

    def __str__(self) -> str:
        return f"certificaat {self.number}"
