"""Which safes are open in this context; private to the vault and to audit.opening (a house test holds it)."""

from collections.abc import Collection, Mapping
from contextvars import ContextVar, Token
from types import MappingProxyType, TracebackType
from typing import Final, NoReturn, TypeAlias
from uuid import UUID

from vault.ciphers import SafeCipher, keys_of
from vault.facts import KeyMissing, SealedOutsideVault

Ciphers: TypeAlias = Mapping[UUID, SafeCipher]

_NONE: Final[Ciphers] = MappingProxyType({})
_opened: ContextVar[Ciphers] = ContextVar("opened_safes", default=_NONE)
_sealing: ContextVar[Ciphers] = ContextVar("safes_being_sealed", default=_NONE)
_refusals: ContextVar[int] = ContextVar("refused_reads", default=0)


class _Lent:
    # A class and not a generator: a generator holding a context open between yields is the trap of design section 6.
    _holder: ContextVar[Ciphers]

    def __init__(self, ciphers: Ciphers) -> None:
        self._ciphers = ciphers
        self._tokens: list[Token[Ciphers]] = []

    def __enter__(self) -> None:
        self._tokens.append(self._holder.set(MappingProxyType({**self._holder.get(), **self._ciphers})))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._holder.reset(self._tokens.pop())


class unlocked(_Lent):  # noqa: N801 - reads as a word in `with unlocked(...)`
    """Let sealed content of these safes be read within the block; nested blocks add up."""

    _holder = _opened


class sealing(_Lent):  # noqa: N801 - reads as a word in `with sealing(...)`
    """Let rows of these safes be sealed within the block with one query at most; opens nothing."""

    _holder = _sealing

    def __init__(self, safe_ids: Collection[UUID]) -> None:
        super().__init__(ciphers_of(set(safe_ids).difference(_opened.get(), _sealing.get())))


def ciphers_of(safe_ids: Collection[UUID]) -> dict[UUID, SafeCipher]:
    """Return the keys of each safe that has one, in one query; raises KeyMissing for a wrong master key."""
    if not safe_ids:
        return {}
    return {safe_id: SafeCipher(safe_id, keys) for safe_id, keys in keys_of(safe_ids).items()}


def cipher_for_reading(safe_id: UUID) -> SafeCipher:
    """Return the key of an open safe; raises SealedOutsideVault, and remembers that it did."""
    cipher = _opened.get().get(safe_id)
    if cipher is None:
        refuse_reading()
    return cipher


def refuse_reading() -> NoReturn:
    """Raise SealedOutsideVault and count it, so that a page that swallowed it is noticed at the end of the request."""
    _refusals.set(_refusals.get() + 1)
    raise SealedOutsideVault


def cipher_for_sealing(safe_id: UUID) -> SafeCipher:
    """Return the key of a safe to seal with, from the open safes or from the keys; raises KeyMissing."""
    cipher = _opened.get().get(safe_id) or _sealing.get().get(safe_id) or ciphers_of([safe_id]).get(safe_id)
    if cipher is None:
        raise KeyMissing
    return cipher


def open_safes() -> frozenset[UUID]:
    """Return the safes that are open in this context."""
    return frozenset(_opened.get())


def refused_reads() -> int:
    """Return how many reads of sealed content were refused in this context since forget_refusals()."""
    return _refusals.get()


def forget_refusals() -> None:
    """Start counting refused reads anew; called where a request or task begins."""
    _refusals.set(0)
