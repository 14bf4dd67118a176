"""What there is to destroy: every row, file and key of dossiers or of parts of them, found through the app registry.

Found for many dossiers at once, and of each row it is known with which dossier it goes. Rows that nobody points at are
counted where they are, so that a dossier of many rows costs no more than one of few.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from accounts.models import User
from dossiers.models import Client, Dossier, Part, Referral, Representative, Traject
from vault.models import Safe

Model = type[models.Model]
# Of rows, by their keys, the dossier with which they go.
Owners = Mapping[Any, UUID]


@dataclass(frozen=True)
class Going:
    """The rows of one model that go: those that point at something that goes, but not at something that is spared."""

    pointing: dict[str, list[Any]]
    sparing: dict[str, list[Any]]

    def where(self) -> tuple[str, list[str]]:
        """Return the condition that finds them, as SQL with its parameters."""
        names = connection.ops.quote_name
        found = " OR ".join(f"{names(column)} = ANY(%s::uuid[])" for column in self.pointing)
        spared = "".join(f" AND ({names(column)} = ANY(%s::uuid[])) IS NOT TRUE" for column in self.sparing)
        # As one text each: hundreds of ids, in every statement again, cost more to adapt one by one than to find.
        keys = [*self.pointing.values(), *self.sparing.values()]
        return f"({found}){spared}", ["{" + ",".join(map(str, some)) + "}" for some in keys]


@dataclass(frozen=True)
class Inventory:
    """The rows to delete, the rows to blank, the parts that end, and the safes whose keys and files go."""

    going: dict[Model, Going]
    pointed_at: dict[Model, Owners]
    blanked: dict[Model, Owners]
    safe_ids: Owners
    client_ids: Owners
    part_ids: Owners
    counted: dict[UUID, Counter[str]]

    def counts(self, dossier_id: UUID) -> dict[str, int]:
        """Return how many rows of each kind go with this dossier, by model label, kinds without rows left out."""
        found = Counter(self.counted.get(dossier_id, {}))
        for model, owners in self.blanked.items():
            if model is not Part:  # a part is a group of rows, and those are counted
                found[model._meta.label_lower] += sum(owner == dossier_id for owner in owners.values())
        return {label: number for label, number in sorted(found.items()) if number}


def take_inventory(dossier_ids: Collection[UUID], *, spared: Collection[UUID] = ()) -> Inventory:
    """Find everything that belongs to these dossiers, and to clients who have no other dossier left.

    `spared` are the parts that a statute or a longer term keeps: they stay with all that lies in their safes.
    """
    of_traject = dict(Traject.objects.filter(dossier__in=dossier_ids).values_list("pk", "dossier__pk"))
    clients = _clients_without_another_dossier(of_traject)
    safes = {
        **dict(Dossier.objects.filter(pk__in=dossier_ids).values_list("safe_id", "pk")),
        **_owned(Client.objects.filter(pk__in=clients).values_list("safe_id", "pk"), clients),
        **_owned(Referral.objects.filter(traject__in=of_traject).values_list("safe_id", "traject_id"), of_traject),
    }
    parts = Part.objects.filter(dossier__in=dossier_ids).exclude(pk__in=spared)
    # Parts that went before are blanked now, and no longer tell of what this dossier held.
    gone: dict[UUID, UUID] = {}
    ending: dict[UUID, UUID] = {}
    for part_id, dossier_id, safe_id, destroyed_at in parts.values_list("pk", "dossier_id", "safe_id", "destroyed_at"):
        gone[part_id] = dossier_id
        if destroyed_at is None:
            ending[part_id] = safes[safe_id] = dossier_id
    blanked: dict[Model, Owners] = {
        Dossier: {dossier_id: dossier_id for dossier_id in dossier_ids},
        Traject: of_traject,
        User: _users_without_another_reason(clients),
        Part: gone,
    }
    # What belongs to an account is forgotten by accounts itself; here rows are followed from the dossier only.
    walk = _Walk({Safe: safes, Dossier: blanked[Dossier], Traject: of_traject, Part: gone}, spared=spared)
    return Inventory(walk.going, walk.pointed_at, blanked, safes, clients, ending, walk.counted)


def inventory_of_parts(part_ids: Collection[UUID]) -> Inventory:
    """Find everything that lies in these parts, and the dates of their ends; the dossier itself stays."""
    living = Part.objects.filter(pk__in=part_ids, destroyed_at=None).values_list("pk", "dossier_id", "safe_id")
    parts, safes = {}, {}
    for part_id, dossier_id, safe_id in living:
        parts[part_id] = safes[safe_id] = dossier_id
    walk = _Walk({Safe: safes, Part: parts})
    return Inventory(walk.going, walk.pointed_at, {}, safes, {}, parts, walk.counted)


def inventory_of_safes(safe_ids: Collection[UUID]) -> Inventory:
    """Find everything in safes that belong to no dossier any more."""
    safes = {safe_id: safe_id for safe_id in safe_ids}
    walk = _Walk({Safe: safes})
    return Inventory(walk.going, walk.pointed_at, {}, safes, {}, {}, walk.counted)


def going_along(beginning: set[Model]) -> set[Model]:
    """Return the models of which rows go, or are blanked, with rows of these and with what lies in their safes."""
    found = beginning | {model for model, columns in _columns().items() if Safe in columns.values()}
    while fresh := {model for model, columns in _columns().items() if found & set(columns.values())} - found:
        found |= fresh
    return found | {Part}


def declared(model: Model, word: str) -> bool:
    """Say whether the model's Privacy declaration carries this word ("kept" or "blanked")."""
    return bool(getattr(getattr(model, "Privacy", None), word, False))


