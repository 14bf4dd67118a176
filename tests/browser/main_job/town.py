"""The bureau and the company of the main job: people with accounts, and nothing that has happened yet."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from accounts.models import User
from dossiers.models import OpdrachtgeverContact
from tests.factories.accounts import BranchFactory, OrganisationFactory, UserFactory
from tests.factories.consent import a_reglement_in_force
from tests.factories.dossiers import PDF, a_contact, an_agreement, an_opdrachtgever
from vault.clock import today

CLIENT = "Ilse de Boer"
CLIENT_EMAIL = "ilse@thuis.example"
COMPANY = "Bakkerij Van Houten"


@dataclass(frozen=True)
class Town:
    """Who lives there."""

    coach: User
    directie: User
    contact: OpdrachtgeverContact
    other_contact: OpdrachtgeverContact


def a_town() -> Town:
    """Return the people before the first referral, under the reglement of All4people."""
    OrganisationFactory(name="Bureau Zuid")
    BranchFactory(name="Vestiging Breda")
    a_reglement_in_force("a4p")
    company = an_opdrachtgever(COMPANY)
    an_agreement(company, covers_confidentiality=True)
    elsewhere = an_opdrachtgever("Transport Snelwiek")
    return Town(
        coach=UserFactory(coach=True, email="marit@bureau.example", name="Marit Vos"),
        directie=UserFactory(directie=True, email="directie@bureau.example", name="Dirk Mulder"),
        contact=a_contact(UserFactory(contact=True, email="p@bakkerij.example", name="P. van Houten"), company),
        other_contact=a_contact(UserFactory(contact=True, email="q@snelwiek.example", name="Q. Jansen"), elsewhere),
    )


def birth_date() -> str:
    """Return the day on which the client was born: some forty years ago."""
    return (today() - timedelta(days=40 * 365)).isoformat()


def a_pdf() -> dict[str, object]:
    """Return a PDF as a browser uploads it."""
    return {"name": "../../sollicitatiebrief.pdf", "mimeType": "application/pdf", "buffer": PDF}


def a_docx() -> dict[str, object]:
    """Return a Word document as a browser uploads it."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/></Types>',
        "_rels/.rels": '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        "word/document.xml": '<?xml version="1.0" encoding="UTF-8"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return {"name": "cv.docx", "mimeType": f"{kind}.document", "buffer": stream.getvalue()}
