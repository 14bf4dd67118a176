"""Why a backup or a restore does not go on; each is a sentence for the person at the keyboard."""


class BackupTrouble(Exception):
    """Anything that stops a backup or a restore."""


class NotSetUp(BackupTrouble):
    """A setting that backups need is absent."""


class AlreadyRunning(BackupTrouble):
    """Another backup or restore works in the same folder."""


class NoRoom(BackupTrouble):
    """The disk has not enough room, or ran full; nothing half is left."""


class ProgramFailed(BackupTrouble):
    """A program of PostgreSQL is missing, too old, or ended with an error."""


class NotWhole(BackupTrouble):
    """A backup is incomplete, was changed, or is not of this house."""