@cache
def letting_go(target: Model) -> list[tuple[Model, str]]:
    """Return the columns, of any row, that are emptied when the row that they point at goes."""
    return [
        (model, column.column)
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if _points_at(column, target) and _lets_go(column)
    ]


def _clients_without_another_dossier(of_traject: Owners) -> dict[Any, UUID]:
    mine = dict(Traject.objects.filter(pk__in=of_traject, client__isnull=False).values_list("client_id", "pk"))
    others = Traject.objects.filter(client__in=mine, dossier__destroyed_at=None).exclude(pk__in=of_traject)
    busy = set(others.values_list("client_id", flat=True))
    return {client_id: of_traject[traject] for client_id, traject in mine.items() if client_id not in busy}


def _users_without_another_reason(clients: Owners) -> dict[Any, UUID]:
    """A client who also acts for somebody else keeps his account for that."""
    acting = Representative.objects.exclude(client__in=clients).values("user_id")
    users = User.objects.filter(client__in=clients).exclude(pk__in=acting)
    return _owned(users.values_list("pk", "client__pk"), clients)


def _owned(pairs: Iterable[tuple[Any, Any]], owners: Owners) -> dict[Any, UUID]:
    return {key: owners[other] for key, other in pairs}


@dataclass
class _Walk:
    """One way along all models that may go, what is pointed at before what points at it."""

    pointed_at: dict[Model, Owners]
    spared: Collection[UUID] = ()
    going: dict[Model, Going] = field(default_factory=dict)
    counted: dict[UUID, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def __post_init__(self) -> None:
        kept = list(Part.objects.filter(pk__in=self.spared).values_list("safe_id", flat=True)) if self.spared else []
        spared = {Safe: kept, Part: list(self.spared)}
        seeds = dict(self.pointed_at)
        counted: dict[tuple[str, ...], dict[Model, Going]] = defaultdict(dict)
        for model in _in_order():
            columns = {name: target for name, target in _columns()[model].items() if self.pointed_at.get(target)}
            if not columns:
                continue
            pointing = {name: list(self.pointed_at[target]) for name, target in columns.items()}
            going = Going(pointing, {name: keys for name, keys in _sparing(model, spared) if keys})
            if model in _pointed_at():
                self._fetch(model, going)
            else:
                counted[tuple(pointing)][model] = going
        for alike in counted.values():
            self._count(alike)
        for model in seeds:
            del self.pointed_at[model]

    def _fetch(self, model: Model, going: Going) -> None:
        """Find by key the rows of a model that others point at."""
        names = [connection.ops.quote_name(name) for name in (*going.pointing, model._meta.pk.column)]
        where, params = going.where()
        owners: dict[Any, UUID] = {}
        for *values, key in _asked(f"SELECT {', '.join(names)} FROM {_table(model)} WHERE {where}", params):  # noqa: S608
            owners[key] = self._owner_of(model, going, values)
            self.counted[owners[key]][model._meta.label_lower] += 1
        if owners:
            self.going[model] = going
            self.pointed_at[model] = owners

    def _count(self, alike: dict[Model, Going]) -> None:
        """Count in one statement the rows of models that are found by columns of the same names."""
        kinds, arms, params = list(alike), list[str](), list[str]()
        for nth, (model, going) in enumerate(alike.items()):
            names = ", ".join(connection.ops.quote_name(name) for name in going.pointing)
            where, some = going.where()
            arms.append(f"SELECT {nth}, count(*), {names} FROM {_table(model)} WHERE {where} GROUP BY {names}")  # noqa: S608
            params += some
        for nth, number, *values in _asked(" UNION ALL ".join(arms), params):
            model = kinds[nth]
            self.going[model] = alike[model]
            self.counted[self._owner_of(model, alike[model], values)][model._meta.label_lower] += number

    def _owner_of(self, model: Model, going: Going, values: list[Any]) -> UUID:
        pairs = zip((self.pointed_at[_columns()[model][name]] for name in going.pointing), values, strict=True)
        return next(owners[value] for owners, value in pairs if value in owners)


def _asked(statement: str, params: list[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def _table(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)


@cache
def _columns() -> dict[Model, dict[str, Model]]:
    """Return of each model of which rows may go the columns that take a row along, and what they point at."""
    return {
        model: {
            column.column: column.remote_field.model
            for column in model._meta.concrete_fields
            if column.remote_field is not None and (_points_at(column, Safe) or not _lets_go(column))
        }
        for model in apps.get_models(include_auto_created=True)
        if not _stays(model)
    }


@cache
def _in_order() -> list[Model]:
    """Return the models that go along, each behind all that it points at; raises CycleError for a ring of them."""
    going = going_along({Dossier, Traject}) & set(_columns())
    return list(TopologicalSorter({model: going & set(_columns()[model].values()) for model in going}).static_order())


@cache
def _pointed_at() -> set[Model]:
    """Return the models that must be known by key, because others point at them."""
    taking = {target for columns in _columns().values() for target in columns.values()}
    return taking | {model for model in _columns() if letting_go(model)}


def _sparing(model: Model, spared: dict[Model, list[Any]]) -> list[tuple[str, list[Any]]]:
    return [
        (column.column, keys)
        for target, keys in spared.items()
        for column in model._meta.concrete_fields
        if _points_at(column, target)
    ]


def _stays(model: Model) -> bool:
    return declared(model, "kept") or declared(model, "blanked") or model._meta.proxy or not model._meta.managed


def _points_at(column: Any, target: Model) -> bool:
    return bool(column.is_relation and column.remote_field and column.remote_field.model is target)


def _lets_go(column: Any) -> bool:
    """Say whether the column is emptied rather than its row deleted when what it points at goes."""
    return column.remote_field.on_delete is models.SET_NULL
