"""Who works at the bureau and for whom: nobody in this file exists."""

from dataclasses import dataclass
from typing import Final

from accounts.terms import Role
from dossiers.terms import ContactClass, OpdrachtgeverKind

ORGANISATION: Final = "Bureau Merelhof"
# What AVG 30(1) asks of the organisation itself; the register shows it.
REGISTER: Final = {
    "address": "Merelpad 1\n0000 AA Lindewaard",
    "email": "info@merelhof.example",
    "phone": "000 - 000 00 00",
    "data_protection_officer": "Leonie Kramer, privacy@merelhof.example",
    "joint_controllers": "Met niemand: wie een opdracht geeft, beslist over zijn eigen gegevens.",
    "processors": "De hosting van dit programma, in een datacentrum in Nederland.",
    "transfers": "Er gaat niets buiten de Europese Unie.",
    "security": "Wie hier werkt, tekent voor geheimhouding. Laptops zijn versleuteld, papier ligt achter slot.",
}
BRANCHES: Final = ("Amersfoort", "Deventer")
PASSWORD: Final = "akkoord-demo-2026"  # noqa: S105 (everybody may know it: it opens nothing but fiction)


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody who logs in with a password."""

    key: str
    name: str
    email: str
    role: Role
    branch: str | None = None


@dataclass(frozen=True, kw_only=True)
class ContactPerson:
    """Somebody at an opdrachtgever who refers people and reads reports."""

    name: str
    email: str
    job_title: str
    recipient_class: str = ContactClass.OPDRACHTGEVER


@dataclass(frozen=True, kw_only=True)
class Principal:
    """An opdrachtgever with his contacts, and whether an agreement about secrecy was ever signed with him."""

    key: str
    name: str
    kind: str
    contacts: tuple[ContactPerson, ...]
    has_agreement: bool = True


DIRECTIE: Final = Member(
    key="directie", name="Henriëtte van Dongen", email="directie@merelhof.example", role=Role.DIRECTIE
)
BEHEERDER: Final = Member(key="beheerder", name="Ruben Mensah", email="beheer@merelhof.example", role=Role.BEHEERDER)
STAFF: Final = (
    Member(key="privacy_officer", name="Leonie Kramer", email="privacy@merelhof.example", role=Role.PRIVACY_OFFICER),
    Member(
        key="manager",
        name="Bas Terpstra",
        email="bas.terpstra@merelhof.example",
        role=Role.VESTIGINGSMANAGER,
        branch="Amersfoort",
    ),
    Member(
        key="administratie",
        name="Nel Oosterveld",
        email="administratie@merelhof.example",
        role=Role.ADMINISTRATIE,
        branch="Amersfoort",
    ),
    Member(
        key="marit",
        name="Marit Visser",
        email="marit.visser@merelhof.example",
        role=Role.COACH,
        branch="Amersfoort",
    ),
    Member(
        key="daan",
        name="Daan Hoekstra",
        email="daan.hoekstra@merelhof.example",
        role=Role.COACH,
        branch="Amersfoort",
    ),
    Member(
        key="soraya",
        name="Soraya Biharie",
        email="soraya.biharie@merelhof.example",
        role=Role.COACH,
        branch="Deventer",
    ),
    Member(
        key="tomasz",
        name="Tomasz Kowalczyk",
        email="tomasz.kowalczyk@merelhof.example",
        role=Role.COACH,
        branch="Deventer",
    ),
    Member(key="auditor", name="Gijs Lammers", email="auditor@keurmerk.example", role=Role.AUDITOR),
)
COACHES: Final = tuple(member for member in STAFF if member.role is Role.COACH)

PRINCIPALS: Final = (
    Principal(
        key="bakkerij",
        name="Bakkerij Van Houten",
        kind=OpdrachtgeverKind.EMPLOYER,
        contacts=(
            ContactPerson(
                name="Pieter van Houten", email="p.vanhouten@bakkerijvanhouten.example", job_title="leidinggevende"
            ),
            ContactPerson(name="Saskia Blom", email="s.blom@bakkerijvanhouten.example", job_title="personeelszaken"),
        ),
    ),
    Principal(
        key="transport",
        name="Transportbedrijf Snelwiek",
        kind=OpdrachtgeverKind.EMPLOYER,
        contacts=(
            ContactPerson(name="Olga Reitsma", email="o.reitsma@snelwiek.example", job_title="casemanager"),
            ContactPerson(
                name="Harm Wessels",
                email="h.wessels@snelwiek.example",
                job_title="teamleider planning",
                recipient_class=ContactClass.WORKPLACE_MANAGER,
            ),
        ),
    ),
    Principal(
        key="uwv",
        name="UWV",
        kind=OpdrachtgeverKind.UWV,
        contacts=(
            ContactPerson(name="Carla Huisman", email="c.huisman@uwv-demo.example", job_title="arbeidsdeskundige"),
        ),
    ),
    Principal(
        key="gemeente",
        name="Gemeente Lindewaard",
        kind=OpdrachtgeverKind.MUNICIPALITY,
        contacts=(
            ContactPerson(name="Mohamed Azzouzi", email="m.azzouzi@lindewaard.example", job_title="klantmanager werk"),
        ),
    ),
    Principal(
        key="verzekeraar",
        name="Polderlinde Verzekeringen",
        kind=OpdrachtgeverKind.INSURER,
        contacts=(
            ContactPerson(name="Judith Zandstra", email="j.zandstra@polderlinde.example", job_title="regisseur werk"),
        ),
    ),
    Principal(
        key="fonds",
        name="Sectorfonds Maakwerk",
        kind=OpdrachtgeverKind.OTHER,
        contacts=(ContactPerson(name="Rob Hagenaar", email="r.hagenaar@fondsmaakwerk.example", job_title="adviseur"),),
    ),
    # Nothing signed with this one: a reglement that asks for an agreement lets no report through to him.
    Principal(
        key="drukkerij",
        name="Drukkerij Molenpad",
        kind=OpdrachtgeverKind.EMPLOYER,
        contacts=(
            ContactPerson(name="Wendy Kalkman", email="w.kalkman@drukkerijmolenpad.example", job_title="eigenaar"),
        ),
        has_agreement=False,
    ),
)
