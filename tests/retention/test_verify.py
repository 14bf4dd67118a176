"""A command checks a certificate of destruction, as signed facts and as PDF; it tells the last day allowed."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from retention.models import Certificate, DossierTerm
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.checking import as_file
from retention.services.printing import pdf_of
from retention.terms import COMPLETED_IN, WARN_AHEAD
from tests.factories.reglement import loaded, next_document
from vault.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(due) -> Certificate:
    advance(due.pk, worker="een")
    return Certificate.objects.get(case=due)


def verdict(tmp_path, content, capsys, name="certificaat"):
    """Return what the command says about these bytes and with which code it ends."""
    path = tmp_path / name
    path.write_bytes(content)
    try:
        call_command("verify", str(path))
    except CommandError as refused:
        return capsys.readouterr().out, refused.returncode
    return capsys.readouterr().out, 0


def test_signed_facts_and_pdf_as_they_were_given_hold(certificate, tmp_path, capsys):
    for content in (as_file(certificate), pdf_of(certificate.pk)):
        told, code = verdict(tmp_path, content, capsys)

        assert (f": holds: {certificate.number}" in told, code) == (True, 0)


def test_one_changed_count_or_byte_does_not_hold(certificate, tmp_path, capsys):
    facts = json.loads(as_file(certificate))
    facts["certificate"]["files"] += 1

    for content in (json.dumps(facts).encode(), pdf_of(certificate.pk) + b" "):
        told, code = verdict(tmp_path, content, capsys)
        assert ("DOES NOT HOLD" in told, code) == (True, 1)


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        (b'"certificate": {', b'"certificate": {"files": 0}, "certificate": {'),
        (b'"files": 1', b'"files": 900, "files": 1'),
        (b'"signature"', b'"remark": "ook alle kopie\xc3\xabn", "signature"'),
    ],
)
def test_what_the_signature_does_not_reach_is_not_said_to_hold(signed, told, certificate, tmp_path, capsys):
    content = as_file(certificate)
    assert signed in content

    said, code = verdict(tmp_path, content.replace(signed, told), capsys)

    assert (": holds" in said, code) == (False, 2)


def test_certificate_holds_when_another_key_signs_by_now_and_not_when_the_first_is_forgotten(
    certificate, settings, tmp_path, capsys
):
    first, settings.AKKOORD_SIGNING_KEY = settings.AKKOORD_SIGNING_KEY, b"n" * 32
    assert verdict(tmp_path, as_file(certificate), capsys)[1] == 1

    settings.AKKOORD_TRUSTED_SIGNING_KEYS = {"1": first}

    assert verdict(tmp_path, as_file(certificate), capsys)[1] == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"certificate": 1, "signature": "00"}',
        b'{"signature": "zz"}',
        b'{"certificate": {"number": "\\ud800"}, "signature": "00"}',
        b'{"certificate": ' + b"[" * 100_000,
    ],
    ids=["empty", "list", "number", "no certificate", "half a letter", "deep"],
)
def test_what_is_no_certificate_is_said_to_be_unreadable(content, db, tmp_path, capsys):
    assert verdict(tmp_path, content, capsys)[1] == 2


def test_missing_file_is_said_to_be_unreadable(db, tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("verify", str(tmp_path / "weg.json"))
    assert refused.value.returncode == 2


def test_reviewer_gets_the_signed_facts_that_the_command_reads(client, certificate, directie, tmp_path, capsys):
    client.force_login(directie)

    content = client.get(reverse("retention:certificate-data", args=[certificate.pk])).content

    assert verdict(tmp_path, content, capsys)[1] == 0


class TestDestroyedWithin:
    """A text that says "within": the work begins before the last day, and the certificate names the last day."""

    @pytest.fixture
    def version(self, version):
        document = next_document(version)
        rule = next(rule for rule in document["retention_rule"] if rule["id"] == "after-the-traject")
        rule["bound"] = "complete_within"
        return loaded(document)

    def test_certificate_names_the_last_day_allowed_and_from_when_it_began(self, closed, clock):
        last_day = DossierTerm.objects.get(dossier=closed.dossier, carrier="digital").due_on
        clock.move(days=(last_day - COMPLETED_IN - WARN_AHEAD - today()).days)
        [case_id] = find_due()
        clock.move(days=28)
        advance(case_id, worker="een")
        clock.move(days=2)
        advance(case_id, worker="een")

        payload = Certificate.objects.get().payload
        assert date.fromisoformat(payload["due_on"]) == last_day
        assert date.fromisoformat(payload["begun_from"]) == last_day - COMPLETED_IN
