"""The outbox: one row per message, written in the transaction of its cause."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mail.terms import Language
from vault.blind_places import IndexKeyField
from vault.clock import AkkoordNow
from vault.ids import new_id
from vault.ring_fields import RingEmailField, RingJSONField, ring_check


class OutboxMessage(models.Model):
    """A message that goes out once; the same idempotency key is the same message, whoever asks and how often.

    Its Message-ID follows from its id, so a message that a crash sends twice is recognised by the receiving server.
    `data_started_at` is committed before the content is handed over: without `sent_at` beside it nobody knows
    whether the other side has it, and the next attempt is marked `maybe_double`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.CharField(_("sjabloon"), max_length=60)
    language = models.CharField(_("taal"), max_length=2, choices=Language.choices, default=Language.NL)
    to = RingEmailField(_("aan"), null=True, blank=True, context="mail.outbox.to")
    to_index = models.BinaryField(_("zoekwaarde van het adres"), max_length=16, null=True, editable=False)
    index_key = IndexKeyField(_("sleutel van de zoekwaarde"))
    context = RingJSONField(_("gegevens"), null=True, blank=True, context="mail.outbox.context")
    idempotency_key = models.CharField(_("sleutel tegen dubbelen"), max_length=200, unique=True)
    message_id = models.CharField(_("kenmerk"), max_length=255, unique=True, editable=False)
    not_before = models.DateTimeField(_("niet voor"), db_default=AkkoordNow())
    created_at = models.DateTimeField(_("klaargezet op"), db_default=AkkoordNow(), editable=False)
    claimed_until = models.DateTimeField(_("in behandeling tot"), null=True, blank=True)
    claimed_by = models.CharField(_("in behandeling bij"), max_length=100, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    data_started_at = models.DateTimeField(_("overdracht begonnen op"), null=True, blank=True)
    maybe_double = models.BooleanField(_("mogelijk dubbel verstuurd"), default=False)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("opgegeven op"), null=True, blank=True)
    error_class = models.CharField(_("soort fout"), max_length=100, blank=True, default="")

    class Privacy:
        kept = True
        personal = {"to": None, "to_index": None, "context": None}
        subjects = ("staff", "client", "representative", "opdrachtgever_contact")
        plain = {
            "id",
            "template",
            "language",
            "index_key",
            "idempotency_key",
            "message_id",
            "not_before",
            "created_at",
            "claimed_until",
            "claimed_by",
            "attempts",
            "data_started_at",
            "maybe_double",
            "sent_at",
            "given_up_at",
            "error_class",
        }

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(sent_at=None, given_up_at=None), name="outbox_still_to_send"
            ),
            models.Index(fields=["to_index"], condition=Q(to_index__isnull=False), name="outbox_by_address"),
        ]
        constraints = [
            ring_check("to"),
            ring_check("context"),
            models.CheckConstraint(
                name="outbox_template_is_a_word",
                condition=Q(template__regex=r"^[a-z][a-z0-9_]*$"),
                violation_error_message=_("Een sjabloon heeft een naam van kleine letters."),
            ),
            models.CheckConstraint(
                name="outbox_language_known",
                condition=Q(language__in=Language.values),
                violation_error_message=_("Deze taal is er niet."),
            ),
            models.CheckConstraint(
                name="outbox_key_not_empty",
                condition=~Q(idempotency_key=""),
                violation_error_message=_("Een bericht heeft een sleutel tegen dubbelen."),
            ),
            models.CheckConstraint(
                name="outbox_claimed_until_and_by_together",
                condition=Q(claimed_until=None, claimed_by="") | (Q(claimed_until__isnull=False) & ~Q(claimed_by="")),
                violation_error_message=_("Een bericht in behandeling vermeldt tot wanneer én bij wie."),
            ),
            models.CheckConstraint(
                name="outbox_sent_or_given_up",
                condition=Q(sent_at=None) | Q(given_up_at=None),
                violation_error_message=_("Een bericht is verstuurd of opgegeven, niet allebei."),
            ),
            models.CheckConstraint(
                name="outbox_sent_was_handed_over",
                condition=Q(sent_at=None) | Q(data_started_at__isnull=False, sent_at__gte=F("data_started_at")),
                violation_error_message=_("Een verstuurd bericht is eerst overgedragen."),
            ),
            models.CheckConstraint(
                name="outbox_personal_data_together",
                condition=Q(to=None, to_index=None, context=None)
                | Q(to__isnull=False, to_index__isnull=False, context__isnull=False),
                violation_error_message=_("Adres en gegevens van een bericht gaan samen weg."),
            ),
            models.CheckConstraint(
                name="outbox_waiting_has_an_address",
                condition=Q(to__isnull=False) | Q(sent_at__isnull=False) | Q(given_up_at__isnull=False),
                violation_error_message=_("Een bericht dat nog weg moet heeft een adres."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
