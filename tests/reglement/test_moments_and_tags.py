"""What lies in the future of a question does not count yet, and a key is no more than its own sensitivity."""

from datetime import date

import pytest

from tests.reglement.questions import DISCLOSE, REPORT, RETAIN, VIEW, answer, asked, consent, unmet
from tests.reglement.small_texts import ask, text_of
from tests.reglement.test_room_for_others import keeping, rule

LISTED = """
[catalogue]
article = "2"
mode = "minimum"

[[catalogue_item]]
key = "naw"
article = "2"
label = "naam en adres"
tag = "ordinary"

"""
ONLY_NAMES = rule("require", "view", 'needs = [{ kind = "categories", within = ["naw"] }]')


@pytest.mark.parametrize(
    ("category", "allowed"),
    [
        ({"key": "naw"}, True),
        ({"key": "naw", "tag": "ordinary"}, True),
        ({"key": "naw", "tag": "medical"}, False),
        ({"key": "naw", "tag": "test"}, False),
        ({"key": "uren", "tag": "ordinary"}, False),
    ],
    ids=str,
)
def test_key_lets_in_no_more_than_its_own_sensitivity(category, allowed):
    decision = ask(text_of(ONLY_NAMES + LISTED), asked(VIEW, content__categories=[category]))

    assert decision.allowed is allowed
    assert allowed or unmet(decision) == {"categories"}


def test_sensitivity_on_the_list_is_enough_beside_the_key():
    both = rule("require", "view", 'needs = [{ kind = "categories", within = ["naw", "test"] }]')
    decision = ask(text_of(both + LISTED), asked(VIEW, content__categories=[{"key": "naw", "tag": "test"}]))

    assert decision.allowed


@pytest.mark.parametrize(("at", "allowed"), [("2026-11-21T08:00:00Z", True), ("2026-11-22T08:00:00Z", False)])
def test_consent_of_a_later_day_does_not_count_yet(at, allowed):
    text = text_of(rule("require", "disclose", 'needs = [{ kind = "consent", form = "written" }]'))
    decision = ask(text, asked(DISCLOSE, consents=[consent(at=at)]))

    assert decision.allowed is allowed
    assert allowed or [condition.params["why"] for condition in decision.unmet] == ["to_come"]


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
def test_no_of_a_later_day_still_counts(state):
    text = text_of(rule("deny", "report", "match = { objected = true }"))
    refused = consent(state, at="2026-11-25T08:00:00Z")

    assert not ask(text, asked(REPORT, consents=[refused])).allowed


@pytest.mark.parametrize(("day", "allowed"), [("2026-11-21", True), (None, True), ("2026-11-22", False)])
def test_what_is_shown_or_told_on_a_later_day_does_not_count_yet(day, allowed):
    shown = text_of(rule("require", "report", 'needs = [{ kind = "shown" }]'))
    told = text_of(rule("require", "report", 'needs = [{ kind = "notice", event = "new_purpose" }]'))
    notices = [{"event": "new_purpose", "evidence": "sent", "on": day}]

    assert ask(shown, asked(REPORT, content__shown_to_client=True, content__shown_on=day)).allowed is allowed
    assert ask(told, asked(REPORT, notices=notices)).allowed is allowed


def test_dossier_counts_as_handed_over_from_the_day_that_it_is():
    lines = 'trigger = "traject_end"\nterm = "P2Y"\nclosing_choice = [{ choice = "take_along", term = "P0D" }]'
    text = text_of(keeping(lines))
    handed = [{"kind": "take_along", "handed_over_on": day} for day in ("2026-11-21", "2026-11-22")]

    assert [ask(text, asked(RETAIN, retention__choice=choice)).effect for choice in handed] == ["destroy", "keep"]


AFTER_A_COMPLAINT = keeping(
    'trigger = "complaint_closed"\nterm = "P1Y"\nhold = { statute = "artikel 2" }', "after-a-complaint"
)
TWO_YEARS = keeping('trigger = "traject_end"\nterm = "P2Y"')


def kept(complaint: str | None, on: str, **events: str):
    facts = {"retention__events": {"traject_end": "2024-03-10", **events}, "complaint": complaint, "on": on}
    return ask(text_of(AFTER_A_COMPLAINT + TWO_YEARS), asked(RETAIN, **facts))


def test_hold_after_a_complaint_has_begun_while_the_complaint_is_open():
    assert kept("none", "2026-11-21").effect == "destroy"
    assert (kept("open", "2026-11-21").effect, kept("open", "2026-11-21").due_on) == ("hold", None)
    # An earlier complaint was handled long ago; the new one is open.
    assert kept("open", "2026-11-21", complaint_closed="2024-05-01").effect == "hold"


@pytest.mark.parametrize("complaint", ["open", "closed"])
def test_term_that_waits_for_a_complaint_has_not_begun_while_it_is_open(complaint):
    waiting = text_of(keeping('trigger = "traject_end"\nor_later = ["complaint_closed"]\nterm = "P1Y"'))

    assert ask(waiting, asked(RETAIN, complaint=complaint)).effect == ("keep" if complaint == "open" else "destroy")


def test_nothing_was_due_before_the_end_of_a_hold():
    after = kept("closed", "2028-02-03", complaint_closed="2027-02-01")

    assert (after.effect, after.due_on) == ("destroy", date(2028, 2, 1))
    assert {reason.key for reason in after.reasons} >= {"term_ends", "hold_ended"}
    on_file = answer("wc", asked(RETAIN, on="2027-07-01", retention__holds=[{"kind": "court", "until": "2027-06-01"}]))
    assert (on_file.effect, on_file.due_on) == ("destroy", date(2027, 6, 2))


def test_day_that_is_told_while_a_hold_runs_is_its_last_one():
    running = kept("closed", "2025-06-01", complaint_closed="2025-05-01")

    assert (running.effect, running.due_on) == ("keep", date(2026, 5, 1))
