"""A hundred thousand rows from one, by one statement."""

from django.db import connection


def copies(table: str, like: object, number: int, **other: str) -> None:
    """Insert `number` copies of a row; `other` holds by column the SQL that differs, in which `n` counts from 1."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name = %s ORDER BY ordinal_position",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall()]
        values = ", ".join(other.get(name, name) for name in columns)
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)})"
            f" SELECT {values} FROM {table}, generate_series(1, %s) AS n WHERE id = %s",
            [number, like],
        )
