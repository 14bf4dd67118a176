"""What is known of sealed bytes without reading them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

UNFINISHED: Final = ".unfinished"


@dataclass(frozen=True)
class Stored:
    """Bytes under a name; those that are still being written bear a mark in theirs."""

    name: str
    size_bytes: int
    written_at: datetime

    @property
    def is_finished(self) -> bool:
        """Return whether they are whole."""
        return not self.name.endswith(UNFINISHED)
