"""Terms, warnings, review, destruction, certificate, backup and restore."""
