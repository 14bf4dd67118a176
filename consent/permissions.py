"""Who may answer, withdraw, approve and open: consents of a client, planned acts, and what a contact may see."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.permissions import roles_of
from consent.models import ClientNotice, Consent, Disclosure, Ground, Objection, PlannedAct, StartNotice
from consent.refusals import NotYoursToAnswer
from consent.terms import SEALED_IN_OBJECTION, ConsentKind, GroundKind, PlannedKind, State
from dossiers.models import Dossier
from dossiers.permissions import capacity_of, contact_or_404, own_dossiers
from vault.clock import AkkoordNow, today


def own_client_notices(user: User) -> QuerySet[ClientNotice]:
    """Return what `user`, or a client whom he now represents, was told while a traject ran."""
    return ClientNotice.objects.filter(dossier__in=own_dossiers(user)).select_related("dossier__traject__client")


def own_request_or_404(user: User, ground_id: UUID) -> Ground:
    """Return what this client, or the client this person represents, asked to send; anybody else's does not exist."""
    asked = Ground.objects.filter(dossier__in=own_dossiers(user), kind=GroundKind.CLIENT_REQUEST)
    return get_object_or_404(asked.select_related("dossier__traject__client"), pk=ground_id)


def own_objection_or_404(user: User, objection_id: UUID) -> Objection:
    """Return an objection of this client, or of the client this person represents; anybody else's does not exist."""
    mine = Objection.objects.filter(dossier__in=own_dossiers(user)).defer(*SEALED_IN_OBJECTION)
    return get_object_or_404(mine.select_related("dossier__traject__client"), pk=objection_id)


def objection_or_404(objection_id: UUID) -> Objection:
    """Return an objection without what is sealed in it; raises Http404 when there is none."""
    found = Objection.objects.defer(*SEALED_IN_OBJECTION).select_related("dossier__traject")
    return get_object_or_404(found, pk=objection_id)


def own_use_consent_or_404(user: User, consent_id: UUID) -> Consent:
    """Return a question to this client about data that go to nobody; anybody else's does not exist."""
    asked = own_consents(user).filter(kind=ConsentKind.CONSENT).select_related("dossier__traject__reglement_version")
    return get_object_or_404(asked, pk=consent_id)


def waiting_use_consent_or_404(dossier: Dossier, consent_id: UUID) -> Consent:
    """Return a question of this dossier that waits and is not about one document; any other does not exist."""
    waiting = Consent.objects.filter(dossier=dossier, kind=ConsentKind.CONSENT, state__state=State.REQUESTED)
    return get_object_or_404(waiting.select_related("state", "contact", "dossier__traject__client"), pk=consent_id)


def planned_or_404(dossier: Dossier, planned_id: UUID) -> PlannedAct:
    """Return what was planned in this dossier; anything else does not exist."""
    return get_object_or_404(dossier.planned_acts.select_related("dossier__traject"), pk=planned_id)


def plans_for(user: User) -> QuerySet[PlannedAct]:
    """Return what this person may approve by his role and did not ask for himself, as long as it stands."""
    standing = PlannedAct.objects.filter(ended_at=None, until__gte=today(), dossier__destroyed_at=None)
    return standing.filter(roles__has_any_keys=sorted(roles_of(user))).exclude(asked_by=user)


def plan_to_answer_or_404(user: User, planned_id: UUID) -> PlannedAct:
    """Return what this person may answer; what is not put before his role does not exist."""
    return get_object_or_404(plans_for(user).select_related("dossier__traject"), pk=planned_id)


def looks_of_contact(user: User) -> QuerySet[PlannedAct]:
    """Return the looks that stand for the contact that this person is."""
    standing = PlannedAct.objects.filter(
        act=PlannedKind.VIEW,
        contact=contact_or_404(user),
        ended_at=None,
        until__gte=today(),
        dossier__destroyed_at=None,
    )
    return standing.select_related(
        "contact__opdrachtgever", "contact__user", "dossier__traject__client", "dossier__traject__reglement_version"
    )


def look_or_404(user: User, planned_id: UUID) -> PlannedAct:
    """Return a look of this contact; that of another does not exist."""
    return get_object_or_404(looks_of_contact(user), pk=planned_id)


def own_living_dossiers(user: User) -> list[Dossier]:
    """Return the dossiers about this client, or the client this person represents, that are still there."""
    own = own_dossiers(user).filter(destroyed_at=None).select_related("traject__reglement_version")
    return list(own.defer("traject__reglement_version__document").order_by("number"))


def own_consents(user: User) -> QuerySet[Consent]:
    """Return the consents that were asked of this client, or of the client this person represents."""
    return Consent.objects.filter(dossier__in=own_dossiers(user)).select_related(
        "state", "content_version", "contact", "opdrachtgever", "dossier__traject__client"
    )


def own_consent_or_404(user: User, consent_id: UUID) -> Consent:
    """Return a consent of one's own; anybody else's does not exist."""
    return get_object_or_404(own_consents(user), pk=consent_id)


def own_disclosures(user: User) -> QuerySet[Disclosure]:
    """Return what went out about this client, or about the client this person represents."""
    return Disclosure.objects.filter(dossier__in=own_dossiers(user))


def own_start_notice_or_404(user: User, notice_id: UUID) -> StartNotice:
    """Return a start notice that was sent to this client."""
    notices = StartNotice.objects.filter(traject__dossier__in=own_dossiers(user), sent_at__isnull=False)
    return get_object_or_404(notices.select_related("traject__dossier"), pk=notice_id)


def disclosures_to(user: User) -> QuerySet[Disclosure]:
    """Return what was disclosed to the contact that this person is."""
    return Disclosure.objects.filter(contact=contact_or_404(user)).select_related(
        "content_version", "dossier__traject__client", "contact__opdrachtgever", "decision"
    )


def disclosure_or_404(user: User, disclosure_id: UUID) -> Disclosure:
    """Return a disclosure to this contact; what went to another does not exist."""
    return get_object_or_404(disclosures_to(user), pk=disclosure_id)


def answering_capacity(user: User, consent: Consent) -> str:
    """Return in what capacity this person may answer now; raises NotYoursToAnswer for everybody else (UAVG 5)."""
    client = consent.dossier.traject.client
    capacity = capacity_of(user, client) if client is not None else ""
    if not capacity:
        raise NotYoursToAnswer
    return capacity


def answering_users(dossier: Dossier) -> list[User]:
    """Return who can log in and answer for the client: he himself, and who now represents him (UAVG 5)."""
    client_id = dossier.traject.client_id
    if client_id is None:
        return []
    represents = Q(represents__valid_until=None) | Q(represents__valid_until__gt=AkkoordNow())
    represents &= Q(represents__client_id=client_id, represents__valid_from__lte=AkkoordNow())
    return list(User.objects.filter(Q(client__id=client_id) | represents, is_active=True).distinct().order_by("pk"))
