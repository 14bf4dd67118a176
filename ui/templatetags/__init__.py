"""The tags and filters that pages of every room draw with."""
