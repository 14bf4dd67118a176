"""What there is to destroy: every row, file and key of dossiers or of parts of them, found through the app registry.

Found for many dossiers at once, and of each row it is known with which dossier it goes. Rows that nobody points at are
counted where they are, so that a dossier of many rows costs no more than one of few; and all models that point equally
far from the dossier are asked in one statement.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from accounts.models import RoleAssignment, User
from accounts.terms import PASSWORD_ROLES
from dossiers.models import Client, Dossier, OpdrachtgeverContact, Part, Referral, Representative, Traject
from vault.among import Ids
from vault.models import Safe

Model = type[models.Model]
# Of rows, by their keys, the dossier with which they go.
Owners = Mapping[Any, UUID]


@dataclass(frozen=True)
class Going:
    """The rows of one model that go: those that point at something that goes, but not at something that is spared."""

    pointing: dict[str, Ids]
    sparing: dict[str, Ids]

    def where(self) -> tuple[str, list[str]]:
        """Return the condition that finds them, as SQL with its parameters."""
        arrays = [*self.pointing.values(), *self.sparing.values()]
        return self.condition(dict.fromkeys(arrays, "%s::uuid[]")), [ids.as_array for ids in arrays]

    def condition(self, words: Mapping[Ids, str]) -> str:
        """Return the condition that finds them, with these words for each array of ids."""
        found = " OR ".join(f"{_named(column)} = ANY({words[ids]})" for column, ids in self.pointing.items())
        spared = (f" AND ({_named(column)} = ANY({words[ids]})) IS NOT TRUE" for column, ids in self.sparing.items())
        return f"({found}){''.join(spared)}"


@dataclass(frozen=True)
class Belonging:
    """What belongs to dossiers or to parts of them before any row is looked for: safes, parts, and who goes along."""

    safe_ids: Owners
    client_ids: Owners = field(default_factory=dict)
    # The parts that end, and the safe of each.
    ending: dict[UUID, UUID] = field(default_factory=dict)
    blanked: dict[Model, Owners] = field(default_factory=dict)
    # What is followed from, beside the safes.
    pointed_at: dict[Model, Owners] = field(default_factory=dict)
    spared: dict[Model, list[UUID]] = field(default_factory=dict)


@dataclass(frozen=True)
class Inventory:
    """The rows to delete, the rows to blank, the parts that end, and the safes whose keys and files go."""

    going: dict[Model, Going]
    pointed_at: Mapping[Model, Owners]
    blanked: Mapping[Model, Owners]
    safe_ids: Owners
    client_ids: Owners
    # The parts that end, and how many items lie in each.
    items: dict[UUID, int]
    counted: dict[UUID, Counter[str]]

    def counts(self, dossier_id: UUID) -> dict[str, int]:
        """Return how many rows of each kind go with this dossier, by model label, kinds without rows left out."""
        found = Counter(self.counted.get(dossier_id, {}))
        for label, numbers in self._blanked_of.items():
            found[label] += numbers[dossier_id]
        return {label: number for label, number in sorted(found.items()) if number}

    @cached_property
    def _blanked_of(self) -> dict[str, Counter[UUID]]:
        # A part is a group of rows, and those are counted.
        rows = {model: owners for model, owners in self.blanked.items() if model is not Part}
        return {model._meta.label_lower: Counter(owners.values()) for model, owners in rows.items()}


def take_inventory(dossier_ids: Collection[UUID], *, spared: Collection[UUID] = ()) -> Inventory:
    """Find everything that belongs to these dossiers, and to clients who have no other left: see belonging()."""
    return found_in(belonging(dossier_ids, spared=spared))


def inventory_of_parts(part_ids: Collection[UUID]) -> Inventory:
    """Find everything that lies in these parts, and the dates of their ends; the dossier itself stays."""
    return found_in(belonging_to_parts(part_ids))


def inventory_of_safes(safe_ids: Collection[UUID]) -> Inventory:
    """Find everything in safes that belong to no dossier any more."""
    return found_in(Belonging({safe_id: safe_id for safe_id in safe_ids}))


def belonging(dossier_ids: Collection[UUID], *, spared: Collection[UUID] = ()) -> Belonging:
    """Return what belongs to these dossiers, and to clients who have no other dossier left.

    `spared` are the parts that a statute or a longer term keeps: they stay with all that lies in their safes.
    """
    ids = Ids(dossier_ids)
    rows = Dossier.objects.filter(pk__among=ids).values_list("pk", "safe_id", "traject_id", "traject__client_id")
    safes, of_traject, of_client = dict[Any, UUID](), dict[Any, UUID](), dict[Any, UUID]()
    for dossier_id, safe_id, traject_id, client_id in rows:
        safes[safe_id] = of_traject[traject_id] = dossier_id
        if client_id is not None:
            of_client[client_id] = dossier_id
    clients, safes_of_clients, users = _leaving(of_client, of_traject)
    safes |= safes_of_clients
    referrals = Referral.objects.filter(traject__among=Ids(of_traject)).values_list("safe_id", "traject_id")
    safes |= {safe_id: of_traject[traject_id] for safe_id, traject_id in referrals}
    # Parts that went before are blanked now, and no longer tell of what this dossier held.
    gone, ending, kept, staying = dict[Any, UUID](), dict[UUID, UUID](), list[UUID](), set(spared)
    parts = Part.objects.filter(dossier__among=ids).values_list("pk", "dossier_id", "safe_id", "destroyed_at")
    for part_id, dossier_id, safe_id, destroyed_at in parts:
        if part_id in staying:
            kept.append(safe_id)
            continue
        gone[part_id] = dossier_id
        if destroyed_at is None:
            ending[part_id], safes[safe_id] = safe_id, dossier_id
    whole = {dossier_id: dossier_id for dossier_id in dossier_ids}
    return Belonging(
        safe_ids=safes,
        client_ids=clients,
        ending=ending,
        blanked={Dossier: whole, Traject: of_traject, User: users, Part: gone},
        # What belongs to an account is forgotten by accounts itself; here rows are followed from the dossier only.
        pointed_at={Dossier: whole, Traject: of_traject, Part: gone},
        spared={Safe: kept, Part: list(spared)},
    )


def belonging_to_parts(part_ids: Collection[UUID]) -> Belonging:
    """Return what belongs to these parts, where they have not gone before."""
    living = Part.objects.filter(pk__among=Ids(part_ids), destroyed_at=None)
    ending, parts, safes = dict[UUID, UUID](), dict[Any, UUID](), dict[Any, UUID]()
    for part_id, dossier_id, safe_id in living.values_list("pk", "dossier_id", "safe_id"):
        ending[part_id] = safe_id
        parts[part_id] = safes[safe_id] = dossier_id
    return Belonging(safes, ending=ending, pointed_at={Part: parts})


def found_in(what: Belonging) -> Inventory:
    """Find the rows of all that belongs together."""
    walk = _Walk(what)
    items = {part_id: walk.items[safe_id] for part_id, safe_id in what.ending.items()}
    return Inventory(walk.going, walk.known, what.blanked, what.safe_ids, what.client_ids, items, walk.counted)


def going_along(beginning: set[Model]) -> set[Model]:
    """Return the models of which rows go, or are blanked, with rows of these and with what lies in their safes."""
    found = beginning | {model for model, columns in _columns().items() if Safe in columns.values()}
    while fresh := {model for model, columns in _columns().items() if found & set(columns.values())} - found:
        found |= fresh
    return found | {Part}


def declared(model: Model, word: str) -> bool:
    """Say whether the model's Privacy declaration carries this word ("kept", "blanked" or "item")."""
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


