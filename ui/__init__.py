"""The lowest room: components, static files, PDF, and what every other room shares with its screens."""
