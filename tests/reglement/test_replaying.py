"""Last month's decisions decided again under a draft: which come out differently, by number only."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from reglement.deciding import decide
from reglement.facts import Facts
from reglement.models import Draft
from reglement.refusals import DraftInvalid
from reglement.replaying import MOST_ON_A_PAGE, replay_under, text_of_draft
from reglement.services import active_version, current_ruleset, drafting, law_floor, record_decision
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.questions import REPORT, VIEW, approval, asked
from tests.reglement.typing_drafts import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder():
    return UserFactory(beheerder=True)


@pytest.fixture
def draft(beheerder) -> Draft:
    return drafting.start_from_version(active_version_of("a4p"), by=beheerder)


def facts_of(question) -> Facts:
    return Facts.model_validate_json(json.dumps(question))


def decided(question) -> str:
    """Decide a question under what holds and keep the decision, as the gate does; return its id."""
    facts, version = facts_of(question), active_version()
    outcome = decide(current_ruleset(version), law_floor(), facts)
    return str(record_decision(decision=outcome, facts=facts, version=version, actor_id=None).pk)


def stricter(draft: Draft, by, act: str = "report", article: str = "4.1") -> Draft:
    needs = [{"kind": "approval", "by_role": ["directie"]}]
    rule = {"id": "stricter", "article": article, "act": [act], "effect": "require", "needs": needs}
    return drafting.add_entry(draft, ("gate_rule",), rule, seen=draft.sha256, by=by)


def without_approval(draft: Draft, by) -> Draft:
    """Let a report go without anything being asked."""
    allow = {"id": "always", "article": "4.1", "act": ["report"], "effect": "allow"}
    draft = drafting.add_entry(draft, ("gate_rule",), allow, seen=draft.sha256, by=by)
    for index in reversed(range(len(draft.document["gate_rule"]))):
        rule = draft.document["gate_rule"][index]
        if rule["effect"] == "require" and "report" in rule["act"]:
            draft = drafting.remove_entry(draft, ("gate_rule", index), seen=draft.sha256, by=by)
    return draft


ALLOWED = asked(REPORT, consents=[approval()])


def test_copy_of_what_holds_changes_no_decision(draft):
    decided(ALLOWED), decided(REPORT), decided(VIEW)

    replay = replay_under(text_of_draft(draft))

    assert (replay.examined, replay.different, replay.unrepeatable, replay.changed) == (3, 0, 0, ())


def test_what_may_no_longer_is_counted_and_named_by_its_number(draft, beheerder):
    closes, same = decided(ALLOWED), decided(VIEW)

    replay = replay_under(text_of_draft(stricter(draft, beheerder)))

    assert [str(each.decision_id) for each in replay.changed if each.kind == "closes"] == [closes]
    assert (replay.changed[0].before, replay.changed[0].after) == ("allow", "deny")
    assert same not in {str(each.decision_id) for each in replay.changed}


def test_what_may_from_then_on_is_another_kind(draft, beheerder):
    decided(REPORT)

    replay = replay_under(text_of_draft(without_approval(draft, beheerder)))

    assert replay.counts == {"opens": 1}


def test_day_that_comes_forward_is_told(draft, beheerder):
    question = {
        "act": "retain",
        "on": "2026-02-15",
        "retention": {"carrier": "paper", "events": {"traject_end": "2025-06-15"}},
    }
    decided(question)
    choice = next(index for index, each in enumerate(draft.document["organisation_choice"]) if each["field"] == "term")
    place = ("organisation_choice", choice, "value")
    shorter = drafting.change_entry(draft, place, "P1Y", seen=draft.sha256, by=beheerder)

    assert replay_under(text_of_draft(shorter)).counts == {"earlier": 1}


def test_same_outcome_on_another_article_is_told_apart(draft, beheerder):
    decided(REPORT)

    replay = replay_under(text_of_draft(stricter(draft, beheerder, article="1")))

    assert replay.counts == {"articles": 1}


def test_older_decisions_are_left_alone(draft, beheerder, clock):
    decided(ALLOWED)
    clock.move(days=31)

    assert replay_under(text_of_draft(stricter(draft, beheerder))).examined == 0
    assert replay_under(text_of_draft(draft), days=40).examined == 1


def test_decision_that_comes_out_otherwise_under_its_own_text_is_not_blamed_on_the_draft(draft, beheerder):
    version = active_version()
    denied = decide(current_ruleset(version), law_floor(), facts_of(REPORT))
    record_decision(decision=denied, facts=facts_of(ALLOWED), version=version, actor_id=None)

    replay = replay_under(text_of_draft(stricter(draft, beheerder)))

    assert (replay.examined, replay.unrepeatable, replay.different) == (1, 1, 0)


def test_what_people_wrote_is_not_kept_and_changes_no_answer(draft):
    grounded = asked(REPORT, grounds=[{"kind": "client_contract", "evidence": "overeenkomst van 3 maart"}])
    decided(grounded)

    assert replay_under(text_of_draft(draft)).unrepeatable == 0


def test_many_decisions_take_as_many_queries_as_one(draft, django_assert_num_queries):
    text = text_of_draft(draft)
    decided(REPORT)
    with django_assert_num_queries(3):  # the day, the texts, the decisions
        replay_under(text)
    for _number in range(20):
        decided(ALLOWED)

    with django_assert_num_queries(3):
        assert replay_under(text).examined == 21


def test_page_examines_no_more_than_it_can_wait_for(draft):
    for _number in range(3):
        decided(REPORT)

    replay = replay_under(text_of_draft(draft), most=2)

    assert (replay.examined, replay.is_cut, MOST_ON_A_PAGE > 2) == (2, True, True)


def test_no_more_are_named_than_were_asked_for(draft, beheerder):
    for _number in range(3):
        decided(ALLOWED)

    replay = replay_under(text_of_draft(stricter(draft, beheerder)), shown=2)

    assert (replay.different, len(replay.changed)) == (3, 2)


def test_draft_with_mistakes_decides_nothing(draft, beheerder):
    wrong = drafting.change_entry(draft, ("articles", 0, "text"), None, seen=draft.sha256, by=beheerder)

    with pytest.raises(DraftInvalid):
        text_of_draft(wrong)


def test_page_names_what_would_come_out_differently(draft, beheerder):
    number = decided(ALLOWED)
    stricter(draft, beheerder)

    answer = browser_of(beheerder).get(reverse("admin:reglement_draft_replay", args=[draft.pk]))

    said = answer.content.decode()
    assert "1 besluit komt anders uit" in " ".join(said.split())
    assert (number in said, "mocht wel, mag dan niet" in said) == (True, True)


@pytest.mark.parametrize(
    ("asked_for", "days"), [("7", 7), ("", 30), ("x", 30), ("0", 1), ("9999", 92), ("9" * 40, 30)]
)
def test_page_looks_back_as_far_as_is_asked_within_bounds(draft, beheerder, asked_for, days):
    answer = browser_of(beheerder).get(reverse("admin:reglement_draft_replay", args=[draft.pk]), {"dagen": asked_for})

    assert answer.context["days"] == days


def test_page_of_a_draft_with_mistakes_says_so(draft, beheerder):
    drafting.change_entry(draft, ("articles", 0, "text"), None, seen=draft.sha256, by=beheerder)

    answer = browser_of(beheerder).get(reverse("admin:reglement_draft_replay", args=[draft.pk]))

    assert "In dit ontwerp klopt nog iets niet." in answer.content.decode()


def printed(*words: str) -> str:
    out = io.StringIO()
    call_command("reglement", "replay", *words, stdout=out)
    return out.getvalue()


def test_command_replays_under_a_draft_and_under_a_version(draft, beheerder):
    number = decided(ALLOWED)
    version = active_version()
    stricter(draft, beheerder)

    told = printed(str(draft.pk), "--days", "7")

    assert f"{number} report closes: allow -> deny" in told
    assert told.endswith("closes: 1\nexamined: 1, different: 1, unrepeatable: 0\n")
    assert printed(str(version.pk)) == printed(version.sha256) == "examined: 1, different: 0, unrepeatable: 0\n"


def test_command_says_when_there_is_no_such_text():
    with pytest.raises(CommandError):
        printed("0" * 64)


def test_days_count_from_now(draft, clock):
    decided(REPORT)
    clock.move(days=6)

    assert replay_under(text_of_draft(draft), days=7).examined == 1
    assert replay_under(text_of_draft(draft), days=7).since < active_version().activated_at + timedelta(days=6)
