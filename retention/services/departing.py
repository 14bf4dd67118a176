"""What a note was in the part that it left opens no more: the key of that safe is renewed, and then it is over.

There is no list of work beside the departures. A key that was seen after a note had left may have sealed what it was,
and none that is made later can have; so by that key, and by no clock, it is known when nothing opens it any more.
"""

from collections import defaultdict

from dossiers.models import Departure
from retention.moved import is_over
from ui.sweeping import in_turn, one_by_one
from vault import jumps
from vault.clock import AkkoordNowOnce
from vault.queries import live
from vault.services import current_keys, give_fresh_key, keys_there


def follow_departures() -> None:
    """Take each departure as far as it may go now; killed anywhere, the next call goes on.

    The renewal of the keys itself goes on with the fresh keys. Raises an ExceptionGroup of what failed alone.
    """
    in_turn(_clear_up, _note_keys, _give_fresh_keys, _note_what_is_gone)


def _clear_up() -> None:
    # By a clock that jumped it seems over too soon.
    if jumps.is_steady():
        Departure.objects.filter(is_over()).delete()


def _note_keys() -> None:
    """Write down which key must go, for each departure that is known by now: asked for after it, never before."""
    fresh = defaultdict(list)
    for departure_id, safe_id in Departure.objects.filter(under_key=None).values_list("pk", "left_safe_id"):
        fresh[safe_id].append(departure_id)
    for safe_id, key_id in current_keys(fresh).items():
        Departure.objects.filter(pk__in=fresh[safe_id], under_key=None).update(under_key=key_id)


def _give_fresh_keys() -> None:
    """Give a fresh key to each safe in which the key that must go still seals.

    Where another former key lingers none is made, and the next call tries again. What is being destroyed keeps its
    key until that is gone for good. A hold keeps what is there and not its key, as in every renewal.
    """
    waiting = Departure.objects.filter(gone_at=None).exclude(under_key=None)
    must_go = set(waiting.values_list("left_safe_id", "under_key"))
    current = current_keys({safe_id for safe_id, _key_id in must_go})
    sealing = {safe_id for safe_id, key_id in must_go if current.get(safe_id) == key_id}
    one_by_one(give_fresh_key, sorted(live(sealing)), name=str)


def _note_what_is_gone() -> None:
    waiting = Departure.objects.filter(gone_at=None).exclude(under_key=None)
    must_go = {key_id for key_id in waiting.values_list("under_key", flat=True) if key_id}
    waiting.filter(under_key__in=must_go - keys_there(must_go)).update(gone_at=AkkoordNowOnce())
