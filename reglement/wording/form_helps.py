"""The help that stands under each field of the rule form, for who writes a text without knowing the form."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the name of the field, or where fields of one name differ, by shape and field.
HELPS: dict[str, str | Promise] = {
    "id": _("Kleine letters, cijfers en streepjes. Elke regel heeft een eigen naam."),
    "article": _("Het artikel van deze tekst waar dit staat."),
    "also": _("Andere artikelen van deze tekst die dit ook zeggen."),
    "law": _("Artikelen van de wet die dit ook zeggen."),
    "note": _("Waarom de tekst zo wordt gelezen. Voor een jurist."),
    "part": _("Plaats in het artikel, als het nummer niet precies genoeg is."),
    "precedence": _(
        "Als meer artikelen iets verbieden, wordt het hoogste getal eerst genoemd. De uitkomst blijft gelijk."
    ),
    "Metadata.key": _("Korte naam van het reglement. Zij staat bij elk besluit."),
    "Metadata.kind": _("Kies altijd een reglement. De wettekst hoort bij het programma."),
    "Metadata.name": _("Naam van de tekst."),
    "Metadata.label": _("Hoe mensen deze versie noemen. Elke versie heeft een eigen naam."),
    "valid_from": _("Eerste dag waarop deze versie geldt. Leeg: vanaf de dag waarop zij geldig wordt gemaakt."),
    "supersedes": _("Naam van de versie die deze vervangt. De eerste versie laat dit leeg."),
    "Metadata.services": _("Diensten, zoals de tekst ze noemt."),
    "codes": _("Gedragscodes en keurmerken van buiten die de organisatie volgt."),
    "available_at": _("Waar mensen de tekst kunnen krijgen."),
    "recipients_closed": _("Aangevinkt: alleen wie de tekst als ontvanger noemt, kan iets krijgen."),
    "Article.key": _("Waarmee regels naar dit artikel wijzen. Meestal het nummer. Elke sleutel komt één keer voor."),
    "Article.label": _("Het nummer zoals het in de tekst staat."),
    "heading": _("Een korte kop."),
    "Article.text": _("Wat het artikel zegt, in uw eigen woorden."),
    "disclosure": _("Dit artikel sluit de deur voor alles wat naar buiten gaat en door geen regel wordt toegestaan."),
    "access": _(
        "Dit artikel sluit de deur voor inkijken, opschrijven en gebruiken dat door geen regel wordt toegestaan."
    ),
    "purpose_binding": _("Gekozen: elk gebruik voor een doel dat de tekst niet noemt, mag niet."),
    "act": _("De handelingen waar de regel over gaat."),
    "GateRule.effect": _(
        "Mag: staat toe als alles wat nodig is, er is. Mag niet: verbiedt. Voorwaarde: verbiedt zolang iets "
        "ontbreekt. Grens: maakt kleiner wat een andere regel toestaat."
    ),
    "match": _(
        "Wanneer de regel geldt. Alles wat u hier invult, moet passen. Binnen een rij is één woord genoeg. "
        "Niets ingevuld: altijd."
    ),
    "except": _("De regel geldt niet als dit past."),
    "needs": _("Wat er eerst moet zijn. Bij mag en bij een voorwaarde; niet bij een verbod."),
    "unless": _("De regel geldt niet als een van deze er is."),
    "duties": _("Wat moet gebeuren zodra dit mag."),
    "limits": _("Grenzen aan wat mag."),
    "takes_ground": _(
        "Voor een verbod of voorwaarde over een grond. Ja: die grond telt niet mee zolang de regel geldt, en wat op "
        "iets anders rust, gaat door. Nee: dan mag het helemaal niet."
    ),
    "recipient_class": _(
        "Wie het zou krijgen of zou inkijken. Medewerkers en de cliënt zijn ook ontvangers als zij zelf kijken."
    ),
    "recipient_kind": _("Voor een opdrachtgever: wat voor een."),
    "category_tag": _("Past als een van de soorten gegevens zo gevoelig is."),
    "category_key": _("Past als een van de soorten gegevens deze sleutel heeft."),
    "Match.ground": _("Past als een grond van deze soort is vastgelegd."),
    "source": _("Van wie de gegevens komen."),
    "same_branch": _("Ja: wie het doet, werkt op de vestiging van het traject."),
    "listed": _("Nee: een soort gegevens staat niet in de lijst van deze tekst."),
    "minor": _("Ja: de cliënt is jonger dan zestien (UAVG 5)."),
    "from_treating_doctor": _("Ja: iets komt van een arts die de cliënt behandelt."),
    "marked_confidential": _("Ja: schrijver of cliënt merkte iets als vertrouwelijk."),
    "for_payment": _("Ja: het bureau zou voor de gegevens worden betaald."),
    "residual": _("Ja: het gaat over wat bleef na het vernietigen van een dossier."),
    "outlived": _("Ja: het gaat over wat van een vernietigd dossier nog blijft, door een wet of een langere termijn."),
    "objected": _("Ja: de cliënt weigerde, trok in of maakte bezwaar."),
    "Duty.within": _("Termijn vanaf de handeling. Leeg: meteen."),
    "Limit.category_tag": _("Bij een deel verborgen: wat verborgen blijft."),
    "trigger": _("De gebeurtenis waarna de termijn begint te lopen."),
    "RetentionRule.term": _("Hoe lang deze gegevens blijven."),
    "RetentionRule.match": _(
        "Om welke gegevens het gaat. Niets ingevuld: alles. Gelden er meer regels, dan telt het vroegste einde."
    ),
    "round_up": _("Of de termijn doorloopt tot het eind van de maand of van het jaar."),
    "bound": _("Hoe de tekst de termijn bedoelt."),
    "action": _("Wat er na de termijn gebeurt."),
    "client_override": _("Wat de cliënt op elke dag aan een lopende termijn mag doen."),
    "override_article": _("Het artikel dat de cliënt dit laat doen. Leeg: het artikel van de regel."),
    "ClosingTerm.article": _("Het artikel dat deze keuze geeft. Leeg: het artikel van de regel."),
    "extend_at_most": _("Hoe lang na de termijn de cliënt het hooguit mag laten blijven. Leeg: de tekst noemt niets."),
    "decided_end": _(
        "Voor zo lang als nodig: wie beslist dat het niet meer nodig is. De termijn is dan het langste. "
        "Leeg: de termijn geldt vanzelf."
    ),
    "report_purpose": _("Waar het rapport voor is. Het traject afsluiten is het eindrapport."),
    "complaint": _("Of de cliënt een klacht heeft, die nog loopt of al is afgehandeld."),
    "after_reading": _("De cliënt gaf de toestemming nadat hij precies deze versie opende om te lezen."),
    "reading_time": _(
        "Hoe lang de cliënt deze versie minstens had, vanaf de dag dat hij die zag, voordat hij toestemming gaf. "
        "Leeg: de tekst noemt geen tijd."
    ),
    "PeriodNeed.at_most": _("Hoe ver weg het einde hooguit ligt. Leeg: de tekst noemt geen langste tijd."),
    "GroupNeed.people": _("Hoeveel mensen de kleinste groep telt, zodat niemand is te herkennen."),
    "override_conditions": _("Bij laten vernietigen met een reden: de redenen die de tekst aanneemt."),
    "closing_choice": _(
        "Wat de cliënt één keer mag kiezen, als zijn traject eindigt. De termijn van zijn keuze komt dan in de plaats "
        "van die van de regel."
    ),
    "deviation": _("Wanneer het bureau in een enkel geval langer mag bewaren."),
    "hold": _("Een wet verplicht tot bewaren: dit houdt vernietigen door elke andere regel tegen."),
    "statute": _("De wet en het artikel."),
    "ResidualRule.fields": _("Wat blijft, in gewone woorden."),
    "ResidualRule.kind": _("Een regel over één persoon, of alleen cijfers."),
    "keeps": _("Wat dit programma zelf laat blijven. Leeg: niets."),
    "smallest_group": _("Bij cijfers: over hoeveel mensen een getal ten minste moet gaan om getoond te worden."),
    "ResidualRule.purpose": _("Waarvoor het blijft, in gewone woorden."),
    "ResidualRule.term": _("Hoe lang het mag blijven."),
    "lookup_only": _("Het mag één voor één worden opgezocht, en nooit in een lijst, een export of een rapport."),
    "window": _("Hoe lang na het einde van het traject dit recht er is. Leeg: zolang er gegevens zijn."),
    "deadline": _("Termijn voor het antwoord. Leeg: de termijn van de wet."),
    "RightRule.conditions": _("Redenen waarvan de cliënt er één noemt. Niets gekozen: geen reden nodig."),
    "channels": _("Wegen die de tekst noemt. Een verzoek langs een andere weg wordt daarom nooit geweigerd."),
    "fee": _("De wet maakt het antwoord en de eerste kopie altijd gratis."),
    "answer_parts": _("Wat in het antwoord staat, in gewone woorden."),
    "interval": _("Kortste tijd tussen twee verzoeken."),
    "extension": _("Hoeveel later het antwoord mag komen, na een bericht binnen de termijn."),
    "NoticeRule.event": _("Wat de aanleiding is."),
    "audience": _("Wie het te horen krijgt."),
    "NoticeRule.channel": _("Hoe. E-mail en portaal gaan vanzelf; de rest doet u zelf."),
    "NoticeRule.within": _("Hoe lang medewerkers de tijd hebben. Leeg: meteen."),
    "otherwise": _("Wat er gebeurt met wie niet op tijd bevestigt."),
    "PurposeEntry.key": _("Hoe het programma dit doel noemt."),
    "PurposeEntry.label": _("Het doel zoals mensen het zeggen."),
    "PurposeEntry.ground": _("Rechtsgrond (AVG 6). Leeg: tekst en organisatie noemen er geen."),
    "CatalogueItem.key": _("Korte naam van deze soort gegevens."),
    "CatalogueItem.label": _("Hoe mensen deze gegevens noemen."),
    "CatalogueItem.tag": _("Hoe gevoelig deze gegevens zijn."),
    "CatalogueItem.services": _("Alleen bij deze diensten. Niets gekozen: bij elke dienst."),
    "CatalogueItem.required_for": _("Een traject van deze diensten begint pas als dit er is."),
    "mode": _(
        "Wat niet in de lijst staat: bij alles of ten hoogste mag het niet, bij een voorbeeld of in ieder geval "
        "is een notitie nodig."
    ),
    "controller": _("Rol of orgaan, nooit de naam van een persoon."),
    "activates": _("Rollen die een versie mogen voorstellen."),
    "decides": _("Rollen die beslissen wat de tekst aan het bureau laat."),
    "RoleMap.contact": _("Een rol of een postvak, nooit de naam van een persoon."),
    "second_key": _("Een dag wachten is er voor een bureau van één persoon."),
    "LawConflict.law": _("Artikelen van de wet die voorgaan."),
    "LawConflict.effect": _("Wat het verschil in de praktijk betekent."),
    "OrganisationChoice.rule": _("Naam van de regel die iets openlaat."),
    "OrganisationChoice.field": _("Veld dat wordt ingevuld."),
    "OrganisationChoice.value": _("Wat de organisatie koos, bijvoorbeeld P2Y voor twee jaar."),
    "OrganisationChoice.reason": _("Waarom, en dat het een eigen keuze is. Iedereen die de tekst leest, ziet dit."),
    "ConsentNeed.form": _("De laagste vorm die genoeg is."),
    "bound_to": _("Wat de toestemming precies moet noemen. Deze versie: dit document, tot op de letter."),
    "by_role": _("Rollen waarvan er één goedkeurt. Zijn er twee nodig, voeg dan twee voorwaarden toe."),
    "GroundNeed.one_of": _("Gronden waarvan er één moet zijn vastgelegd, altijd met bewijs."),
    "CategoriesNeed.within": _("Sleutels of gevoeligheden die erin mogen."),
    "RecentNeed.within": _("Hoe oud de gegevens hooguit mogen zijn."),
    "ShownNeed.at_least": _("Zodat de cliënt tijd heeft om te antwoorden. Leeg: net ervoor is genoeg."),
    "AllowedDeviation.max": _("Langste verlenging na de termijn. Leeg: de tekst noemt er geen."),
    "reason_required": _("Of de reden moet worden opgeschreven."),
    "CatalogueItem.condition": _(
        "Wat de tekst erover zegt, voor mensen. Wat het programma bewaakt, staat in de velden hieronder."
    ),
    "unspecified": _(
        "De tekst noemt dit zonder te zeggen wat erin staat. Wie iets opschrijft, noemt dan een andere soort "
        "gegevens erbij."
    ),
    "ClosingTerm.term": _("Vanaf het begin van de termijn van de regel."),
    "authority_in_text": _(
        "Of de tekst zelf de Autoriteit Persoonsgegevens noemt. Die weg staat er door de wet altijd bij."
    ),
    "ComplaintRoute.rules": _("Naam van de regels voor klachten."),
    "ComplaintRoute.to": _("Een rol of orgaan."),
    "names_treating_doctor": _("De toestemming noemt de gegevens die van de behandelend arts komen."),
    "GroundNeed.statute": _("De wet en het artikel moeten erbij staan."),
    "balanced": _("De belangen moeten op papier zijn afgewogen."),
    "GroundNeed.covers": _("Wat de grond precies moet noemen."),
    "Measure.label": _("De maatregel in gewone woorden."),
    "Measure.review": _("Hoe vaak iemand kijkt of dit gebeurt."),
    "NoticeRule.items": _("Wat in het bericht staat."),
    "RecipientBodyNeed.one_of": _(
        "Namen van keurmerken in kleine letters, woorden met _ ertussen, zoals blik_op_werk."
    ),
    "RecipientEntry.key": _("Hoe het programma deze ontvanger noemt."),
    "RecipientEntry.label": _("Hoe de tekst deze ontvanger noemt."),
    "RightRule.representative": _(
        "De tekst zegt dat ook een vertegenwoordiger dit mag vragen. Volgens de wet mag dat altijd."
    ),
    "RoleEntry.label": _("Het woord van de tekst voor deze rol."),
    "tasks": _("Wat de tekst deze rol laat doen, in gewone woorden."),
    "TermEntry.word": _("Het woord zoals de tekst het gebruikt."),
    "means": _("Wat het betekent."),
    "TermEntry.articles": _("In welke artikelen. Niets gekozen: in alle."),
    "StatutoryHold.term": _("Hoe lang de wet dit vraagt. Leeg: de termijn van de regel, of die van de gegevens zelf."),
    "consent_capacity": _("Alleen voor de wettekst."),
    "holding": _("Alleen voor de wettekst."),
    "refusing": _("Alleen voor de wettekst."),
    "costs": _("Alleen voor de wettekst."),
}
