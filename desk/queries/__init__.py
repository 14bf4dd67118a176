"""Reads across rooms, shaped for the pages that desk composes."""
