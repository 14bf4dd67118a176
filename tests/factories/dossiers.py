"""Opdrachtgevers, clients, trajecten and dossiers as the tests want them, made by the services of the house."""

from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from accounts.models import Branch, User
from config.embedded.state import CHECKOUT
from dossiers import services
from dossiers.models import (
    AccessGrant,
    Agreement,
    Client,
    Consult,
    Document,
    Dossier,
    Note,
    Opdrachtgever,
    OpdrachtgeverContact,
    Referral,
)
from dossiers.terms import GrantGround
from reglement.models import Decision, ReglementVersion
from tests.factories.accounts import BranchFactory, UserFactory
from tests.factories.reglement import stored
from vault.clock import akkoord_now, today
from vault.ids import new_id

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
ARTICLES = [{"key": "6", "label": "6", "heading": "Toegang", "ruleset": "proef", "part": ""}]


def a_version(profile: str = "wc") -> ReglementVersion:
    """Return a loaded version of a reglement, not yet active; the same one each time in a test."""
    return stored(_profile(profile), file=f"{profile}.toml")


def an_opdrachtgever(name: str = "Bakkerij Van Houten", *, by: User | None = None, **facts: Any) -> Opdrachtgever:
    """Return an opdrachtgever; an employer unless told otherwise."""
    facts = {"kind": "employer", "outside_eea": False, **facts}
    return services.add_opdrachtgever(name=name, by=by or a_keeper(), **facts)


def a_contact(
    user: User | None = None, opdrachtgever: Opdrachtgever | None = None, **facts: Any
) -> OpdrachtgeverContact:
    """Return the contact behind this account, or behind a new one."""
    user = user or UserFactory(contact=True)
    return OpdrachtgeverContact.objects.create(
        opdrachtgever=opdrachtgever or an_opdrachtgever(),
        user=user,
        name=user.name or "P. van Houten",
        job_title="personeelszaken",
        **facts,
    )


def an_agreement(opdrachtgever: Opdrachtgever, **facts: Any) -> Agreement:
    """Return a signed agreement that is valid now."""
    facts = {"reference": "OVK-1", "signed_on": today() - timedelta(days=30), "by": a_keeper(), **facts}
    return services.record_agreement(opdrachtgever=opdrachtgever, **facts)


def a_client(name: str = "Ilse de Boer", *, user: User | None = None, by: User | None = None, **facts: Any) -> Client:
    """Return a client; with `user` he logs in under that account."""
    by = by or a_keeper()
    facts = {"email": user.email if user else "", "birth_date": date(1984, 5, 6), **facts}
    client = services.register_client(name=name, by=by, **facts)
    return services.link_client_user(client=client, user=user, by=by) if user else client


def a_dossier(coach: User | None = None, *, client: Client | None = None, **facts: Any) -> Dossier:
    """Return an open dossier without any access, begun three months ago."""
    coach = coach or UserFactory(coach=True)
    opdrachtgever = facts.pop("opdrachtgever", None) or an_opdrachtgever(f"Opdrachtgever {new_id()}")
    branch: Branch = facts.pop("branch", None) or BranchFactory()
    facts = {
        "service": "spoor2",
        "purpose": "guidance",
        "started_on": today() - timedelta(days=90),
        "reglement_version": facts.pop("reglement_version", None) or a_version(),
        **facts,
    }
    return services.open_traject(
        client=client or a_client(by=coach),
        opdrachtgever=opdrachtgever,
        branch=branch,
        lead_coach=coach,
        by=coach,
        **facts,
    )


def a_decision(dossier: Dossier, user: User | None = None, *, effect: str = "allow", **facts: Any) -> Decision:
    """Return a stored decision about looking into this dossier."""
    return Decision.objects.create(
        **{"act": "view", **facts},
        effect=effect,
        version=dossier.traject.reglement_version,
        law_floor_sha256="0" * 64,
        inputs_sha256="0" * 64,
        facts={},
        articles=ARTICLES,
        dossier_id=dossier.pk,
        actor_id=None if user is None else user.pk,
    )


def a_refusal(dossier: Dossier, user: User, right: str, category: str) -> services.Refused:
    """Return the stored no to this right in this category, ready to limit a grant."""
    facts = {"act": right, "categories": [{"key": category, "tag": "ordinary"}]}
    return services.Refused(right, category, a_decision(dossier, user, effect="deny", **facts))


def a_grant(dossier: Dossier, user: User, **rights: Any) -> AccessGrant:
    """Return a live grant to read and write, without health."""
    rights = {"can_write": True, "ground": GrantGround.ASSIGNED, "by": user, **rights}
    return services.create_grant(dossier=dossier, user=user, decision=a_decision(dossier, user), **rights)


def a_dossier_of(coach: User, *, health: bool = False, **facts: Any) -> Dossier:
    """Return an open dossier in which this coach may read and write."""
    dossier = a_dossier(coach, **facts)
    a_grant(dossier, coach, health=health)
    return dossier


def a_closed_dossier_of(coach: User, **facts: Any) -> Dossier:
    """Return a dossier in which this coach may read and write, of a traject that ended yesterday."""
    dossier = a_dossier_of(coach, **facts)
    services.close_traject(dossier=dossier, outcome="new_employer", ended_on=today() - timedelta(days=1), by=coach)
    return Dossier.objects.select_related("traject", "safe").get(pk=dossier.pk)


def a_note(dossier: Dossier, by: User, text: str = "Wij spraken over solliciteren.", **facts: Any) -> Note:
    """Return a note of today."""
    facts = {"category": "gespreksnotities", "happened_on": today(), **facts}
    return services.write_note(dossier=dossier, text=text, by=by, **facts)


def a_consult(dossier: Dossier, by: User, summary: str = "Wij maakten een plan.", **facts: Any) -> Consult:
    """Return a consult of yesterday with a summary that was not shared."""
    facts = {"starts_at": akkoord_now() - timedelta(days=1), "minutes": 60, **facts}
    return services.record_consult(dossier=dossier, summary=summary, by=by, **facts)


def a_document(dossier: Dossier, by: User, content: bytes = PDF, **facts: Any) -> Document:
    """Return a document with this content."""
    facts = {"file_name": "brief.pdf", "category": "correspondentie", "provenance": "client", **facts}
    return services.add_document(dossier=dossier, stream=BytesIO(content), size_bytes=len(content), by=by, **facts)


def a_referral(contact: OpdrachtgeverContact, **facts: Any) -> Referral:
    """Return a referral that waits for an answer."""
    facts = {"candidate_name": "Ilse de Boer", "service": "spoor2", **facts}
    return services.refer(contact=contact, by=contact.user, **facts)


def a_keeper() -> User:
    """Return somebody of the administration."""
    return UserFactory(administratie=True)


@cache
def _profile(name: str) -> bytes:
    return (CHECKOUT / "reglement" / "profiles" / f"{name}.toml").read_bytes()
