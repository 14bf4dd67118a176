"""Reads keys and passwords from the environment, and makes them once for a checkout that has none."""

import base64
import json
import os
import secrets
import shlex
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
COMMAND_SECONDS = 30
KEY_NAMES = (
    "AKKOORD_MASTER_KEYS",
    "AKKOORD_FIELD_KEYS",
    "AKKOORD_BACKUP_KEYS",
    "AKKOORD_SIGNING_KEY",
    "AKKOORD_INDEX_KEY",
)
RINGS = ("AKKOORD_MASTER_KEYS", "AKKOORD_FIELD_KEYS", "AKKOORD_BACKUP_KEYS")


def required(name: str) -> str:
    """Return the value of NAME, of the file NAME_FILE, or that the program NAME_COMMAND prints.

    Raises ImproperlyConfigured without one.
    """
    value = optional(name)
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it, or {name}_FILE to a file that holds it, or {name}_COMMAND to what prints it."
        )
    return value


def optional(name: str) -> str:
    """Return the same, or an empty text when none of the three is set."""
    if value := os.environ.get(name, ""):
        return value
    if file := os.environ.get(f"{name}_FILE"):
        return _read(name, file)
    if command := os.environ.get(f"{name}_COMMAND"):
        return _ask(name, command)
    return ""


def key(name: str, text: str) -> bytes:
    """Return the 32 bytes that the text encodes; raises ImproperlyConfigured, which never quotes the text."""
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError as error:  # of which one is about letters beyond ASCII
        raise ImproperlyConfigured(f"{name} is not base64.") from error
    if len(found) != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} must be {KEY_BYTES} bytes in base64, and is {len(found)} bytes.")
    return found


def key_ring(name: str, text: str) -> dict[str, bytes]:
    """Return keys by their id from `id:base64,id:base64`; the first writes, all read."""
    ring: dict[str, bytes] = {}
    for part in text.split(","):
        key_id, colon, encoded = part.strip().partition(":")
        if not colon or not key_id or key_id in ring:
            raise ImproperlyConfigured(f"{name} must look like id:base64,id:base64, each id once.")
        ring[key_id] = key(name, encoded)
    return ring


def index_keys() -> dict[str, bytes]:
    """Return the ring of the blind indexes; a house that never renewed its key has the one, under the id 1."""
    ring = optional("AKKOORD_INDEX_KEYS")
    if ring:
        return key_ring("AKKOORD_INDEX_KEYS", ring)
    return {"1": key("AKKOORD_INDEX_KEY", required("AKKOORD_INDEX_KEY"))}


def trusted_signing_keys() -> dict[str, bytes]:
    """Return the keys that signed before the one that signs now, or will after it; none where it is never renewed."""
    ring = optional("AKKOORD_TRUSTED_SIGNING_KEYS")
    return key_ring("AKKOORD_TRUSTED_SIGNING_KEYS", ring) if ring else {}


def load_for_checkout(folder: Path) -> None:
    """Put the checkout's own keys in the environment where it has none, making them the first time."""
    file = folder / "secrets.json"
    if not file.exists():
        _write_new(file, _made(KEY_NAMES) | {"AKKOORD_SECRET_KEY": secrets.token_urlsafe(48)})
    found = json.loads(file.read_text())
    # A checkout from before a key was thought of gets that one in a file of its own; what it has stays as it is.
    for name in set(KEY_NAMES).difference(found):
        later = folder / f"{name.lower()}.json"
        if not later.exists():
            _write_new(later, _made((name,)))
        found |= json.loads(later.read_text())
    for name, value in found.items():
        os.environ.setdefault(name, value)


def _read(name: str, file: str) -> str:
    try:
        return Path(file).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:  # which quotes what it read
        raise ImproperlyConfigured(f"{name}_FILE holds no text.") from None


def _ask(name: str, command: str) -> str:
    """Return what the program of a key service prints; what it says while failing may hold the key and is not told."""
    try:
        ended = subprocess.run(  # no shell: the words are the program and its arguments
            shlex.split(command), capture_output=True, timeout=COMMAND_SECONDS, check=True, text=True
        )
    except subprocess.CalledProcessError as failed:
        raise ImproperlyConfigured(f"{name}_COMMAND ended with status {failed.returncode}.") from None
    except subprocess.TimeoutExpired:
        raise ImproperlyConfigured(f"{name}_COMMAND did not answer in {COMMAND_SECONDS} seconds.") from None
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{name}_COMMAND cannot be run: {type(error).__name__}.") from None
    if not ended.stdout.strip():
        raise ImproperlyConfigured(f"{name}_COMMAND printed nothing.")
    return ended.stdout.strip()


def _made(names: Iterable[str]) -> dict[str, str]:
    made = {name: base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() for name in names}
    return {name: f"1:{key}" if name in RINGS else key for name, key in made.items()}


def _write_new(file: Path, made: dict[str, str]) -> None:
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as output:
        json.dump(made, output, indent=1)
    with suppress(FileExistsError):  # of two processes that start together, one wins and both read its file
        os.link(unfinished, file)
    unfinished.unlink()
