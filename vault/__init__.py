"""Safes and their keys, sealed fields and files, blind indexes, holds, fences, the ledger and the quarantine."""
