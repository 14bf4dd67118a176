"""The mail catcher takes mail by SMTP and shows it as a page."""

import smtplib
import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest

from config.mailcatcher.catcher import MailCatcher
from config.running.ports import HOST


@pytest.fixture
def catcher():
    catching = MailCatcher()
    catching.start()
    yield catching
    catching.stop()


def post(catcher, text, subject="Uw code"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "akkoord@bureau.example", "iemand@huis.example", subject
    message.set_content(text)
    with smtplib.SMTP(HOST, catcher.smtp_port) as smtp:
        smtp.send_message(message)


def page_of(catcher, path="/"):
    with urllib.request.urlopen(f"http://{HOST}:{catcher.page_port}{path}") as answer:
        return answer.read().decode()


def test_mail_is_shown_with_its_links(catcher):
    post(catcher, "Open http://127.0.0.1:8000/uitnodiging/abc/?a=1&b=2. Tot ziens.")

    page = page_of(catcher)

    assert 'href="http://127.0.0.1:8000/uitnodiging/abc/?a=1&amp;b=2"' in page
    assert "iemand@huis.example" in page


def test_mail_cannot_bring_markup_along(catcher):
    post(catcher, "<script>alert(1)</script>", subject="<b>dik</b>")

    assert "<script>" not in page_of(catcher)
    assert "<b>" not in page_of(catcher)


def test_newest_mail_comes_first(catcher):
    post(catcher, "een", subject="Eerste")
    post(catcher, "twee", subject="Tweede")

    assert [mail.subject for mail in catcher.inbox.mails] == ["Tweede", "Eerste"]


def test_empty_inbox_says_so(catcher):
    assert "Er is nog geen post" in page_of(catcher)


def test_other_addresses_are_unknown(catcher):
    with pytest.raises(urllib.error.HTTPError, match="404") as refusal:
        page_of(catcher, "/anders")
    refusal.value.close()
