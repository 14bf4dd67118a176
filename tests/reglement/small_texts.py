"""A small text that allows what is usual, and a way to add rules to it as a beheerder would: as TOML."""

import json
from typing import Any

from reglement.deciding import CompiledRuleset, Decision, compile_ruleset, decide
from reglement.loading import law_floor, read_profile

BASE = """\
purpose_binding = "1"

[metadata]
key = "klein"
kind = "reglement"
name = "Reglement van een klein bureau"
label = "2026"

[default_deny]
disclosure = "4"
access = "3"

[[articles]]
key = "1"
label = "1"
text = "Gegevens zijn voor de begeleiding, de rapportage en het voorstellen aan werkgevers."

[[articles]]
key = "2"
label = "2"
text = "De bijzondere regel van dit bureau."

[[articles]]
key = "3"
label = "3"
text = "Wie het dossier voor zijn werk nodig heeft, mag erin."

[[articles]]
key = "4"
label = "4"
text = "Naar buiten gaat alleen wat de cliënt goed vindt."

[[purpose]]
key = "guidance"
article = "1"
label = "begeleiden"

[[purpose]]
key = "reporting"
article = "1"
label = "rapporteren"

[[purpose]]
key = "placement"
article = "1"
label = "voorstellen"

[[purpose]]
key = "assessment"
article = "1"
label = "testen"

"""
USUAL = """
[[gate_rule]]
id = "usual-work"
article = "3"
act = ["view", "write", "use_internally", "substitute", "start"]
effect = "allow"

[[gate_rule]]
id = "usual-sending"
article = "4"
act = ["report", "disclose", "export", "request_inbound"]
effect = "allow"

"""

# What a bureau needs beside its rules to work under the small text: kinds of data, a term, and a start.
WORKING = """
[catalogue]
article = "2"
mode = "enumerated"

[[catalogue_item]]
article = "2"
key = "gesprekken"
label = "notities van gesprekken"
tag = "ordinary"

[[catalogue_item]]
article = "2"
key = "brieven"
label = "brieven"
tag = "ordinary"

[[catalogue_item]]
article = "2"
key = "belastbaarheid"
label = "wat iemand kan"
tag = "functional"

[[retention_rule]]
id = "usual-term"
article = "2"
trigger = "traject_end"
term = "P2Y"
bound = "at_most"

[[gate_rule]]
id = "usual-intake"
article = "3"
act = ["intake"]
effect = "allow"

[roles]
article = "3"
controller = "de directie"
activates = ["directie"]
decides = ["directie"]

"""


def small_document(snippet: str) -> bytes:
    """Return the small text of a bureau at work, with this snippet behind it, as a file that can be loaded."""
    return (BASE + USUAL + WORKING + snippet).encode()


def text_of(snippet: str, *, usual: bool = True) -> CompiledRuleset:
    """Return the small text with this snippet behind it; without `usual` nothing is allowed yet."""
    content = BASE + (USUAL if usual else "") + snippet
    return compile_ruleset(read_profile(content.encode(), file="klein.toml"), law_floor())


def ask(text: CompiledRuleset, question: dict[str, Any]) -> Decision:
    """Ask this text, through JSON as an outsider would."""
    return decide(text, law_floor(), json.dumps(question))
