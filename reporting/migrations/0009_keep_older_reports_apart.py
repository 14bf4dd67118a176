"""A report of before reports were parts leaves the safe of its dossier for one of its own: whole, once, and so only."""

from django.db import migrations

# The one way in which a report changes safes. It runs as the owner, and the guards of single rows step aside for it as
# they do for sealing anew; what they guard is asked here. Those of held and fenced safes look at whole statements, and
# stay. Ciphertext can't be read here, so what is exchanged is as long as what was read, and still what was read.
KEEP_APART = """
CREATE FUNCTION reporting_keep_apart(
    of_report uuid, title_was bytea, title_fresh bytea,
    version_ids uuid[], bodies_were bytea[], bodies_fresh bytea[],
    pdf_ids uuid[], names_were text[], names_fresh text[],
    remark_ids uuid[], texts_were bytea[], texts_fresh bytea[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    part dossiers_part%ROWTYPE;
    whole uuid;
    done integer;
BEGIN
    SELECT own.* INTO part FROM dossiers_part own JOIN reporting_report report ON report.id = own.item_id
        WHERE report.id = of_report AND own.kind = 'report' AND own.destroyed_at IS NULL
            AND own.dossier_id = report.dossier_id;
    SELECT dossier.safe_id INTO whole FROM dossiers_dossier dossier
        JOIN reporting_report report ON report.dossier_id = dossier.id AND report.safe_id = dossier.safe_id
        WHERE report.id = of_report;
    IF part.id IS NULL OR whole IS NULL THEN
        RAISE EXCEPTION 'only a report in the safe of its dossier moves, into its part'
            USING ERRCODE = 'restrict_violation', TABLE = 'reporting_report';
    END IF;
    PERFORM FROM vault_safe safe WHERE safe.id IN (whole, part.safe_id) ORDER BY safe.id FOR SHARE;
    IF EXISTS (SELECT FROM vault_safe safe WHERE safe.id IN (whole, part.safe_id) AND safe.fenced_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the safe is fenced' USING ERRCODE = 'restrict_violation', TABLE = 'reporting_report';
    END IF;
    IF EXISTS (
        SELECT FROM reporting_reportversion version
        LEFT JOIN consent_contentversion content ON content.id = version.content_version_id
        WHERE version.report_id = of_report AND (part.categories @> content.categories) IS NOT TRUE
    ) THEN
        RAISE EXCEPTION 'a report names what its versions hold'
            USING ERRCODE = 'check_violation', TABLE = 'reporting_report';
    END IF;
    PERFORM set_config('akkoord.resealing', 'on', true);
    UPDATE reporting_report report SET safe_id = part.safe_id, title = title_fresh
        WHERE report.id = of_report AND report.title = title_was
            AND octet_length(title_was) = octet_length(title_fresh);
    GET DIAGNOSTICS done = ROW_COUNT;
    UPDATE reporting_reportversion version SET safe_id = part.safe_id, body = pair.fresh
        FROM unnest(version_ids, bodies_were, bodies_fresh) AS pair (id, was, fresh)
        WHERE version.id = pair.id AND version.report_id = of_report AND version.body = pair.was
            AND octet_length(pair.was) = octet_length(pair.fresh);
    UPDATE vault_sealedfile pdf SET safe_id = part.safe_id, storage_name = pair.fresh
        FROM unnest(pdf_ids, names_were, names_fresh) AS pair (id, was, fresh), reporting_reportversion version
        WHERE pdf.id = pair.id AND version.pdf_id = pdf.id AND version.report_id = of_report
            AND pdf.storage_name = pair.was
            AND starts_with(pair.fresh, '{folder}');
    UPDATE consent_consentremark remark SET safe_id = part.safe_id, text = pair.fresh
        FROM unnest(remark_ids, texts_were, texts_fresh) AS pair (id, was, fresh)
        WHERE remark.id = pair.id AND remark.text = pair.was AND octet_length(pair.was) = octet_length(pair.fresh)
            AND {about};
    PERFORM set_config('akkoord.resealing', '', true);
    IF done <> 1 OR EXISTS (
        SELECT FROM reporting_reportversion version JOIN vault_sealedfile pdf ON pdf.id = version.pdf_id
        WHERE version.report_id = of_report AND (version.safe_id <> part.safe_id OR pdf.safe_id <> part.safe_id)
    ) OR EXISTS (
        SELECT FROM consent_consentremark remark WHERE remark.safe_id <> part.safe_id AND {about}
    ) THEN
        RAISE EXCEPTION 'a report moves whole' USING ERRCODE = 'restrict_violation', TABLE = 'reporting_report';
    END IF;
END $$;
REVOKE ALL ON FUNCTION reporting_keep_apart{signature} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reporting_keep_apart{signature} TO akkoord_app;
"""
# A report stays in the safe in which it was made; only the function above takes it elsewhere.
STAYS = """
CREATE OR REPLACE FUNCTION reporting_report_in_its_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND ROW(NEW.id, NEW.safe_id, NEW.dossier_id) IS NOT DISTINCT FROM ROW(OLD.id, OLD.safe_id, OLD.dossier_id)
    THEN
        RETURN NEW;
    END IF;
    IF {moved}NOT EXISTS (
        SELECT FROM dossiers_part part
        WHERE part.item_id = NEW.id AND part.kind = 'report' AND part.destroyed_at IS NULL
            AND part.safe_id = NEW.safe_id AND part.dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'a report lies in the safe of its part'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
ABOUT = """EXISTS (
                SELECT FROM consent_consentevent event JOIN consent_consent asked ON asked.id = event.consent_id
                JOIN consent_contentversion content ON content.id = asked.content_version_id
                WHERE event.id = remark.event_id AND content.kind = 'report' AND content.object_id = of_report
            )"""
# As vault.storage names what lies under a safe.
FOLDER = "' || right(replace(part.safe_id::text, '-', ''), 2) || '/' || replace(part.safe_id::text, '-', '') || '/"
SIGNATURE = (
    "(uuid, bytea, bytea, uuid[], bytea[], bytea[], uuid[], text[], text[], uuid[], bytea[], bytea[])"
)


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0008_let_resealing_pass_the_part"),
        ("consent", "0025_guard_what_is_being_destroyed"),
    ]

    operations = [
        migrations.RunSQL(
            KEEP_APART.replace("{about}", ABOUT).replace("{folder}", FOLDER).replace("{signature}", SIGNATURE),
            f"DROP FUNCTION reporting_keep_apart{SIGNATURE};",
        ),
        migrations.RunSQL(STAYS.replace("{moved}", "TG_OP = 'UPDATE' OR "), STAYS.replace("{moved}", "")),
    ]
