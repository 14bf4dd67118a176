"""Entrusting what remains to the ledger, so that a restore that is older than a destruction brings it back too.

A line tells nobody anything: all of it is sealed under the key of what remained, which goes at its own end, and that
key lies there under the key of what was destroyed.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction

from retention.models import DeidentifiedCopy, ResidualRecord
from vault.fields import SealedField
from vault.fields.values import Closed
from vault.models import SealedFile
from vault.remembering import write_down
from vault.services import Entrusted, entrust

# The word of such a line in the ledger.
KEPT = "remains.kept"
Kept = ResidualRecord | DeidentifiedCopy


def line_for(row: Kept, *, under: UUID) -> dict[str, str]:
    """Return the line of something that is to be kept in the place of what lies in the safe `under`.

    Sealed columns must be closed already: a line holds them as they lie in the row. Raises KeyMissing.
    """
    kept: dict[str, Any] = {"model": row._meta.label_lower, "row": _columns_of(row)}
    if isinstance(row, DeidentifiedCopy):
        kept["file"] = _columns_of(row.file)
    found = entrust(row.safe_id, under=under, beside=json.dumps(kept, sort_keys=True).encode())
    return {"safe_id": str(row.safe_id), "mark": found.mark, "key": found.key, "beside": found.beside}


@transaction.atomic
def tell_ledger() -> int:
    """Write the lines that wait, and return how many: before the key goes under which theirs lies. Raises OSError.

    A kill between the line and the row that forgets it writes the line twice, which changes nothing.
    """
    told = 0
    for model in (ResidualRecord, DeidentifiedCopy):
        waiting = model.objects.filter(to_ledger__isnull=False).order_by("pk").select_for_update(of=("self",))
        lines = dict(waiting.values_list("pk", "to_ledger"))
        write_down(KEPT, list(lines.values()))
        model.objects.filter(pk__in=lines).update(to_ledger=None)
        told += len(lines)
    return told


def entrusted_in(line: Mapping[str, str]) -> tuple[UUID, Entrusted]:
    """Return of a line the safe that it is about, and what lies there of it."""
    return UUID(line["safe_id"]), Entrusted(line["mark"], line["key"], line["beside"])


def row_from(kept: Mapping[str, Any]) -> tuple[Kept, SealedFile | None]:
    """Return what was entrusted as rows that are not stored yet, a file apart; sealed columns as they lay there."""
    model = {one._meta.label_lower: one for one in (ResidualRecord, DeidentifiedCopy)}[kept["model"]]
    row = model(**_values(model, kept["row"]))
    if isinstance(row, ResidualRecord):
        row.settle()
    return row, SealedFile(**_values(SealedFile, kept["file"])) if "file" in kept else None


def _columns_of(row: models.Model) -> dict[str, Any]:
    held = row.__dict__
    columns = [field for field in row._meta.concrete_fields if field.name != "to_ledger"]
    return {field.attname: _written(held[field.attname]) for field in columns}


def _written(value: Any) -> Any:
    if isinstance(value, Closed):
        return value.ciphertext.hex()
    if isinstance(value, list):
        return [bytes(one).hex() for one in value]
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _values(model: type[models.Model], columns: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: _read(fields[name], value) for name, value in columns.items() if name in fields}


def _read(field: Any, value: Any) -> Any:
    if isinstance(field, SealedField):
        return Closed(bytes.fromhex(value))
    if isinstance(field, ArrayField):
        return [bytes.fromhex(one) for one in value]
    return field.to_python(value)
