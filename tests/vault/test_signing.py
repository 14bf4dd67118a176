"""A signature holds for its message and its use."""

from vault import signing


def test_a_signature_holds_for_its_own_message_and_use():
    signature = signing.sign(b"bericht", use="test.one")

    assert signing.holds(signature, b"bericht", use="test.one")
    assert not signing.holds(signature, b"ander bericht", use="test.one")
    assert not signing.holds(signature, b"bericht", use="test.two")
    assert not signing.holds(signature[:-1] + b"x", b"bericht", use="test.one")
    assert signing.public_key(use="test.one") != signing.public_key(use="test.two")
