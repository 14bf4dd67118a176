"""A sealed value opens in its own place and nowhere else."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from vault import sealing
from vault.facts import SealBroken
from vault.ids import new_id

PLACE = {"safe_id": new_id(), "label": "room.row.column", "row_id": new_id()}
CIPHER = AESGCM(AESGCM.generate_key(256))


@given(st.binary(max_size=300))
def test_what_was_sealed_comes_back(plaintext):
    sealed = sealing.seal_with(CIPHER, plaintext, **PLACE)

    assert sealing.open_with(CIPHER, sealed, **PLACE) == plaintext
    assert len(sealed) == len(plaintext) + sealing.OVERHEAD
    assert sealed[:1] == b"\x01"


@given(st.binary(max_size=60), st.data())
def test_no_bit_can_change(plaintext, data):
    sealed = bytearray(sealing.seal_with(CIPHER, plaintext, **PLACE))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(SealBroken):
        sealing.open_with(CIPHER, bytes(sealed), **PLACE)


@pytest.mark.parametrize("moved", [{"safe_id": new_id()}, {"row_id": new_id()}, {"label": "room.row.other"}])
def test_a_value_does_not_open_in_another_place(moved):
    sealed = sealing.seal_with(CIPHER, b"geheim", **PLACE)

    with pytest.raises(SealBroken):
        sealing.open_with(CIPHER, sealed, **{**PLACE, **moved})


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" * 28, b"\x02" * 40])
def test_what_is_not_sealed_does_not_open(sealed):
    with pytest.raises(SealBroken):
        sealing.open_with(CIPHER, sealed, **PLACE)


def test_the_same_value_is_never_sealed_the_same():
    assert sealing.seal_with(CIPHER, b"x", **PLACE) != sealing.seal_with(CIPHER, b"x", **PLACE)
