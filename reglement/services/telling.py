"""Mails about a proposal, to everybody who may turn a key: a link and when, never what changes."""

from django.conf import settings
from django.utils import translation

from accounts.models import User
from accounts.queries import organisation_name, people_in
from mail.services import queue
from reglement.models import ActivationProposal
from reglement.services.activating import SECOND_ROLES
from ui.dates import exact_words


def tell_of_proposal(proposal: ActivationProposal) -> None:
    """Queue the mail that a version waits for the second key, or, where a day of waiting stands for it, until when."""
    template = "reglement_proposed" if proposal.delay_until is None else "reglement_waits"
    for person in people_in(SECOND_ROLES):
        # Who waits alone gets the mail himself: a proposal that he did not make must not pass him by.
        if person.pk != proposal.proposed_by_id or proposal.delay_until is not None:
            _tell(template, person, proposal)


def tell_of_end(proposal: ActivationProposal) -> None:
    """Queue the mail that the proposed version holds now, or that the proposal has lapsed."""
    template = "reglement_lapsed" if proposal.activated_at is None else "reglement_holds"
    for person in people_in(SECOND_ROLES):
        _tell(template, person, proposal)


def _tell(template: str, person: User, proposal: ActivationProposal) -> None:
    context = {
        "link": f"{settings.AKKOORD_BASE_URL}/reglement/versies/{proposal.version_id}/",
        "organisation": organisation_name(),
    }
    if template == "reglement_waits" and proposal.delay_until is not None:
        with translation.override(person.language):
            context["until"] = exact_words(proposal.delay_until)
    queue(
        template=template,
        to=person.email,
        context=context,
        idempotency_key=f"{template}:{proposal.pk}:{person.pk}",
        language=person.language,
    )
