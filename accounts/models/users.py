"""People who log in."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from mail.terms import Language
from vault.clock import AkkoordNow
from vault.ids import new_id
from vault.ring_fields import RingCharField, ring_check


class UserManager(BaseUserManager["User"]):
    """Makes users, whose login is their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a user; without a password he can only log in by a code."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store a superuser; without a role he may not even enter the admin site."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        """Find a user by his address, however it was typed."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who may log in: staff, client, representative, contact of an opdrachtgever or auditor.

    A client's name stands in his own safe, so it is empty here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    name = RingCharField(_("naam"), max_length=200, blank=True, default="", context="accounts.user.name")
    language = models.CharField(_("taal"), max_length=2, choices=Language.choices, default=Language.NL)
    is_active = models.BooleanField(_("actief"), default=True)
    locked_at = models.DateTimeField(_("geblokkeerd op"), null=True, blank=True, editable=False)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("geblokkeerd door"),
    )
    # Part of what a session is checked against: one higher, and every session of this person is over.
    session_round = models.PositiveIntegerField(_("ronde van sessies"), default=0, editable=False)
    created_at = models.DateTimeField(_("toegevoegd op"), db_default=AkkoordNow(), editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Privacy:
        blanked = True
        personal = {"email": "", "name": "", "password": ""}
        subjects = ("staff", "client", "representative", "opdrachtgever_contact")
        plain = {
            "id",
            "language",
            "is_active",
            "is_superuser",
            "last_login",
            "locked_at",
            "locked_by",
            "session_round",
            "created_at",
        }

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        constraints = [
            ring_check("name"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_lower_case",
                violation_error_message=_("Schrijf het e-mailadres in kleine letters."),
            ),
            models.CheckConstraint(
                condition=~Q(email=""),
                name="user_has_an_email",
                violation_error_message=_("Iemand die inlogt heeft een e-mailadres."),
            ),
            models.CheckConstraint(
                condition=Q(locked_at=None, locked_by=None) | Q(locked_at__isnull=False, locked_by__isnull=False),
                name="user_locked_at_and_by_together",
                violation_error_message=_("Een blokkade vermeldt wanneer én door wie."),
            ),
            models.CheckConstraint(
                condition=Q(locked_at=None) | Q(is_active=False),
                name="user_locked_is_not_active",
                violation_error_message=_("Wie geblokkeerd is, kan niet actief zijn."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values),
                name="user_language_known",
                violation_error_message=_("Deze taal is er niet."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the backends about an object, also for a superuser: nobody sees a dossier by rank."""
        if obj is None:
            return super().has_perm(perm)
        return any(backend.has_perm(self, perm, obj) for backend in get_backends() if hasattr(backend, "has_perm"))

    def get_full_name(self) -> str:
        """Return how he is called, which is how Django's admin greets him."""
        return self.name

    get_short_name = get_full_name

    def get_session_auth_hash(self) -> str:
        """Return what a session must match: password and round, so that either ends every session."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Any:
        """Yield the same under earlier secret keys, so that a new key does not log everybody out."""
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(key)

    def _session_hash(self, secret: str | bytes) -> str:
        value = f"{self.password}:{self.session_round}"
        return salted_hmac("accounts.user.session", value, secret=secret, algorithm="sha256").hexdigest()
