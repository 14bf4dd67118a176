"""Consents and approvals: a request, a chain of events that is never edited, and the state that follows from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.terms import Capacity, ConsentForm, ConsentKind, EventKind, Evidence, State
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check
from vault.ids import new_id


class Consent(models.Model):
    """What the client is asked: for which purpose, recipient and data, in which form, until when (AVG 4(11), 7)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="consents", verbose_name=_("dossier"))
    client = models.ForeignKey(
        "dossiers.Client",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("cliënt"),
    )
    kind = models.CharField(_("soort"), max_length=10, choices=ConsentKind.choices)
    purpose = models.CharField(_("waarvoor"), max_length=40)
    contact = models.ForeignKey(
        "dossiers.OpdrachtgeverContact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contactpersoon"),
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
    categories = models.JSONField(_("gegevens"))
    form = models.CharField(_("vorm"), max_length=12, choices=ConsentForm.choices)
    names_health = models.BooleanField(_("noemt de gezondheidsgegevens"), default=False)
    names_treating_doctor = models.BooleanField(_("noemt de behandelend arts"), default=False)
    content_version = models.ForeignKey(
        "consent.ContentVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("versie"),
    )
    documents = models.JSONField(_("documenten"), default=list, blank=True)
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    notice_sha256 = models.CharField(_("sha-256 van de getoonde uitleg"), max_length=64)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gevraagd door")
    )
    requested_at = models.DateTimeField(_("gevraagd op"), db_default=AkkoordNow())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "safe",
            "dossier",
            "client",
            "kind",
            "purpose",
            "contact",
            "opdrachtgever",
            "recipient_class",
            "categories",
            "form",
            "names_health",
            "names_treating_doctor",
            "content_version",
            "documents",
            "valid_until",
            "notice_sha256",
            "requested_by",
            "requested_at",
        }

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        indexes = [models.Index(name="consent_by_dossier", fields=["dossier", "requested_at"])]
        constraints = [
            models.CheckConstraint(
                name="consent_known_words",
                condition=Q(kind__in=ConsentKind.values, form__in=ConsentForm.values),
                violation_error_message=_("Kies een soort en een vorm uit de lijst."),
            ),
            models.CheckConstraint(
                name="consent_approval_names_version_and_recipient",
                condition=~Q(kind=ConsentKind.APPROVAL)
                | Q(content_version__isnull=False, contact__isnull=False, opdrachtgever__isnull=False),
                violation_error_message=_("Een akkoord gaat over één versie, voor één ontvanger."),
            ),
            models.CheckConstraint(
                name="consent_to_documents_names_who_looks",
                condition=Q(documents=[]) | Q(kind=ConsentKind.CONSENT, contact__isnull=False, content_version=None),
                violation_error_message=_("Een vraag over losse documenten noemt wie ze mag zien."),
            ),
            models.CheckConstraint(
                name="consent_notice_sha256_of_consent",
                condition=Q(notice_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Het controlegetal van de uitleg klopt niet."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ConsentState(models.Model):
    """The outcome of the chain: written by the trigger on events alone, and locked by withdrawal and disclosure."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    consent = models.OneToOneField(Consent, models.PROTECT, related_name="state", verbose_name=_("toestemming"))
    state = models.CharField(_("stand"), max_length=12, choices=State.choices)
    changed_at = models.DateTimeField(_("gewijzigd op"), db_default=AkkoordNow())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "safe", "consent", "state", "changed_at"}

    class Meta:
        verbose_name = _("stand van een toestemming")
        verbose_name_plural = _("standen van toestemmingen")
        constraints = [
            models.CheckConstraint(
                name="consent_state_known",
                condition=Q(state__in=State.values),
                violation_error_message=_("Deze stand bestaat niet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consent_id}: {self.state}"


class ConsentEvent(models.Model):
    """One thing that was said about a consent, by whom, in what capacity and with what proof; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="events", verbose_name=_("toestemming"))
    seq = models.PositiveSmallIntegerField(_("volgnummer"))
    kind = models.CharField(_("gebeurtenis"), max_length=12, choices=EventKind.choices)
    at = models.DateTimeField(_("moment"), db_default=AkkoordNow())
    by_user_id = models.UUIDField(_("door"))
    capacity = models.CharField(_("hoedanigheid"), max_length=20, choices=Capacity.choices)
    content_sha256 = models.CharField(_("sha-256 van wat is gezien"), max_length=64, blank=True)
    evidence_kind = models.CharField(_("bewijs"), max_length=16, choices=Evidence.choices)
    evidence_id = models.UUIDField(_("id van het bewijs"), null=True, blank=True)
    witness_id = models.UUIDField(_("getuige"), null=True, blank=True)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "safe",
            "consent",
            "seq",
            "kind",
            "at",
            "by_user_id",
            "capacity",
            "content_sha256",
            "evidence_kind",
            "evidence_id",
            "witness_id",
        }

    class Meta:
        verbose_name = _("gebeurtenis van een toestemming")
        verbose_name_plural = _("gebeurtenissen van toestemmingen")
        constraints = [
            models.UniqueConstraint(
                name="consent_event_seq_unique",
                fields=["consent", "seq"],
                violation_error_message=_("Er is intussen al iets anders vastgelegd."),
            ),
            models.UniqueConstraint(
                name="consent_event_evidence_once",
                fields=["evidence_kind", "evidence_id"],
                condition=Q(evidence_kind=Evidence.PORTAL_STEP_UP, evidence_id__isnull=False),
                violation_error_message=_("Deze code is al gebruikt."),
            ),
            models.CheckConstraint(
                name="consent_event_known_words",
                condition=Q(
                    kind__in=EventKind.values, capacity__in=Capacity.values, evidence_kind__in=Evidence.values
                ),
                violation_error_message=_("Kies een waarde uit de lijst."),
            ),
            models.CheckConstraint(
                name="consent_event_yes_has_proof",
                condition=~Q(kind__in=[EventKind.GIVEN, EventKind.RECONFIRMED])
                | Q(evidence_kind=Evidence.PORTAL_STEP_UP, evidence_id__isnull=False)
                | Q(evidence_kind=Evidence.SIGNED_PAPER, evidence_id__isnull=False, witness_id__isnull=False)
                | Q(evidence_kind=Evidence.RECORDED_ORAL, witness_id__isnull=False),
                violation_error_message=_("Een ja heeft bewijs: een verse code, een handtekening of een getuige."),
            ),
            models.CheckConstraint(
                name="consent_event_yes_is_never_of_the_bureau",
                condition=~Q(kind__in=[EventKind.GIVEN, EventKind.RECONFIRMED], capacity=Capacity.BUREAU),
                violation_error_message=_("Alleen de cliënt of zijn vertegenwoordiger kan ja zeggen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} {self.seq}: {self.kind}"


class ConsentRemark(SealedModel):
    """What the client wrote beside an answer, in his own words, for the coach to read."""

    # The words lie with what they are about, and may outlive the answer beside which they stood.
    event = models.OneToOneField(
        ConsentEvent, models.SET_NULL, null=True, related_name="remark", verbose_name=_("gebeurtenis")
    )
    text = SealedTextField(_("opmerking"), label="consent.remark.text")

    class Privacy:
        personal = {"text": ""}
        plain = {"id", "safe", "event"}

    class Meta:
        verbose_name = _("opmerking van de cliënt")
        verbose_name_plural = _("opmerkingen van de cliënt")
        constraints = [sealed_check("text")]

    def __str__(self) -> str:
        return str(self.pk)
