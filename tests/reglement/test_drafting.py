"""Writing a next text: part by part, right or wrong, two people at once, and never half in force."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from audit.models import Event
from reglement import services
from reglement.loading import as_toml, profile_path, read_profile
from reglement.models import Draft, ReglementVersion
from reglement.refusals import (
    DraftChanged,
    DraftEnded,
    DraftInvalid,
    NotADraft,
    ProfileRefused,
    ProposalEnded,
    VersionAlreadyActive,
    VersionHasHoles,
)
from reglement.services import drafting
from tests.factories.accounts import UserFactory
from tests.factories.reglement import a_proposal, active_version_of, draft_of
from vault.clock import AkkoordNow

pytestmark = pytest.mark.django_db

A_RULE = {
    "id": "tests-one-year",
    "article": "6",
    "match": {"category_tag": ["test"]},
    "trigger": "traject_end",
    "term": "P1Y",
    "bound": "at_most",
}


@pytest.fixture
def beheerder():
    return UserFactory(beheerder=True)


@pytest.fixture
def draft(beheerder) -> Draft:
    return drafting.start_from_version(active_version_of("a4p"), by=beheerder)


def put_forward(draft: Draft, by) -> ReglementVersion:
    return drafting.put_forward(draft, seen=draft.sha256, by=by)


def another_term(draft: Draft, by, seen: str = "") -> Draft:
    return drafting.add_entry(draft, ("retention_rule",), A_RULE, seen=seen or draft.sha256, by=by)


def refused():
    """Expect the database itself to refuse."""
    return pytest.raises((IntegrityError, ProgrammingError))


def words_of(draft: Draft) -> list[str]:
    return list(Event.objects.filter(object_id=draft.pk).order_by("id").values_list("event", flat=True))


def test_copy_of_what_holds_can_be_put_forward_as_its_next(draft, beheerder):
    held = services.active_version()

    version = put_forward(draft, beheerder)

    metadata = version.document["metadata"]
    assert (metadata["supersedes"], metadata["label"] != held.label, version.is_draft) == (held.label, True, True)
    assert services.fitting.obstacles_of(version, services.previewing.ruleset_of(version)) == ()


def test_every_step_is_in_the_log(draft, beheerder):
    changed = another_term(draft, beheerder)
    put_forward(changed, beheerder)
    drafting.discard_draft(changed, seen=changed.sha256, by=beheerder)

    steps = ["started", "changed", "put_forward", "discarded"]
    assert words_of(draft) == [f"reglement.draft_{step}" for step in steps]


def test_saving_what_is_there_already_changes_nothing(draft, beheerder):
    text = draft.document["articles"][0]

    same = drafting.change_entry(draft, ("articles", 0), text, seen=draft.sha256, by=beheerder)

    assert (same.sha256, words_of(draft)) == (draft.sha256, ["reglement.draft_started"])


def test_who_saves_on_an_older_text_is_refused_and_nothing_is_lost(draft, beheerder):
    other = UserFactory(beheerder=True)
    mine = another_term(draft, beheerder)

    with pytest.raises(DraftChanged):
        drafting.change_entry(draft, ("purpose_binding",), "4", seen=draft.sha256, by=other)

    draft.refresh_from_db()
    assert (draft.document, draft.changed_by) == (mine.document, beheerder)


def test_draft_may_be_wrong_and_is_not_put_forward_then(draft, beheerder):
    wrong = drafting.change_entry(draft, ("retention_rule", 0, "term"), "banaan", seen=draft.sha256, by=beheerder)

    with pytest.raises(DraftInvalid):
        put_forward(wrong, beheerder)
    assert ReglementVersion.objects.filter(activated_at=None).count() == 0


def test_draft_with_a_hole_is_not_put_forward(beheerder):
    open_text = drafting.start_from_profile("a4p", by=beheerder)

    with pytest.raises(VersionHasHoles):
        put_forward(open_text, beheerder)


def test_what_holds_already_is_not_put_forward_again(beheerder):
    version = active_version_of("a4p")
    copy = drafting.start_from_file(json.dumps(version.document).encode(), file="a4p.json", by=beheerder)

    with pytest.raises(VersionAlreadyActive):
        put_forward(copy, beheerder)


def test_change_after_putting_forward_takes_the_version_out_of_the_list(draft, beheerder):
    version = put_forward(draft, beheerder)

    another_term(draft, beheerder)

    assert not ReglementVersion.objects.filter(pk=version.pk).exists()


def test_version_that_was_loaded_by_itself_stays_when_the_draft_goes_on(beheerder, clock):
    loaded = draft_of("wc")
    clock.move(days=1)
    copy = drafting.start_from_file(json.dumps(loaded.document).encode(), file="wc.json", by=beheerder)
    assert put_forward(copy, beheerder) == loaded

    drafting.change_entry(copy, ("metadata", "label"), "anders", seen=copy.sha256, by=beheerder)

    assert ReglementVersion.objects.filter(pk=loaded.pk).exists()


def test_change_makes_the_proposal_lapse_and_the_second_key_does_nothing(draft, beheerder):
    version = put_forward(draft, beheerder)
    proposal = a_proposal(version)

    another_term(draft, beheerder)

    proposal.refresh_from_db()
    assert proposal.lapsed_at is not None
    with pytest.raises(ProposalEnded):
        services.confirm_activation(
            proposal, impact_sha256=proposal.impact_sha256, by=UserFactory(privacy_officer=True)
        )
    assert services.active_version().pk != version.pk


def test_draft_that_came_to_hold_is_not_changed_any_more(draft, beheerder):
    proposal = a_proposal(put_forward(draft, beheerder))
    services.confirm_activation(proposal, impact_sha256=proposal.impact_sha256, by=UserFactory(privacy_officer=True))

    with pytest.raises(DraftEnded):
        another_term(draft, beheerder)
    assert not Draft.objects.open().exists()


def test_draft_that_was_put_away_stays_so(draft, beheerder):
    drafting.discard_draft(draft, seen=draft.sha256, by=beheerder)

    with pytest.raises(DraftEnded):
        another_term(draft, beheerder)


@pytest.mark.parametrize(
    "change",
    [
        {"document": {}},
        {"sha256": "x"},
        {"version_of": "a" * 64},
        {"discarded_at": AkkoordNow()},
        {"based_on": None},
        {"started_at": AkkoordNow() + timedelta(days=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_database_keeps_a_draft_true(draft, change):
    with refused(), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(**change)


def test_database_refuses_a_change_beside_an_open_proposal(draft, beheerder):
    a_proposal(put_forward(draft, beheerder))

    with refused(), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(version=None, version_of="")


def test_database_refuses_to_forget_a_draft(draft):
    with refused(), transaction.atomic():
        draft.delete()


def test_database_refuses_to_wake_a_draft_that_was_put_away(draft, beheerder):
    drafting.discard_draft(draft, seen=draft.sha256, by=beheerder)

    with refused(), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(discarded_at=None, discarded_by=None)


def test_file_that_is_wrong_inside_becomes_a_draft_to_mend(beheerder):
    text = b'[metadata]\nkey = "x"\nkind = "reglement"\nname = "x"\nlabel = "x"\nkleur = "blauw"\n'

    draft = drafting.start_from_file(text, file="map/x.toml", by=beheerder)

    assert draft.document["metadata"]["kleur"] == "blauw"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"dit is geen TOML", ProfileRefused),
        (b"\xff", ProfileRefused),
        (b"#" * 1_000_001, ProfileRefused),
        (b"gate_rule = 5", NotADraft),
        (b"articles = ['1', '2']", NotADraft),
        (b"metadata = []", NotADraft),
        (b"x = nan", ProfileRefused),
    ],
)
def test_file_that_nobody_can_mend_is_refused(beheerder, content, refusal):
    with pytest.raises(refusal):
        drafting.start_from_file(content, file="x.toml", by=beheerder)
    assert not Draft.objects.exists()


def test_nought_character_in_a_file_stops_nothing(beheerder):
    draft = drafting.start_from_file(b'[metadata]\nlabel = "a\\u0000b"', file="x.toml", by=beheerder)

    assert draft.label == "a�b"


def test_what_is_put_forward_is_what_the_export_of_the_draft_loads_to(draft, beheerder):
    version = put_forward(another_term(draft, beheerder), beheerder)
    draft.refresh_from_db()

    again = read_profile(as_toml(draft.document).encode(), file="draft.toml")

    assert again == services.previewing.ruleset_of(version)


def test_copy_of_a_profile_says_what_its_file_says(beheerder):
    draft = drafting.start_from_profile("wc", by=beheerder)

    said = read_profile(json.dumps(draft.document).encode(), file="wc.json")

    assert said == read_profile(profile_path("wc").read_bytes(), file="wc.toml")
