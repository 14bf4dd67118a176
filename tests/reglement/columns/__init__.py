"""The columns of the table of expected decisions, one a profile."""
