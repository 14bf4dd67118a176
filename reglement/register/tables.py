"""The register as tables for a spreadsheet: one row for each activity, or one for each place where data lie."""

from typing import Final

from django.utils.translation import gettext

from reglement.register.composing import Register
from ui.tables import csv_of

PARTS: Final = ("activities", "data")
_BETWEEN: Final = "; "


def hole() -> str:
    """Return what stands where nobody filled in anything."""
    return gettext("nog niet ingevuld")


def table_of(register: Register, part: str = "activities") -> tuple[list[str], list[list[str]]]:
    """Return the columns and the rows of one part of the register; raises KeyError for a part there is not."""
    return {"activities": _activities, "data": _data}[part](register)


def csv_register(register: Register, part: str = "activities") -> bytes:
    """Return one part of the register as CSV."""
    columns, rows = table_of(register, part)
    return csv_of(columns, rows)


def _activities(register: Register) -> tuple[list[str], list[list[str]]]:
    about = {said.key: said.answer.strip() or hole() for said in register.about}
    contact = _BETWEEN.join(", ".join(about[key].splitlines()) for key in ("address", "email", "phone"))
    columns = [
        gettext("Verwerkingsverantwoordelijke"),
        gettext("Contactgegevens"),
        gettext("Functionaris gegevensbescherming"),
        gettext("Samen verantwoordelijk met"),
        gettext("Verwerkingsdoel"),
        gettext("Artikel"),
        gettext("Grondslag"),
        gettext("Betrokkenen"),
        gettext("Soorten gegevens"),
        gettext("Ontvangers"),
        gettext("Verwerkers"),
        gettext("Doorgifte buiten de Europese Unie"),
        gettext("Bewaartermijnen"),
        gettext("Beveiliging"),
    ]
    security = _BETWEEN.join([*register.measures, about["security"]])
    rows = [
        [
            about["name"],
            contact,
            about["data_protection_officer"],
            about["joint_controllers"],
            each.name,
            each.article,
            each.ground or hole(),
            each.subjects or hole(),
            _BETWEEN.join(each.data) or hole(),
            _BETWEEN.join(each.recipients) or hole(),
            about["processors"],
            about["transfers"],
            _BETWEEN.join(each.terms) or hole(),
            security,
        ]
        for each in register.activities
    ]
    return columns, rows


def _data(register: Register) -> tuple[list[str], list[list[str]]]:
    columns = [
        gettext("Wat"),
        gettext("Waar (tabel)"),
        gettext("Soorten gegevens"),
        gettext("Van wie"),
        gettext("Versleuteling"),
        gettext("Einde"),
    ]
    rows = [
        [each.what, each.table, _BETWEEN.join(each.fields), each.subjects, each.protection, each.end]
        for each in register.data
    ]
    return columns, rows
