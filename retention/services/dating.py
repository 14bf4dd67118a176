"""The dates of a dossier, computed from the rules of its reglement version and written down with their reasons."""

from django.db import transaction

from audit.services import record
from dossiers.models import Dossier
from dossiers.terms import Carrier
from reglement.deciding.retention import EndOfTerm, Item, end_of_term
from reglement.facts import Events
from reglement.services import current_ruleset
from reglement.terms import UNSET
from retention.facts import NoRetentionRule
from retention.models import DossierTerm
from retention.terms import EVERYTHING


@transaction.atomic
def recompute(dossier: Dossier) -> list[DossierTerm]:
    """Replace the dates of a dossier by what its reglement says now; raises NoRetentionRule for a carrier without."""
    traject = dossier.traject
    ruleset = current_ruleset(traject.reglement_version)
    events = Events(traject_end=traject.ended_on, assignment_end=traject.ended_on, service_end=traject.ended_on)
    DossierTerm.objects.filter(dossier=dossier).delete()
    made = []
    for carrier in Carrier.values:
        item = Item(carrier=carrier, service=traject.service, principal_kind=traject.opdrachtgever.kind)
        end = end_of_term(ruleset, item, events)
        if end is None:
            raise NoRetentionRule(str(traject.reglement_version_id))
        made.append(_term(dossier, carrier, end))
    DossierTerm.objects.bulk_create(made)
    record("retention.computed", dossier_id=dossier.pk, role="system", article=made[0].article_label)
    return made


def _term(dossier: Dossier, carrier: str, end: EndOfTerm) -> DossierTerm:
    return DossierTerm(
        dossier=dossier,
        carrier=carrier,
        category=EVERYTHING,
        trigger=end.rule.trigger,
        trigger_on=end.started_on if end.due_on else None,
        term=end.rule.term or UNSET,
        bound=end.rule.bound,
        due_on=end.due_on,
        article_key=end.article.key,
        article_label=end.article.label,
        version=dossier.traject.reglement_version,
    )
