"""Guards of the chain: what is written is never edited, and an answer follows only from what came before."""

from django.db import migrations

from vault.guards import AppendOnly, GuardRows

TABLES = (
    "consent_reportingagreement",
    "consent_reportingline",
    "consent_startnotice",
    "consent_contentversion",
    "consent_consent",
    "consent_consentstate",
    "consent_consentevent",
    "consent_consentremark",
    "consent_ground",
    "consent_decisionbasis",
    "consent_disclosure",
    "consent_disclosureopening",
)

ONLY_AFTER_FENCE = """
CREATE FUNCTION consent_only_after_fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
        RAISE EXCEPTION 'consent_row_outlives_its_safe' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
"""

ONCE = """
CREATE FUNCTION consent_moment_set_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    word text;
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
BEGIN
    FOREACH word IN ARRAY TG_ARGV LOOP
        IF before ->> word IS NOT NULL AND before ->> word IS DISTINCT FROM after ->> word THEN
            RAISE EXCEPTION 'consent_moment_already_set' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_agreement_once BEFORE UPDATE ON consent_reportingagreement
    FOR EACH ROW EXECUTE FUNCTION consent_moment_set_once('superseded_at');
CREATE TRIGGER consent_content_once BEFORE UPDATE ON consent_contentversion
    FOR EACH ROW EXECUTE FUNCTION consent_moment_set_once('superseded_at');
CREATE TRIGGER consent_notice_once BEFORE UPDATE ON consent_startnotice
    FOR EACH ROW EXECUTE FUNCTION consent_moment_set_once(
        'sent_at', 'sent_evidence', 'read_at', 'acknowledged_at', 'acknowledged_by_id', 'pdf_id');
CREATE TRIGGER consent_ground_once BEFORE UPDATE ON consent_ground
    FOR EACH ROW EXECUTE FUNCTION consent_moment_set_once('second_at', 'second_by_id', 'ended_at', 'balanced');
"""

CONSENT = """
CREATE FUNCTION consent_request_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.client_id IS NOT NULL AND NEW.client_id IS DISTINCT FROM OLD.client_id THEN
            RAISE EXCEPTION 'consent_is_never_edited' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.content_version_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM consent_contentversion
        WHERE id = NEW.content_version_id AND dossier_id = NEW.dossier_id AND categories = NEW.categories
    ) THEN
        RAISE EXCEPTION 'consent_asks_about_other_content' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.contact_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM dossiers_opdrachtgevercontact
        WHERE id = NEW.contact_id AND opdrachtgever_id = NEW.opdrachtgever_id
    ) THEN
        RAISE EXCEPTION 'consent_contact_of_another_opdrachtgever' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_request_check BEFORE INSERT OR UPDATE ON consent_consent
    FOR EACH ROW EXECUTE FUNCTION consent_request_check();
"""

EVENT_CHECK = """
CREATE FUNCTION consent_event_state(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE kind WHEN 'reconfirmed' THEN 'given' ELSE kind END
$$;

CREATE FUNCTION consent_event_is_legal(before text, kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE coalesce(before, '')
        WHEN '' THEN kind = 'requested'
        WHEN 'requested' THEN kind IN ('given', 'refused', 'expired', 'superseded')
        WHEN 'given' THEN kind IN ('reconfirmed', 'withdrawn', 'expired', 'superseded')
        ELSE false
    END
$$;

CREATE FUNCTION consent_event_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked consent_consent%ROWTYPE;
    seen consent_contentversion%ROWTYPE;
    before text;
    last_seq integer;
BEGIN
    NEW.at := akkoord_now();
    SELECT * INTO STRICT asked FROM consent_consent WHERE id = NEW.consent_id;
    IF asked.safe_id <> NEW.safe_id THEN
        RAISE EXCEPTION 'consent_event_in_another_safe' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT state INTO before FROM consent_consentstate WHERE consent_id = NEW.consent_id FOR UPDATE;
    SELECT coalesce(max(seq), 0) INTO last_seq FROM consent_consentevent WHERE consent_id = NEW.consent_id;
    IF NEW.seq <> last_seq + 1 THEN
        RAISE EXCEPTION 'consent_event_out_of_order' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT consent_event_is_legal(before, NEW.kind) THEN
        RAISE EXCEPTION 'consent_event_not_possible_now' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.kind NOT IN ('given', 'reconfirmed') THEN
        RETURN NEW;
    END IF;
    IF asked.valid_until IS NOT NULL AND asked.valid_until < (akkoord_now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
        RAISE EXCEPTION 'consent_is_past_its_date' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF asked.content_version_id IS NOT NULL THEN
        SELECT * INTO STRICT seen FROM consent_contentversion WHERE id = asked.content_version_id FOR SHARE;
        IF seen.superseded_at IS NOT NULL THEN
            RAISE EXCEPTION 'consent_content_superseded' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NEW.content_sha256 <> seen.content_sha256 THEN
            RAISE EXCEPTION 'consent_content_differs' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF NEW.evidence_kind = 'portal_step_up' AND NOT EXISTS (
        SELECT 1 FROM accounts_stepupcode
        WHERE id = NEW.evidence_id AND user_id = NEW.by_user_id AND subject_id = NEW.consent_id
            AND purpose = 'consent.approve' AND used_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'consent_evidence_unknown' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_event_check BEFORE INSERT ON consent_consentevent
    FOR EACH ROW EXECUTE FUNCTION consent_event_check();
"""