def _leaving(of_client: Owners, of_traject: Owners) -> tuple[dict[Any, UUID], dict[Any, UUID], dict[Any, UUID]]:
    """Return the clients without another dossier, their safes, and those of their accounts without another reason."""
    others = Traject.objects.filter(client__among=Ids(of_client), dossier__destroyed_at=None)
    busy = set(others.exclude(pk__among=Ids(of_traject)).values_list("client_id", flat=True))
    clients = {client_id: dossier_id for client_id, dossier_id in of_client.items() if client_id not in busy}
    safes, users = dict[Any, UUID](), dict[Any, UUID]()
    known = Client.objects.filter(pk__among=Ids(clients)).values_list("pk", "safe_id", "user_id")
    for client_id, safe_id, user_id in known:
        safes[safe_id] = clients[client_id]
        if user_id is not None:
            users[user_id] = clients[client_id]
    for user_id in needed_for_others(users, leaving=clients):
        del users[user_id]
    return clients, safes, users


def needed_for_others(user_ids: Collection[UUID], *, leaving: Collection[UUID] = ()) -> set[UUID]:
    """Return which of these accounts are there for more than these clients, who leave.

    A client may act for somebody else, speak for an opdrachtgever, or have come to work here.
    """
    if not user_ids:
        return set()
    ids = Ids(user_ids)
    acting = Representative.objects.filter(user__among=ids).exclude(client__among=Ids(leaving))
    speaking = OpdrachtgeverContact.objects.filter(user__among=ids, ended_at=None)
    working = RoleAssignment.objects.live().filter(user__among=ids, role__in=PASSWORD_ROLES)
    found = acting.values_list("user_id", flat=True)
    return set(found.union(*(rows.values_list("user_id", flat=True) for rows in (speaking, working))))


