"""The log: one row per event, without foreign keys, so that it never blocks or loses anything."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.terms import Outcome
from vault.clock import AkkoordNow
from vault.fields import sealed_check
from vault.ids import new_id


class Event(models.Model):
    """Who did what, when, to whose data, on which ground (the fields of NEN 7513); no personal data in clear."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The database writes number, moment and leaf itself, whatever is asked.
    seq = models.BigIntegerField(_("volgnummer"), unique=True, db_default=0, editable=False)
    at = models.DateTimeField(_("moment"), db_default=AkkoordNow(), editable=False)
    event = models.CharField(_("gebeurtenis"), max_length=60)
    outcome = models.CharField(_("afloop"), max_length=10, choices=Outcome, default=Outcome.OK)
    actor_id = models.UUIDField(_("wie"), null=True)
    actor_role = models.CharField(_("in welke rol"), max_length=40, blank=True)
    on_behalf_of_id = models.UUIDField(_("namens wie"), null=True)
    client_id = models.UUIDField(_("cliënt"), null=True)
    dossier_id = models.UUIDField(_("dossier"), null=True)
    object_type = models.CharField(_("soort gegeven"), max_length=60, blank=True)
    object_id = models.UUIDField(_("gegeven"), null=True)
    purpose = models.CharField(_("doel"), max_length=60, blank=True)
    decision_id = models.UUIDField(_("besluit"), null=True)
    article = models.CharField(_("artikel"), max_length=60, blank=True)
    origin = models.CharField(_("herkomst"), max_length=80, blank=True)
    safe_id = models.UUIDField(_("kluis"), null=True)
    details = models.BinaryField(_("bijzonderheden"), null=True)
    leaf_sha256 = models.BinaryField(_("controlegetal"), editable=False)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {
            "id",
            "seq",
            "at",
            "event",
            "outcome",
            "actor_id",
            "actor_role",
            "on_behalf_of_id",
            "client_id",
            "dossier_id",
            "object_type",
            "object_id",
            "purpose",
            "decision_id",
            "article",
            "origin",
            "safe_id",
            "details",
            "leaf_sha256",
        }

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        indexes = [
            *(
                models.Index(
                    fields=[who, "at"], name=f"audit_event_{name}_at", condition=Q(**{f"{who}__isnull": False})
                )
                for who, name in (("dossier_id", "dossier"), ("client_id", "client"), ("actor_id", "actor"))
            ),
            # For who looks what is sealed in a safe; without the condition every event would pay for it.
            models.Index(fields=["safe_id"], name="audit_event_sealed", condition=Q(details__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_event_outcome_known",
                condition=Q(outcome__in=Outcome.values),
                violation_error_message=_("Deze afloop bestaat niet."),
            ),
            models.CheckConstraint(
                name="audit_event_word_shape",
                condition=Q(event__regex=r"^[a-z_]+\.[a-z_]+$"),
                violation_error_message=_("Deze gebeurtenis bestaat niet."),
            ),
            # The leaf joins the columns with an unprintable sign, so no column may hold one.
            models.CheckConstraint(
                name="audit_event_text_printable",
                condition=~Q(actor_role__regex=r"[[:cntrl:]]")
                & ~Q(object_type__regex=r"[[:cntrl:]]")
                & ~Q(purpose__regex=r"[[:cntrl:]]")
                & ~Q(article__regex=r"[[:cntrl:]]")
                & ~Q(origin__regex=r"[[:cntrl:]]"),
                violation_error_message=_("Een gebeurtenis bevat geen onzichtbare tekens."),
            ),
            models.CheckConstraint(
                name="audit_event_details_have_safe",
                condition=Q(details=None) | Q(safe_id__isnull=False),
                violation_error_message=_("Bijzonderheden staan onder de sleutel van een kluis."),
            ),
            sealed_check("details"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.id}"


class SealedRange(models.Model):
    """A finished stretch of the log under one signed root; each range holds the root of the one before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(_("nummer"), unique=True)
    first_seq = models.BigIntegerField(_("van volgnummer"))
    last_seq = models.BigIntegerField(_("tot en met volgnummer"))
    events = models.BigIntegerField(_("aantal gebeurtenissen"))
    root = models.BinaryField(_("controlegetal van het bereik"))
    previous = models.BinaryField(_("controlegetal van het vorige bereik"))
    signature = models.BinaryField(_("handtekening"))
    sealed_at = models.DateTimeField(_("verzegeld op"), db_default=AkkoordNow(), editable=False)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {
            "id",
            "number",
            "first_seq",
            "last_seq",
            "events",
            "root",
            "previous",
            "signature",
            "sealed_at",
        }

    class Meta:
        verbose_name = _("verzegeld bereik")
        verbose_name_plural = _("verzegelde bereiken")
        constraints = [
            models.CheckConstraint(
                name="audit_sealedrange_in_order",
                condition=Q(last_seq__gte=models.F("first_seq")),
                violation_error_message=_("Een bereik eindigt niet voor het begint."),
            ),
            models.UniqueConstraint(
                fields=["first_seq"],
                name="audit_sealedrange_first_once",
                violation_error_message=_("Dit bereik is al verzegeld."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
