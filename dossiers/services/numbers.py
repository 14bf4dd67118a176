"""Giving out the numbers that people say over the telephone."""

from django.db import connection

from dossiers.terms import Series
from vault.clock import today
from vault.ids import new_id

# One statement, so that two who ask at once wait for each other; the row only goes up, so no number comes back.
NEXT = """
    INSERT INTO dossiers_numberseries (id, prefix, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (prefix, year) DO UPDATE SET last = dossiers_numberseries.last + 1
    RETURNING last
"""


def next_number(series: Series) -> str:
    """Take the next number of this year, such as D-2026-0001; gaps are possible, repetition is not."""
    year = today().year
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [new_id(), series.value, year])
        (last,) = cursor.fetchone()
    return f"{series.value}-{year}-{last:04d}"
