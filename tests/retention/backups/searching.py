"""A search of everything for a text: every table of both databases, every file, the ledger, every backup opened."""

import zlib
from base64 import b64encode
from pathlib import Path

from django.conf import settings

from retention.backups import manifest, places, postgres
from vault import envelope

GZIP = 16 + zlib.MAX_WBITS


def where(text):
    """Return the places in which a text is found in plain, in hexadecimal or in base64."""
    raw = text.encode()
    shapes = [raw, raw.hex().encode(), b64encode(raw)[:-4], raw.upper(), raw.lower()]
    return sorted(place for place, content in everything() if any(shape in content for shape in shapes))


def everything():
    """Yield the name and the content of each place, ciphertext as it lies there."""
    for alias in ("default", "keys"):
        yield f"database {alias}", dumped(alias)
    for root in (settings.AKKOORD_STORAGE_DIR, settings.AKKOORD_LEDGER_DIR, settings.AKKOORD_BACKUP_DIR):
        for path in Path(root).rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes() + path.name.encode()
    for name in places.names():
        for part in manifest.PARTS:
            path = places.root() / name / manifest.file_of(part)
            if path.exists():
                yield f"{path} opened", opened(path, name, part)


def dumped(alias):
    """Return everything in a database as SQL."""
    store = bytearray()

    class Sink:
        def write(self, data):
            store.extend(data)
            return len(data)

    postgres.dump(alias, Sink())
    return zlib.decompress(store, GZIP)


def opened(path, name, part):
    """Return a part of a backup as whoever stole it together with its key would read it."""
    with path.open("rb") as file:
        content = envelope.SealedReader(file, label=manifest.label_of(name, part)).read()
    return zlib.decompress(content, GZIP) if part in ("default", "keys") else content
