"""Whatever lies in a safe, of a dossier or of a client is found by an index, however many there are."""

import pytest
from django.db import connections

pytestmark = pytest.mark.django_db
SOUGHT_BY = ["safe_id", "dossier_id", "client_id", "case_id"]
# Of an event only what is sealed is sought by its safe, and of that there is an index.
ELSEWISE = {"audit_event.safe_id"}
WITHOUT_INDEX = """
SELECT columns.attrelid::regclass || '.' || columns.attname
FROM pg_attribute columns
JOIN pg_class tables ON tables.oid = columns.attrelid AND tables.relkind = 'r'
WHERE tables.relnamespace = 'public'::regnamespace AND columns.attname = ANY(%s) AND NOT columns.attisdropped
  AND tables.relname NOT LIKE 'specimens%%'  -- tables of tests, in which a handful lies
  AND NOT EXISTS (
    SELECT FROM pg_index
    WHERE indrelid = columns.attrelid AND indkey[0] = columns.attnum AND indisvalid
      AND coalesce(pg_get_expr(indpred, indrelid), '') IN ('', format('(%%I IS NOT NULL)', columns.attname))
  )
"""


@pytest.mark.parametrize(("alias", "elsewise"), [("default", ELSEWISE), ("keys", set())])
def test_every_column_by_which_the_house_looks_has_an_index_over_all_that_have_it(alias, elsewise):
    with connections[alias].cursor() as cursor:
        cursor.execute(WITHOUT_INDEX, [SOUGHT_BY])
        assert {name for (name,) in cursor.fetchall()} == elsewise
