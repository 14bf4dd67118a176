"""The names of clients for lists of other rooms: only of dossiers the reader may see, one line in the log each."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from audit.opening import opened
from dossiers.permissions import grants_to_see, visible_to
from dossiers.permits import permits_to_list


def client_names(user: Any, dossier_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return, by dossier, the name of its client, as far as `user` may see it and it still exists."""
    known = list(visible_to(user).filter(pk__in=set(dossier_ids)).select_related("traject__client"))
    grants = grants_to_see(user, known)
    found = [dossier for dossier in known if dossier.pk in grants]
    permits = permits_to_list(user, found, grants)
    with opened(*permits, skip_gone=True) as opening:
        return {
            dossier.pk: dossier.traject.client.name
            for dossier in found
            if dossier.traject.client is not None and dossier.traject.client.safe_id not in opening.gone
        }
