"""What beat does about versions, and the command that turns both keys: the same services as the pages."""

import re

import pytest
from django.core.management import CommandError, call_command

from consent.tasks import announce_version
from desk.services import activating
from desk.tasks import finish_waiting
from dossiers.models import Traject
from reglement.models import ActivationProposal, ReglementVersion
from reglement.services import active_version, preview_activation
from retention.models import DossierTerm
from retention.services.closing import close
from retention.tasks import follow_dossier, follow_version
from tests.factories.consent import Bureau, a_bureau
from tests.factories.reglement import activated, active_version_of, next_draft
from vault.clock import today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waiting(directie) -> ActivationProposal:
    """A proposal in a bureau where a day of waiting stands for the second person."""
    holding = activated(next_draft(active_version_of("a4p"), "alleen", second_key="delay"))
    return propose(next_draft(holding, "2", choices={"term": "P1Y"}), directie)


def propose(version: ReglementVersion, directie) -> ActivationProposal:
    impact = activating.preview(version)
    return activating.propose(version, seen=impact.sha256, accepted=impact.law_conflicts, important=False, by=directie)


def a_closed_dossier() -> Bureau:
    """Return a traject that ended a year ago."""
    bureau = a_bureau("a4p")
    ended = today().replace(year=today().year - 1, day=1)
    Traject.objects.filter(pk=bureau.dossier.traject_id).update(started_on=ended)
    close(bureau.again(), outcome="new_employer", ended_on=ended, by=bureau.coach)
    return bureau


def test_proposer_himself_is_mailed_when_a_day_of_waiting_begins(waiting, directie, outbox):
    [(subject, text)] = outbox.sent_to(directie.email)

    assert "gaat binnenkort gelden" in subject
    assert f"/reglement/versies/{waiting.version_id}/" in text
    assert str(waiting.delay_until.year) in text


def test_sweep_finishes_a_day_of_waiting_and_nothing_before(waiting, clock):
    finish_waiting()
    assert active_version().label == "alleen"

    clock.move(hours=25)
    finish_waiting()
    finish_waiting()

    assert (active_version().label, active_version().by_delay) == ("2", True)


def test_sweep_lets_a_proposal_lapse_whose_consequences_changed_and_says_so(waiting, directie, clock, outbox):
    bureau = a_bureau("a4p")
    close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)
    clock.move(hours=25)

    assert activating.finish_delays() == 0

    waiting.refresh_from_db()
    assert waiting.lapsed_at is not None
    assert "vervallen" in outbox.sent_to(directie.email)[-1][0]
    assert active_version().label == "alleen"


def test_task_lets_every_dossier_follow(directie):
    bureau = a_closed_dossier()
    draft = next_draft(active_version(), "2", choices={"term": "P18M"})
    version = activated(draft, consequences=activating.consequences_of(draft))

    follow_version()
    follow_dossier(str(bureau.dossier.pk))

    assert set(DossierTerm.objects.values_list("version", flat=True)) == {version.pk}


def test_tasks_rest_where_no_reglement_holds(db):
    follow_version()

    assert announce_version() == 0


def test_command_lists_what_becomes_due_and_turns_both_keys(capsys, directie, beheerder):
    bureau = a_closed_dossier()
    version = next_draft(active_version(), "2", choices={"term": "P6M"})

    call_command("reglement", "activate", str(version.pk))
    printed = capsys.readouterr().out
    assert f"due: {bureau.dossier.number} digital" in printed
    impact = re.search(r"impact: ([0-9a-f]{64})", printed)[1]
    keys = {"impact": impact, "by": directie.email, "second": beheerder.email}
    call_command("reglement", "activate", str(version.pk), **keys)

    assert active_version() == version


def test_command_refuses_a_hash_that_knows_nothing_of_dossiers(directie, beheerder):
    a_closed_dossier()
    version = next_draft(active_version(), "2", choices={"term": "P6M"})
    keys = {"impact": preview_activation(version).sha256, "by": directie.email, "second": beheerder.email}

    with pytest.raises(CommandError, match="gevolgen zijn veranderd"):
        call_command("reglement", "activate", str(version.pk), **keys)
    assert active_version() != version
