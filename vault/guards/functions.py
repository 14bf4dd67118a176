"""The trigger functions behind the guards, as SQL for the vault's own migration."""

HELD = """
CREATE FUNCTION vault_refuse_delete_of_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM gone
        JOIN vault_heldsafe held ON held.safe_id = gone.safe_id
        JOIN vault_hold hold ON hold.id = held.hold_id AND hold.released_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a hold lies on this safe' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$
"""

MOVED = """
CREATE FUNCTION vault_refuse_move_of_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM was
        JOIN vault_heldsafe held ON held.safe_id = was.safe_id
        JOIN vault_hold hold ON hold.id = held.hold_id AND hold.released_at IS NULL
        WHERE NOT EXISTS (SELECT FROM fresh WHERE fresh.id = was.id AND fresh.safe_id = was.safe_id)
    ) THEN
        RAISE EXCEPTION 'a hold lies on this safe' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$
"""

# FOR SHARE, because the foreign key's own lock lets a fence pass: a writer and a fence must wait for each other.
FENCED_INSERT = """
CREATE FUNCTION vault_refuse_insert_in_fenced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM vault_safe safe WHERE safe.id IN (SELECT safe_id FROM fresh) ORDER BY safe.id FOR SHARE;
    IF EXISTS (
        SELECT FROM vault_safe safe
        WHERE safe.id IN (SELECT safe_id FROM fresh) AND safe.fenced_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the safe is fenced' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$
"""

# After the shred an update can only be the blanking of what remains.
FENCED_UPDATE = """
CREATE FUNCTION vault_refuse_update_in_fenced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM vault_safe safe WHERE safe.id IN (SELECT safe_id FROM fresh) ORDER BY safe.id FOR SHARE;
    IF EXISTS (
        SELECT FROM vault_safe safe
        WHERE safe.id IN (SELECT safe_id FROM fresh) AND safe.fenced_at IS NOT NULL AND safe.shredded_at IS NULL
    ) THEN
        RAISE EXCEPTION 'the safe is fenced' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$
"""

SAFE = """
CREATE FUNCTION vault_guard_safe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a safe is never deleted' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.canary <> OLD.canary OR NEW.created_at <> OLD.created_at
        OR (OLD.fenced_at IS NOT NULL AND NEW.fenced_at IS DISTINCT FROM OLD.fenced_at)
        OR (OLD.shredded_at IS NOT NULL AND NEW.shredded_at IS DISTINCT FROM OLD.shredded_at)
    THEN
        RAISE EXCEPTION 'a safe only goes forward' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF (NEW.fenced_at IS DISTINCT FROM OLD.fenced_at OR NEW.shredded_at IS DISTINCT FROM OLD.shredded_at) AND EXISTS (
        SELECT FROM vault_heldsafe held
        JOIN vault_hold hold ON hold.id = held.hold_id AND hold.released_at IS NULL
        WHERE held.safe_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'a hold lies on this safe' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$
"""

HELDSAFE = """
CREATE FUNCTION vault_guard_heldsafe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM vault_safe safe WHERE safe.id = NEW.safe_id FOR UPDATE;
        IF EXISTS (SELECT FROM vault_safe safe WHERE safe.id = NEW.safe_id AND safe.fenced_at IS NOT NULL) THEN
            RAISE EXCEPTION 'the safe is fenced' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' OR EXISTS (
        SELECT FROM vault_hold hold WHERE hold.id = OLD.hold_id AND hold.released_at IS NULL
    ) THEN
        RAISE EXCEPTION 'the hold is not released' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$
"""

HOLD = """
CREATE FUNCTION vault_guard_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.released_at IS NULL THEN
            RAISE EXCEPTION 'the hold is not released' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.released_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'a released hold stays as it is' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$
"""

CHANGE = """
CREATE FUNCTION vault_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_NARGS > 0
        AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'this table only grows' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$
"""

FUNCTIONS = {
    "vault_refuse_delete_of_held": HELD,
    "vault_refuse_move_of_held": MOVED,
    "vault_refuse_insert_in_fenced": FENCED_INSERT,
    "vault_refuse_update_in_fenced": FENCED_UPDATE,
    "vault_guard_safe": SAFE,
    "vault_guard_heldsafe": HELDSAFE,
    "vault_guard_hold": HOLD,
    "vault_refuse_change": CHANGE,
}
