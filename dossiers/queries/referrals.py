"""Referrals as staff and their own contact see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from audit.opening import opened
from dossiers.models import Referral
from dossiers.permissions import referrals_for, referrals_to_answer
from dossiers.permits import permit_for_referral
from dossiers.terms import REFERRAL_IS_OLD_AFTER
from vault.clock import akkoord_now

SHOWN_MAX = 100


@dataclass(frozen=True)
class ReferralView:
    """A referral as it is read."""

    id: UUID
    candidate_name: str
    candidate_email: str
    question: str
    service: str
    service_label: str
    opdrachtgever_id: UUID
    opdrachtgever: str
    contact_id: UUID
    contact_name: str
    created_at: datetime
    accepted_at: datetime | None
    declined_at: datetime | None
    is_old: bool

    @property
    def start_path(self) -> str:
        """Return where a traject is started from this referral: a page of a higher room, so by its address."""
        return f"/trajecten/nieuw/?aanmelding={self.id}"


def referrals_waiting(user: Any) -> tuple[ReferralView, ...]:
    """Return the referrals that `user` may answer, the oldest first; each one shown is in the log."""
    return _opened(user, referrals_to_answer(user).select_related("opdrachtgever", "contact").order_by("created_at"))


def referrals_of_contact(user: Any) -> tuple[ReferralView, ...]:
    """Return what this contact referred himself, the newest first; each one shown is in the log."""
    return _opened(user, referrals_for(user).select_related("opdrachtgever", "contact").order_by("-created_at"))


def candidate_of(user: Any, referral: Referral) -> ReferralView:
    """Return one referral opened for `user`, to start a traject from."""
    return _opened(user, [referral])[0]


def _opened(user: Any, referrals: Any) -> tuple[ReferralView, ...]:
    found: Sequence[Referral] = list(referrals[:SHOWN_MAX])
    now = akkoord_now()
    permits = [permit_for_referral(user, referral, "referral.read") for referral in found]
    with opened(*permits, skip_gone=True) as opening:
        return tuple(_view(referral, now) for referral in found if referral.safe_id not in opening.gone)


def _view(referral: Referral, now: datetime) -> ReferralView:
    return ReferralView(
        id=referral.pk,
        candidate_name=referral.candidate_name,
        candidate_email=referral.candidate_email or "",
        question=referral.question or "",
        service=referral.service,
        service_label=referral.get_service_display(),
        opdrachtgever_id=referral.opdrachtgever_id,
        opdrachtgever=referral.opdrachtgever.name,
        contact_id=referral.contact_id,
        contact_name=referral.contact.name,
        created_at=referral.created_at,
        accepted_at=referral.accepted_at,
        declined_at=referral.declined_at,
        is_old=not referral.is_answered and now - referral.created_at > REFERRAL_IS_OLD_AFTER,
    )
