"""A bureau whose reglement says that it never reports: no screen offers a report, and each says why."""

import pytest
from django.urls import reverse

from accounts.models import User
from consent.models import ReportingAgreement
from consent.queries.start import start_pages
from consent.refusals import NoAgreementLines
from consent.services.agreements import make_agreement
from consent.services.grounds import record_ground
from reporting.facts import NeverReports
from reporting.models import Report
from reporting.services.writing import create_report
from tests.factories.consent import a_signed_coach, a_started_traject, start_words
from tests.factories.dossiers import a_contact
from tests.factories.reglement import small_version
from tests.factories.reporting import TEXT

pytestmark = pytest.mark.django_db
NEVER = """
[[gate_rule]]
id = "never"
article = "2"
act = ["report"]
effect = "deny"
"""
ONLY_SPOKEN = NEVER + 'match = { form = ["oral"] }\n'


def a_bureau(snippet):
    small_version(snippet)
    return a_started_traject("brieven")


def written(bureau):
    return create_report(
        dossier=bureau.again(),
        contact=bureau.contact,
        by=bureau.coach,
        kind="extensive",
        title="Voortgang",
        purpose="progress",
        sections=TEXT,
        categories=["brieven"],
    )


def pages_of(client, bureau):
    client.force_login(bureau.coach)
    names = ("reporting:reports", "reporting:report-new")
    return [client.get(reverse(name, args=[bureau.dossier.number])).content.decode() for name in names]


def test_no_page_offers_a_report_and_each_says_why(client):
    for page in pages_of(client, a_bureau(NEVER)):
        assert "Hier worden geen rapporten gemaakt" in page
        assert "Volgens artikel 2 van het reglement" in page
        assert "Schrijf het eerste rapport" not in page
        assert "Bewaar als versie 1" not in page


def test_report_is_not_made_whatever_is_sent(client):
    bureau = a_bureau(NEVER)

    with pytest.raises(NeverReports):
        written(bureau)
    client.force_login(bureau.coach)
    client.post(reverse("reporting:report-new", args=[bureau.dossier.number]), {"title": "Toch"})

    assert not Report.objects.exists()


def test_court_goes_before_what_the_bureau_says(client):
    bureau = a_bureau(NEVER)
    record_ground(dossier=bureau.again(), kind="court_order", evidence="Vonnis.", by=bureau.coach)

    assert "Schrijf het eerste rapport" in pages_of(client, bureau)[0]
    assert written(bureau).number == 1


def test_rule_about_some_reports_only_leaves_the_others_on_offer(client):
    assert "Schrijf het eerste rapport" in pages_of(client, a_bureau(ONLY_SPOKEN))[0]


def test_traject_starts_without_a_line_about_reports_and_the_client_reads_that(client):
    small_version(NEVER)
    coach = a_signed_coach()
    words = start_words(coach, a_contact())
    client.force_login(coach)

    page = client.get(reverse("consent:start")).content.decode()
    client.post(reverse("consent:start"), {name: word for name, word in words.items() if "regel" not in name})

    assert "regel-0-contact" not in page
    agreement = ReportingAgreement.objects.get()
    assert not agreement.lines.exists()
    user = User.objects.get(email=words["email"])
    assert [text for page in start_pages(user) for text in page.paragraphs if "rapporteren" in text] == [
        "Wij rapporteren aan niemand over u."
    ]


def test_bureau_that_may_report_in_some_way_says_to_whom():
    bureau = a_bureau(ONLY_SPOKEN)

    with pytest.raises(NoAgreementLines):
        make_agreement(dossier=bureau.again(), lines=[], by=bureau.coach)
