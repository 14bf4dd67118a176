"""Pages about the reglement: the text to read, and how the house keeps it."""
