"""Two keys: the directie proposes on what it saw, another confirms the same, and in between nothing is half done."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import F
from django.utils import translation

from audit.models import Event
from reglement import services
from reglement.models import ActivationProposal, ReglementVersion
from reglement.refusals import (
    ConflictsNotAccepted,
    ImpactOutdated,
    LabelTaken,
    NotTheirs,
    NotYetValid,
    PeriodsOverlap,
    ProposalEnded,
    ProposalPending,
    SecondPersonNeeded,
    SupersedesInCircle,
    SupersedesMissing,
    SupersedesUnknown,
)
from reglement.services import Consequence, preview_activation
from tests.factories.accounts import UserFactory
from tests.factories.reglement import a_proposal, activated, active_version_of, draft_of, next_draft
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db

DUE = Consequence("D-2024-0001", "digital", date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def second():
    return UserFactory(privacy_officer=True)


def confirm(proposal: ActivationProposal, second, **facts) -> ReglementVersion:
    facts = {"impact_sha256": proposal.impact_sha256, "by": second, **facts}
    return services.confirm_activation(proposal, **facts)


def refused():
    """Expect the database itself to refuse."""
    return pytest.raises((IntegrityError, ProgrammingError))


def test_two_people_make_a_version_hold_and_the_proposal_tells_who(second):
    proposal = a_proposal(draft_of())

    version = confirm(proposal, second)

    proposal.refresh_from_db()
    assert (version.activated_by, version.second_by) == (proposal.proposed_by, second)
    assert proposal.activated_at == version.activated_at
    said = Event.objects.filter(object_id=version.pk).values_list("event", "actor_id")
    assert {("reglement.confirmed", second.pk), ("reglement.activated", proposal.proposed_by_id)} <= set(said)


def test_nothing_holds_after_the_first_key_alone():
    proposal = a_proposal(draft_of())

    assert not ReglementVersion.objects.active().exists()
    assert proposal.is_open


def test_second_click_gives_the_same_proposal_and_somebody_else_is_told_that_there_is_one():
    version, directie = draft_of(), UserFactory(directie=True)
    first = a_proposal(version, directie)

    assert a_proposal(version, directie) == first
    with pytest.raises(ProposalPending):
        a_proposal(version)


def test_only_the_directie_turns_the_first_key():
    with pytest.raises(NotTheirs):
        a_proposal(draft_of(), UserFactory(beheerder=True))


@pytest.mark.parametrize("role", ["coach", "administratie", "vestigingsmanager", "auditor", "client", "contact"])
def test_only_who_guards_the_reglement_turns_the_second_key(role):
    with pytest.raises(NotTheirs):
        confirm(a_proposal(draft_of()), UserFactory(**{role: True}))


def test_nobody_turns_both_keys():
    proposal = a_proposal(draft_of())

    with pytest.raises(SecondPersonNeeded):
        confirm(proposal, proposal.proposed_by)


def test_every_place_where_the_law_prevails_is_accepted_by_name():
    conflicts = preview_activation(draft_of()).law_conflicts

    assert conflicts
    with pytest.raises(ConflictsNotAccepted):
        a_proposal(draft_of(), accepted_conflicts=conflicts[:-1])


def test_draft_that_is_edited_between_the_keys_is_not_made_to_hold(second):
    proposal = a_proposal(draft_of("wc"))
    ReglementVersion.objects.filter(pk=proposal.version_id).update(sha256="b" * 64)

    with pytest.raises(ImpactOutdated):
        confirm(proposal, second)
    assert not ReglementVersion.objects.active().exists()


def test_dossier_that_becomes_due_between_the_keys_makes_the_proposal_old(second):
    proposal = a_proposal(draft_of())

    with pytest.raises(ImpactOutdated):
        confirm(proposal, second, consequences=[DUE])
    with pytest.raises(ImpactOutdated):
        confirm(proposal, second, impact_sha256=preview_activation(proposal.version, [DUE]).sha256, consequences=[DUE])


def test_the_directie_proposes_again_what_grew_old_and_the_old_proposal_lapses(second):
    version = draft_of()
    old = a_proposal(version)

    fresh = a_proposal(version, consequences=[DUE])

    old.refresh_from_db()
    assert old.lapsed_at is not None
    assert confirm(fresh, second, consequences=[DUE]).is_active


def test_another_version_that_came_to_hold_meanwhile_makes_a_proposal_old(second):
    proposal = a_proposal(draft_of("wc"))
    active_version_of("a4p")

    with pytest.raises(ImpactOutdated):
        confirm(proposal, second)


def test_withdrawn_proposal_cannot_be_confirmed_nor_withdrawn_again(second):
    proposal = a_proposal(draft_of())
    services.withdraw_proposal(proposal, by=second)

    with pytest.raises(ProposalEnded):
        confirm(proposal, second)
    with pytest.raises(ProposalEnded):
        services.withdraw_proposal(proposal, by=second)


def test_coach_withdraws_nothing():
    with pytest.raises(NotTheirs):
        services.withdraw_proposal(a_proposal(draft_of()), by=UserFactory(coach=True))


def test_hash_of_the_consequences_is_the_same_in_every_language():
    document = json.loads(json.dumps(draft_of().document))
    document.pop("organisation_choice")
    version = services.load_profile(json.dumps(document).encode(), by=None, file="open.json")

    with translation.override("en"):
        english = preview_activation(version).sha256
    assert preview_activation(version).sha256 == english


@pytest.mark.parametrize(
    ("metadata", "refusal"),
    [
        ({"label": "ongedateerd", "supersedes": "2019"}, LabelTaken),
        ({"supersedes": None}, SupersedesMissing),
        ({"supersedes": "2019"}, SupersedesUnknown),
        ({"valid_from": "2999-01-01"}, NotYetValid),
    ],
)
def test_version_without_a_place_of_its_own_among_the_versions_is_refused(metadata, refusal):
    holding = active_version_of("a4p")
    facts = {"label": "2", **metadata}

    with pytest.raises(refusal):
        a_proposal(next_draft(holding, **facts))


def test_version_that_says_to_begin_before_the_one_that_held_is_refused():
    dated = activated(next_draft(draft_of(), "1", valid_from="2020-01-01", supersedes=None))

    for day in ("2019-12-31", "2020-01-01"):
        with pytest.raises(PeriodsOverlap):
            a_proposal(next_draft(dated, f"van {day}", valid_from=day))
    assert a_proposal(next_draft(dated, "3", valid_from="2020-01-02")).is_open


def test_first_version_may_name_a_text_of_before_this_house():
    assert a_proposal(next_draft(draft_of(), "1", supersedes="versie van 2005")).is_open


def test_circle_over_several_versions_is_seen(second):
    first = activated(next_draft(draft_of(), "2", supersedes="4"))
    middle = activated(next_draft(first, "3"))

    with pytest.raises(SupersedesInCircle):
        a_proposal(next_draft(middle, "4"))


# --- What the database itself keeps ---------------------------------------------------------------------------------


def holding_columns(proposal: ActivationProposal, **changes):
    facts = {
        "activated_at": akkoord_now(),
        "activated_by": proposal.proposed_by,
        "second_by": UserFactory(beheerder=True),
        "impact_sha256": proposal.impact_sha256,
    }
    return facts | changes


def test_version_cannot_be_made_to_hold_by_a_statement_without_two_keys():
    proposal = a_proposal(draft_of())

    with refused(), transaction.atomic():
        ReglementVersion.objects.filter(pk=proposal.version_id).update(**holding_columns(proposal))
    with refused(), transaction.atomic():
        ReglementVersion.objects.filter(pk=proposal.version_id).update(
            **holding_columns(proposal, second_by=None, by_delay=True)
        )


def test_version_is_never_stored_as_one_that_holds_already():
    version = draft_of()

    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reglement_reglementversion (id, reglement_id, label, document, sha256, loaded_at, by_delay,"
            " activated_at, activated_by_id, second_by_id, impact_sha256, acknowledge_with, acknowledge_article)"
            " SELECT gen_random_uuid(), reglement_id, 'x', document, %s, now(), false, now(), %s, %s, %s, '', ''"
            " FROM reglement_reglementversion WHERE id = %s",
            ["c" * 64, UserFactory(directie=True).pk, UserFactory(beheerder=True).pk, "c" * 64, version.pk],
        )


def test_second_version_cannot_hold_beside_the_first_even_of_another_reglement(second):
    active_version_of("a4p")
    proposal = a_proposal(draft_of("wc"))
    now = akkoord_now() + timedelta(minutes=1)

    with refused(), transaction.atomic():
        ActivationProposal.objects.filter(pk=proposal.pk).update(activated_at=now, second_by=second)
        ReglementVersion.objects.filter(pk=proposal.version_id).update(
            **holding_columns(proposal, activated_at=now, second_by=second)
        )


def test_proposal_cannot_be_marked_as_carried_out_while_its_version_does_not_hold(second):
    proposal = a_proposal(draft_of())

    with refused(), transaction.atomic():
        ActivationProposal.objects.filter(pk=proposal.pk).update(activated_at=akkoord_now(), second_by=second)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "change",
    [
        {"impact_sha256": "d" * 64},
        {"important": True},
        {"second_by": F("proposed_by"), "activated_at": F("proposed_at")},
        {"activated_at": F("proposed_at")},
        {"withdrawn_at": F("proposed_at")},
        {"delay_until": F("proposed_at")},
    ],
)
def test_proposal_is_never_changed_by_a_statement(change):
    proposal = a_proposal(draft_of())

    with refused(), transaction.atomic():
        ActivationProposal.objects.filter(pk=proposal.pk).update(**change)


def test_proposal_that_ended_stays_ended_and_there_is_one_open_per_version(second):
    version = draft_of()
    proposal = a_proposal(version)
    again = {"version_id": version.pk, "version_sha256": version.sha256, "impact_sha256": "e" * 64}
    with refused(), transaction.atomic():
        ActivationProposal.objects.create(**again, proposed_by=second)
    services.withdraw_proposal(proposal, by=second)

    with refused(), transaction.atomic():
        ActivationProposal.objects.filter(pk=proposal.pk).update(withdrawn_at=None, withdrawn_by=None)
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reglement_activationproposal")


def test_proposal_is_about_the_draft_as_it_is(second):
    version = draft_of()

    with refused(), transaction.atomic():
        ActivationProposal.objects.create(
            version=version, version_sha256="f" * 64, impact_sha256="f" * 64, proposed_by=second
        )


def test_today_is_a_day_on_which_a_version_may_begin():
    assert a_proposal(next_draft(draft_of(), "1", supersedes=None, valid_from=today().isoformat())).is_open
