"""The vault holds what it says it holds."""
