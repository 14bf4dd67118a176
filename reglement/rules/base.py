"""The strict ground under every typed model of this room: frozen, and closed to keys that nobody declared."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

# The key of an article ("4.1", "6.informeren", "AVG 12(3)"): unique in its ruleset, whatever label the text prints.
ArticleKey = Annotated[str, Field(min_length=1, max_length=40)]
# The name of a rule inside its ruleset, by which a choice or a problem points at it.
RuleId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{1,59}$")]
# ISO 8601 calendar term, or working days (Monday to Friday) written as P5WD.
YEARS, MONTHS, WEEKS, DAYS = r"\d+Y", r"\d+M", r"\d+W", r"\d+D"
ISO_TERM = rf"P(?:{YEARS}(?:{MONTHS})?(?:{DAYS})?|{MONTHS}(?:{DAYS})?|{WEEKS}|{DAYS}|\d+WD)"
Term = Annotated[str, Field(pattern=f"^{ISO_TERM}$")]
# A term, or a hole that the organisation fills before activation.
TermOrHole = Annotated[str, Field(pattern=f"^(?:{ISO_TERM}|unset)$")]


class Strict(BaseModel):
    """A value that cannot be changed after reading and that refuses what it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, str_strip_whitespace=True, use_attribute_docstrings=True
    )
