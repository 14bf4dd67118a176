"""Keys are read strictly, and a wrong one is refused without being shown."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import secret_material

GOOD = base64.b64encode(bytes(range(32))).decode()


def test_first_key_of_a_ring_is_the_one_that_writes():
    ring = secret_material.key_ring("AKKOORD_MASTER_KEYS", f"new:{GOOD}, old:{GOOD}")

    assert list(ring) == ["new", "old"]
    assert ring["new"] == bytes(range(32))


@pytest.mark.parametrize(
    "text", ["", GOOD, f":{GOOD}", f"1:{GOOD},1:{GOOD}", "1:c2hvcnQ=", "1:not base64!", "1:sleutelé"]
)
def test_malformed_ring_is_refused_without_showing_it(text):
    with pytest.raises(ImproperlyConfigured, match="AKKOORD_MASTER_KEYS") as refusal:
        secret_material.key_ring("AKKOORD_MASTER_KEYS", text)

    assert not text or text not in str(refusal.value)


def test_missing_secret_says_what_to_set(monkeypatch):
    monkeypatch.delenv("AKKOORD_EXAMPLE", raising=False)

    with pytest.raises(ImproperlyConfigured, match="AKKOORD_EXAMPLE_FILE"):
        secret_material.required("AKKOORD_EXAMPLE")


def test_secret_may_come_from_a_file(monkeypatch, tmp_path):
    file = tmp_path / "secret"
    file.write_text("from the file\n")
    monkeypatch.delenv("AKKOORD_EXAMPLE", raising=False)
    monkeypatch.setenv("AKKOORD_EXAMPLE_FILE", str(file))

    assert secret_material.required("AKKOORD_EXAMPLE") == "from the file"


def test_file_that_holds_no_text_is_refused_without_showing_it(monkeypatch, tmp_path):
    file = tmp_path / "secret"
    file.write_bytes(b"sleutel\xff")
    monkeypatch.delenv("AKKOORD_EXAMPLE", raising=False)
    monkeypatch.setenv("AKKOORD_EXAMPLE_FILE", str(file))

    with pytest.raises(ImproperlyConfigured, match="AKKOORD_EXAMPLE_FILE holds no text") as refusal:
        secret_material.required("AKKOORD_EXAMPLE")
    assert refusal.value.__cause__ is None


def test_secret_may_come_from_a_key_service(monkeypatch, tmp_path):
    sealed = tmp_path / "sealed"
    sealed.write_bytes(b"from the service\n")
    monkeypatch.setenv("AKKOORD_EXAMPLE_COMMAND", f"cat '{sealed}'")

    assert secret_material.required("AKKOORD_EXAMPLE") == "from the service"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("false", "status 1"),
        ("true", "nothing"),
        ("/no/such/program", "cannot be run"),
        ("echo 'open", "cannot be run"),
    ],
)
def test_key_service_that_fails_is_refused_without_its_words(command, said, monkeypatch):
    monkeypatch.setenv("AKKOORD_EXAMPLE_COMMAND", command)

    with pytest.raises(ImproperlyConfigured, match=said) as refusal:
        secret_material.required("AKKOORD_EXAMPLE")
    assert "open" not in str(refusal.value)


def test_what_a_failing_key_service_printed_is_told_nowhere(monkeypatch):
    monkeypatch.setenv("AKKOORD_EXAMPLE_COMMAND", "sh -c 'echo sleutel; echo sleutel >&2; exit 3'")

    with pytest.raises(ImproperlyConfigured, match="status 3") as refusal:
        secret_material.required("AKKOORD_EXAMPLE")
    assert "sleutel" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_checkout_makes_its_keys_once_and_for_its_owner_alone(monkeypatch, tmp_path):
    for name in (*secret_material.KEY_NAMES, "AKKOORD_SECRET_KEY"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)

    secret_material.load_for_checkout(tmp_path)
    written = (tmp_path / "secrets.json").read_text()
    secret_material.load_for_checkout(tmp_path)

    assert (tmp_path / "secrets.json").read_text() == written
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secrets.json"]
