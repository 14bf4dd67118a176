"""Changing what an account says about a person, and what the organisation says about itself."""

from django.db import transaction

from accounts.models import Organisation, User
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


@transaction.atomic
def change_organisation(organisation: Organisation, *, by: User, **facts: str) -> Organisation:
    """Change what the organisation says about itself; the log says that it was changed, not into what."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    for name, value in facts.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=[*facts])
    record(Word.ORGANISATION_CHANGED, by=by, object_type="accounts.organisation", object_id=organisation.pk)
    return organisation
