"""Until when a report is kept, in the words a client reads."""

from django.db.models import Max
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.terms import Carrier
from reglement.deciding.succeeding import term_by_versions
from reglement.services import current_ruleset, versions_since
from reglement.wording import term_words
from retention.models import DossierTerm
from retention.services.dating import item_of
from ui.dates import exact_words


def kept_until(dossier: Dossier) -> str:
    """Return the date when the traject has ended, and otherwise the term of the reglement after its end."""
    due = DossierTerm.objects.filter(dossier=dossier, part=None).aggregate(last=Max("due_on"))["last"]
    if due is not None:
        return exact_words(due)
    texts = [current_ruleset(version) for version in versions_since(dossier.traject.reglement_version)]
    found = term_by_versions(texts, item_of(dossier.traject, Carrier.DIGITAL, chosen=None))
    if found is None or found.end.due_on is None:
        return _("zo lang als het reglement zegt")
    return _("%(term)s na het einde") % {"term": term_words(found.end.rule.term)}
