"""A candidate is referred, a traject starts, and the client reads what he must know before it begins."""

from datetime import timedelta

from dossiers.models import Dossier
from tests.browser.main_job import town as stage
from tests.browser.main_job.town import CLIENT, CLIENT_EMAIL, COMPANY
from tests.browser.main_job.walk import BOTH, Walk
from tests.browser.visitors import Visitor
from vault.clock import today


def a_candidate_is_referred(walk: Walk) -> None:
    contact = walk.contact
    contact.opens("/inloggen/")
    contact.looks("01-inloggen", schemes=BOTH)
    contact.logs_in_with_a_code()
    contact.looks("02-opdrachtgever-thuis")
    contact.opens("/opdrachtgever/aanmelden/")
    contact.looks("03-aanmelden")
    fill_in_with_the_keyboard_alone(contact)
    contact.sees(CLIENT)
    contact.looks("04-aanmeldingen")


def fill_in_with_the_keyboard_alone(contact: Visitor) -> None:
    """Walk the form of a referral from field to field, and send it, without touching the mouse."""
    keys, page = contact.page.keyboard, contact.page
    page.focus("[name=candidate_name]")
    keys.type(CLIENT)
    keys.press("Tab")
    keys.type(CLIENT_EMAIL)
    keys.press("Tab")
    keys.type("re-integratie tw")
    keys.press("Tab")
    keys.type("Wilt u mevrouw begeleiden naar ander werk?")
    keys.press("Tab")
    with page.expect_navigation():
        keys.press("Enter")


def a_traject_starts(walk: Walk) -> None:
    coach = walk.coach
    coach.logs_in_with_a_password()
    coach.opens("/mijn-dag/")
    coach.sees("geheimhouding")
    coach.looks("05-zwijgplicht")
    coach.presses("Ik teken deze verklaring")
    coach.looks("06-mijn-dag-leeg")
    coach.opens("/aanmeldingen/")
    coach.sees(CLIENT)
    coach.looks("07-aanmeldingen-coach")
    coach.follows("Traject starten")
    coach.looks("08-nieuw-traject")
    fill_in_the_start(walk)
    coach.sees(COMPANY)
    walk.number = Dossier.objects.get().number
    coach.looks("09-afspraken")


def fill_in_the_start(walk: Walk) -> None:
    coach = walk.coach
    coach.fills("Geboortedatum", stage.birth_date())
    coach.page.select_option("[name=branch]", index=1)
    coach.fills("Loopt naar verwachting tot en met", (today() + timedelta(days=180)).isoformat())
    coach.page.get_by_text("Nog een afspraak").first.click()
    for line, kind in enumerate(("extensive", "short_progress")):
        coach.chooses(f"regel-{line}-contact", str(walk.town.contact.pk))
        coach.chooses(f"regel-{line}-report_kind", kind)
        coach.chooses(f"regel-{line}-purpose", "progress")
        coach.chooses(f"regel-{line}-frequency", "quarterly")
        coach.ticks(f"regel-{line}-categories", "intakegegevens")
    coach.sends()


def the_client_reads_before_the_beginning(walk: Walk) -> None:
    client = walk.client
    client.opens(walk.post.link_for(CLIENT_EMAIL, about="Uitnodiging"))
    client.looks("10-uitnodiging")
    client.presses("Stuur mij een code")
    client.looks("11-code")
    client.types_the_code()
    client.opens("/mijn/")
    client.sees(COMPANY)
    client.looks("12-start", schemes=BOTH)
    client.presses("Ik heb dit gelezen")
    client.presses("Ik heb het reglement gelezen")
    client.looks("13-start-gelezen")
    client.opens("/mijn/")
    client.sees("U hoeft nu niets te doen")
