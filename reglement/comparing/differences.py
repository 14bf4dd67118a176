"""The shape of one difference between two rulesets."""

from dataclasses import dataclass
from typing import Any, Literal

Change = Literal["added", "removed", "changed"]
# What it does for the client: protects him more, less, or not otherwise; or nobody can say so without a question.
Effect = Literal["stricter", "looser", "neutral", "unknown"]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One entry that came or went, or one field of an entry that is there before and after."""

    part: str
    """Name of the list or table in the rule form, such as retention_rule."""
    change: Change
    key: str = ""
    """Which entry, by its id or key; empty for what there is one of."""
    field: str = ""
    """For a change: which field, dotted where it lies inside another."""
    before: Any = None
    after: Any = None
    old: Any = None
    """The whole entry before, to name it by; null for what came."""
    new: Any = None
    effect: Effect = "neutral"

    @property
    def article(self) -> str:
        """Return the key of the article that it comes from, in the text where it stands."""
        entry = self.old if self.new is None else self.new
        name = "key" if self.part == "articles" else "article"
        return str(getattr(entry, name, "") or "")
