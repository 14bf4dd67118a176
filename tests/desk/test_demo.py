"""The demo bureau: loaded once, with somebody in every situation, and never on top of anything."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from accounts.models import User
from audit.services import verify_log
from consent.models import StartNotice
from consent.queries.objections import objections_to_decide
from desk.demo.bureau import COACHES, PASSWORD
from desk.demo.clients import PEOPLE, Situation
from desk.demo.founding import profiles
from desk.demo.loading import DemoRefused, refuse_unless_demo
from dossiers.models import Consult, Dossier, Referral
from mail.models import OutboxMessage
from reglement.models import Decision
from reglement.services import active_version
from reporting.models import Report, ReportVersion
from reporting.queries.standing import standings_of
from reporting.terms import ReportState
from retention.lists import list_lines
from retention.models import (
    Certificate,
    DestructionList,
    ErasureRequest,
    Figure,
    PaperDossier,
    PurgeCase,
    ResidualRecord,
)
from retention.outlived import dossiers_left
from retention.papers import papers_gone, papers_to_do
from retention.queries import bars_ahead
from retention.recipients import notices_done
from retention.remaining import lets_remain
from retention.reviewing import holds_to_review
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.terms import Step
from tests.factories.accounts import UserFactory
from vault.clock import AMSTERDAM, akkoord_now, today
from vault.models import Clock, Hold

IN = Counter(person.situation for person in PEOPLE)
GONE = IN[Situation.DESTROYED] + IN[Situation.ERASED]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_demo_has_somebody_in_every_situation_and_is_loaded_once(capsys):
    call_command("demo", "load", "--reglement", "a4p")

    assert set(IN) == set(Situation)
    _clients_are_in_their_situations()
    _ends_are_in_every_state()
    _reports_are_in_every_state()
    _past_is_past()
    _everybody_can_log_in(capsys)
    with pytest.raises(CommandError, match="make fresh run"):
        call_command("demo", "load")
    _travelling_makes_beat_find_something(capsys)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reglement", [name for name in profiles() if name != "a4p"])
def test_demo_loads_under_each_other_reglement(reglement):
    call_command("demo", "load", "--reglement", reglement)

    assert Dossier.objects.count() == len(PEOPLE)
    assert Dossier.objects.filter(traject__closed_at__isnull=True).exists()
    assert Certificate.objects.count() == Dossier.objects.exclude(destroyed_at=None).count() >= IN["destroyed"]
    assert DestructionList.objects.filter(approved_at=None).exists()
    assert PaperDossier.objects.filter(destroyed_on=None, due_on__lt=today()).exists()
    assert PaperDossier.objects.filter(destroyed_on__isnull=False).exists()
    assert lets_remain(active_version()) == (ResidualRecord.objects.exists() or Figure.objects.exists())
    assert Decision.objects.filter(act="report", effect="allow").exists()
    _past_is_past()


def _clients_are_in_their_situations():
    endings = ("closed", "announced", "overdue", "held_complaint", "held_court", "destroyed", "erased")
    ended = sum(IN[word] for word in endings)
    fresh = IN[Situation.FRESH] + IN[Situation.REFERRED_TODAY]
    assert Dossier.objects.count() == len(PEOPLE)
    assert Dossier.objects.filter(traject__closed_at__isnull=False).count() == ended
    assert StartNotice.objects.filter(acknowledged_at=None).count() == fresh
    assert Referral.objects.filter(accepted_at=None, declined_at=None).count() == 2
    assert Hold.objects.filter(released_at=None).values("ground").distinct().count() == 2
    assert Certificate.objects.count() == Dossier.objects.exclude(destroyed_at=None).count() == GONE
    steps = Counter(case.step for case in PurgeCase.objects.all())
    assert steps == {
        Step.CERTIFIED: GONE,
        Step.APPROVED: IN[Situation.OVERDUE] + 1,
        Step.PROPOSED: IN[Situation.ANNOUNCED] - 1 + IN[Situation.HELD_COMPLAINT],
    }


def _ends_are_in_every_state():
    officer = User.objects.get(email="privacy@merelhof.example")
    waiting, signed = list_lines(officer)
    assert (waiting.left, waiting.approved_at, waiting.is_own) == (2, None, False)
    assert (signed.left, signed.taken_out, bool(signed.approved_at)) == (2, 1, True)
    papers = papers_to_do()
    assert (sum(line.is_overdue for line in papers), sum(line.waits_for_second for line in papers)) == (2, 1)
    assert len(papers_gone()) == 1
    assert [line.parts for line in dossiers_left(1)[0]] == [1]
    assert len(holds_to_review()) == 1
    assert len(objections_to_decide(officer)) == 1
    assert ErasureRequest.objects.get().dossier.destroyed_at is None
    assert [line.told_at is not None for line in notices_done()] == [True]
    assert sum(bar.value > 0 for bar in bars_ahead(list(Dossier.objects.filter(traject__closed_at__isnull=False)))) > 4


def _reports_are_in_every_state():
    newest = ReportVersion.objects.filter(content_version__superseded_at=None)
    states = Counter(
        standing.state for standing in standings_of(newest.select_related("content_version", "report")).values()
    )
    assert states[ReportState.WAITING] == IN[Situation.WAITING]
    assert states[ReportState.REFUSED] == IN[Situation.REFUSED]
    assert states[ReportState.APPROVED] == IN[Situation.APPROVED]
    # Drafts, what was changed after a yes, and what A4P 4.1 kept in the house.
    assert states[ReportState.DRAFT] == sum(
        IN[word] for word in ("draft", "superseded", "unasked_short", "unasked_extensive")
    )
    assert Decision.objects.filter(act="report", effect="deny", articles__0__key="4.1").exists()
    assert max(report.versions.count() for report in Report.objects.all()) == 3


def _past_is_past():
    assert Clock.objects.get().shift == timedelta(0)
    begin = akkoord_now().astimezone(AMSTERDAM).replace(hour=0, minute=0, second=0, microsecond=0)
    assert not OutboxMessage.objects.filter(sent_at=None, given_up_at=None, created_at__lt=begin).exists()
    assert Consult.objects.filter(starts_at__date=today()).count() == sum(bool(person.today_at) for person in PEOPLE)
    assert verify_log().ok


def _everybody_can_log_in(capsys):
    capsys.readouterr()
    call_command("demo", "logins")
    told = capsys.readouterr().out
    for coach in COACHES:
        assert authenticate(email=coach.email, password=PASSWORD) is not None
    assert COACHES[0].email in told
    assert PEOPLE[0].email in told
    browser = Browser()
    browser.force_login(
        authenticate(email=COACHES[0].email, password=PASSWORD),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert PEOPLE[0].name in browser.get("/mijn-dag/").content.decode()


def _travelling_makes_beat_find_something(capsys):
    capsys.readouterr()
    call_command("demo", "travel", "--days", "1")
    assert "1 to destroy" in capsys.readouterr().out
    find_due()
    overdue = PurgeCase.objects.get(approved_at__isnull=False, certified_at=None, due_at__lte=akkoord_now())
    assert advance(overdue.pk, worker="test") == Step.CERTIFIED


def test_demo_refuses_where_people_work(settings):
    settings.AKKOORD_MFA_OPTIONAL = False

    with pytest.raises(DemoRefused, match="real bureau"):
        refuse_unless_demo()


@pytest.mark.django_db
def test_demo_refuses_a_database_with_people(db):
    UserFactory()

    with pytest.raises(CommandError, match="people in this database"):
        call_command("demo", "load")


@pytest.mark.django_db
def test_half_a_demo_is_said(clock):
    clock.move(days=-3)

    for words in (["load"], ["logins"], ["travel", "--days", "1"]):
        with pytest.raises(CommandError, match="broken off"):
            call_command("demo", *words)


@pytest.mark.django_db
def test_time_does_not_go_back(clock):
    with pytest.raises(CommandError, match="forward"):
        call_command("demo", "travel", "--days", "0")
