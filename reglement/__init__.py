"""Regulation versions, articles, rules as data, the pure decision function, stored decisions."""
