"""The files from which a report was made: named by who writes, and gone as soon as the report is final."""

import pytest
from django.db import IntegrityError, transaction

from dossiers.models import Document, Dossier, Part
from reglement.loading import DEMO_CHOICES, profile_path
from reglement.services import load_profile
from reporting.facts import SourceUnknown
from reporting.models import ReportSource
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from retention.models import DossierTerm, PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.terms import Step
from tests.factories.dossiers import a_document, a_dossier_of
from tests.factories.reporting import a_next_version, a_report, a_reported_dossier, an_approved_report
from vault.clock import today
from vault.keys.models import SafeKey

pytestmark = pytest.mark.django_db(transaction=True)
SOURCES = b"""
[[retention_rule]]
id = "sources"
article = "4R"
match = { content_kind = ["document"] }
trigger = "report_final"
term = "P0D"
bound = "at_most"
"""


@pytest.fixture
def dossier(organisation, coach, client_user, contact) -> Dossier:
    """A dossier under a text that lets source documents go as soon as the report that was made from them is final."""
    text = profile_path("a4p").read_bytes() + SOURCES
    version = load_profile(text, file="a4p.toml", by=None, choices=DEMO_CHOICES)
    return a_reported_dossier(coach, client_user, contact, version=version)


@pytest.fixture
def letters(dossier, coach):
    """Two letters, of which the first is a source."""
    return [a_document(dossier, coach, category="intakegegevens", title=title) for title in ("Brief", "Cv")]


def part_of(document):
    return Part.objects.get(item_id=document.pk)


def test_sources_are_destroyed_at_once_when_the_report_is_final_and_the_rest_stays(
    dossier, letters, contact, coach, client_user, outbox
):
    source, other = letters
    part = part_of(source)
    approved = an_approved_report(dossier, contact, coach, client_user, sources=[part.pk])
    assert find_due() == []

    deliver(send_report(version=approved, by=coach).pk, worker="een")
    [case_id] = find_due()
    assert advance(case_id, worker="een") == Step.CERTIFIED

    assert list(Document.objects.all()) == [other]
    assert not SafeKey.objects.filter(safe_id=part.safe_id).exists()
    part.refresh_from_db()
    assert (part.report_final_on, part.destroyed_items) == (today(), 1)
    assert part.certificate_number
    assert not [text for _subject, text in outbox.sent_to(coach.email) if "bewaartermijn" in text]
    assert PurgeCase.objects.get().at_once
    assert not DossierTerm.objects.exists()


def test_source_of_a_report_that_was_never_sent_stays(dossier, letters, contact, coach):
    a_report(dossier, contact, coach, sources=[part_of(letters[0]).pk])

    assert find_due() == []
    assert Document.objects.count() == 2


def test_sources_named_last_count(dossier, letters, contact, coach):
    first, second = (part_of(letter).pk for letter in letters)
    version = a_report(dossier, contact, coach, sources=[first])

    a_next_version(version, coach, "Zij kan veel.", sources=[second])

    assert list(ReportSource.objects.values_list("part", flat=True)) == [second]


def test_file_of_another_dossier_is_no_source(dossier, contact, coach):
    stranger = part_of(a_document(a_dossier_of(coach), coach))
    version = a_report(dossier, contact, coach)

    with pytest.raises(SourceUnknown):
        a_report(dossier, contact, coach, sources=[stranger.pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportSource.objects.create(report=version.report, part=stranger)


def test_form_asks_for_sources_only_where_a_term_hangs_on_it(dossier, letters, contact, coach, client):
    client.force_login(coach)
    page = client.get(f"/dossiers/{dossier.number}/rapporten/nieuw/").content.decode()

    assert "Uit welke stukken" in page
    assert "Brief" in page
    assert "art" in page


@pytest.mark.parametrize(("match", "asks"), [("", True), ('match = { purpose = ["subsidy"] }\n', False)])
def test_author_is_asked_how_old_the_data_are_only_where_a_rule_about_reports_wants_them_recent(
    coach, client_user, contact, client, organisation, match, asks
):
    rule = f'[[gate_rule]]\nid = "recent"\narticle = "4R"\nact = ["report"]\neffect = "require"\n{match}'
    text = profile_path("a4p").read_bytes() + f'{rule}needs = [{{ kind = "recent", within = "P1Y" }}]\n'.encode()
    version = load_profile(text, file="a4p.toml", by=None, choices=DEMO_CHOICES)
    dossier = a_reported_dossier(coach, client_user, contact, version=version)
    client.force_login(coach)

    page = client.get(f"/dossiers/{dossier.number}/rapporten/nieuw/").content.decode()

    assert ("Van welke dag zijn de oudste gegevens" in page) is asks
