"""The clients of the bureau and how far each of them is: nobody in this file exists."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from dossiers.terms import ServiceType


class Situation(StrEnum):
    """How far a client is on the day the demo is loaded."""

    FRESH = auto()
    REFERRED_TODAY = auto()
    RUNNING = auto()
    DISPUTED = auto()
    MENTOR = auto()
    DRAFT = auto()
    WAITING = auto()
    REFUSED = auto()
    APPROVED = auto()
    SUPERSEDED = auto()
    DELIVERED = auto()
    OPENED = auto()
    NO_AGREEMENT = auto()
    UNASKED_SHORT = auto()
    UNASKED_EXTENSIVE = auto()
    CLOSED = auto()
    ANNOUNCED = auto()
    OVERDUE = auto()
    HELD_COMPLAINT = auto()
    HELD_COURT = auto()
    DESTROYED = auto()
    ERASED = auto()


@dataclass(frozen=True, kw_only=True)
class Person:
    """A client, how others speak of him, and what brought him to the bureau."""

    name: str
    called: str
    coach: str
    principal: str
    service: ServiceType
    situation: Situation
    today_at: str = ""

    @property
    def email(self) -> str:
        """Return his address at a domain that can't exist."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        return f"{plain.replace(' ', '.')}@thuis.example"


