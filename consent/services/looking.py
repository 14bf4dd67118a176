"""A contact looks at what was planned for him: the gate is asked at each look, with the keys that are in."""

from accounts.models import User
from accounts.terms import Role
from audit.services import record
from audit.terms import Word
from consent import gate
from consent.models import PlannedAct
from consent.refusals import ContactOfAnother, GateRefused
from consent.services.using import look_question
from dossiers.catalogue import every_category_in
from reglement.models import Decision


def look(planned: PlannedAct, *, user: User) -> Decision:
    """Ask the gate whether this contact may look now, and return its yes; the log says at which look.

    Raises GateRefused with the stored denial. Call it outside a transaction, at every page and every document.
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
    # By its decision each reading is known to belong to this look, also where another names the same document.
    record(
        Word.ACT_LOOKED,
        by=user,
        role=Role.OPDRACHTGEVER_CONTACT,
        dossier_id=planned.dossier_id,
        client_id=planned.dossier.traject.client_id,
        object_type="consent.plannedact",
        object_id=planned.pk,
        decision_id=decision.pk,
        purpose=planned.purpose,
    )
    return decision
