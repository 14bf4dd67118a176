"""The roles of both databases as SQL; `python -m config.db.roles default|keys` prints it for an administrator.

A login role may become owner (to migrate) or app (everything else); the app role can only read and write rows.
"""

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class DatabaseRoles:
    """Names that belong to one database."""

    database: str
    login: str
    owner: str
    app: str


DEFAULT = DatabaseRoles("akkoord", "akkoord", "akkoord_owner", "akkoord_app")
KEYS = DatabaseRoles("akkoord_keys", "akkoord_keys", "akkoord_keys_owner", "akkoord_keys_app")
BOTH = (DEFAULT, KEYS)


def create_roles(roles: DatabaseRoles, *, for_tests: bool = False) -> list[str]:
    """Return the statements that make the roles; a test cluster's login may also create and empty databases."""
    login_rights = "SUPERUSER" if for_tests else "NOSUPERUSER"
    owner_rights = "CREATEDB" if for_tests else "NOCREATEDB"
    return [
        _create_role(roles.owner),
        f"ALTER ROLE {roles.owner} NOLOGIN NOSUPERUSER {owner_rights}",
        _create_role(roles.app),
        f"ALTER ROLE {roles.app} NOLOGIN NOSUPERUSER NOCREATEDB",
        _create_role(roles.login),
        f"ALTER ROLE {roles.login} LOGIN {login_rights}",
        # The usual 4 is for disks with arms: it makes reading a whole table seem cheaper than hundreds of its rows.
        f"ALTER ROLE {roles.login} SET random_page_cost = 1.1",
        # Who was killed while he waited for a lock lets go of his own, also when what he waits for never comes.
        f"ALTER ROLE {roles.login} SET client_connection_check_interval = '10s'",
        f"GRANT {roles.owner}, {roles.app} TO {roles.login} WITH INHERIT FALSE, SET TRUE",
    ]


def create_database(roles: DatabaseRoles) -> str:
    """Return the statement that makes the database."""
    return f"CREATE DATABASE {roles.database} OWNER {roles.owner} ENCODING 'UTF8' TEMPLATE template0"


def grant_privileges(roles: DatabaseRoles) -> list[str]:
    """Return the statements, run inside the database, that let the app role use what the owner will make."""
    defaults = f"ALTER DEFAULT PRIVILEGES FOR ROLE {roles.owner} GRANT"
    return [
        f"GRANT USAGE ON SCHEMA public TO {roles.app}",
        f"{defaults} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {roles.app}",
        f"{defaults} USAGE, SELECT ON SEQUENCES TO {roles.app}",
        f"{defaults} EXECUTE ON FUNCTIONS TO {roles.app}",
    ]


def script(roles: DatabaseRoles) -> str:
    """Return what one database needs as a script for psql; its password is set apart, by whoever runs it."""
    lines = [
        "SET client_min_messages = warning",
        *create_roles(roles),
        create_database(roles),
        f"\\connect {roles.database}",
        *grant_privileges(roles),
    ]
    return "\n".join(line if line.startswith("\\") else f"{line};" for line in lines)


def _create_role(name: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') "
        f"THEN CREATE ROLE {name}; END IF; END $$"
    )


if __name__ == "__main__":
    print(script({"default": DEFAULT, "keys": KEYS}[sys.argv[1]]))
