"""What can happen to a safe: made, held, entrusted, sealed anew, fenced, shredded, verified, swept; keys: renewed."""

from vault.services.entrusting import Entrusted, entrust, make_again, marks_of, take_back, with_key
from vault.services.holding import place_hold, release_hold
from vault.services.reencrypting import renew_field_keys
from vault.services.renewing import (
    Proof,
    RenewalState,
    begin_renewal,
    current_keys,
    end_renewal,
    former_keys_to_remove,
    give_fresh_key,
    is_renewing,
    keep_former_key,
    keys_there,
    remove_former_key,
    renew_safe_keys,
    renewal_state,
    with_former_key,
)
from vault.services.rotating import rotate_master_keys
from vault.services.safes import create_safe, fence
from vault.services.shredding import Shredding, finish_shredding, not_shredded, shred, shred_all, verify_shredded
from vault.services.sweeping import sweep_orphan_files, sweep_orphan_keys

__all__ = [
    "Entrusted",
    "Proof",
    "RenewalState",
    "Shredding",
    "begin_renewal",
    "create_safe",
    "current_keys",
    "end_renewal",
    "entrust",
    "fence",
    "finish_shredding",
    "former_keys_to_remove",
    "give_fresh_key",
    "is_renewing",
    "keep_former_key",
    "keys_there",
    "make_again",
    "marks_of",
    "not_shredded",
    "place_hold",
    "release_hold",
    "remove_former_key",
    "renew_field_keys",
    "renew_safe_keys",
    "renewal_state",
    "rotate_master_keys",
    "shred",
    "shred_all",
    "sweep_orphan_files",
    "sweep_orphan_keys",
    "take_back",
    "verify_shredded",
    "with_former_key",
    "with_key",
]
