"""What people wrote down in this bureau: notes, summaries of talks, remarks and letters, all of it made up."""

from typing import Final

NOTES: Final = (
    "Kort gebeld. {called} heeft de vacaturesites van deze week doorgenomen en twee vacatures bewaard om samen te "
    "bespreken.",
    "Cv nagelezen. De opbouw is helder. Afgesproken dat de vrijwillige functies er ook op komen, want daar zit veel "
    "ervaring in die werkgevers zoeken.",
    "{called} mailde over het kennismakingsgesprek van donderdag. De ontvangst was hartelijk en er komt een tweede "
    "gesprek.",
    "Proefgesprek geoefend. Vooral de vraag waarom iemand van werk wil wisselen ging vandaag een stuk rustiger.",
    "Afgestemd welke dagen goed uitkomen. Dinsdag en donderdag blijven vrij voor afspraken met ons.",
    "Samen het netwerk in kaart gebracht op een groot vel. Er staan meer namen op dan {called} vooraf dacht.",
    "Reiskosten en vergoeding besproken. {called} stuurt de kaartjes eens per maand naar de administratie.",
    "Bericht van de opdrachtgever: de planning klopt nog. Dit heb ik ook aan {called} verteld.",
    "Meegelopen bij een open dag. {called} stelde goede vragen en heeft twee visitekaartjes meegekregen.",
    "Sollicitatiebrief tweede versie. Korter, warmer, en de eerste alinea gaat nu over de werkgever.",
    "Afspraak verzet op verzoek van {called}. Nieuwe datum staat in de agenda, geen bijzonderheden.",
    "Cursusaanbod vergeleken. Voorkeur voor de avondvariant bij het regionale opleidingshuis; kosten nagevraagd.",
    "Terugblik op de maand. Wat hielp: een vast moment in de week. Wat minder hielp: te veel sites tegelijk.",
    "{called} heeft een eerste werkdag meegedraaid en vertelde er enthousiast over. Volgende week bellen wij na.",
    "Referenties besproken. Twee oud-collega's willen gebeld worden; {called} vraagt hun eerst zelf toestemming.",
    "Profiel op een vaksite bijgewerkt, samen de foto gekozen. De eerste reactie kwam dezelfde middag binnen.",
)

CALLS: Final = (
    "Gebeld om te vragen hoe het gesprek was. Het liep prettig; binnen twee weken volgt bericht.",
    "{called} belde met een vraag over het formulier. Samen ingevuld aan de telefoon.",
    "Korte check voor het weekend: alles duidelijk, volgende afspraak bevestigd.",
    "Teruggebeld. Er was verwarring over het adres van de volgende afspraak; dat is opgelost.",
)

# What somebody can do at work is health data: it has a category of its own and a right of its own.
CAPACITY: Final = (
    "Afspraak met de bedrijfsarts volgens diens brief van deze maand: vier uur per dag, zitten en staan afwisselen, "
    "geen nachtdiensten. Over de reden staat hier niets en wordt niets gevraagd."
)
WHY_CAPACITY: Final = "Zonder deze grenzen is geen passend werk te zoeken."

SUMMARIES: Final = (
    "Wij spraken over wat u in eerder werk met plezier deed. U noemde het contact met klanten, het overzicht over een "
    "dag en het inwerken van nieuwe collega's. Voor de volgende keer schrijft u drie momenten op waarop het werk als "
    "vanzelf ging.",
    "U bracht twee vacatures mee. Bij de eerste past de plaats goed, bij de tweede vooral het werk zelf. Wij hebben "
    "een lijst met vragen gemaakt voor het telefoongesprek. U belt uiterlijk woensdag.",
    "Wij namen uw cv door en schreven samen een nieuwe inleiding. U vond het fijn om te zien wat u allemaal kunt. U "
    "werkt de laatste twee functies thuis uit.",
    "U vertelde over de meeloopdag. De sfeer beviel u, de reistijd viel tegen. Wij zoeken ook naar werk dichterbij "
    "en u vraagt of er op de fiets te komen is.",
    "Wij oefenden een sollicitatiegesprek. U wilt rustiger beginnen en meer voorbeelden geven. De volgende keer "
    "oefenen wij het met iemand die u nog niet kent.",
    "Wij bespraken de planning tot het einde van het traject. U wilt voor die tijd twee werkbezoeken doen. Ik vraag "
    "na of dat bij de bibliotheek en bij het tuincentrum kan.",
    "U heeft met drie mensen uit uw netwerk koffie gedronken. Een van hen zoekt volgend voorjaar een collega. U houdt "
    "contact en stuurt uw cv als de vacature er is.",
    "Wij keken terug op de afgelopen weken. U merkt dat vaste dagen helpen. Wij houden dinsdag en donderdag aan, en u "
    "laat het weten als iets niet lukt.",
)

