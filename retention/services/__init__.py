"""What can happen to a dossier at the end of its life, one story per module."""
