"""Until when a report is kept, in the words a client reads."""

from django.db.models import Q
from django.utils.translation import gettext as _

from dossiers.services.parts import living_part_of
from dossiers.terms import Carrier
from reglement.deciding.retention import OF_A_REPORT
from reglement.deciding.succeeding import term_by_versions
from reglement.services import current_ruleset, versions_since
from reglement.wording import term_words
from reporting.models import Report
from retention.models import DossierTerm
from retention.services.dating import item_of, items_of
from ui.dates import exact_words


def kept_until(report: Report) -> str:
    """Return the date of this report where it has one, and otherwise the term of the reglement that will date it.

    A report ends by the rules about the kinds of data in it; without a date of its own it goes with the dossier.
    """
    dossier, part = report.dossier, living_part_of(report.pk)
    dated = DossierTerm.objects.filter(dossier=dossier, due_on__isnull=False, carrier=Carrier.DIGITAL)
    own = Q(part=None) if part is None else Q(part=None) | Q(part=part)
    # A date of its own, else that of the whole.
    term = dated.filter(own).order_by("part").first()
    if term is not None and term.due_on is not None:
        return exact_words(term.due_on)
    texts = [current_ruleset(version) for version in versions_since(dossier.traject.reglement_version)]
    whole = [item_of(dossier.traject, Carrier.DIGITAL, chosen=None)]
    found = term_by_versions(texts, *(whole if part is None else items_of(dossier.traject, part, chosen=None)))
    if found is None or found.end.due_on is None:
        return _("zo lang als het reglement zegt")
    if found.end.rule.trigger in OF_A_REPORT:
        return _("%(term)s na het versturen") % {"term": term_words(found.end.rule.term)}
    return _("%(term)s na het einde") % {"term": term_words(found.end.rule.term)}
