"""What can happen in consent, one module per subject."""