STATE = """
CREATE FUNCTION consent_event_moves_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO consent_consentstate (id, safe_id, consent_id, state, changed_at)
    VALUES (NEW.id, NEW.safe_id, NEW.consent_id, consent_event_state(NEW.kind), NEW.at)
    ON CONFLICT (consent_id) DO UPDATE SET state = EXCLUDED.state, changed_at = EXCLUDED.changed_at;
    RETURN NULL;
END $$;
CREATE TRIGGER consent_event_moves_state AFTER INSERT ON consent_consentevent
    FOR EACH ROW EXECUTE FUNCTION consent_event_moves_state();

CREATE FUNCTION consent_state_follows_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told text;
BEGIN
    SELECT consent_event_state(kind) INTO told FROM consent_consentevent
    WHERE consent_id = NEW.consent_id ORDER BY seq DESC LIMIT 1;
    IF pg_trigger_depth() < 2 OR told IS DISTINCT FROM NEW.state
        OR (TG_OP = 'UPDATE' AND (OLD.consent_id <> NEW.consent_id OR OLD.safe_id <> NEW.safe_id)) THEN
        RAISE EXCEPTION 'consent_state_follows_events' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_state_follows_events BEFORE INSERT OR UPDATE ON consent_consentstate
    FOR EACH ROW EXECUTE FUNCTION consent_state_follows_events();
"""


def _deletes_after_fence(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_after_fence BEFORE DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION consent_only_after_fence();",
        f"DROP TRIGGER {table}_after_fence ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial"), ("vault", "0002_guards"), ("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(ONLY_AFTER_FENCE, "DROP FUNCTION consent_only_after_fence();"),
        *[_deletes_after_fence(table) for table in TABLES],
        *[GuardRows(table) for table in TABLES],
        AppendOnly("consent_reportingagreement", may_update=("superseded_at",), may_delete=True),
        AppendOnly("consent_reportingline", may_delete=True),
        AppendOnly("consent_contentversion", may_update=("superseded_at",), may_delete=True),
        AppendOnly("consent_consent", may_update=("client_id",), may_delete=True),
        AppendOnly("consent_consentevent", may_delete=True),
        AppendOnly("consent_decisionbasis", may_delete=True),
        AppendOnly("consent_disclosure", may_delete=True),
        AppendOnly("consent_disclosureopening", may_delete=True),
        migrations.RunSQL(
            ONCE,
            "DROP TRIGGER consent_agreement_once ON consent_reportingagreement;"
            "DROP TRIGGER consent_content_once ON consent_contentversion;"
            "DROP TRIGGER consent_notice_once ON consent_startnotice;"
            "DROP TRIGGER consent_ground_once ON consent_ground;"
            "DROP FUNCTION consent_moment_set_once();",
        ),
        migrations.RunSQL(
            CONSENT,
            "DROP TRIGGER consent_request_check ON consent_consent; DROP FUNCTION consent_request_check();",
        ),
        migrations.RunSQL(
            EVENT_CHECK,
            "DROP TRIGGER consent_event_check ON consent_consentevent; DROP FUNCTION consent_event_check();"
            "DROP FUNCTION consent_event_is_legal(text, text); DROP FUNCTION consent_event_state(text);",
        ),
        migrations.RunSQL(
            STATE,
            "DROP TRIGGER consent_state_follows_events ON consent_consentstate;"
            "DROP FUNCTION consent_state_follows_events();"
            "DROP TRIGGER consent_event_moves_state ON consent_consentevent;"
            "DROP FUNCTION consent_event_moves_state();",
        ),
    ]