class _Walk:
    """One way along all models that may go, what is pointed at before what points at it."""

    def __init__(self, what: Belonging) -> None:
        self.going: dict[Model, Going] = {}
        self.known: dict[Model, dict[Any, UUID]] = {}
        self.counted: dict[UUID, Counter[str]] = defaultdict(Counter)
        # How many items, as people call them, lie in each safe.
        self.items: Counter[UUID] = Counter()
        self._owners: dict[Model, Owners] = {Safe: what.safe_ids, **what.pointed_at}
        self._ids = {target: Ids(owners) for target, owners in self._owners.items()}
        self._spared = {target: Ids(keys) for target, keys in what.spared.items() if keys}
        leaves: dict[Model, Going] = {}
        for generation in _generations():
            found = {model: going for model in generation if (going := self._going(model)).pointing}
            self._fetch({model: going for model, going in found.items() if model in _pointed_at()})
            leaves |= {model: going for model, going in found.items() if model not in _pointed_at()}
        self._count(leaves)

    def _going(self, model: Model) -> Going:
        pointing = {name: self._ids[target] for name, target in _columns()[model].items() if self._owners.get(target)}
        sparing = {
            column.column: ids
            for target, ids in self._spared.items()
            for column in model._meta.concrete_fields
            if _points_at(column, target)
        }
        return Going(pointing, sparing)

    def _fetch(self, sought: dict[Model, Going]) -> None:
        """Find by key the rows of models that others point at."""
        for model, key, values in _asked(sought, lambda model: _named(model._meta.pk.column), grouped=False):
            owner = self._note(model, sought[model], values, 1)
            self.known.setdefault(model, {})[key] = owner
        for model in sought.keys() & self.known.keys():
            self._owners[model], self._ids[model] = self.known[model], Ids(self.known[model])

    def _count(self, sought: dict[Model, Going]) -> None:
        """Count the rows of models that nobody points at."""
        for model, number, values in _asked(sought, lambda _model: "count(*)", grouped=True):
            self._note(model, sought[model], values, number)

    def _note(self, model: Model, going: Going, values: dict[str, Any], number: int) -> UUID:
        owners = (self._owners[_columns()[model][name]] for name in going.pointing)
        owner = next(of[value] for of, value in zip(owners, values.values(), strict=True) if value in of)
        self.going[model] = going
        self.counted[owner][model._meta.label_lower] += number
        if declared(model, "item"):
            self.items[values["safe_id"]] += number
        return owner


def _asked(
    sought: dict[Model, Going], first: Callable[[Model], str], *, grouped: bool
) -> Iterator[tuple[Model, Any, dict[str, Any]]]:
    """Ask of many models in one statement; yields of each row its model, the first value, and its columns."""
    if not sought:
        return
    arrays = dict.fromkeys(
        ids for going in sought.values() for ids in (*going.pointing.values(), *going.sparing.values())
    )
    words = {ids: f"(SELECT ids_{nth} FROM sought)::uuid[]" for nth, ids in enumerate(arrays)}  # noqa: S608
    width = max(len(going.pointing) for going in sought.values())
    arms = []
    for nth, (model, going) in enumerate(sought.items()):
        names = [_named(name) for name in going.pointing]
        columns = ", ".join([*names, *["NULL::uuid"] * (width - len(names))])
        rest = f"WHERE {going.condition(words)}" + (f" GROUP BY {', '.join(names)}" if grouped else "")
        arms.append(f"SELECT {nth}, {first(model)}, {columns} FROM {_named(model._meta.db_table)} {rest}")  # noqa: S608
    sent = ", ".join(f"%s::uuid[] AS ids_{nth}" for nth in range(len(arrays)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH sought AS MATERIALIZED (SELECT {sent}) {' UNION ALL '.join(arms)}",
            [ids.as_array for ids in arrays],
        )
        rows = cursor.fetchall()
    kinds = list(sought)
    for nth, value, *values in rows:
        model = kinds[nth]
        yield model, value, dict(zip(sought[model].pointing, values, strict=False))


def _named(name: str) -> str:
    return connection.ops.quote_name(name)


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
def _generations() -> list[tuple[Model, ...]]:
    """Return the models that go along, each behind all that it points at; raises CycleError for a ring of them."""
    going = going_along({Dossier, Traject}) & set(_columns())
    sorter = TopologicalSorter({model: going & set(_columns()[model].values()) for model in going})
    sorter.prepare()
    found = []
    while sorter.is_active():
        found.append(sorter.get_ready())
        sorter.done(*found[-1])
    return found


@cache
def _pointed_at() -> set[Model]:
    """Return the models that must be known by key, because others point at them."""
    taking = {target for columns in _columns().values() for target in columns.values()}
    return taking | {model for model in _columns() if letting_go(model)}


def _stays(model: Model) -> bool:
    return declared(model, "kept") or declared(model, "blanked") or model._meta.proxy or not model._meta.managed


def _points_at(column: Any, target: Model) -> bool:
    return bool(column.is_relation and column.remote_field and column.remote_field.model is target)


def _lets_go(column: Any) -> bool:
    """Say whether the column is emptied rather than its row deleted when what it points at goes."""
    return column.remote_field.on_delete is models.SET_NULL
