"""Migration operations that let the database itself guard content: held, fenced and append-only tables."""

from vault.guards.operations import AppendOnly, GuardHeldRows, GuardRows

__all__ = ["AppendOnly", "GuardHeldRows", "GuardRows"]
