"""The tables of reglementen, in order."""
