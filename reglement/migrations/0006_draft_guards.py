"""What the database itself keeps about drafts: they end once, and what was put forward is taken back before a change."""

from django.db import migrations

from vault.guards import AppendOnly

DRAFT = """
CREATE FUNCTION reglement_draft_goes_one_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.version_id IS NOT NULL OR NEW.discarded_at IS NOT NULL THEN
            RAISE EXCEPTION 'a draft begins open' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.discarded_at IS NOT NULL OR EXISTS (
        SELECT FROM reglement_reglementversion version
        WHERE version.id = OLD.version_id AND version.activated_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a draft that ended never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.document IS DISTINCT FROM NEW.document AND OLD.sha256 = NEW.sha256 THEN
        RAISE EXCEPTION 'another text has another hash' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.version_id IS DISTINCT FROM NEW.version_id AND EXISTS (
        SELECT FROM reglement_activationproposal proposal
        WHERE proposal.version_id = OLD.version_id
            AND proposal.withdrawn_at IS NULL AND proposal.lapsed_at IS NULL AND proposal.activated_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a draft changes after its proposal has ended' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.version_id IS NOT NULL AND OLD.version_id IS NULL AND EXISTS (
        SELECT FROM reglement_reglementversion version
        WHERE version.id = NEW.version_id AND version.activated_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'what holds already is not put forward' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reglement_draft_goes_one_way BEFORE INSERT OR UPDATE ON reglement_draft
    FOR EACH ROW EXECUTE FUNCTION reglement_draft_goes_one_way();
"""
DRAFT_BACK = """
DROP TRIGGER reglement_draft_goes_one_way ON reglement_draft;
DROP FUNCTION reglement_draft_goes_one_way();
"""
CHANGES = (
    "label",
    "document",
    "sha256",
    "changed_at",
    "changed_by_id",
    "version_id",
    "version_of",
    "discarded_at",
    "discarded_by_id",
)


class Migration(migrations.Migration):
    """Guards of drafts."""

    dependencies = [("reglement", "0005_drafts"), ("vault", "0002_guards")]

    operations = [
        AppendOnly("reglement_draft", may_update=CHANGES),
        migrations.RunSQL(DRAFT, DRAFT_BACK),
    ]
