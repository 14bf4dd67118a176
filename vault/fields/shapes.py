"""The CHECK constraints that let a column hold nothing but sealed bytes."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SealedShape(models.Func):
    """True when a bytea starts with the format byte and is long enough to be sealed."""

    output_field = models.BooleanField()
    arity = 1

    def __init__(self, column: str, *, format_byte: int = 1, length: int = 29, exact: bool = False) -> None:
        self.format_byte, self.length, self.exact = format_byte, length, exact
        super().__init__(column)

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        """Return the shape as SQL without parameters, because a constraint is stored as text."""
        column, params = compiler.compile(self.source_expressions[0])
        comparison = "=" if self.exact else ">="
        shape = f"substring({column} from 1 for 1) = decode('{self.format_byte:02x}', 'hex')"
        return f"({shape} AND octet_length({column}) {comparison} {self.length})", [*params, *params]


def sealed_check(column: str) -> models.CheckConstraint:
    """Return the constraint every sealed column carries: an UPDATE past the field can't leave plaintext behind."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{column}_sealed",
        condition=Q(SealedShape(column)),
        violation_error_message=_("Deze gegevens kunnen alleen verzegeld worden opgeslagen."),
    )
