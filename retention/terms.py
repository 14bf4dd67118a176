"""Durations and words of retention, each beside the source that sets it."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.terms import KEY_BACKUP_LIFE, KEY_LINGERS

# Design section 7: coach and client are warned in time, so that an objection or an extension is still possible.
WARN_AHEAD: Final = timedelta(days=30)

# How long before the beginning they are told, where the reglement does not say so itself: in time, and once more.
WARNINGS: Final = ("P30D", "P7D")

# The last days before the date in which an approved destruction can still be called back.
COOLING_OFF: Final = timedelta(days=2)

# "Destroyed within" means that nothing can be recovered after it: destruction begins so early that the backups have
# aged out by then, with a day for the work itself.
COMPLETED_IN: Final = KEY_BACKUP_LIFE + timedelta(days=1)

# A report that was moved out of the safe of its dossier is not destroyed by itself before every backup of the keys is
# gone with which the place opens where it lay.
MOVED_STAYS: Final = KEY_LINGERS + KEY_BACKUP_LIFE + timedelta(days=1)

# What a note was before it went to another part opens with no key any more once that of the safe that it left is gone,
# and with no backup of the keys so much later: the last was made just before.
LEFT_STAYS: Final = KEY_BACKUP_LIFE + timedelta(days=1)

# However much comes due on one day: so many cases are opened, and so many bells rung at most, each time beat pokes.
OPENED_AT_ONCE: Final = 500
BELLS: Final = 4
# So many cases take a step together and are committed together.
BATCH: Final = 50
# After so many cases a worker lets others before it, and rings for the rest.
TAKEN_AT_ONCE: Final = 500

# A PDF takes as long as hundreds of destructions, so a few are made each time, behind the work itself.
PRINTED_AT_ONCE: Final = 50

# How long one worker may hold a case before another may take it over.
LEASE: Final = timedelta(minutes=2)

# AVG 5(1)(e): what is kept longer than the text says is looked at again within this time.
REVIEW_WITHIN: Final = timedelta(days=365)

# How long an objection stops a destruction before somebody must have decided about it (AVG 12(3): within a month).
OBJECTION_DECIDED_IN: Final = timedelta(days=30)

# A term that leaves nothing to warn of or to think over.
AT_ONCE: Final = "P0D"


class Covers(models.TextChoices):
    """What one course of destruction takes along."""

    DOSSIER = "dossier", _("heel het dossier")
    PARTS = "parts", _("delen van het dossier")


# What a fresh code was mailed for when somebody asks for destruction.
ERASURE_PURPOSE: Final = "retention.erasure"


class Bound(models.TextChoices):
    """How strictly the reglement means its term (parameter P82)."""

    AT_MOST = "at_most", _("hooguit")
    COMPLETE_WITHIN = "complete_within", _("volledig binnen")
    AS_A_RULE = "as_a_rule", _("in de regel hooguit")
    EXACTLY = "exactly", _("precies")


class Choice(models.TextChoices):
    """What a client may choose about his dossier at the end, where the reglement lets him."""

    KEEP = "keep", _("laten bewaren")
    TAKE_ALONG = "take_along", _("meenemen")
    DESTROY = "destroy", _("laten vernietigen")


class Ground(models.TextChoices):
    """Why a dossier is destroyed: its term is over, or its client asked for it."""

    TERM = "term", _("de termijn is om")
    REQUESTED = "requested", _("op verzoek van de cliënt")


class ChangeKind(models.TextChoices):
    """What was decided about a term after the reglement had set it."""

    SHORTEN = "shorten", _("eerder weg")
    EXTEND = "extend", _("langer bewaren")
    DEVIATE = "deviate", _("afwijken van de termijn")
    PAUSE = "pause", _("bezwaar: nog niet vernietigen")

    @classmethod
    def longer(cls) -> tuple["ChangeKind", ...]:
        """Return the kinds that keep longer than the reglement says."""
        return (cls.EXTEND, cls.DEVIATE)


class WhyTakenOut(models.TextChoices):
    """Why a reviewer takes a dossier out of a list; a word and no free text, because the list outlives the dossier."""

    HELD = "held", _("wordt vastgehouden")
    DATE_WRONG = "date_wrong", _("de datum klopt niet")
    STILL_NEEDED = "still_needed", _("is nog nodig")
    REQUEST_RUNS = "request_runs", _("er loopt nog een verzoek, klacht of rechtszaak")
    ASK_FIRST = "ask_first", _("eerst navragen bij coach of cliënt")


class PaperMethod(models.TextChoices):
    """How a paper dossier went."""

    SHREDDED = "shredded", _("zelf versnipperd")
    COMPANY = "company", _("door een bedrijf vernietigd, met bewijs")
    HANDED_OVER = "handed_over", _("aan de cliënt meegegeven")
    NOT_FOUND = "not_found", _("er bleek geen papier te zijn")


class NotTold(models.TextChoices):
    """Why a recipient is not told that data were destroyed (AVG 19)."""

    IMPOSSIBLE = "impossible", _("het kan niet")
    DISPROPORTIONATE = "disproportionate", _("het vraagt te veel")


class ChoiceProof(models.TextChoices):
    """How it is known what the client chose."""

    PORTAL = "portal", _("zelf gekozen in het portaal")
    SIGNED_PAPER = "signed_paper", _("op papier getekend")
    RECORDED_ORAL = "recorded_oral", _("gezegd en opgeschreven")


class Step(models.TextChoices):
    """The course of a destruction, in order; each has a nullable moment on the case (design section 7)."""

    PROPOSED = "proposed", _("aangekondigd")
    APPROVED = "approved", _("goedgekeurd")
    INTENT = "intent", _("begonnen")
    FENCED = "fenced", _("op slot")
    SHREDDED = "shredded", _("sleutel vernietigd")
    ERASED = "erased", _("gewist")
    VERIFIED = "verified", _("nagekeken")
    CERTIFIED = "certified", _("certificaat gemaakt")


# What a rule of the reglement counts from, as people say it.
TRIGGERS: Final = {
    "traject_end": _("einde van het traject"),
    "assignment_end": _("einde van de opdracht"),
    "service_end": _("einde van de dienst"),
    "contract_end": _("einde van de overeenkomst"),
    "document_event": _("gebeurtenis met het document"),
    "report_final": _("het rapport is verstuurd"),
    "outcome": _("werk gevonden"),
    "last_traject_end": _("einde van het laatste traject"),
    "complaint_closed": _("einde van de klacht"),
}
