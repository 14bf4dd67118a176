"""Until when a report is kept, in the words a client reads."""

from django.db.models import Max
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from reglement.services import current_ruleset
from retention.models import DossierTerm
from ui.dates import duration_words, exact_words


def kept_until(dossier: Dossier) -> str:
    """Return the date when the traject has ended, and otherwise the term of the reglement after its end."""
    due = DossierTerm.objects.filter(dossier=dossier).aggregate(last=Max("due_on"))["last"]
    if due is not None:
        return exact_words(due)
    terms = [
        rule.term
        for rule in current_ruleset(dossier.traject.reglement_version).ruleset.retention_rule
        if rule.hold is None and rule.term is not None and rule.term != "unset" and "paper" not in rule.match.carrier
    ]
    if not terms:
        return _("zo lang als het reglement zegt")
    return _("%(term)s na het einde") % {"term": duration_words(terms[0])}
