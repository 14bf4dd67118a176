"""A backup is whole or not there, sealed, signed, and each part of it ends in its own time."""

import os
import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from retention.backups import manifest, places, pruning
from retention.backups.making import make_backup
from retention.backups.troubles import AlreadyRunning, BackupTrouble, NotSetUp, NotWhole, ProgramFailed
from retention.tasks import prune_backups
from tests.factories.vault import a_safe
from tests.workers import environment_of_this_test
from vault import envelope, ledger, remembering
from vault.ids import new_id
from vault.services import shred
from vault.terms import KEY_BACKUP_LIFE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def parts_of(name):
    return sorted(path.name for path in (places.root() / name).iterdir())


def aged(name, **by):
    """Give a backup the name it would have had, made so much earlier."""
    older = places.new_name(places.made_at(name) - timedelta(**by))
    (places.root() / name).rename(places.root() / older)
    return older


def test_a_backup_holds_four_parts_and_a_signed_list(house):
    safe = a_safe()
    shred([a_safe().id], case_id=new_id(), certificate_id=None)

    made = make_backup()

    assert parts_of(made.name) == ["default.sealed", "files.sealed", "keys.sealed", "ledger.sealed", "manifest.json"]
    assert manifest.read(places.root() / made.name) == made
    head = remembering.newest()
    assert made.ledger == (head.seq, head.sha256)
    assert made.master_keys == ("1",)
    with (places.root() / made.name / "keys.sealed").open("rb") as file:
        assert str(safe.id).encode() not in file.read()
    assert [path.name for path in places.root().iterdir() if path.name.startswith(".")] == [".lock"]


def test_a_list_that_was_changed_or_moved_is_no_list(house):
    made = make_backup()
    file = places.root() / made.name / manifest.FILE
    file.write_text(file.read_text().replace(made.parts["keys"].sha256, "0" * 64))

    with pytest.raises(NotWhole, match="not signed"):
        manifest.read(file.parent)
    with pytest.raises(CommandError, match="1 backups"):
        call_command("backup", "--check")


@pytest.mark.parametrize("part", manifest.PARTS)
def test_a_part_that_was_changed_is_named(house, part, capsys):
    made = make_backup()
    call_command("backup", "--check")
    file = places.root() / made.name / manifest.file_of(part)
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    with pytest.raises(CommandError):
        call_command("backup", "--check")
    assert f"The part {part} of {made.name} is not as it was written" in capsys.readouterr().err


def test_a_part_does_not_pass_for_another(house):
    made = make_backup()

    with (places.root() / made.name / "files.sealed").open("rb") as file, pytest.raises(envelope.EnvelopeBroken):
        envelope.SealedReader(file, label=manifest.label_of(made.name, "ledger")).read()


# Lives


def test_keys_are_destroyed_in_time_whatever_else_happens(house):
    made = make_backup()
    moment = places.made_at(made.name)

    assert pruning.prune(now=moment + KEY_BACKUP_LIFE - pruning.PRUNED_EVERY - timedelta(seconds=1)) == []
    assert pruning.prune(now=moment + KEY_BACKUP_LIFE - pruning.PRUNED_EVERY) == [f"{made.name}: keys destroyed"]
    assert parts_of(made.name) == ["default.sealed", "files.sealed", "ledger.sealed", "manifest.json"]
    assert pruning.prune(now=moment + KEY_BACKUP_LIFE) == []


def test_whoever_makes_a_backup_prunes_first(house):
    old = aged(make_backup().name, days=13)

    call_command("backup")

    assert "keys.sealed" not in parts_of(old)
    assert "keys.sealed" in parts_of(places.names()[-1])


def test_the_beat_prunes_where_nobody_makes_backups_any_more(house):
    old = aged(make_backup().name, days=14)

    prune_backups()
    with places.only_one():
        prune_backups()  # somebody is at work who has pruned

    assert "keys.sealed" not in parts_of(old)