_S = Situation
_T = ServiceType
_ROWS: Final = {
    "marit": [
        ("Ilse de Boer", "mevrouw De Boer", "bakkerij", _T.SPOOR2, _S.WAITING, "09:30"),
        ("Farid Amrani", "de heer Amrani", "gemeente", _T.JOBCOACHING, _S.FRESH, "11:00"),
        ("Joke Smit", "mevrouw Smit", "verzekeraar", _T.OUTPLACEMENT, _S.DISPUTED, "14:15"),
        ("Remco Kok", "de heer Kok", "transport", _T.SPOOR1, _S.WAITING, ""),
        ("Aylin Demir", "mevrouw Demir", "fonds", _T.LOOPBAAN, _S.REFUSED, ""),
        ("Jeroen Wiersma", "de heer Wiersma", "uwv", _T.SPOOR2, _S.APPROVED, ""),
        ("Fatima El Idrissi", "mevrouw El Idrissi", "gemeente", _T.JOBCOACHING, _S.OPENED, ""),
        ("Kevin Ramdin", "de heer Ramdin", "verzekeraar", _T.OUTPLACEMENT, _S.DELIVERED, ""),
        ("Grace Owusu", "mevrouw Owusu", "bakkerij", _T.SPOOR2, _S.DRAFT, "16:00"),
        ("Wim Scholten", "de heer Scholten", "drukkerij", _T.OUTPLACEMENT, _S.NO_AGREEMENT, ""),
        ("Linh Nguyen", "mevrouw Nguyen", "bakkerij", _T.OUTPLACEMENT, _S.SUPERSEDED, ""),
        ("Shanice Pinas", "mevrouw Pinas", "gemeente", _T.JOBCOACHING, _S.UNASKED_SHORT, ""),
        ("Bram Verhoeven", "de heer Verhoeven", "transport", _T.SPOOR1, _S.UNASKED_EXTENSIVE, ""),
        ("Mehmet Yildirim", "de heer Yildirim", "fonds", _T.LOOPBAAN, _S.CLOSED, ""),
        ("Anneke Hofstra", "mevrouw Hofstra", "transport", _T.SPOOR1, _S.ANNOUNCED, ""),
        ("Pieter Dijkgraaf", "de heer Dijkgraaf", "uwv", _T.SPOOR2, _S.OVERDUE, ""),
    ],
    "daan": [
        ("Hannah Zwart", "mevrouw Zwart", "verzekeraar", _T.SPOOR2, _S.RUNNING, "10:00"),
        ("Ivo Postma", "de heer Postma", "bakkerij", _T.SPOOR1, _S.WAITING, ""),
        ("Samira Bouzid", "mevrouw Bouzid", "gemeente", _T.JOBCOACHING, _S.FRESH, ""),
        ("Milan Petrović", "de heer Petrović", "gemeente", _T.JOBCOACHING, _S.MENTOR, ""),
        ("Nynke Hiemstra", "mevrouw Hiemstra", "uwv", _T.SPOOR2, _S.OPENED, ""),
        ("Orlando Martina", "de heer Martina", "transport", _T.OUTPLACEMENT, _S.REFUSED, "13:30"),
        ("Ewa Nowak", "mevrouw Nowak", "bakkerij", _T.SPOOR2, _S.DRAFT, ""),
        ("Sander Kuipers", "de heer Kuipers", "fonds", _T.LOOPBAAN, _S.CLOSED, ""),
        ("Truus van der Heijden", "mevrouw Van der Heijden", "verzekeraar", _T.SPOOR2, _S.HELD_COMPLAINT, ""),
        ("Gerda Brouwer", "mevrouw Brouwer", "uwv", _T.SPOOR2, _S.ANNOUNCED, ""),
    ],
    "soraya": [
        ("Ahmad Rahimi", "de heer Rahimi", "gemeente", _T.JOBCOACHING, _S.REFERRED_TODAY, ""),
        ("Lotte Prins", "mevrouw Prins", "fonds", _T.LOOPBAAN, _S.RUNNING, "09:00"),
        ("Jamal Haddad", "de heer Haddad", "uwv", _T.SPOOR2, _S.RUNNING, ""),
        ("Dennis Vreeswijk", "de heer Vreeswijk", "transport", _T.SPOOR1, _S.APPROVED, ""),
        ("Meryem Kaya", "mevrouw Kaya", "verzekeraar", _T.OUTPLACEMENT, _S.OPENED, ""),
        ("Marleen Groothuis", "mevrouw Groothuis", "gemeente", _T.JOBCOACHING, _S.DELIVERED, ""),
        ("Paulo Fernandes", "de heer Fernandes", "bakkerij", _T.OUTPLACEMENT, _S.CLOSED, ""),
        ("Esther Wolters", "mevrouw Wolters", "transport", _T.SPOOR2, _S.ANNOUNCED, ""),
        ("Cor Bakhuis", "de heer Bakhuis", "uwv", _T.SPOOR2, _S.DESTROYED, ""),
        ("Wanda Schepers", "mevrouw Schepers", "gemeente", _T.JOBCOACHING, _S.ERASED, ""),
    ],
    "tomasz": [
        ("Rian Timmermans", "mevrouw Timmermans", "uwv", _T.SPOOR2, _S.WAITING, ""),
        ("Yara Cohen", "mevrouw Cohen", "fonds", _T.LOOPBAAN, _S.OPENED, ""),
        ("Hassan Abdi", "de heer Abdi", "gemeente", _T.JOBCOACHING, _S.RUNNING, "15:00"),
        ("Chantal Meijerink", "mevrouw Meijerink", "transport", _T.OUTPLACEMENT, _S.RUNNING, ""),
        ("Kofi Asante", "de heer Asante", "gemeente", _T.JOBCOACHING, _S.FRESH, ""),
        ("Priya Sharma", "mevrouw Sharma", "verzekeraar", _T.SPOOR1, _S.DRAFT, ""),
        ("Ben Oostra", "de heer Oostra", "transport", _T.SPOOR1, _S.CLOSED, ""),
        ("Joost Terhorst", "de heer Terhorst", "bakkerij", _T.OUTPLACEMENT, _S.HELD_COURT, ""),
        ("Ingrid Sterk", "mevrouw Sterk", "verzekeraar", _T.SPOOR2, _S.DESTROYED, ""),
    ],
}
PEOPLE: Final = tuple(
    Person(
        name=name, called=called, coach=coach, principal=principal, service=service, situation=situation, today_at=at
    )
    for coach, rows in _ROWS.items()
    for name, called, principal, service, situation, at in rows
)
