"""The coach works in the dossier, and the client says whether a summary is right."""

from tests.browser.main_job import town as stage
from tests.browser.main_job.walk import Walk
from vault.clock import today


def the_coach_works_in_the_dossier(walk: Walk) -> None:
    coach = walk.coach
    coach.opens(f"{walk.dossier}gesprekken/notitie/")
    coach.chooses("category", "intakegegevens")
    coach.fills("Tekst", "Wij spraken over solliciteren.\n\nVolgende week kijkt zij vacatures door.")
    coach.looks("20-notitie")
    coach.sends()
    for each, file in enumerate((stage.a_pdf(), stage.a_docx())):
        coach.opens(f"{walk.dossier}documenten/nieuw/")
        coach.page.set_input_files("[name=file]", file)
        coach.chooses("category", "intakegegevens")
        if each == 0:
            coach.looks("21-document-toevoegen")
        coach.sends()
    coach.sees("sollicitatiebrief")
    coach.does_not_see("..")
    coach.looks("22-documenten")
    coach.opens(f"{walk.dossier}gesprekken/consult/")
    coach.fills("Wanneer?", f"{today().isoformat()}T00:30")
    coach.fills("Samenvatting", "Wij maakten een plan voor de eerste drie maanden.")
    coach.looks("23-consult")
    coach.sends()
    coach.presses("Deel met cliënt")
    coach.looks("24-gesprekken")


def the_client_confirms_a_summary(walk: Walk) -> None:
    client = walk.client
    client.opens("/mijn/")
    client.looks("25-mijn-samenvatting-wacht")
    client.follows("Samenvatting van een gesprek")
    client.looks("26-mijn-gesprekken")
    client.follows("Klopt dit?")
    client.looks("27-klopt-dit")
    client.presses("Ja, dit klopt")
    client.sees("klopt")
    client.opens("/mijn/documenten/")
    client.looks("28-mijn-documenten")
