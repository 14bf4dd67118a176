"""The register on paper: tagged, with headings and tables that a screen reader can go through."""

from django.utils.translation import get_language, gettext

from accounts.queries import organisation_name
from reglement.register.composing import Register
from ui.pdf import render_pdf
from vault.clock import today


def register_paper(register: Register) -> bytes:
    """Return the register as a PDF in the language of the reader; it may name a person, so nothing remembers it."""
    context = {
        "organisation": organisation_name(),
        "reference": register.version,
        "day": today(),
        "logo": "",
        "register": register,
    }
    title = gettext("Register van verwerkingen")
    return render_pdf("pdf/register.html", context, kind="register", title=title, language=get_language() or "nl")
