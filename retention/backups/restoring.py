"""The way back from a backup: doors closed first, each part put back whole, and then everything forgotten again."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from retention.backups import folders, ledgers, manifest, places, postgres
from retention.backups.making import Say
from retention.backups.manifest import Manifest
from retention.backups.pruning import keys_until
from retention.backups.troubles import BackupTrouble, NotWhole
from vault import envelope, keyring, ledger, masters, quarantine, restorations, storage
from vault.facts import EnvelopeBroken, KeyMissing, KeyUnfit
from vault.ids import new_id
from vault.ledger import Mark
from vault.models import SealedFile

# The ledger first, because everything is compared with it; keys before what they open.
ORDER: Final = ("ledger", "keys", "default", "files")
# Certificates that were issued after the backup keep their numbers to themselves.
_PAST_NUMBERS: Final = (
    "SELECT pg_catalog.setval('public.retention_certificate_number',"
    " (SELECT last_value FROM public.retention_certificate_number) + {lines});"
)


def restore(name: str, parts: Sequence[str], *, accept_loss: bool = False, say: Say = lambda line: None) -> None:
    """Put parts of a backup back; nothing is touched before all of them are known to be whole and openable.

    The doors are closed from the first change on, and stay so until reapplying.reopen(). Killed anywhere, a second
    call does it over. Raises BackupTrouble.
    """
    with places.only_one():
        listed = manifest.read(places.root() / name)
        wanted = [part for part in ORDER if part in parts]
        _refuse_unless_possible(listed, wanted, accept_loss=accept_loss)
        restoration = new_id()
        if _is_migrated():
            restorations.begin(backup=name, parts=",".join(wanted), restoration_id=restoration)
        said = {"id": str(restoration), "backup": name, "parts": ",".join(wanted)}
        puts: dict[str, Callable[[envelope.SealedReader], str]] = {
            "ledger": lambda source: f"{len(ledgers.bring_back(source))} books",
            "keys": lambda source: _database("keys", source),
            "default": lambda source: _database("default", source, then=_then(listed, said)),
            "files": lambda source: f"{_files(source)} files that were missing",
        }
        for part in wanted:
            with _opened(listed, part) as source:
                say(f"{part}: {puts[part](source)}")
        if missing := sum(storage.size_of(name) is None for name in _names_in_rows()):
            say(f"{missing} files that rows name are not there; a newer backup of the files may have them")
        restorations.give_up(restoration)
        restorations.restored(restoration)
    quarantine.forget()


def _refuse_unless_possible(listed: Manifest, wanted: Sequence[str], *, accept_loss: bool) -> None:
    folder = places.root() / listed.name
    if "keys" in wanted and datetime.now(UTC) > keys_until(listed.name):
        raise BackupTrouble(
            f"The keys of {listed.name} may not be used after {keys_until(listed.name):%Y-%m-%d}:"
            " certificates say that by then they are gone. Destroy the copy."
        )
    for part in wanted:
        listed.refuse_unless_whole(folder, part)
        with _opened(listed, part):
            pass
    _refuse_another_ring(listed, wanted)
    _refuse_a_shorter_ledger(listed, wanted)
    _refuse_company(wanted)
    if "keys" in wanted and "default" not in wanted and not accept_loss:
        _refuse_loss(listed)
    if "default" in wanted and "keys" not in wanted and not accept_loss:
        _refuse_renewed(listed)


def _refuse_another_ring(listed: Manifest, wanted: Sequence[str]) -> None:
    missing = set(listed.master_keys).difference(keyring.setting_keys(masters.RING)) if "keys" in wanted else set()
    if missing:
        raise BackupTrouble(
            f"{masters.RING} lacks {', '.join(sorted(missing))}, which these keys are under. Put it back."
        )


def _refuse_a_shorter_ledger(listed: Manifest, wanted: Sequence[str]) -> None:
    ledger.catch_up()
    if listed.ledger and "ledger" not in wanted and not ledger.comes_to(Mark(*listed.ledger)):
        raise BackupTrouble(
            "The ledger here does not come as far as this backup knows. Put its newest copy back first;"
            " only if that is lost, add --part ledger."
        )


def _refuse_company(wanted: Sequence[str]) -> None:
    for alias in {"default", "keys"}.intersection(wanted):
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            company = cursor.fetchone()[0]
        if company:
            raise BackupTrouble(
                f"{company} others are in {alias}. Stop web, worker and beat everywhere, and try again."
            )


def _refuse_loss(listed: Manifest) -> None:
    lost = masters.made_after(listed.keys_at)
    if lost:
        raise BackupTrouble(
            f"{lost} safes were made after this backup of the keys and would be lost for ever."
            " Restore default too, or add --accept-loss."
        )


def _refuse_renewed(listed: Manifest) -> None:
    renewed = masters.renewed_after(listed.keys_at)
    if renewed:
        raise BackupTrouble(
            f"{renewed} safes may have been sealed anew after this backup, and the keys it was sealed under are gone."
            " Restore keys too, take a newer backup, or add --accept-loss."
        )


@contextmanager
def _opened(listed: Manifest, part: str) -> Iterator[envelope.SealedReader]:
    try:
        with (places.root() / listed.name / manifest.file_of(part)).open("rb") as file:
            yield envelope.SealedReader(file, label=manifest.label_of(listed.name, part))
    except (KeyMissing, KeyUnfit) as missing:
        raise BackupTrouble(f"{envelope.RING} lacks the key that {listed.name} is sealed under.") from missing
    except EnvelopeBroken as broken:
        raise NotWhole(f"The part {part} of {listed.name} does not open under this key.") from broken


def _database(alias: str, source: postgres.Source, *, then: str = "") -> str:
    postgres.restore(alias, source, then=then)
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with _as_owner(alias):
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        return "put back, and migrated to this version"
    return "put back"


def _then(listed: Manifest, said: dict[str, str]) -> str:
    lines = max((mark[0] for mark in (listed.ledger,) if mark), default=0) + len(ledger.read_all())
    return f"{restorations.BEGUN_AS_SQL.format(**said)}\n{_PAST_NUMBERS.format(lines=lines)}"


def _files(source: postgres.Source) -> int:
    missing = 0
    for name, content, size in folders.unpack(source):
        if storage.size_of(name) != size:
            storage.remove_unfinished(name)
            with storage.writing(name) as output:
                shutil.copyfileobj(content, output)
            missing += 1
    storage.begin()  # also where the backup is of before the folder was marked
    return missing


def _names_in_rows() -> Iterator[str]:
    living = SealedFile.objects.filter(safe__fenced_at=None)
    return living.values_list("storage_name", flat=True).iterator(chunk_size=2000)


def _is_migrated() -> bool:
    return "vault_restoration" in connections["default"].introspection.table_names()


@contextmanager
def _as_owner(alias: str) -> Iterator[None]:
    options = connections[alias].settings_dict["OPTIONS"]
    was, options["assume_role"] = options.get("assume_role"), postgres.owner(alias)
    connections[alias].close()
    try:
        yield
    finally:
        options["assume_role"] = was
        connections[alias].close()
