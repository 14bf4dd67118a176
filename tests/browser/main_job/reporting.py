"""A report is written, refused at the gate, put to the client, changed, approved, sent and read."""

import re
from hashlib import sha256

from consent.models import ContentVersion, Disclosure
from mail.models import OutboxMessage
from tests.browser.main_job.town import CLIENT_EMAIL, COMPANY
from tests.browser.main_job.walk import BOTH, Walk
from tests.workers import wait_until


def a_report_is_written_and_refused_at_the_gate(walk: Walk) -> None:
    coach = walk.coach
    coach.opens(f"{walk.dossier}rapporten/")
    coach.looks("30-rapporten-leeg")
    coach.opens(f"{walk.dossier}rapporten/nieuw/")
    coach.page.get_by_label("uitgebreid rapport").first.check()
    coach.fills("Titel", "Voortgang van het tweede spoor")
    coach.page.fill(
        "[name=text_1]", "Mevrouw De Boer zocht drie maanden gericht naar passend werk buiten de bakkerij."
    )
    coach.page.fill("[name=text_2]", "Zij kan administratief werk doen, twintig uur per week.")
    coach.page.fill("[name=text_3]", "Alle afspraken zijn nagekomen.")
    coach.ticks("categories", "intakegegevens")
    says_that_nothing_special_is_in_it(walk)
    coach.looks("31-nieuw-rapport")
    coach.sends()
    coach.looks("32-rapport-versie-1", schemes=BOTH)
    coach.presses("Nu versturen")
    coach.sees("Niet verstuurd")
    coach.sees("4.1")
    coach.looks("33-rapport-geweigerd", schemes=BOTH)
    coach.presses("Leg voor aan de cliënt")
    coach.looks("34-rapport-voorgelegd")


def the_client_says_no_and_gets_another_version(walk: Walk) -> None:
    coach, client = walk.coach, walk.client
    follows_the_mail(walk)
    client.sees("Klopt dit rapport, Ilse?")
    client.sees("Staat er niet in")
    client.looks("40-klopt-dit-rapport", schemes=BOTH)
    client.follows("Nee, ik wil iets anders")
    client.fills("Wat wilt u anders?", "Schrijf er alstublieft bij dat ik ook een cursus volg.")
    client.looks("41-nee")
    client.presses("Verstuur mijn nee")
    client.looks("42-nee-vastgelegd")
    coach.page.reload()
    coach.sees("een cursus volg")
    coach.looks("43-rapport-nee")
    changes_the_text(walk, "Zij kan administratief werk doen en volgt een cursus.")
    coach.presses("Leg voor aan de cliënt")


def says_that_nothing_special_is_in_it(walk: Walk) -> None:
    """Answer the three questions that are asked anew for each version."""
    for question in ("holds_health", "from_treating_doctor", "confidential"):
        walk.coach.ticks(question, "nee")


def follows_the_mail(walk: Walk) -> None:
    """Go from the mail to the report that waits."""
    walk.client.opens(walk.post.link_for(CLIENT_EMAIL, about="vraagt u iets"))
    walk.client.follows("uitgebreid rapport")


def changes_the_text(walk: Walk, text: str) -> None:
    """Make the next version."""
    coach = walk.coach
    coach.follows("Bewerken maakt versie")
    coach.page.fill("[name=text_2]", text)
    says_that_nothing_special_is_in_it(walk)
    coach.looks("44-bewerken")
    coach.presses("Bewaar als versie")


def the_client_says_yes_and_an_edit_takes_it_back(walk: Walk) -> None:
    coach, client = walk.coach, walk.client
    follows_the_mail(walk)
    second = client.path
    client.looks("45-versie-2")
    client.follows("Wat is er veranderd")
    client.looks("46-wat-is-er-veranderd")
    client.opens(second)
    client.presses("Ja, dit mag zo weg")
    client.looks("47-verse-code")
    client.types_the_code()
    client.looks("48-ja-vastgelegd", schemes=BOTH)
    coach.page.reload()
    coach.looks("49-rapport-mag-weg", schemes=BOTH)
    changes_the_text(walk, "Zij kan administratief werk doen, ook in de ochtend, en volgt een cursus.")
    coach.sees("Nog niet")
    coach.presses("Nu versturen")
    coach.sees("Niet verstuurd")
    client.opens(second)
    client.sees("Deze versie is vervallen")
    client.looks("50-versie-vervallen")
    coach.presses("Leg voor aan de cliënt")


def the_client_says_yes_to_the_last_version(walk: Walk) -> None:
    """Somebody approves while the coach saves once more: the yes to what is outdated is refused."""
    coach, client = walk.coach, walk.client
    follows_the_mail(walk)
    third = client.path
    client.presses("Ja, dit mag zo weg")
    changes_the_text(walk, "Zij kan administratief werk doen, het liefst in de ochtend, en volgt een cursus.")
    client.types_the_code()
    client.sees("Dit kan niet meer")
    client.looks("51-te-laat")
    assert not ContentVersion.objects.get(number=3).consents.filter(state__state="given").exists()
    coach.presses("Leg voor aan de cliënt")
    follows_the_mail(walk)
    assert client.path != third
    reads_the_exact_pdf(walk)
    client.presses("Ja, dit mag zo weg")
    client.page.fill("[name=code]", walk.post.code_for(CLIENT_EMAIL))
    assert client.clicks_twice("Ja, dit mag zo weg") == [200, 200]
    client.opens("/mijn/rapporten/")
    client.looks("52-mijn-rapporten")


def reads_the_exact_pdf(walk: Walk) -> None:
    """What the client reads is, byte for byte, what the answer will be about."""
    link = walk.client.page.get_by_role("link", name="Lees alles").first.get_attribute("href")
    pdf = walk.client.page.request.get(walk.client.site + link).body()
    assert pdf.startswith(b"%PDF")
    assert sha256(pdf).hexdigest() == ContentVersion.objects.get(superseded_at=None).content_sha256


def the_report_is_sent_and_read(walk: Walk) -> None:
    coach, contact, stranger = walk.coach, walk.contact, walk.stranger
    coach.page.reload()
    assert coach.clicks_twice("Verstuur naar") == [200, 200]
    wait_until(Disclosure.objects.exists)
    coach.page.reload()
    coach.sees("Dit ging naar")
    coach.looks("53-rapport-verstuurd")
    coach.opens(f"{walk.dossier}verstrekt/")
    coach.looks("54-verstrekt")
    mail = walk.post.mail_to(walk.town.contact.user.email, about="rapport")
    assert not re.search("Boer|cursus|administratief", mail.subject + mail.text)
    link = walk.post.link_in(mail)
    contact.opens(link)
    contact.sees("cursus")
    contact.looks("55-rapport-bij-opdrachtgever", schemes=BOTH)
    contact.opens("/opdrachtgever/")
    contact.looks("56-opdrachtgever-thuis-met-rapport")
    stranger.logs_in_with_a_code()
    assert stranger.opens(link) == 404
    stranger.looks("57-niet-gevonden")
    assert Disclosure.objects.count() == 1
    assert OutboxMessage.objects.filter(template="report_delivered").count() == 1
    assert COMPANY not in stranger.page.content()
