"""The strict ground under every typed model of this room: frozen, and closed to keys that nobody declared."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

# The key of an article ("4.1", "6.informeren", "AVG 12(3)"): unique in its ruleset, whatever label the text prints.
ArticleKey = Annotated[str, Field(min_length=1, max_length=40)]
RULE_ID = r"^[a-z0-9][a-z0-9-]{1,59}$"
# The name of a rule inside its ruleset, by which a choice or a problem points at it.
RuleId = Annotated[str, Field(pattern=RULE_ID)]
# The key of a category of data, the short name of a whole text, and the hash of a document.
CATEGORY_KEY = r"^[a-z0-9][a-z0-9_.-]{0,59}$"
SHORT_NAME = r"^[a-z][a-z0-9_-]{0,39}$"
SHA256 = r"^[0-9a-f]{64}$"
# ISO 8601 calendar term, or working days (Monday to Friday, no general holidays) written as P5WD.
# No term of a text runs past what a calendar can count.
YEARS, MONTHS, WEEKS, DAYS = r"\d{1,3}Y", r"\d{1,4}M", r"\d{1,4}W", r"\d{1,5}D"
ISO_TERM = rf"P(?:{YEARS}(?:{MONTHS})?(?:{DAYS})?|{MONTHS}(?:{DAYS})?|{WEEKS}|{DAYS}|\d{{1,4}}WD)"
TERM, TERM_OR_HOLE = f"^{ISO_TERM}$", f"^(?:{ISO_TERM}|unset)$"
Term = Annotated[str, Field(pattern=TERM)]
# A term, or a hole that the organisation fills before activation.
TermOrHole = Annotated[str, Field(pattern=TERM_OR_HOLE)]
# What to write where a pattern refuses, for people.
PATTERN_WORDS = {
    RULE_ID: "2 to 60 of a-z, 0-9 and -",
    TERM: 'a term: "P2Y", "P18M", "P28D", "P2W", or working days "P5WD"',
    TERM_OR_HOLE: 'a term: "P2Y", "P18M", "P28D", "P2W", working days "P5WD", or "unset"',
}


class Strict(BaseModel):
    """A value that cannot be changed after reading and that refuses what it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, str_strip_whitespace=True, use_attribute_docstrings=True
    )
