"""File names as people give them, made fit to show and to download under."""

import unicodedata
from pathlib import PurePosixPath

from dossiers.facts import FileNameTooStrange
from dossiers.terms import FILE_NAME_MAX_CHARACTERS

# Control, format (which turns the reading direction or hides), surrogate, private and unassigned characters.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
FORBIDDEN_SOMEWHERE = frozenset('<>:"|?*')


def clean_name(given: str) -> str:
    """Return the last part of the name without anything unseen; raises FileNameTooStrange when nothing remains."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(_fit(character) for character in last if unicodedata.category(character) not in UNSEEN)
    name = " ".join(seen.split()).strip(". ")
    if not any(character.isalnum() for character in name):
        raise FileNameTooStrange
    return _shortened(name)


def extension_of(name: str) -> str:
    """Return the extension in small letters without its dot, or ""."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def _fit(character: str) -> str:
    return "_" if character in FORBIDDEN_SOMEWHERE else character


def _shortened(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem[: FILE_NAME_MAX_CHARACTERS - len(path.suffix)] + path.suffix[:FILE_NAME_MAX_CHARACTERS]
