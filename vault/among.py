"""Conditions on many rows at once, their ids in one text: each as a parameter of its own costs more than its row."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import ForeignKey, Lookup, UUIDField


class Ids:
    """The ids of some rows, for `pk__among` and the like; an empty one finds nothing."""

    def __init__(self, ids: Iterable[Any]) -> None:
        self.all = list(ids)

    def __bool__(self) -> bool:
        return bool(self.all)

    @cached_property
    def as_array(self) -> str:
        """Return them as PostgreSQL reads an array, written out once however often they are asked with."""
        return "{" + ",".join(map(str, self.all)) + "}"


@UUIDField.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """`column__among=Ids(...)`: the same rows as `__in`."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the condition with one parameter."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::uuid[])", [*params, self.rhs.as_array]
