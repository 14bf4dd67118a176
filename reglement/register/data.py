"""Which personal data lie where, read from the declarations of the models: kinds, whose, and how protected."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.foreign_tables import FOREIGN_TABLES
from reglement.wording.vocabulary import SUBJECTS
from reglement.wording.words import every
from vault.fields import SealedModel
from vault.fields.columns import SealedField
from vault.models import SealedFile
from vault.ring_fields import RingEncrypted

PROTECTIONS: Final[dict[str, str | Promise]] = {
    "sealed": _("verzegeld met een eigen sleutel van het dossier of de cliënt (AES-256-GCM)"),
    "ring": _("versleuteld met een sleutel van de installatie (AES)"),
    "index": _("alleen een zoekwaarde (HMAC); de gegevens zijn er niet uit te lezen"),
    "hash": _("alleen een afgeleide waarde; de gegevens zijn er niet uit te lezen"),
    "plain": _("leesbaar in de database; afgeschermd door rechten"),
}
_UNREADABLE: Final = frozenset({"index", "hash"})
ENDS: Final[dict[str, str | Promise]] = {
    "row": _("de rij verdwijnt bij het vernietigen"),
    "blanked": _("deze velden worden leeg bij het vernietigen"),
    "kept": _("heeft een eigen termijn, los van het dossier"),
    "account": _("blijft zolang het account of het contact bestaat"),
}


@dataclass(frozen=True, kw_only=True)
class DataKept:
    """Kinds of personal data that lie together in one table, protected alike."""

    what: str
    """What the rows are, as people say it."""
    table: str
    fields: tuple[str, ...]
    subjects: str
    protection: str
    end: str


def data_kept() -> tuple[DataKept, ...]:
    """Return every place of personal data: the house's own tables, its sealed files, and tables of packages."""
    own = [kept for model in apps.get_models() if hasattr(model, "Privacy") for kept in _of_model(model)]
    return (*sorted(own, key=lambda kept: kept.table), _files(), *_foreign())


def fields_about(subject: str) -> tuple[str, ...]:
    """Return the kinds of personal data that can be read about these people; mail only repeats them."""
    models = (model for model in apps.get_models() if hasattr(model, "Privacy") and subject in _subjects(model))
    columns = (_columns(model)[name] for model in models if _end(model) != "kept" for name in model.Privacy.personal)
    return tuple(dict.fromkeys(_name(column) for column in columns if _protection(column) not in _UNREADABLE))


def _of_model(model: type[Model]) -> Iterator[DataKept]:
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name in model.Privacy.personal:  # type: ignore[attr-defined]
        field = _columns(model)[name]
        together[_protection(field)].append(_name(field))
    for protection, fields in together.items():
        yield DataKept(
            what=capfirst(str(model._meta.verbose_name_plural)),
            table=model._meta.db_table,
            fields=tuple(fields),
            subjects=every(SUBJECTS, _subjects(model)),
            protection=str(PROTECTIONS[protection]),
            end=str(ENDS[_end(model)]),
        )


def _subjects(model: type[Model]) -> tuple[str, ...]:
    """Return whose data the rows are; what lies in a safe is about the client whose safe it is."""
    declared: tuple[str, ...] = getattr(model.Privacy, "subjects", ())  # type: ignore[attr-defined]
    return declared or (("client",) if _is_about_a_client(model) else ())


def _is_about_a_client(model: type[Model]) -> bool:
    points_at = {field.related_model for field in model._meta.concrete_fields if field.is_relation}
    return issubclass(model, SealedModel) or any(
        isinstance(other, type) and issubclass(other, SealedModel) for other in points_at
    )


def _columns(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    return {field.name: field for field in model._meta.concrete_fields}


def _protection(field: Any) -> str:
    if isinstance(field, SealedField):
        return "sealed"
    if isinstance(field, RingEncrypted):
        return "ring"
    if field.name.endswith("_index"):
        return "index"
    return "hash" if field.name == "password" else "plain"


def _end(model: type[Model]) -> str:
    privacy: Any = model.Privacy  # type: ignore[attr-defined]
    if getattr(privacy, "kept", False):
        return "kept"
    if getattr(privacy, "blanked", False):
        return "blanked"
    return "row" if _is_about_a_client(model) else "account"


def _name(field: "Field[Any, Any]") -> str:
    """Return what people call a column; a search value is named after the column that it finds."""
    base = field.name.removesuffix("_index")
    if base == field.name:
        return str(field.verbose_name)
    if str(field.verbose_name) != field.name.replace("_", " "):
        return str(field.verbose_name)
    return gettext("zoekwaarde van: %(field)s") % {"field": _columns(field.model)[base].verbose_name}


def _files() -> DataKept:
    return DataKept(
        what=capfirst(str(SealedFile._meta.verbose_name_plural)),
        table=gettext("de opslag van bestanden"),
        fields=(gettext("de inhoud van documenten en rapporten"),),
        subjects=every(SUBJECTS, ("client",)),
        protection=str(PROTECTIONS["sealed"]),
        end=gettext("het bestand en de sleutel verdwijnen bij het vernietigen"),
    )


def _foreign() -> Iterator[DataKept]:
    for label, parts in FOREIGN_TABLES.items():
        table = apps.get_model(label)._meta.db_table
        for about in parts:
            yield DataKept(
                what=capfirst(str(about.what)),
                table=table,
                fields=tuple(str(field) for field in about.fields),
                subjects=every(SUBJECTS, about.subjects),
                protection=str(PROTECTIONS[about.protection]),
                end=str(about.end),
            )
