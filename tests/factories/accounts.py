"""People, roles and invitations as the tests want them."""

import hashlib
import time
from datetime import timedelta

import factory
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from factory.django import DjangoModelFactory

from accounts.models import Branch, Invitation, Organisation, RoleAssignment, StepUpCode, User
from accounts.permissions import forget_roles
from accounts.services import step_up_redeemed
from accounts.terms import INVITATION_LIFE, Role
from vault.clock import akkoord_now

PASSWORD = "een lang wachtwoord voor de test"
SECONDS_OF_A_CODE = 30


class OrganisationFactory(DjangoModelFactory):
    """The one bureau."""

    class Meta:
        model = Organisation
        django_get_or_create = ["only"]

    only = True
    name = "Bureau Zuid"


class BranchFactory(DjangoModelFactory):
    """A branch."""

    class Meta:
        model = Branch
        django_get_or_create = ["name"]

    name = "Vestiging Breda"


class RoleAssignmentFactory(DjangoModelFactory):
    """A role that holds now and has no end; by `update` only its end can change."""

    class Meta:
        model = RoleAssignment

    user = factory.SubFactory("tests.factories.accounts.UserFactory")
    role = Role.COACH
    valid_from = factory.LazyFunction(lambda: akkoord_now() - timedelta(days=30))


def _role(role: Role, **facts: object) -> factory.Trait:
    return factory.Trait(
        as_role=factory.RelatedFactory(RoleAssignmentFactory, factory_related_name="user", role=role), **facts
    )


class UserFactory(DjangoModelFactory):
    """Somebody without a role; a trait says what he is."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        coach = _role(Role.COACH)
        administratie = _role(Role.ADMINISTRATIE)
        vestigingsmanager = _role(Role.VESTIGINGSMANAGER)
        beheerder = _role(Role.BEHEERDER)
        directie = _role(Role.DIRECTIE)
        privacy_officer = _role(Role.PRIVACY_OFFICER)
        auditor = _role(Role.AUDITOR)
        client = _role(Role.CLIENT, name="", password=factory.django.Password(None))
        representative = _role(Role.REPRESENTATIVE, password=factory.django.Password(None))
        contact = _role(Role.OPDRACHTGEVER_CONTACT, password=factory.django.Password(None))
        locked = factory.Trait(
            is_active=False,
            locked_at=factory.LazyFunction(akkoord_now),
            locked_by=factory.SubFactory("tests.factories.accounts.UserFactory", beheerder=True),
        )
        with_mfa = factory.Trait(
            totp=factory.RelatedFactory("tests.factories.accounts.TotpFactory", factory_related_name="user")
        )

    email = factory.Sequence(lambda number: f"persoon{number}@bureau.example")
    name = factory.Sequence(lambda number: f"Persoon {number}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def roles_asked_again(user, create, extracted, **kwargs) -> None:  # noqa: N805 (factory_boy passes the object)
        """Let the first question about roles see what the traits stored."""
        forget_roles(user)


class TotpFactory(DjangoModelFactory):
    """An authenticator app; its secret is sealed as the application seals it."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.TOTP

    @factory.lazy_attribute
    def data(self) -> dict[str, str]:
        """Return what allauth stores."""
        return {"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")}


class InvitationFactory(DjangoModelFactory):
    """An open invitation whose token is "kaartje"."""

    class Meta:
        model = Invitation

    class Params:
        token = "kaartje"
        expired = factory.Trait(
            created_at=factory.LazyFunction(lambda: akkoord_now() - timedelta(days=20)),
            expires_at=factory.LazyFunction(lambda: akkoord_now() - timedelta(days=6)),
        )
        accepted = factory.Trait(accepted_at=factory.LazyFunction(akkoord_now))
        revoked = factory.Trait(revoked_at=factory.LazyFunction(akkoord_now))

    user = factory.SubFactory(UserFactory, client=True)
    token_hash = factory.LazyAttribute(lambda invitation: hashlib.sha256(invitation.token.encode()).hexdigest())
    created_at = factory.LazyFunction(akkoord_now)
    expires_at = factory.LazyFunction(lambda: akkoord_now() + INVITATION_LIFE)


def redeem(**facts: object) -> StepUpCode:
    """Use a fresh code up with nothing under it."""
    with step_up_redeemed(**facts) as step_up:
        return step_up


def code_of_app(secret: str, *, lasting: float = 2) -> str:
    """Return what an app with this secret shows, once it shows it for so many seconds more."""
    left = SECONDS_OF_A_CODE - time.time() % SECONDS_OF_A_CODE
    if left < lasting:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // SECONDS_OF_A_CODE))