# One that a client does not recognise himself in.
DISPUTED: Final = (
    "Wij spraken over de functie bij het afhaalpunt. U zei dat u daar niet wilt beginnen. Wij zoeken verder naar werk "
    "op kantoor.",
    "Dit klopt niet helemaal. Ik zei dat ik er niet op zaterdag wil werken. Door de week lijkt het me juist leuk.",
)

REFUSALS: Final = (
    "Er staat dat ik liever thuis werk. Dat heb ik zo niet gezegd: ik wil twee dagen op kantoor. Past u dat aan?",
    "Ik wil niet dat mijn plannen voor een eigen bedrijf hierin staan. Dat vertelde ik u in vertrouwen.",
    "De cursus is nog niet betaald, dat staat er nu wel. Verder vind ik het een goed verslag.",
)

GROUND: Final = (
    "De cliënt sloot zelf de overeenkomst voor deze begeleiding; daarin staat dat wij de opdrachtgever over de "
    "voortgang berichten. Getekend exemplaar ligt bij de administratie."
)

REFERRALS: Final = (
    (
        "Youssef Benali",
        "jobcoaching",
        "Wil graag aan de slag in het groen. Heeft ervaring bij een hoveniersbedrijf en zoekt een vaste plek met "
        "begeleiding in de eerste maanden.",
    ),
    (
        "Karin Dekkers",
        "spoor2",
        "Medewerker administratie, twaalf jaar bij ons in dienst. Graag een kennismaking in de komende twee weken.",
    ),
    (
        "Stefan Roelofs",
        "outplacement",
        "Zijn functie vervalt per 1 april. Hij weet dat wij hem aanmelden en kijkt uit naar het gesprek.",
    ),
)

INTAKE_LETTER: Final = (
    "Dit is het verslag van de kennismaking. Wij spraken over eerder werk, over wat goed gaat en over wat iemand van "
    "een volgende baan verwacht.",
    "Afgesproken is een gesprek om de twee weken, met daartussen een telefoontje. Wat wij opschrijven staat in het "
    "dossier en is daar door de cliënt na te lezen.",
    "De eerste stap is een overzicht van werkervaring en opleidingen. Daarna volgt een plan met data.",
)
CURRICULUM: Final = (
    "Curriculum vitae",
    "Werkervaring",
    "2016 tot nu: medewerker planning en klantcontact. Plande dagelijks twaalf ritten en hield klanten op de hoogte.",
    "2009 tot 2016: winkelmedewerker, later assistent-bedrijfsleider. Werkte nieuwe collega's in.",
    "Opleiding",
    "2009: mbo niveau 3, commercieel medewerker",
    "Talen: Nederlands, Engels, een beetje Duits",
)

INVOICE: Final = (
    "Voor de begeleiding in dit traject brengen wij in rekening wat in de opdracht is afgesproken.",
    "Betaling binnen dertig dagen. Op deze factuur staat niets over de gesprekken.",
)

# Why a client objects to a use of his data, and what the bureau answered (AVG 21).
OBJECTION: Final = "Ik wil niet dat mijn gegevens worden gebruikt voor iets anders dan mijn begeleiding."
OBJECTION_ANSWER: Final = "Wij gebruiken uw gegevens alleen nog voor uw begeleiding. Wij hebben dit met u besproken."

FORM_LETTER: Final = (
    "Beste coach,",
    "Zoals afgesproken stuur ik u mijn lijst met voorkeuren. Ik werk het liefst drie of vier dagen, niet te ver van "
    "huis en met vaste collega's.",
    "Als u nog iets mist hoor ik het graag.",
)

MENTOR: Final = ("Dragana Petrović", "dragana.petrovic@thuis.example")
