"""The permits under which content of a dossier is read: who, in which role, on which grant and decision."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from accounts.permissions import roles_of
from accounts.terms import Role
from audit.opening import Permit
from dossiers.models import AccessGrant, Client, Dossier, Referral

# A person with several roles acts in the first of these; the grant, not the role, is what opened the dossier.
ACTING_FIRST = (
    Role.COACH,
    Role.VESTIGINGSMANAGER,
    Role.PRIVACY_OFFICER,
    Role.ADMINISTRATIE,
    Role.DIRECTIE,
    Role.BEHEERDER,
    Role.AUDITOR,
    Role.OPDRACHTGEVER_CONTACT,
    Role.CLIENT,
    Role.REPRESENTATIVE,
)


def permit_for(
    user: Any,
    dossier: Dossier,
    event: str,
    object_type: str = "dossiers.dossier",
    object_id: UUID | None = None,
    grant: AccessGrant | None = None,
    purpose: str = "",
    parts: Collection[UUID] = (),
) -> Permit:
    """Return the permit for one reading in this dossier, identity of the client included.

    Staff pass the grant that lets them; without one the reader is the client or his representative. `parts` are the
    safes of the parts that are read: without them only what the dossier holds in general is opened.
    """
    client = dossier.traject.client
    return Permit(
        event=event,
        actor_id=user.pk,
        actor_role=acting_role(user) if grant is not None else portal_role(user, client),
        purpose=purpose or dossier.traject.purpose,
        dossier_id=dossier.pk,
        client_id=None if client is None else client.pk,
        object_type=object_type,
        object_id=object_id or dossier.pk,
        decision_id=None if grant is None else grant.decision_id,
        article=article_of(grant),
        safe_ids=safes_of(dossier).union(parts),
        on_behalf_of_id=on_behalf_of(user, client) if grant is None else None,
    )


def permits_to_list(user: Any, dossiers: Sequence[Dossier], grants: Mapping[UUID, AccessGrant]) -> list[Permit]:
    """Return one permit per dossier on a list: it opens who the client is and nothing else.

    `grants` holds, by dossier, the grant that makes it visible to this member of staff.
    """
    role = acting_role(user)
    return [
        Permit(
            event="dossier.listed",
            actor_id=user.pk,
            actor_role=role,
            purpose=dossier.traject.purpose,
            dossier_id=dossier.pk,
            client_id=dossier.traject.client_id,
            object_type="dossiers.dossier",
            object_id=dossier.pk,
            decision_id=grants[dossier.pk].decision_id,
            article=article_of(grants[dossier.pk]),
            safe_ids=identity_safe_of(dossier),
        )
        for dossier in dossiers
    ]


def permit_to_search(user: Any, safe_ids: frozenset[UUID]) -> Permit:
    """Return the permit to look through the names of one's own caseload; only what is found is shown."""
    return Permit(
        event="dossier.searched",
        actor_id=user.pk,
        actor_role=acting_role(user),
        purpose="registration",
        dossier_id=None,
        safe_ids=safe_ids,
    )


def permit_to_reindex(client: Client) -> Permit:
    """Return the permit of the house itself to read a name and make it findable under a new key; nobody sees it."""
    return Permit(
        event="client.reindexed",
        actor_id=None,
        actor_role="system",
        purpose="registration",
        dossier_id=None,
        client_id=client.pk,
        object_type="dossiers.client",
        object_id=client.pk,
        safe_ids=frozenset({client.safe_id}),
    )


def permit_for_client(user: Any, client: Client, event: str) -> Permit:
    """Return the permit to read who a client is, outside any dossier, by the client or his representative."""
    return Permit(
        event=event,
        actor_id=user.pk,
        actor_role=portal_role(user, client),
        purpose="portal",
        dossier_id=None,
        client_id=client.pk,
        object_type="dossiers.client",
        object_id=client.pk,
        safe_ids=frozenset({client.safe_id}),
        on_behalf_of_id=on_behalf_of(user, client),
    )


def permit_for_referral(user: Any, referral: Referral, event: str) -> Permit:
    """Return the permit to read one referral, for its contact or for staff who answer it."""
    roles = roles_of(user)
    return Permit(
        event=event,
        actor_id=user.pk,
        actor_role=Role.OPDRACHTGEVER_CONTACT if Role.OPDRACHTGEVER_CONTACT in roles else acting_role(user),
        purpose="registration",
        dossier_id=None,
        object_type="dossiers.referral",
        object_id=referral.pk,
        safe_ids=frozenset({referral.safe_id}),
    )


def safes_of(dossier: Dossier) -> frozenset[UUID]:
    """Return the safes of what this dossier holds in general and of who its client is, parts left out."""
    client = dossier.traject.client
    return frozenset({dossier.safe_id} if client is None else {dossier.safe_id, client.safe_id})


def identity_safe_of(dossier: Dossier) -> frozenset[UUID]:
    """Return the safe that holds who the client is; none once he is destroyed."""
    client = dossier.traject.client
    return frozenset() if client is None else frozenset({client.safe_id})


def article_of(grant: AccessGrant | None) -> str:
    """Return the article that decided about this grant, as it is printed."""
    if grant is None:
        return ""
    articles = grant.decision.articles
    return str(articles[0].get("label", "")) if articles else ""


def acting_role(user: Any) -> str:
    """Return the role word under which this person acts, or "" when he has none any more."""
    roles = roles_of(user)
    return next((role.value for role in ACTING_FIRST if role in roles), "")


def portal_role(user: Any, client: Client | None) -> str:
    """Return "client" for the client himself and "representative" for who acts for him."""
    return "client" if client is not None and client.user_id == user.pk else "representative"


def on_behalf_of(user: Any, client: Client | None) -> UUID | None:
    """Return the user id of the client when somebody else acts for him."""
    return None if client is None or client.user_id == user.pk else client.user_id
