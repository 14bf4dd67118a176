"""The people who try every door, in the order of the columns of the table."""

from accounts.models import User
from reglement.services import acknowledge
from tests.factories.accounts import UserFactory

STRANGER = "stranger"
STAFF = {
    "coach": {"coach": True, "name": "I. de Boer"},
    "substitute": {"coach": True, "name": "S. Yilmaz"},
    "outsider": {"coach": True, "name": "B. Visser"},
    "root": {"coach": True, "is_superuser": True, "name": "R. Wortel"},
    "administratie": {"administratie": True, "name": "A. Smit"},
    "manager": {"vestigingsmanager": True, "name": "M. Bakker"},
    "beheerder": {"beheerder": True, "name": "H. Meijer"},
    "directie": {"directie": True, "name": "D. Mulder"},
    "privacy": {"privacy_officer": True, "name": "P. Dekker"},
    "auditor": {"auditor": True, "name": "K. Auditor"},
}
PORTAL = {
    "client": {"client": True},
    "otherclient": {"client": True},
    "represents": {"representative": True, "name": "R. Vertegenwoordiger"},
    "contact": {"contact": True, "name": "P. van Houten"},
    "othercontact": {"contact": True, "name": "Q. Jansen"},
}
PERSONS = [STRANGER, *STAFF, *PORTAL]
# Who has nothing to do with the dossier and whom its doors must tell nothing, not even that it exists.
OUTSIDERS = ["outsider", "root", "otherclient", "othercontact"]


def invite_everybody() -> dict[str, User]:
    """Return an account for each person; who works here has signed for secrecy."""
    made = {name: UserFactory(email=f"{name}@deuren.example", **facts) for name, facts in (STAFF | PORTAL).items()}
    for name in STAFF:
        acknowledge(user=made[name], kind="confidentiality", evidence="signed", text_sha256="a" * 64)
    return made
