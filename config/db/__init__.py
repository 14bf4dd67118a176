"""PostgreSQL as this house uses it: a backend, a router for the two databases, and their roles."""
