"""What the database itself refuses: writing in a closed dossier, rights without a live grant, numbers that go back."""

from django.db import migrations

from dossiers.guards import REFUSE_WHEN_CLOSED, ContentOfOpenTraject
from vault.guards import AppendOnly, GuardRows

SAFE_TABLES = ("client", "representative", "referral", "dossier", "note", "document", "consult")
CONTENT_TABLES = ("note", "document", "consult")

CLOSED_STAYS_CLOSED = """
CREATE FUNCTION dossiers_closed_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL AND ROW(NEW.closed_at, NEW.closed_by_id, NEW.ended_on, NEW.outcome)
        IS DISTINCT FROM ROW(OLD.closed_at, OLD.closed_by_id, OLD.ended_on, OLD.outcome)
    THEN
        RAISE EXCEPTION 'a closed traject stays closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_traject_closed_stays_closed BEFORE UPDATE ON dossiers_traject
    FOR EACH ROW EXECUTE FUNCTION dossiers_closed_stays_closed();
"""
CLOSED_STAYS_CLOSED_BACK = """
DROP TRIGGER dossiers_traject_closed_stays_closed ON dossiers_traject;
DROP FUNCTION dossiers_closed_stays_closed();
"""

NUMBERS_GO_UP = """
CREATE FUNCTION dossiers_numbers_go_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.last <= OLD.last OR NEW.prefix <> OLD.prefix OR NEW.year <> OLD.year THEN
        RAISE EXCEPTION 'a number is given out once' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_numberseries_goes_up BEFORE UPDATE OR DELETE ON dossiers_numberseries
    FOR EACH ROW EXECUTE FUNCTION dossiers_numbers_go_up();
"""
NUMBERS_GO_UP_BACK = """
DROP TRIGGER dossiers_numberseries_goes_up ON dossiers_numberseries;
DROP FUNCTION dossiers_numbers_go_up();
"""

# A grant rests on a decision that allows, about this dossier; a permission on a grant that gives it to this person.
GRANT_RESTS_ON_DECISION = """
CREATE FUNCTION dossiers_grant_rests_on_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM reglement_decision decision
        WHERE decision.id = NEW.decision_id AND decision.effect = 'allow' AND decision.dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'no decision permits this grant' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_accessgrant_rests_on_decision BEFORE INSERT ON dossiers_accessgrant
    FOR EACH ROW EXECUTE FUNCTION dossiers_grant_rests_on_decision();
"""
GRANT_RESTS_ON_DECISION_BACK = """
DROP TRIGGER dossiers_accessgrant_rests_on_decision ON dossiers_accessgrant;
DROP FUNCTION dossiers_grant_rests_on_decision();
"""

PERMISSION_RESTS_ON_GRANT = """
CREATE FUNCTION dossiers_permission_rests_on_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM dossiers_accessgrant grant_
        JOIN auth_permission permission ON permission.id = NEW.permission_id
        WHERE grant_.id = NEW.grant_id AND grant_.user_id = NEW.user_id
            AND grant_.dossier_id = NEW.content_object_id AND grant_.ended_at IS NULL
            AND CASE permission.codename
                WHEN 'view_dossier' THEN grant_.can_read
                WHEN 'change_dossier' THEN grant_.can_write
                WHEN 'export_dossier' THEN grant_.can_export
                WHEN 'view_health' THEN grant_.health
                ELSE false END
    ) THEN
        RAISE EXCEPTION 'no grant gives this permission' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_permission_rests_on_grant
    BEFORE INSERT OR UPDATE ON dossiers_dossieruserobjectpermission
    FOR EACH ROW EXECUTE FUNCTION dossiers_permission_rests_on_grant();
"""
PERMISSION_RESTS_ON_GRANT_BACK = """
DROP TRIGGER dossiers_permission_rests_on_grant ON dossiers_dossieruserobjectpermission;
DROP FUNCTION dossiers_permission_rests_on_grant();
"""

ENDED_GRANT_TAKES_PERMISSIONS = """
CREATE FUNCTION dossiers_ended_grant_takes_permissions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'an ended grant stays ended' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.ended_at IS NOT NULL THEN
        DELETE FROM dossiers_dossieruserobjectpermission WHERE grant_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER dossiers_accessgrant_takes_permissions AFTER UPDATE ON dossiers_accessgrant
    FOR EACH ROW EXECUTE FUNCTION dossiers_ended_grant_takes_permissions();
"""
ENDED_GRANT_TAKES_PERMISSIONS_BACK = """
DROP TRIGGER dossiers_accessgrant_takes_permissions ON dossiers_accessgrant;
DROP FUNCTION dossiers_ended_grant_takes_permissions();
"""

# Who could look is part of the account that the bureau gives, for as long as there is something to look at.
GRANTS_STAY_UNTIL_FENCED = """
CREATE FUNCTION dossiers_grants_stay_until_fenced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM dossiers_dossier dossier JOIN vault_safe safe ON safe.id = dossier.safe_id
        WHERE dossier.id = OLD.dossier_id AND safe.fenced_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a grant ends, it does not vanish' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER dossiers_accessgrant_stays_until_fenced BEFORE DELETE ON dossiers_accessgrant
    FOR EACH ROW EXECUTE FUNCTION dossiers_grants_stay_until_fenced();
"""
GRANTS_STAY_UNTIL_FENCED_BACK = """
DROP TRIGGER dossiers_accessgrant_stays_until_fenced ON dossiers_accessgrant;
DROP FUNCTION dossiers_grants_stay_until_fenced();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_initial"),
        ("vault", "0002_guards"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        *[GuardRows(f"dossiers_{table}") for table in SAFE_TABLES],
        migrations.RunSQL(REFUSE_WHEN_CLOSED, "DROP FUNCTION dossiers_refuse_when_closed()"),
        *[ContentOfOpenTraject(f"dossiers_{table}") for table in CONTENT_TABLES],
        migrations.RunSQL(CLOSED_STAYS_CLOSED, CLOSED_STAYS_CLOSED_BACK),
        migrations.RunSQL(NUMBERS_GO_UP, NUMBERS_GO_UP_BACK),
        migrations.RunSQL(GRANT_RESTS_ON_DECISION, GRANT_RESTS_ON_DECISION_BACK),
        migrations.RunSQL(PERMISSION_RESTS_ON_GRANT, PERMISSION_RESTS_ON_GRANT_BACK),
        AppendOnly("dossiers_accessgrant", may_update=("ended_at", "ended_by_id"), may_delete=True),
        migrations.RunSQL(GRANTS_STAY_UNTIL_FENCED, GRANTS_STAY_UNTIL_FENCED_BACK),
        migrations.RunSQL(ENDED_GRANT_TAKES_PERMISSIONS, ENDED_GRANT_TAKES_PERMISSIONS_BACK),
    ]
