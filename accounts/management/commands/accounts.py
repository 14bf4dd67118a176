"""manage.py accounts begin: names the organisation and invites its first directie, who appoints the others."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.services import found_organisation
from mail.terms import Language
from ui.doors import no_content
from ui.facts import DomainRefusal


class Command(BaseCommand):
    """Starts an installation."""

    help = "begin: noem de organisatie en nodig de eerste directie uit"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask who and what."""
        words = parser.add_subparsers(dest="word", required=True)
        begin = words.add_parser("begin")
        begin.add_argument("--organisation", required=True)
        begin.add_argument("--email", required=True)
        begin.add_argument("--name", required=True)
        begin.add_argument("--language", choices=Language.values, default=Language.NL)

    @no_content("an organisation, a name and an address")
    def handle(self, *_args: Any, **options: Any) -> None:
        """Carry it out."""
        try:
            validate_email(options["email"])
            found_organisation(
                name=options["organisation"],
                email=options["email"],
                person=options["name"],
                language=options["language"],
            )
        except (DomainRefusal, ValidationError) as refusal:
            raise CommandError(_sentence(refusal)) from refusal
        self.stdout.write(_("De uitnodiging staat klaar en wordt binnen een minuut verstuurd."))


def _sentence(refusal: DomainRefusal | ValidationError) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
