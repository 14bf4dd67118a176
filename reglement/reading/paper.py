"""The reglement on paper: the same articles as on the page, as a tagged document that everybody can read."""

from django.utils.translation import get_language, gettext

from accounts.queries import organisation_name
from reglement.models import ReglementVersion
from reglement.reading.articles import reglement_to_read
from ui.dates import exact_words
from ui.pdf import render_open_pdf


def reglement_paper(version: ReglementVersion) -> bytes:
    """Return this version as a PDF in the language of the reader."""
    shown = reglement_to_read(version)
    since = [(gettext("Geldig gemaakt op"), exact_words(shown.activated_at))] if shown.activated_at else []
    until = [(gettext("Vervangen op"), exact_words(shown.superseded_at))] if shown.superseded_at else []
    context = {
        "organisation": organisation_name(),
        "reference": gettext("Versie: %(label)s") % {"label": shown.label},
        "day": shown.valid_from or shown.activated_at,
        "logo": "",
        "facts": [*since, *until],
        "reglement": shown,
    }
    return render_open_pdf(
        "pdf/reglement.html", context, kind="reglement", title=shown.name, language=get_language() or "nl"
    )
