"""Migration operations that let the database itself guard content: held, fenced and append-only tables."""

from vault.guards.operations import AppendOnly, GuardHeldRows, GuardRows
from vault.guards.resealing import LetResealingPass

__all__ = ["AppendOnly", "GuardHeldRows", "GuardRows", "LetResealingPass"]
