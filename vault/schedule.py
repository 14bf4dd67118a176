"""The beat of the vault."""

SCHEDULE = {
    "vault-sweep": {"task": "vault.tasks.sweep", "schedule": 6 * 60 * 60.0},
}
