"""The command that prints where each rule lives: a table to read, and data for machines; it needs no server."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from reglement.trace import trace_names, traces


def printed(*arguments):
    """Return what the command prints."""
    out = io.StringIO()
    call_command("reglement", "trace", *arguments, stdout=out)
    return out.getvalue()


def test_every_rule_is_printed_as_data_with_four_keys():
    rows = json.loads(printed("--format", "json"))

    assert [row["id"] for row in rows] == [row.id for trace in traces().values() for row in trace.row]
    assert all(list(row) == ["id", "class", "where", "tests"] for row in rows)
    assert all(isinstance(word, str) for row in rows for name in ("where", "tests") for word in row[name])


@pytest.mark.parametrize("name", trace_names())
def test_table_has_a_line_for_each_rule_and_counts_them(name):
    lines = printed("--profile", name).splitlines()

    assert lines[0].split() == ["rule", "class", "where", "it", "lives", "tests"]
    assert [line.split()[0] for line in lines[1:-1]] == [row.id for row in traces()[name].row]
    assert lines[-1] == f"{len(traces()[name].row)} rules"


def test_text_without_a_trace_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        printed("--profile", "zzz")


def test_printing_the_trace_needs_no_server(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AKKOORD_UP")},
        "AKKOORD_STATE": str(tmp_path / "empty"),
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
    }
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "manage.py", "reglement", "trace", "--format", "json"],
        cwd=Path(settings.BASE_DIR),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert len(json.loads(done.stdout)) == sum(len(trace.row) for trace in traces().values())
    assert not list(tmp_path.rglob("postgres*"))
