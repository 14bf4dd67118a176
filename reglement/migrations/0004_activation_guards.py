"""What the database itself keeps about activation: two keys on one preview, one version at a time, whole or not."""

from django.db import migrations

from vault.guards import AppendOnly

# A version is stored as a draft, and comes to hold only by a proposal that both keys were turned on.
ACTIVATION = """
CREATE FUNCTION reglement_activation_by_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.activated_at IS NULL OR (TG_OP = 'UPDATE' AND OLD.activated_at IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        RAISE EXCEPTION 'a version begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- Whoever activates waits here for whoever is activating, and then sees what that one did.
    PERFORM pg_advisory_xact_lock(hashtext('reglement_activation'));
    IF EXISTS (
        SELECT FROM reglement_reglementversion other
        WHERE other.id <> NEW.id AND other.activated_at IS NOT NULL
            AND (other.superseded_at IS NULL OR other.superseded_at > NEW.activated_at)
    ) THEN
        RAISE EXCEPTION 'two versions never hold at one time' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM reglement_activationproposal proposal
        WHERE proposal.version_id = NEW.id AND proposal.activated_at = NEW.activated_at
            AND proposal.version_sha256 = NEW.sha256 AND proposal.impact_sha256 = NEW.impact_sha256
            AND proposal.proposed_by_id = NEW.activated_by_id
            AND proposal.second_by_id IS NOT DISTINCT FROM NEW.second_by_id
    ) THEN
        RAISE EXCEPTION 'no proposal with two keys makes this version hold'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reglement_activation_by_proposal BEFORE INSERT OR UPDATE ON reglement_reglementversion
    FOR EACH ROW EXECUTE FUNCTION reglement_activation_by_proposal();
"""
ACTIVATION_BACK = """
DROP TRIGGER reglement_activation_by_proposal ON reglement_reglementversion;
DROP FUNCTION reglement_activation_by_proposal();
"""

PROPOSAL = """
CREATE FUNCTION reglement_proposal_goes_one_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.withdrawn_at IS NOT NULL OR NEW.lapsed_at IS NOT NULL OR NEW.activated_at IS NOT NULL THEN
            RAISE EXCEPTION 'a proposal begins open' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NOT EXISTS (
            SELECT FROM reglement_reglementversion version
            WHERE version.id = NEW.version_id AND version.activated_at IS NULL AND version.sha256 = NEW.version_sha256
        ) THEN
            RAISE EXCEPTION 'a proposal is about a draft as it is' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.withdrawn_at IS NOT NULL OR OLD.lapsed_at IS NOT NULL OR OLD.activated_at IS NOT NULL THEN
        RAISE EXCEPTION 'a proposal ends once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reglement_proposal_goes_one_way BEFORE INSERT OR UPDATE ON reglement_activationproposal
    FOR EACH ROW EXECUTE FUNCTION reglement_proposal_goes_one_way();

CREATE FUNCTION reglement_carried_out_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.activated_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM reglement_reglementversion version
        WHERE version.id = NEW.version_id AND version.activated_at = NEW.activated_at
    ) THEN
        RAISE EXCEPTION 'a proposal that was carried out made its version hold'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER reglement_carried_out_whole AFTER UPDATE ON reglement_activationproposal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reglement_carried_out_whole();
"""
PROPOSAL_BACK = """
DROP TRIGGER reglement_carried_out_whole ON reglement_activationproposal;
DROP FUNCTION reglement_carried_out_whole();
DROP TRIGGER reglement_proposal_goes_one_way ON reglement_activationproposal;
DROP FUNCTION reglement_proposal_goes_one_way();
"""
ENDINGS = ("withdrawn_at", "withdrawn_by_id", "lapsed_at", "activated_at", "second_by_id", "step_up_id")


class Migration(migrations.Migration):
    """Guards of activation."""

    dependencies = [("reglement", "0003_proposals"), ("vault", "0002_guards")]

    operations = [
        AppendOnly("reglement_activationproposal", may_update=ENDINGS),
        migrations.RunSQL(ACTIVATION, ACTIVATION_BACK),
        migrations.RunSQL(PROPOSAL, PROPOSAL_BACK),
    ]
