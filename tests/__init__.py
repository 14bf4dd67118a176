"""The rules of the house as sentences that are either true or fail."""
