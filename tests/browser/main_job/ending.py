"""The client reads who looked, the traject closes, and in time the dossier is destroyed with a certificate."""

from dossiers.models import Dossier, Note
from retention.models import Certificate, PurgeCase
from retention.tasks import find_due_dossiers
from retention.terms import Step
from tests.browser.main_job.town import CLIENT, COMPANY
from tests.browser.main_job.walk import BOTH, Walk
from tests.browser.papers import words_of
from tests.factories.vault import MovableClock
from tests.workers import wait_until


def the_client_reads_who_looked(walk: Walk) -> None:
    client = walk.client
    client.opens("/mijn/inzage/")
    client.sees("Marit Vos")
    client.sees("P. van Houten")
    client.looks("60-wie-keek-er", schemes=BOTH)
    client.opens("/mijn/verstrekt/")
    client.sees(COMPANY)
    client.looks("61-wat-ging-er-weg", schemes=BOTH)
    client.opens("/mijn/akkoord/")
    client.looks("62-wat-u-goed-vond")
    client.opens("/mijn/")
    client.looks("63-mijn-dossier", schemes=BOTH)


def the_traject_is_closed(walk: Walk) -> None:
    """Closed twice at once, while a note was being written in another tab."""
    coach = walk.coach
    typed = "Deze zin mag niet verloren gaan."
    coach.opens("/mijn-dag/")
    coach.looks("70-mijn-dag", schemes=BOTH)
    coach.opens("/dossiers/")
    coach.looks("71-dossiers")
    coach.opens(walk.dossier)
    coach.looks("72-dossier", schemes=BOTH)
    coach.opens(f"{walk.dossier}gesprekken/notitie/")
    coach.chooses("category", "intakegegevens")
    coach.fills("Tekst", typed)
    with coach.another_tab():
        coach.opens(f"{walk.dossier}sluiten/")
        coach.chooses("outcome", "new_employer")
        coach.looks("73-sluiten")
        assert coach.clicks_twice("Sluit het traject") == [200, 200]
        coach.opens(f"{walk.dossier}bewaren/")
        coach.looks("74-bewaren")
    coach.sends()
    coach.sees("Dit traject is gesloten")
    assert coach.page.input_value("[name=text]") == typed
    coach.looks("75-notitie-na-sluiten")
    assert Note.objects.count() == 1
    walk.client.opens("/mijn/bewaren/")
    walk.client.looks("76-hoe-lang")


def the_dossier_is_destroyed(walk: Walk, clock: MovableClock) -> None:
    dossier = Dossier.objects.get(number=walk.number)
    clock.move(days=705)
    find_due_dossiers.delay()
    wait_until(lambda: PurgeCase.objects.filter(dossier_id=dossier.pk, proposed_at__isnull=False).exists())
    directie = walk.directie
    directie.logs_in_with_a_password()
    directie.opens("/zwijgplicht/")
    directie.presses("Ik teken deze verklaring")
    directie.opens("/bewaren/")
    directie.sees(walk.number)
    directie.looks("80-bewaren-overzicht", schemes=BOTH)
    directie.presses("Keur goed")
    directie.looks("81-goedgekeurd")
    clock.move(days=31)
    find_due_dossiers.delay()
    wait_until(lambda: PurgeCase.objects.filter(dossier_id=dossier.pk, certified_at__isnull=False).exists())
    assert PurgeCase.objects.get().step == Step.CERTIFIED
    directie.opens("/bewaren/")
    directie.looks("82-certificaten")
    the_certificate_names_nobody(walk)
    assert not Note.objects.exists()
    assert CLIENT not in words_seen_by_the_coach_afterwards(walk)


def the_certificate_names_nobody(walk: Walk) -> None:
    """The proof tells what was destroyed and why, and nothing about whom it was."""
    certificate = Certificate.objects.get()
    link = walk.directie.page.get_by_role("link", name=certificate.number, exact=True).get_attribute("href")
    pdf = walk.directie.page.request.get(walk.directie.site + link).body()
    words = words_of(pdf)
    assert certificate.number in words
    assert not [name for name in ("Ilse", "Boer", "Bakkerij", "Houten", "ilse@") if name in words]
    (walk.album.folder / "certificaat.pdf").write_bytes(pdf)


def words_seen_by_the_coach_afterwards(walk: Walk) -> str:
    """Return what the coach reads where the dossier was."""
    walk.coach.opens("/dossiers/")
    walk.coach.looks("83-dossiers-na-vernietiging")
    walk.coach.opens(walk.dossier)
    walk.coach.looks("84-vernietigd-dossier")
    return str(walk.coach.page.content())
