"""What the vault refuses, one exception per fact; none derives from AttributeError, TypeError or KeyError,
which templates and `getattr` swallow."""

from django.utils.translation import gettext_lazy as _

from ui.facts import DomainRefusal


class VaultFact(DomainRefusal):
    """Anything the vault refuses."""

    sentence = _("De kluis blijft dicht.")


class SealedOutsideVault(VaultFact):
    """Sealed content was read while its safe was not unlocked."""

    sentence = _("Deze gegevens zijn verzegeld.")


class SealBroken(VaultFact):
    """A sealed value does not open: changed, or moved to another row, field or safe."""

    sentence = _("Deze gegevens zijn beschadigd en worden niet getoond.")


class PlaintextRefused(VaultFact):
    """Plaintext was about to reach a sealed column without passing the row's own field."""

    sentence = _("Deze gegevens kunnen alleen verzegeld worden opgeslagen.")


class NotPickled(VaultFact):
    """Sealed rows and their plaintext do not leave the process by pickle or copy."""


class MovedFromItsSafe(VaultFact):
    """A sealed row was given another id or safe; its content would be unreadable (see vault.resealing)."""


class UnderTheCurrentKey(VaultFact):
    """Something was about to leave a safe under the key that stays, by which any copy of before would open."""


class NotSearchable(VaultFact):
    """A sealed or ring column was asked for its content in a query."""

    sentence = _("Op verzegelde gegevens kan niet gezocht worden.")


class UpsertRefused(VaultFact):
    """An upsert would keep the old id under the ciphertext of the new one."""


class SafeIsGone(VaultFact):
    """The safe is fenced or shredded: what was in it is no longer there."""

    sentence = _("Deze gegevens zijn vernietigd.")


class SafeIsFenced(VaultFact):
    """The safe takes nothing more in: its destruction has begun."""

    sentence = _("Deze gegevens worden vernietigd. Er kan niets meer bij.")


class SafeIsHeld(VaultFact):
    """A hold lies on the safe, so nothing in it may be destroyed."""

    sentence = _("Op deze gegevens rust een bewaarplicht. Ze kunnen nu niet vernietigd worden.")


class HoldAlreadyReleased(VaultFact):
    """The hold was released before."""

    sentence = _("Deze bewaarplicht was al opgeheven.")


class KeyMissing(VaultFact):
    """The safe has no key that a master key of this house can unwrap."""

    sentence = _("De sleutel van deze gegevens ontbreekt.")


class KeyUnfit(VaultFact):
    """A key in the settings is absent or not 32 bytes."""

    sentence = _("Een sleutel in de instellingen ontbreekt of is onbruikbaar.")


class RotationUnfinished(VaultFact):
    """Some keys stay held by somebody else, so they could not be wrapped anew; a second call goes on."""

    sentence = _("Nog niet alle sleutels zijn vernieuwd. Probeer het later opnieuw.")


class FileBroken(VaultFact):
    """A sealed file is missing, cut short, or its segments were changed."""

    sentence = _("Dit bestand is beschadigd en kan niet worden geopend.")


class StorageOutOfReach(VaultFact):
    """The folder of sealed bytes is not there, or is another one than was written in."""

    sentence = _("De bestanden zijn nu niet te bereiken. Probeer het straks opnieuw.")


class StorageFull(VaultFact):
    """There is no room left for sealed bytes; nothing half stays."""

    sentence = _("De schijf is vol. Er is niets bewaard. Vertel het de beheerder en probeer het daarna opnieuw.")


class EnvelopeBroken(VaultFact):
    """A sealed stream does not open: cut short, changed, or moved to another place."""


class LedgerBroken(VaultFact):
    """The ledger's chain or a signature does not hold."""

    sentence = _("Het logboek van vernietiging klopt niet.")


class LedgerBehind(LedgerBroken):
    """The ledger is shorter than, or another than, what the databases remember of it."""

    sentence = _("In het logboek van vernietiging ontbreken regels die er al in stonden.")


class BucketOutOfReach(OSError):
    """The bucket of the ledger can't be asked, as a folder that is not mounted; says the code of the refusal only."""


class SweepRefused(VaultFact):
    """So much seems to belong to nothing that the database itself must be in doubt."""

    sentence = _("Er lijkt te veel weg te kunnen. Controleer eerst of de database de juiste is.")


class DoorsClosed(VaultFact):
    """Databases and ledger do not agree on what was destroyed, so nothing opens (quarantine.why_closed)."""

    sentence = _("Akkoord is even gesloten: eerst moet zeker zijn dat wat vernietigd is ook weg is.")


class VaultLeftOpen(VaultFact):
    """A request or task started or ended with a safe still unlocked."""


class SealedReadSwallowed(VaultFact):
    """A page was made although a read of sealed content failed underneath it."""
