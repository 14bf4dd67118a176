"""Destructions in trouble: killed, held, out of reach of storage, ledger or signer, and on a clock that jumps."""
