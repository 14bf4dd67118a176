"""Pages of keeping and destroying, one file per subject."""
