"""The words of reporting: where a report stands, how a delivery can end, and how long a worker may hold one."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefusedReason(models.TextChoices):
    """Why a delivery that had been allowed did not go out after all."""

    GATE = "gate", _("Het reglement staat verzenden niet meer toe.")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("De cliënt heeft het akkoord ingetrokken.")
    SUPERSEDED = "superseded", _("Er is intussen een nieuwere versie gemaakt.")
    DISCLOSURE_REFUSED = "disclosure_refused", _("De database weigerde de verstrekking.")
    CONTENT_GONE = "content_gone", _("De inhoud van het rapport is er niet meer.")


# What the trigger on disclosures says, in the words of a delivery.
REASON_OF_TRIGGER: Final = {
    "disclosure_consent_not_given": RefusedReason.CONSENT_WITHDRAWN,
    "disclosure_client_said_no_since": RefusedReason.CONSENT_WITHDRAWN,
    "disclosure_content_superseded": RefusedReason.SUPERSEDED,
    "disclosure_content_going": RefusedReason.CONTENT_GONE,
}


class ReportState(models.TextChoices):
    """Where the newest version of a report stands; derived from facts, stored nowhere."""

    DRAFT = "draft", _("concept")
    WAITING = "waiting", _("wacht op cliënt")
    APPROVED = "approved", _("akkoord van cliënt")
    REFUSED = "refused", _("cliënt zegt nee")
    WITHDRAWN = "withdrawn", _("akkoord ingetrokken")
    SENDING = "sending", _("wordt verstuurd")
    SENT = "sent", _("verstuurd")
    NOT_SENT = "not_sent", _("niet verstuurd")


# A worker that says nothing for this long is taken for dead, and the sweep hands its delivery to another.
DELIVERY_LEASE: Final = timedelta(seconds=60)

MAX_SECTIONS: Final = 20
MAX_HEADING: Final = 120
MAX_SECTION_TEXT: Final = 20_000
