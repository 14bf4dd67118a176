"""The main job from the first referral to the certificate, walked by its people in browsers of their own."""

from collections.abc import Iterator

import pytest

from config.mailcatcher.catcher import MailCatcher
from tests.browser.main_job import dossier, ending, reporting, starting
from tests.browser.main_job.town import a_town
from tests.browser.main_job.walk import Walk
from tests.browser.post_office import PostOffice
from tests.browser.visitors import Visitor
from tests.workers import a_worker, the_broker

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def post(live_server, settings, monkeypatch, tmp_path) -> Iterator[PostOffice]:
    """A worker with its beat, and a real server that takes its mail."""
    catcher = MailCatcher()
    catcher.start()
    the_broker().flushdb()
    settings.AKKOORD_BASE_URL = live_server.url
    monkeypatch.setenv("AKKOORD_BASE_URL", live_server.url)
    monkeypatch.setenv("AKKOORD_MAILCATCHER_PORT", str(catcher.smtp_port))
    with a_worker("--beat", "--schedule", str(tmp_path / "beat")):
        yield PostOffice(catcher)
    catcher.stop()


@pytest.fixture
def walk(live_server, opened, post, album, clock) -> Walk:
    """Everybody at the door, on a clock that can be moved."""

    def visitor(email: str, size: str = "desk") -> Visitor:
        return Visitor(opened(size, refusals=True), live_server.url, email, post, album)

    return Walk.of(a_town(), post, album, visitor)


def test_main_job_goes_from_a_referral_to_a_certificate(walk, clock):
    starting.a_candidate_is_referred(walk)
    starting.a_traject_starts(walk)
    starting.the_client_reads_before_the_beginning(walk)
    dossier.the_coach_works_in_the_dossier(walk)
    dossier.the_client_confirms_a_summary(walk)
    reporting.a_report_is_written_and_refused_at_the_gate(walk)
    reporting.the_client_says_no_and_gets_another_version(walk)
    reporting.the_client_says_yes_and_an_edit_takes_it_back(walk)
    reporting.the_client_says_yes_to_the_last_version(walk)
    reporting.the_report_is_sent_and_read(walk)
    ending.the_client_reads_who_looked(walk)
    ending.the_traject_is_closed(walk)
    ending.the_dossier_is_destroyed(walk, clock)

    assert walk.album.complaints == []
