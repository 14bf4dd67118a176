"""What a sealed column holds in memory: ciphertext that refuses to act as a value, or plaintext not yet saved."""

from typing import Any, NoReturn

from vault import unlocking
from vault.facts import NotPickled


def _locked(self: object, *_args: object) -> NoReturn:
    unlocking.refuse_reading()


class Closed:
    """Ciphertext from the database; whatever is asked of it as if it were a value raises SealedOutsideVault."""

    __slots__ = ("ciphertext",)

    def __init__(self, ciphertext: bytes) -> None:
        self.ciphertext = ciphertext

    def __repr__(self) -> str:
        return "<sealed>"

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise NotPickled

    __str__ = __format__ = __len__ = __bool__ = __iter__ = __contains__ = __getitem__ = _locked
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = __add__ = __radd__ = _locked


class Fresh:
    """Plaintext assigned to a row and not yet sealed by a save."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<to be sealed>"

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise NotPickled
