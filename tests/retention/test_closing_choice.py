"""At the end the client chooses: keep, take along or destroy; each has its own term, and the dates follow."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from dossiers.models import Dossier, Duty
from mail.models import OutboxMessage
from retention.choices import options_of
from retention.facts import (
    ChoiceNotOffered,
    DestructionAlreadyBegun,
    EvidenceMissing,
    HandedOverBefore,
    NothingToHandOver,
    NotTheirChoice,
)
from retention.models import ClosingChoice, DossierTerm, PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.choosing import choose, choose_on_behalf, hand_over
from retention.services.closing import close
from retention.terms import COOLING_OFF, Step
from tests.days import years_after
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_document, a_dossier_of, a_grant
from tests.factories.reglement import small_version
from vault.clock import akkoord_now, today
from vault.services import fence

pytestmark = pytest.mark.django_db
CHOICES = """
[[retention_rule]]
id = "after-the-choice"
article = "2"
trigger = "traject_end"
term = "P1Y"
bound = "at_most"
closing_choice = [
    { choice = "keep", term = "P18M" },
    { choice = "take_along", term = "P2W" },
    { choice = "destroy", term = "P0D" },
]
"""


def a_dossier_with_choices(coach, client_user, snippet=CHOICES):
    dossier = a_dossier_of(
        coach, client=a_client(user=client_user), reglement_version=small_version(snippet), purpose="guidance"
    )
    sign_confidentiality(coach)
    a_document(dossier, coach, category="brieven")
    return Dossier.objects.select_related("traject__client__user", "traject__opdrachtgever").get(pk=dossier.pk)


@pytest.fixture
def dossier(coach, client_user):
    """A dossier whose traject closed today, under a text that lets the client choose."""
    dossier = a_dossier_with_choices(coach, client_user)
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    return Dossier.objects.select_related("traject__client__user", "traject__opdrachtgever").get(pk=dossier.pk)


def due(dossier):
    return DossierTerm.objects.get(dossier=dossier, carrier="digital").due_on


def after(**by):
    return today() + timedelta(**by)


def test_closing_asks_the_client_and_without_a_choice_the_usual_term_counts(dossier):
    assert Duty.objects.get(dossier=dossier, kind="ask_client", done_at=None).article_label == "2"
    assert OutboxMessage.objects.filter(idempotency_key=f"closing-choice:{dossier.pk}").exists()
    assert due(dossier) == years_after(today(), 1)


def test_nothing_is_asked_where_the_reglement_lets_nothing_be_chosen(coach, client_user):
    dossier = a_dossier_with_choices(coach, client_user, "")

    close(dossier, outcome="new_employer", ended_on=today(), by=coach)

    assert not Duty.objects.filter(dossier=dossier).exists()
    assert options_of(dossier.traject) == []
    with pytest.raises(ChoiceNotOffered):
        choose(dossier, choice="destroy", by=client_user)


def test_client_who_lets_it_be_destroyed_moves_the_date_to_the_end_itself(dossier, client_user):
    choose(dossier, choice="destroy", by=client_user)

    assert due(dossier) == today()
    assert DossierTerm.objects.get(dossier=dossier, carrier="digital").chosen == "destroy"
    assert not Duty.objects.filter(dossier=dossier, done_at=None).exists()


def test_client_who_lets_it_be_kept_gets_the_longer_term_of_that_choice(dossier, client_user):
    choose(dossier, choice="keep", by=client_user)

    assert due(dossier) > years_after(today(), 1)


def test_what_is_taken_along_runs_by_its_term_once_the_client_has_it(dossier, coach, client_user):
    choose(dossier, choice="take_along", by=client_user)
    before = due(dossier)

    hand_over(dossier, on=today(), by=coach)

    assert before == years_after(today(), 1)
    assert due(dossier) == after(weeks=2)


def test_later_choice_counts_instead_of_the_earlier(dossier, client_user):
    choose(dossier, choice="destroy", by=client_user)
    choose(dossier, choice="keep", by=client_user)

    assert due(dossier) > after(days=365)
    assert list(ClosingChoice.objects.order_by("number").values_list("number", "choice")) == [
        (1, "destroy"),
        (2, "keep"),
    ]


def test_same_choice_twice_is_one_choice(dossier, client_user):
    assert choose(dossier, choice="keep", by=client_user) == choose(dossier, choice="keep", by=client_user)


def test_choice_made_before_the_end_counts_at_the_end(coach, client_user):
    dossier = a_dossier_with_choices(coach, client_user)
    choose(dossier, choice="destroy", by=client_user)

    close(dossier, outcome="new_employer", ended_on=today(), by=coach)

    assert due(dossier) == today()
    assert not Duty.objects.filter(dossier=dossier).exists()


def test_open_case_comes_along_with_the_choice(dossier, client_user, clock):
    clock.move(days=350)
    [case_id] = find_due()

    choose(dossier, choice="keep", by=client_user)

    assert PurgeCase.objects.get(pk=case_id).due_at.date() > after(days=100)


def test_destruction_that_was_chosen_is_carried_out(dossier, client_user, clock):
    choose(dossier, choice="destroy", by=client_user)
    [case_id] = find_due()
    assert advance(case_id, worker="keuze") == Step.APPROVED
    clock.move(days=3)

    assert advance(case_id, worker="keuze") == Step.CERTIFIED
    assert not ClosingChoice.objects.exists()


def test_nobody_chooses_any_more_once_destruction_has_begun(dossier, client_user, clock):
    choose(dossier, choice="destroy", by=client_user)
    [case_id] = find_due()
    assert advance(case_id, worker="keuze") == Step.APPROVED
    clock.move(days=COOLING_OFF.days)
    PurgeCase.objects.filter(pk=case_id).update(intent_at=akkoord_now())

    with pytest.raises(DestructionAlreadyBegun):
        choose(dossier, choice="keep", by=client_user)


def test_choice_is_the_clients_own(dossier, other_client_user, coach):
    for somebody in (other_client_user, coach):
        with pytest.raises(NotTheirChoice):
            choose(dossier, choice="destroy", by=somebody)


def test_choice_for_the_client_needs_its_proof_and_a_right_to_write(dossier, coach, substitute):
    a_grant(dossier, substitute, can_write=False)

    with pytest.raises(EvidenceMissing):
        choose_on_behalf(dossier, choice="destroy", proof="signed_paper", evidence=" ", by=coach)
    with pytest.raises(EvidenceMissing):
        choose_on_behalf(dossier, choice="destroy", proof="portal", evidence="Hij zei het.", by=coach)
    with pytest.raises(NotTheirChoice):
        choose_on_behalf(dossier, choice="destroy", proof="signed_paper", evidence="Map 3.", by=substitute)


def test_choice_on_paper_is_recorded_and_told_in_the_log(dossier, coach):
    choose_on_behalf(dossier, choice="destroy", proof="signed_paper", evidence="Map 3.", by=coach)

    assert due(dossier) == today()
    assert Event.objects.filter(event="choice.made", dossier_id=dossier.pk, actor_role="coach").exists()


def test_only_what_is_taken_along_is_handed_over_and_only_once(dossier, coach, client_user):
    with pytest.raises(NothingToHandOver):
        hand_over(dossier, on=today(), by=coach)
    choose(dossier, choice="take_along", by=client_user)
    with pytest.raises(NothingToHandOver):
        hand_over(dossier, on=after(days=1), by=coach)
    hand_over(dossier, on=today(), by=coach)

    with pytest.raises(HandedOverBefore):
        hand_over(dossier, on=today(), by=coach)


# --- Through the pages ----------------------------------------------------------------------------------------------


def test_client_chooses_in_the_portal_and_reads_why_the_date_is_what_it_is(client, dossier, client_user):
    client.force_login(client_user)
    own = reverse("retention:own")
    address = reverse("retention:own-choice", args=[dossier.number])

    offered = client.get(address).content.decode()
    answer = client.post(address, {"choice": "destroy"}, follow=True).content.decode()

    assert "Maak uw keuze" not in answer
    assert "laten vernietigen (weg op" in offered
    assert answer.count("laten vernietigen") >= 2, "as what was chosen, and beside the date"
    assert client.get(own).status_code == 200


def test_page_of_choosing_does_not_exist_where_there_is_no_choice(client, coach, client_user):
    dossier = a_dossier_with_choices(coach, client_user, "")
    client.force_login(client_user)

    assert client.get(reverse("retention:own-choice", args=[dossier.number])).status_code == 404
    assert "Maak uw keuze" not in client.get(reverse("retention:own")).content.decode()


def test_coach_records_a_choice_and_the_handing_over_on_the_page_of_keeping(client, dossier, coach):
    client.force_login(coach)
    keeping = reverse("retention:dossier", args=[dossier.number])
    typed = {"choice": "take_along", "proof": "recorded_oral", "evidence": "Gezegd op de laatste dag."}

    assert client.post(reverse("retention:choice", args=[dossier.number]), typed).url == keeping
    assert "gaat in als het dossier is meegegeven" in client.get(keeping).content.decode()
    client.post(reverse("retention:handed-over", args=[dossier.number]), {"on": today().isoformat()})

    assert due(dossier) == after(weeks=2)
    assert client.post(reverse("retention:choice", args=[dossier.number]), {"choice": "keep"}).status_code == 422


# --- What the database itself refuses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        {"choice": "burn"},
        {"proof": "heard"},
        {"proof": "signed_paper", "evidence": None},
        {"proof": "portal", "evidence": "Toch."},
        {"handed_over_on": "2026-01-01"},
        {"number": 5},
    ],
)
def test_choice_that_makes_no_sense_is_refused(dossier, coach, words):
    facts = {"choice": "keep", "proof": "portal", "evidence": None, "number": 1, "capacity": "client", **words}

    with pytest.raises(IntegrityError), transaction.atomic():
        ClosingChoice.objects.create(safe_id=dossier.safe_id, dossier=dossier, recorded_by=coach, **facts)


def test_choice_is_never_edited_and_goes_only_behind_the_fence(dossier, coach, client_user):
    chosen = choose(dossier, choice="take_along", by=client_user)
    hand_over(dossier, on=today(), by=coach)
    rows = ClosingChoice.objects.filter(pk=chosen.pk)

    for changes in ({"choice": "destroy"}, {"handed_over_on": after(days=3)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    fence([dossier.safe_id])
    rows.delete()

    assert not ClosingChoice.objects.exists()
