"""The register for who works with a terminal: as a table, as data for machines, or on paper."""

import json
from dataclasses import asdict

from reglement.register.composing import register_now
from reglement.register.paper import register_paper
from reglement.register.tables import csv_register


def printed_register(form: str, part: str) -> bytes:
    """Return the register as it is now as csv (of this part), json or pdf, in the language that is set."""
    register = register_now()
    if form == "pdf":
        return register_paper(register)
    if form == "json":
        whole = {**asdict(register), "holes": register.holes}
        return f"{json.dumps(whole, indent=2, ensure_ascii=False)}\n".encode()
    return csv_register(register, part)
