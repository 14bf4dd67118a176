"""A contact looks at what was planned for him: the gate is asked at each look, with the keys that are in."""

from accounts.models import User
from consent import gate
from consent.models import PlannedAct
from consent.refusals import ContactOfAnother, GateRefused
from consent.services.using import look_question
from dossiers.catalogue import every_category_in
from reglement.models import Decision


def look(planned: PlannedAct, *, user: User) -> Decision:
    """Ask the gate whether this contact may look now and return its yes; raises GateRefused with the stored denial.

    Call it outside a transaction, at every page and every document.
    """
    contact = planned.contact
    if contact is None or contact.user_id != user.pk:
        raise ContactOfAnother
    keys = {item["key"] for item in planned.categories}
    chosen = [category for category in every_category_in(planned.dossier) if category.key in keys]
    [said] = gate.answer_each([look_question(planned.dossier, contact, chosen, planned.documents, planned.until)])
    decision = gate.store_apart(said)
    if not gate.permits(decision):
        raise GateRefused(decision)
    return decision
