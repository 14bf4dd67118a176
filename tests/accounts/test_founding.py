"""The beginning of an installation."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, User
from accounts.permissions import roles_of
from accounts.terms import Role

BEGIN = ["accounts", "begin", "--organisation", "Bureau Noord", "--email", "Baas@noord.example", "--name", "B. Aas"]


def test_command_names_the_organisation_and_invites_the_first_directie(db, outbox):
    call_command(*BEGIN)

    assert Organisation.objects.get().name == "Bureau Noord"
    assert roles_of(User.objects.get()) == {Role.DIRECTIE}
    assert [message.template for message in outbox.messages_to("baas@noord.example")] == ["invitation_staff"]


def test_command_does_not_appoint_a_second_directie(directie):
    with pytest.raises(CommandError, match="al een directie"):
        call_command(*BEGIN)

    assert not User.objects.filter(email="baas@noord.example").exists()


def test_command_wants_an_address(db):
    with pytest.raises(CommandError):
        call_command(*[word if "@" not in word else "geen adres" for word in BEGIN])
