"""The last word of the gate: nothing is disclosed or opened but on its own permitting decision."""

from django.db import migrations

HELPERS = """
CREATE FUNCTION consent_lock_given(decision uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- The row lock makes a withdrawal wait for this transaction, or this one for the withdrawal: they cannot pass.
    PERFORM 1 FROM consent_consentstate s JOIN consent_decisionbasis b ON b.consent_id = s.consent_id
    WHERE b.decision_id = decision AND b.carries ORDER BY s.id FOR SHARE OF s;
    IF EXISTS (
        SELECT 1 FROM consent_decisionbasis b
        JOIN consent_consent c ON c.id = b.consent_id
        LEFT JOIN consent_consentstate s ON s.consent_id = c.id
        WHERE b.decision_id = decision AND b.carries AND (
            s.state IS DISTINCT FROM 'given'
            OR c.valid_until < (akkoord_now() AT TIME ZONE 'Europe/Amsterdam')::date)
    ) THEN
        RAISE EXCEPTION 'disclosure_consent_not_given' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION consent_no_later_no(decision uuid, dossier uuid, content uuid, contact uuid)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM consent_consentstate s JOIN consent_consent c ON c.id = s.consent_id
    WHERE c.dossier_id = dossier AND (
        c.kind = 'consent' OR (c.content_version_id = content AND c.contact_id IS NOT DISTINCT FROM contact))
    ORDER BY s.id FOR SHARE OF s;
    -- By number and not by moment: a no that was being written while the gate decided has an earlier moment.
    IF EXISTS (
        SELECT 1 FROM consent_consentevent e JOIN consent_consent c ON c.id = e.consent_id
        WHERE c.dossier_id = dossier AND e.kind IN ('refused', 'withdrawn') AND (
            c.kind = 'consent' OR (c.content_version_id = content AND c.contact_id IS NOT DISTINCT FROM contact))
        AND NOT EXISTS (
            SELECT 1 FROM consent_decisionbasis b
            WHERE b.decision_id = decision AND b.consent_id = c.id AND b.seen_seq >= e.seq)
    ) THEN
        RAISE EXCEPTION 'disclosure_client_said_no_since' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION consent_permits(
    decision uuid, dossier uuid, recipient uuid, class text, purpose_word text, sha text)
RETURNS reglement_decision LANGUAGE plpgsql AS $$
DECLARE
    decided reglement_decision%ROWTYPE;
BEGIN
    SELECT * INTO decided FROM reglement_decision WHERE id = decision;
    IF NOT FOUND OR decided.effect <> 'allow' THEN
        RAISE EXCEPTION 'disclosure_not_permitted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF decided.act NOT IN ('report', 'disclose', 'export') THEN
        RAISE EXCEPTION 'disclosure_decision_of_another_act' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF decided.expires_at IS NULL OR decided.expires_at <= akkoord_now() THEN
        RAISE EXCEPTION 'disclosure_decision_expired' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF decided.dossier_id IS DISTINCT FROM dossier THEN
        RAISE EXCEPTION 'disclosure_of_another_dossier' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF decided.recipient_id IS DISTINCT FROM recipient OR decided.recipient_class IS DISTINCT FROM class THEN
        RAISE EXCEPTION 'disclosure_to_another_recipient' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF decided.purpose IS DISTINCT FROM purpose_word THEN
        RAISE EXCEPTION 'disclosure_for_another_purpose' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF sha = '' OR decided.content_sha256 IS DISTINCT FROM sha THEN
        RAISE EXCEPTION 'disclosure_of_other_content' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN decided;
END $$;
"""

