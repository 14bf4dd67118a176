"""What there is to destroy: every row, file and key of a dossier or of parts of it, found through the app registry."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from accounts.models import User
from dossiers.models import Client, Dossier, Part, Referral, Representative, Traject
from vault.models import Safe

Model = type[models.Model]
Rows = dict[Model, set[Any]]


@dataclass(frozen=True)
class Inventory:
    """The rows to delete, the rows to blank, the parts that end, and the safes whose keys and files go."""

    doomed: Rows
    blanked: Rows
    safe_ids: frozenset[UUID]
    client_ids: frozenset[UUID] = frozenset()
    part_ids: frozenset[UUID] = frozenset()

    def counts(self) -> dict[str, int]:
        """Return how many rows of each kind there are, by model label, kinds without rows left out."""
        both = {**self.doomed, **self.blanked}
        both.pop(Part, None)  # a part is a group of rows, and those are counted
        return {model._meta.label_lower: len(keys) for model, keys in sorted(both.items(), key=_label) if keys}


def take_inventory(dossier_ids: set[UUID], *, spared: Collection[UUID] = ()) -> Inventory:
    """Find everything that belongs to these dossiers, and to clients who have no other dossier left.

    `spared` are the parts that a statute or a longer term keeps: they stay with all that lies in their safes.
    """
    trajecten = set(Traject.objects.filter(dossier__in=dossier_ids).values_list("pk", flat=True))
    clients = _clients_without_another_dossier(trajecten)
    users = _users_without_another_reason(clients)
    referrals = Referral.objects.filter(traject__in=trajecten)
    safe_ids = {
        *Dossier.objects.filter(pk__in=dossier_ids).values_list("safe_id", flat=True),
        *Client.objects.filter(pk__in=clients).values_list("safe_id", flat=True),
        *referrals.values_list("safe_id", flat=True),
    }
    parts = Part.objects.filter(dossier__in=dossier_ids)
    ending = dict(parts.filter(destroyed_at=None).exclude(pk__in=spared).values_list("pk", "safe_id"))
    safe_ids |= set(ending.values())
    # Parts that went before are blanked now, and no longer tell of what this dossier held.
    gone = set(parts.exclude(pk__in=spared).values_list("pk", flat=True))
    blanked: Rows = {Dossier: set(dossier_ids), Traject: trajecten, User: users, Part: gone}
    doomed = _walk({Client: clients, **_rows_in_safes(safe_ids)}, blanked, spared=spared)
    return Inventory(doomed, blanked, frozenset(safe_ids), frozenset(clients), frozenset(ending))


def inventory_of_parts(part_ids: Collection[UUID]) -> Inventory:
    """Find everything that lies in these parts, and the dates of their ends; the dossier itself stays."""
    found = dict(Part.objects.filter(pk__in=part_ids, destroyed_at=None).values_list("pk", "safe_id"))
    safe_ids = set(found.values())
    doomed = _walk(_rows_in_safes(safe_ids), {Part: set(found)})
    return Inventory(doomed, {}, frozenset(safe_ids), part_ids=frozenset(found))


def inventory_of_safes(safe_ids: set[UUID]) -> Inventory:
    """Find everything in safes that belong to no dossier any more."""
    return Inventory(_walk(_rows_in_safes(safe_ids), {}), {}, frozenset(safe_ids))


def going_along(beginning: set[Model]) -> set[Model]:
    """Return the models of which rows go, or are blanked, with rows of these and with what lies in their safes."""
    found = beginning | {
        model
        for model in apps.get_models()
        if not _stays(model) and any(_points_at(column, Safe) for column in model._meta.concrete_fields)
    }
    frontier = list(found)
    while frontier:
        fresh = {model for model, _column in _referring(frontier.pop())} - found
        found |= fresh
        frontier += fresh
    return found | {Part}


def declared(model: Model, word: str) -> bool:
    """Say whether the model's Privacy declaration carries this word ("kept" or "blanked")."""
    return bool(getattr(getattr(model, "Privacy", None), word, False))


def _clients_without_another_dossier(trajecten: set[UUID]) -> set[UUID]:
    mine = Client.objects.filter(trajecten__in=trajecten)
    living = Traject.objects.exclude(pk__in=trajecten).filter(dossier__destroyed_at=None)
    return set(mine.exclude(trajecten__in=living).values_list("pk", flat=True))


def _users_without_another_reason(clients: set[UUID]) -> set[UUID]:
    """A client who also acts for somebody else keeps his account for that."""
    acting = Representative.objects.exclude(client__in=clients).values("user_id")
    return set(User.objects.filter(client__in=clients).exclude(pk__in=acting).values_list("pk", flat=True))


def _rows_in_safes(safe_ids: set[UUID]) -> Rows:
    rows: Rows = {}
    for model in apps.get_models():
        if _stays(model) or not any(_points_at(column, Safe) for column in model._meta.concrete_fields):
            continue
        columns = [column.name for column in model._meta.concrete_fields if _points_at(column, Safe)]
        found = {key for column in columns for key in _keys(model, column, safe_ids)}
        rows[model] = found
    return rows


def _walk(doomed: Rows, blanked: Rows, *, spared: Collection[UUID] = ()) -> Rows:
    kept = set(Part.objects.filter(pk__in=spared).values_list("safe_id", flat=True))
    found: Rows = defaultdict(set, {model: set(keys) for model, keys in doomed.items()})
    # What belongs to an account is forgotten by accounts itself; here rows are followed from the dossier only.
    frontier = [*found.items(), *((model, keys) for model, keys in blanked.items() if model is not User)]
    while frontier:
        target, keys = frontier.pop()
        for model, column in _referring(target):
            fresh = set(_keys(model, column, keys)) - found[model]
            if fresh and spared:
                fresh -= _rows_about(model, {Safe: kept, Part: set(spared)})
            if fresh:
                found[model] |= fresh
                frontier.append((model, fresh))
    return {model: keys for model, keys in found.items() if keys}


def _rows_about(model: Model, targets: Rows) -> set[Any]:
    return {
        key
        for column in model._meta.concrete_fields
        for target, keys in targets.items()
        if _points_at(column, target)
        for key in _keys(model, column.name, keys)
    }


def _referring(target: Model) -> list[tuple[Model, str]]:
    """Return the columns whose rows go with a row of `target`."""
    pairs = []
    for model in apps.get_models(include_auto_created=True):
        if _stays(model):
            continue
        for column in model._meta.concrete_fields:
            if _points_at(column, target) and not _lets_go(column):
                pairs.append((model, column.name))
    return pairs


def loose_ends(inventory: Inventory) -> list[tuple[Model, str, set[Any]]]:
    """Return the nullable columns of remaining rows that point at a row about to go, to be emptied first."""
    return [
        (model, column.name, keys)
        for target, keys in inventory.doomed.items()
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if _points_at(column, target) and _lets_go(column)
    ]


def _stays(model: Model) -> bool:
    return declared(model, "kept") or declared(model, "blanked") or model._meta.proxy or not model._meta.managed


def _points_at(column: Any, target: Model) -> bool:
    return bool(column.is_relation and column.remote_field and column.remote_field.model is target)


def _lets_go(column: Any) -> bool:
    """Say whether the column is emptied rather than its row deleted when what it points at goes."""
    return column.remote_field.on_delete is models.SET_NULL


def _keys(model: Model, column: str, targets: set[Any]) -> Any:
    return model._base_manager.filter(**{f"{column}__in": targets}).values_list("pk", flat=True)


def _label(pair: tuple[Model, Any]) -> str:
    return pair[0]._meta.label_lower
