"""What the house draws with."""
