"""The one way in which ciphertext may be exchanged where nothing else may change, and how guards let it pass."""

from vault.guards.operations import _Statements

# The setting alone does nothing: who may set it is the app role, and it is heeded only where the owner is at work,
# which is inside vault_reseal().
IS_RESEALING = """
CREATE FUNCTION vault_is_resealing() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('akkoord.resealing', true), '') = 'on'
        AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'vault_safe'::regclass)
$$
"""

# Read from the catalogue: a column whose CHECK lets in nothing but sealed bytes, beside the id of its safe.
SEALED_COLUMNS = """
CREATE FUNCTION vault_sealed_columns() RETURNS TABLE (place name, field name, home name) LANGUAGE sql STABLE AS $$
    SELECT tab.relname, sealed.attname, home.attname
    FROM pg_constraint shape
    JOIN pg_class tab ON tab.oid = shape.conrelid AND tab.relnamespace = current_schema()::regnamespace
    JOIN pg_attribute sealed ON sealed.attrelid = tab.oid AND sealed.attnum = shape.conkey[1]
    JOIN pg_attribute home ON home.attrelid = tab.oid
        AND home.attname = CASE tab.relname WHEN 'vault_safe' THEN 'id' ELSE 'safe_id' END
    WHERE shape.contype = 'c' AND cardinality(shape.conkey) = 1 AND sealed.atttypid = 'bytea'::regtype
        AND pg_get_constraintdef(shape.oid) LIKE '%decode(''01''%'
$$
"""

# Only one column of ciphertext, only from what was read to what is as long, only in a safe that still takes something
# in. Rows that somebody holds are skipped, and nobody is waited for long: who works goes first.
RESEAL = """
CREATE FUNCTION vault_reseal(in_place text, in_field text, of_safe uuid, ids uuid[], was bytea[], fresh bytea[])
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
    at_home name := (SELECT home FROM vault_sealed_columns() WHERE place = in_place AND field = in_field);
    done integer;
BEGIN
    IF at_home IS NULL THEN
        RAISE EXCEPTION 'not a sealed column' USING ERRCODE = 'restrict_violation', TABLE = in_place;
    END IF;
    PERFORM FROM vault_safe safe WHERE safe.id = of_safe AND safe.fenced_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the safe is fenced' USING ERRCODE = 'restrict_violation', TABLE = in_place;
    END IF;
    PERFORM set_config('akkoord.resealing', 'on', true);
    EXECUTE format(
        'WITH free AS ('
            'SELECT here.id, pair.fresh FROM %1$I here JOIN unnest($2, $3, $4) AS pair (id, was, fresh)'
            ' ON pair.id = here.id AND pair.was = here.%2$I AND octet_length(pair.fresh) = octet_length(pair.was)'
            ' WHERE here.%3$I = $1 FOR NO KEY UPDATE OF here SKIP LOCKED'
        ') UPDATE %1$I here SET %2$I = free.fresh FROM free WHERE here.id = free.id',
        in_place, in_field, at_home
    ) USING of_safe, ids, was, fresh;
    GET DIAGNOSTICS done = ROW_COUNT;
    PERFORM set_config('akkoord.resealing', '', true);
    RETURN done;
END $$;
REVOKE ALL ON FUNCTION vault_reseal(text, text, uuid, uuid[], bytea[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault_reseal(text, text, uuid, uuid[], bytea[], bytea[]) TO akkoord_app
"""

FUNCTIONS = {
    "vault_is_resealing()": IS_RESEALING,
    "vault_sealed_columns()": SEALED_COLUMNS,
    "vault_reseal(text, text, uuid, uuid[], bytea[], bytea[])": RESEAL,
}


class LetResealingPass(_Statements):
    """Let the guards of single rows on a table step aside for vault_reseal(), which changes nothing that they guard.

    The guards of held rows and fenced safes look at whole statements, and stay.
    """

    def forward(self) -> list[str]:
        """Return the statement that makes each guard anew with its condition."""
        return [
            self._anew(
                "guard.made NOT LIKE '%vault_is_resealing%'",
                "CASE WHEN guard.made LIKE '% WHEN (%'"
                " THEN regexp_replace(guard.made, ' WHEN \\(', ' WHEN (NOT vault_is_resealing() AND ')"
                " ELSE replace(guard.made, ' EXECUTE FUNCTION ', ' WHEN (NOT vault_is_resealing()) EXECUTE FUNCTION ')"
                " END",
            )
        ]

    def backward(self) -> list[str]:
        """Return the statement that makes each guard anew without it."""
        return [
            self._anew(
                "guard.made LIKE '%vault_is_resealing%'",
                "replace(replace(guard.made, ' WHEN ((NOT vault_is_resealing()))', ''),"
                " '(NOT vault_is_resealing()) AND ', '')",
            )
        ]

    def describe(self) -> str:
        """Say what the migration does."""
        return f"Let what is in {self.table} be sealed anew"

    def _anew(self, which: str, made: str) -> str:
        # Row triggers of an update: bits 1 and 16 of tgtype.
        return f"""
DO $$
DECLARE guard record;
BEGIN
    FOR guard IN
        SELECT tgname, pg_get_triggerdef(oid) AS made FROM pg_trigger
        WHERE tgrelid = '"{self.table}"'::regclass AND NOT tgisinternal AND tgtype & 17 = 17
    LOOP
        IF {which} THEN
            EXECUTE format('DROP TRIGGER %I ON "{self.table}"', guard.tgname);
            EXECUTE {made};
        END IF;
    END LOOP;
END $$
"""  # noqa: S608 - our own table names
