"""The client and those who act for him: they always see what is theirs."""

from typing import Any

from django.db.models import Q, QuerySet

from dossiers.models import Client, Dossier, Representative
from vault.clock import AkkoordNow


def own_clients(user: Any) -> QuerySet[Client]:
    """Return the clients that `user` is or now represents; nothing for anonymous and inactive people."""
    if not user.is_authenticated or not user.is_active:
        return Client.objects.none()
    represented = _representing(user).values("client_id")
    return Client.objects.filter(Q(user_id=user.pk) | Q(pk__in=represented))


def own_dossiers(user: Any) -> QuerySet[Dossier]:
    """Return the dossiers about `user` or about a client whom he now represents."""
    return Dossier.objects.filter(traject__client__in=own_clients(user))


def capacity_of(user: Any, client: Client) -> str:
    """Return "client", the capacity in which `user` now represents the client, or "" when he is neither."""
    if not user.is_authenticated or not user.is_active:
        return ""
    if client.user_id == user.pk:
        return "client"
    representative = _representing(user).filter(client=client).order_by("valid_from").first()
    return "" if representative is None else representative.capacity


def is_proven(user: Any, client: Client | None) -> bool:
    """Say whether somebody of the bureau saw the proof that `user` now lawfully represents this client."""
    return client is not None and _representing(user).filter(client=client).exclude(proof="").exists()


def _representing(user: Any) -> QuerySet[Representative]:
    return Representative.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=AkkoordNow()), user_id=user.pk, valid_from__lte=AkkoordNow()
    )
