"""What can happen to a safe: made, held, released, fenced, shredded, verified, swept; and to keys: renewed."""

from vault.services.holding import place_hold, release_hold
from vault.services.reencrypting import renew_field_keys
from vault.services.rotating import rotate_master_keys
from vault.services.safes import create_safe, fence
from vault.services.shredding import finish_shredding, shred, verify_shredded
from vault.services.sweeping import sweep_orphan_files, sweep_orphan_keys

__all__ = [
    "create_safe",
    "fence",
    "finish_shredding",
    "place_hold",
    "release_hold",
    "renew_field_keys",
    "rotate_master_keys",
    "shred",
    "sweep_orphan_files",
    "sweep_orphan_keys",
    "verify_shredded",
]
