"""Changing what an account says about a person."""

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.terms import Word


@transaction.atomic
def change_person(user: User, *, name: str, language: str, by: User) -> User:
    """Change name and language; the address stays, because it is what somebody logs in with."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    record(Word.USER_CHANGED, by=by, object_type="accounts.user", object_id=user.pk)
    return user