DISCLOSURE = """
CREATE FUNCTION consent_disclosure_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided reglement_decision%ROWTYPE;
    content consent_contentversion%ROWTYPE;
BEGIN
    NEW.made_at := akkoord_now();
    decided := consent_permits(NEW.decision_id, NEW.dossier_id, coalesce(NEW.contact_id, NEW.opdrachtgever_id),
        NEW.recipient_class, NEW.purpose, NEW.content_sha256);
    IF decided.channel IS DISTINCT FROM NEW.channel THEN
        RAISE EXCEPTION 'disclosure_by_another_channel' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT decided.categories @> NEW.categories THEN
        RAISE EXCEPTION 'disclosure_wider_than_decided' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT * INTO STRICT content FROM consent_contentversion WHERE id = NEW.content_version_id FOR SHARE;
    IF content.dossier_id <> NEW.dossier_id OR content.safe_id <> NEW.safe_id THEN
        RAISE EXCEPTION 'disclosure_of_another_dossier' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF content.content_sha256 <> NEW.content_sha256 THEN
        RAISE EXCEPTION 'disclosure_of_other_content' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT (content.categories @> NEW.categories AND NEW.categories @> content.categories) THEN
        RAISE EXCEPTION 'disclosure_categories_differ' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF content.superseded_at IS NOT NULL THEN
        RAISE EXCEPTION 'disclosure_content_superseded' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.contact_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM dossiers_opdrachtgevercontact
        WHERE id = NEW.contact_id AND opdrachtgever_id = NEW.opdrachtgever_id
    ) THEN
        RAISE EXCEPTION 'disclosure_to_another_recipient' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM consent_lock_given(NEW.decision_id);
    PERFORM consent_no_later_no(NEW.decision_id, NEW.dossier_id, NEW.content_version_id, NEW.contact_id);
    IF NEW.consent_id IS NULL THEN
        IF EXISTS (SELECT 1 FROM consent_decisionbasis WHERE decision_id = NEW.decision_id AND carries) THEN
            RAISE EXCEPTION 'disclosure_hides_its_consent' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NOT EXISTS (
        SELECT 1 FROM consent_decisionbasis
        WHERE decision_id = NEW.decision_id AND consent_id = NEW.consent_id AND carries
    ) THEN
        RAISE EXCEPTION 'disclosure_on_another_consent' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_disclosure_check BEFORE INSERT ON consent_disclosure
    FOR EACH ROW EXECUTE FUNCTION consent_disclosure_check();
"""

OPENING = """
CREATE FUNCTION consent_opening_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given_out consent_disclosure%ROWTYPE;
    decided reglement_decision%ROWTYPE;
BEGIN
    NEW.at := akkoord_now();
    SELECT * INTO STRICT given_out FROM consent_disclosure WHERE id = NEW.disclosure_id;
    IF given_out.safe_id <> NEW.safe_id THEN
        RAISE EXCEPTION 'opening_in_another_safe' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.decision_id = given_out.decision_id THEN
        RAISE EXCEPTION 'opening_needs_its_own_decision' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    decided := consent_permits(NEW.decision_id, given_out.dossier_id,
        coalesce(given_out.contact_id, given_out.opdrachtgever_id), given_out.recipient_class,
        given_out.purpose, given_out.content_sha256);
    PERFORM consent_lock_given(NEW.decision_id);
    PERFORM consent_lock_given(given_out.decision_id);
    PERFORM consent_no_later_no(
        NEW.decision_id, given_out.dossier_id, given_out.content_version_id, given_out.contact_id);
    RETURN NEW;
END $$;
CREATE TRIGGER consent_opening_check BEFORE INSERT ON consent_disclosureopening
    FOR EACH ROW EXECUTE FUNCTION consent_opening_check();
"""

BASIS = """
CREATE FUNCTION consent_basis_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM reglement_decision d JOIN consent_consent c ON c.dossier_id = d.dossier_id
        WHERE d.id = NEW.decision_id AND c.id = NEW.consent_id AND c.safe_id = NEW.safe_id
    ) THEN
        RAISE EXCEPTION 'basis_of_another_dossier' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_basis_check BEFORE INSERT ON consent_decisionbasis
    FOR EACH ROW EXECUTE FUNCTION consent_basis_check();
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0002_guards"), ("reglement", "0001_initial"), ("dossiers", "0001_initial")]

    operations = [
        migrations.RunSQL(
            HELPERS,
            "DROP FUNCTION consent_permits(uuid, uuid, uuid, text, text, text);"
            "DROP FUNCTION consent_no_later_no(uuid, uuid, uuid, uuid);"
            "DROP FUNCTION consent_lock_given(uuid);",
        ),
        migrations.RunSQL(
            DISCLOSURE,
            "DROP TRIGGER consent_disclosure_check ON consent_disclosure; DROP FUNCTION consent_disclosure_check();",
        ),
        migrations.RunSQL(
            OPENING,
            "DROP TRIGGER consent_opening_check ON consent_disclosureopening; DROP FUNCTION consent_opening_check();",
        ),
        migrations.RunSQL(
            BASIS,
            "DROP TRIGGER consent_basis_check ON consent_decisionbasis; DROP FUNCTION consent_basis_check();",
        ),
    ]
