"""The plain case of each model; traits name situations."""
