"""The PostgreSQL backend of Django, able to empty guarded tables between tests."""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations


class DatabaseOperations(PostgresOperations):
    """Operations that get past append-only triggers, on test clusters only."""

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        """Empty the tables; as superuser, which only a test cluster gives, triggers and revoked rights are passed."""
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
            if cursor.fetchone() == (True,):
                cursor.execute("SET LOCAL ROLE NONE")
                cursor.execute("SET LOCAL session_replication_role = replica")
            for sql in sql_list:
                cursor.execute(sql)


class DatabaseWrapper(base.DatabaseWrapper):
    """A PostgreSQL connection with those operations."""

    ops_class = DatabaseOperations
