"""Migration operations by which the database keeps a closed dossier closed; higher apps put them on their tables."""

from django.db.migrations.operations.special import RunSQL

# FOR SHARE makes a writer and whoever closes the traject wait for each other: no note slips in behind a closing.
REFUSE_WHEN_CLOSED = """
CREATE FUNCTION dossiers_refuse_when_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM dossiers_traject traject
        JOIN dossiers_dossier dossier ON dossier.traject_id = traject.id
        WHERE dossier.id = NEW.dossier_id
        FOR SHARE OF traject;
    IF EXISTS (
        SELECT FROM dossiers_traject traject
        JOIN dossiers_dossier dossier ON dossier.traject_id = traject.id
        WHERE dossier.id = NEW.dossier_id AND traject.closed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the traject is closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$
"""


class ContentOfOpenTraject(RunSQL):
    """Refuse INSERT and UPDATE of content with a dossier_id once the traject of that dossier is closed."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f'CREATE TRIGGER "{table}_of_open_traject" BEFORE INSERT OR UPDATE ON "{table}"'
            " FOR EACH ROW EXECUTE FUNCTION dossiers_refuse_when_closed()",
            f'DROP TRIGGER IF EXISTS "{table}_of_open_traject" ON "{table}"',
        )

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        """Say how a migration writes this operation down."""
        return self.__class__.__name__, [self.table], {}
