"""PostgreSQL as this house uses it: a router for the two databases, and their roles."""
