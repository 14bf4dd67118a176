"""What `make run` does: starts the whole house on one machine, watches it, and stops all it started."""
