"""Writes a message from its template: a subject, plain text, and simple HTML made of that same text."""

from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation

from mail.facts import MailTemplateMissing
from mail.models import OutboxMessage

# Lines as SMTP wants them, and nothing a server on the way would have to convert.
SEVEN_BIT = SMTP.clone(cte_type="7bit")


def refuse_unless_complete(template: str) -> None:
    """Raise MailTemplateMissing unless both the subject and the text of this template exist."""
    try:
        get_template(f"mail/{template}.subject.txt")
        get_template(f"mail/{template}.txt")
    except TemplateDoesNotExist as missing:
        raise MailTemplateMissing(template) from missing


def written(message: OutboxMessage) -> tuple[str, str, str]:
    """Return subject, text and HTML of a message in its own language."""
    context = {"organisation": "Akkoord", "base_url": settings.AKKOORD_BASE_URL, **message.context}
    with translation.override(message.language):
        subject = " ".join(_plain(f"mail/{message.template}.subject.txt", context).split())
        text = _plain(f"mail/{message.template}.txt", context).strip() + "\n"
        html = render_to_string("mail/page.html", {"subject": subject, "text": text, "language": message.language})
    return subject, text, html


def as_email(message: OutboxMessage) -> EmailMessage:
    """Return the message as it goes over the wire; a second time it is the same message with the same Message-ID."""
    subject, text, html = written(message)
    email = EmailMessage(policy=SEVEN_BIT)
    email["Subject"] = subject
    email["From"] = settings.DEFAULT_FROM_EMAIL
    email["To"] = message.to
    email["Date"] = format_datetime(message.created_at.astimezone(UTC))
    email["Message-ID"] = message.message_id
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(text)
    email.add_alternative(html, subtype="html")
    email["Content-Language"] = message.language
    email.set_boundary(f"akkoord-{message.pk.hex}")
    return email


def _plain(name: str, context: dict[str, Any]) -> str:
    # Plain text is not HTML: an ampersand in the name of a bureau stays an ampersand.
    template: Any = get_template(name)
    return template.template.render(Context(context, autoescape=False))
