"""Words and durations of the vault."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# A clock that is set right by more than this is not trusted with the end of anything (goals, reliability).
LARGEST_JUMP: Final = timedelta(hours=12)
# How far the readings of a machine lie apart at least, so that not every look writes.
READ_AGAIN_AFTER: Final = timedelta(minutes=1)
FORGET_READINGS_AFTER: Final = timedelta(days=30)


class SafeKind(models.TextChoices):
    """What a safe holds; one safe per dossier and retention group, one for a client's identity."""

    DOSSIER = "dossier", _("dossier")
    HEALTH = "health", _("gezondheid")
    IDENTITY = "identity", _("identiteit")
    TAX = "tax", _("fiscale bewaarplicht")
    REFERRAL = "referral", _("aanmelding")
    RESIDUAL = "residual", _("wat na vernietigen blijft")
    ACCOUNT = "account", _("account")
    OTHER = "other", _("overig")


class HoldGround(models.TextChoices):
    """Why content must stay although its term is over."""

    COMPLAINT = "complaint", _("klacht")
    COURT = "court", _("rechtszaak")
    REQUEST = "request", _("lopend verzoek")
    AUDIT = "audit", _("audit")
    INCIDENT = "incident", _("incident")


class Why(models.TextChoices):
    """Why the doors are closed."""

    UNREACHABLE = "unreachable", _("Het logboek van vernietiging is niet bereikbaar.")
    BROKEN = "broken", _("Het logboek van vernietiging klopt niet: er is iets in veranderd.")
    BEHIND = "behind", _("Het logboek van vernietiging is niet volledig: er ontbreken regels die er al in stonden.")
    RESTORED = "restored", _("Er is een back-up teruggezet. Wat daarna is vernietigd, wordt eerst opnieuw vernietigd.")
    UNFINISHED = "unfinished", _("Wat eerder is vernietigd, wordt opnieuw vernietigd: er is een back-up teruggezet.")


# A key is made before its safe; a safe whose transaction lasts longer than this never comes.
ORPHAN_AGE: Final = timedelta(days=1)

# More orphans than this, and more than a tenth of all, is no crash but a wrong database.
MANY_ORPHANS: Final = 100

# Backups of the keys live at most this long, so a shred is irrecoverable this long after it (design 6).
KEY_BACKUP_LIFE: Final = timedelta(days=14)

# Whoever read a key or began a backup before the key was replaced is done after this.
KEY_LINGERS: Final = timedelta(days=1)

# Part of the seal of every canary; may never change.
CANARY_LABEL: Final = "vault.safe.canary"

# Part of the seal of what is entrusted to the ledger, and of what lies beside it; may never change.
ENTRUSTED_LABEL: Final = "vault.entrusted.key"
BESIDE_LABEL: Final = "vault.entrusted.beside"

# What was destroyed may be asked about for as long as any claim can live (BW 3:306); lines hold no personal data but
# what is sealed under a key that goes at its own end.
LEDGER_LOCKED: Final = timedelta(days=20 * 365 + 5)

SEGMENT_BYTES: Final = 1024 * 1024
