"""Grounds other than consent, each with its evidence and, where asked, a second person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.terms import NAMING_KINDS, GroundKind
from reglement.terms import RESTS_ON_STATUTE
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class Ground(SealedModel):
    """A recorded reason to act without consent: contract, statute, court order or a weighed interest (AVG 6)."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="grounds", verbose_name=_("dossier"))
    kind = models.CharField(_("grond"), max_length=40)
    evidence = SealedTextField(_("bewijs"), label="consent.ground.evidence")
    statute = models.CharField(_("wet en artikel"), max_length=200, blank=True)
    decided_role = models.CharField(_("rol van wie besliste"), max_length=20)
    content_version = models.ForeignKey(
        "consent.ContentVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grounds",
        verbose_name=_("versie"),
    )
    recipients = models.JSONField(_("ontvangers die erin staan"), default=list, blank=True)
    categories = models.JSONField(_("gegevens die erin staan"), default=list, blank=True)
    document = models.ForeignKey(
        "dossiers.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("getekend document"),
    )
    balanced = models.BooleanField(_("belangen afgewogen"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    recorded_at = models.DateTimeField(_("vastgelegd op"), db_default=AkkoordNow())
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bevestigd door"),
    )
    second_role = models.CharField(_("rol van wie bevestigde"), max_length=20, blank=True)
    second_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)

    class Privacy:
        personal = {"evidence": ""}
        plain = {
            "id",
            "safe",
            "dossier",
            "kind",
            "statute",
            "decided_role",
            "content_version",
            "recipients",
            "categories",
            "document",
            "balanced",
            "recorded_by",
            "recorded_at",
            "second_by",
            "second_role",
            "second_at",
            "ended_at",
        }

    class Meta:
        verbose_name = _("grond")
        verbose_name_plural = _("gronden")
        constraints = [
            sealed_check("evidence"),
            models.CheckConstraint(
                name="consent_ground_names_its_statute",
                condition=~Q(kind__in=sorted(RESTS_ON_STATUTE)) | ~Q(statute=""),
                violation_error_message=_("Bij een wettelijke plicht hoort de wet met het artikel."),
            ),
            models.CheckConstraint(
                name="consent_ground_second_at_and_by",
                condition=Q(second_at=None, second_by=None, second_role="")
                | (Q(second_at__isnull=False, second_by__isnull=False) & ~Q(second_role="")),
                violation_error_message=_("Een bevestiging vermeldt wanneer, door wie en in welke rol."),
            ),
            models.CheckConstraint(
                name="consent_ground_second_is_another",
                condition=Q(second_by=None) | ~Q(second_by=F("recorded_by")),
                violation_error_message=_("Iemand anders moet deze grond bevestigen."),
            ),
            models.CheckConstraint(
                name="consent_ground_names_whom_and_what",
                condition=(~Q(kind__in=sorted(NAMING_KINDS)) & Q(recipients=[], categories=[], document=None))
                | (Q(kind__in=sorted(NAMING_KINDS)) & ~Q(recipients=[]) & ~Q(categories=[])),
                violation_error_message=_("Een trajectplan of een verzoek noemt aan wie en wat; andere gronden niet."),
            ),
            # A trigger asks the document of a trajectplan at the start; it may be destroyed before the ground.
            models.CheckConstraint(
                name="consent_ground_document_of_a_trajectplan",
                condition=Q(kind=GroundKind.TRAJECTPLAN) | Q(document=None),
                violation_error_message=_("Bij een trajectplan hoort het getekende document."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
