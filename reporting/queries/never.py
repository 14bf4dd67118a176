"""Whether the bureau reports at all: a reglement may say that it never does, and only the law goes before that."""

from consent.models import Ground
from consent.terms import GroundKind
from dossiers.models import Dossier
from reglement.queries import barred_outright
from reglement.services import deciding_version

# What obliges to report also to a bureau that says it never does (AVG 6(1)(c)).
OBLIGING = (GroundKind.COURT_ORDER, GroundKind.LEGAL_OBLIGATION)


def never_reports(dossier: Dossier) -> str:
    """Return the label of the article by which nobody gets a report about this client; "" when somebody may."""
    article = barred_outright(deciding_version(dossier.traject.reglement_version), "report")
    if article and Ground.objects.filter(dossier=dossier, kind__in=OBLIGING, ended_at=None).exists():
        return ""
    return article