def test_a_beat_that_may_not_reach_the_backups_says_so_and_goes_on(house, settings, caplog):
    (house / "in the way").write_text("")
    settings.AKKOORD_BACKUP_DIR = house / "in the way"

    prune_backups()

    assert "akkoord-backup.timer must see to it" in caplog.text


def test_a_touched_file_does_not_live_longer(house):
    old = aged(make_backup().name, days=20)
    for path in (places.root() / old).iterdir():
        os.utime(path)

    call_command("backup", "--prune")

    assert "keys.sealed" not in parts_of(old)


def test_the_rest_goes_when_the_house_says_so_but_never_the_newest(house, settings):
    settings.AKKOORD_BACKUP_DAYS = 90
    first, second = aged(make_backup().name, days=200), aged(make_backup().name, days=100)

    call_command("backup", "--prune")

    assert places.names() == [second]
    assert first not in places.names()


def test_for_ever_is_for_ever(house, settings):
    settings.AKKOORD_BACKUP_DAYS = 0
    first, second = aged(make_backup().name, days=2000), aged(make_backup().name, days=1000)

    call_command("backup", "--prune")

    assert places.names() == [first, second]


# What goes wrong


def backed_up(*, preexec=None, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", "backup"],
        env={
            **os.environ,
            **environment_of_this_test(),
            "AKKOORD_BACKUP_DIR": str(django_settings.AKKOORD_BACKUP_DIR),
            **environment,
        },
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=preexec,
    )


def test_a_disk_that_runs_full_leaves_no_half_backup(house):
    whole = make_backup()

    ended = backed_up(preexec=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))

    assert ended.returncode != 0
    assert "The disk ran full" in ended.stderr
    assert places.names() == [whole.name]
    assert sorted(path.name for path in places.root().iterdir()) == [".lock", whole.name]


def test_what_a_kill_left_half_is_cleared_by_the_next(house):
    half = places.root() / f".{places.new_name(datetime.now(UTC))}"
    half.mkdir()
    (half / "default.sealed").write_bytes(b"half")

    make_backup()

    assert not half.exists()
    assert len(places.names()) == 1


def test_two_do_not_work_in_one_folder(house):
    with places.only_one(), pytest.raises(AlreadyRunning):
        make_backup()


def test_nothing_is_made_while_the_doors_are_closed(house):
    shred([a_safe().id], case_id=new_id(), certificate_id=None)
    ledger.path().unlink()

    with pytest.raises(BackupTrouble, match="doors are closed"):
        make_backup()
    assert places.names() == []


def test_a_missing_key_or_folder_is_said_in_one_sentence(house, settings):
    settings.AKKOORD_BACKUP_KEYS = {}
    with pytest.raises(CommandError, match="AKKOORD_BACKUP_KEYS is not set"):
        call_command("backup")
    settings.AKKOORD_BACKUP_DIR = None
    with pytest.raises(NotSetUp, match="AKKOORD_BACKUP_DIR"):
        places.root()


def test_a_program_that_is_missing_or_too_old_is_said_before_anything_is_made(house, settings, tmp_path):
    settings.AKKOORD_POSTGRES_PROGRAMS = tmp_path
    with pytest.raises(ProgramFailed, match="pg_dump is not found"):
        make_backup()
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    old.chmod(0o755)
    with pytest.raises(ProgramFailed, match="version 9"):
        make_backup()
    assert places.names() == []


def test_a_database_that_goes_away_leaves_nothing_half(house, settings, tmp_path):
    broken = tmp_path / "pg_dump"
    broken.write_text(
        "#!/bin/sh\n[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) 99.1' && exit\necho half\nexit 3\n"
    )
    broken.chmod(0o755)
    settings.AKKOORD_POSTGRES_PROGRAMS = tmp_path

    with pytest.raises(ProgramFailed, match="code 3"):
        make_backup()
    assert places.names() == []
