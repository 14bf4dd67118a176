"""Many questions at once: quicker, and the same answers to the letter."""

import json
import subprocess
import sys
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reglement import facts
from reglement.deciding import Answers, decide, many
from reglement.facts.examples import EXAMPLES
from reglement.loading import law_floor, profile_names
from tests.reglement.questions import (
    AUDIT,
    DISCLOSE,
    DOCUMENT,
    EMPLOYER,
    OTHER_DOCUMENT,
    REPORT,
    RETAIN,
    VIEW,
    WRITE,
    approval,
    asked,
    consent,
    ground,
    health_consent,
    ruleset,
)
from tests.reglement.small_texts import text_of
from tests.reglement.test_commands import ROOT

DAYS = ["2026-11-20", "2026-11-21", "2027-11-21", None]
MOMENTS = ["2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z", "2026-11-02T10:00:00", None]
NAMES = [EMPLOYER, "ontvanger-3", "opdrachtgever", "possible_employer", "staff"]
CONSENTS = [
    approval(),
    approval("refused", at=MOMENTS[0]),
    approval(at=MOMENTS[1]),
    consent(sha256=OTHER_DOCUMENT),
    consent("withdrawn", at=MOMENTS[1], recipients=[EMPLOYER]),
    consent(recipients=[EMPLOYER], valid_until="2026-11-21"),
    consent(by="parent", recipients=["opdrachtgever"], purpose="reporting"),
    health_consent(at=MOMENTS[0]),
]
GROUNDS = [
    ground("client_contract"),
    ground("court_order", evidence=""),
    ground("trajectplan", recipients=[EMPLOYER], categories=["voortgang"]),
    ground("legal_obligation", evidence=None, statute="AWR 52"),
]
# One change of one fact: what may be the same question, and what may not.
CHANGES = st.one_of(
    st.tuples(st.just("content__sha256"), st.sampled_from([DOCUMENT, OTHER_DOCUMENT, None])),
    st.tuples(st.just("client__age"), st.sampled_from([15, 16, 41, None])),
    st.tuples(st.just("recipient__id"), st.sampled_from([*NAMES, None])),
    st.tuples(st.just("recipient__class"), st.sampled_from(["opdrachtgever", "possible_employer", "staff"])),
    st.tuples(st.just("recipient__relation"), st.sampled_from(["leverancier", None])),
    st.tuples(st.just("consents"), st.lists(st.sampled_from(CONSENTS), max_size=3)),
    st.tuples(st.just("grounds"), st.lists(st.sampled_from(GROUNDS), max_size=2)),
    st.tuples(st.just("until"), st.sampled_from(DAYS)),
    st.tuples(st.just("content__read_at"), st.sampled_from(MOMENTS)),
    st.tuples(st.just("content__people"), st.sampled_from([9, 10, None])),
    st.tuples(st.just("complaint"), st.sampled_from(["open", "closed", None])),
    st.tuples(st.just("on"), st.sampled_from(DAYS[:3])),
    st.tuples(st.just("purpose"), st.sampled_from(["reporting", "guidance", "placement", None])),
    st.tuples(st.just("content__categories"), st.sampled_from([[], [{"key": "cv", "tag": "medical"}]])),
    st.tuples(st.just("content__shown_to_client"), st.booleans()),
    st.tuples(st.sampled_from(["content__shown_on", "content__oldest_on", "last_on"]), st.sampled_from(DAYS)),
    st.tuples(st.sampled_from(["first_time", "recipient__outside_eea"]), st.booleans()),
    st.tuples(
        st.just("approvals"), st.sampled_from([[{"by_role": "coach"}], [{"by_role": "coach", "by_another": True}]])
    ),
    st.tuples(
        st.just("notices"),
        st.sampled_from([[], [{"event": "new_purpose", "evidence": "sent", "on": "2026-11-20"}]]),
    ),
    st.tuples(st.just("actor__role"), st.sampled_from(["coach", "directie", "client"])),
    st.tuples(st.just("colour"), st.just("red")),
)
NEWSLETTER = asked(VIEW, act="use_internally", purpose="newsletter", objections=[{"purpose": "newsletter"}])
QUESTIONS = st.sampled_from([REPORT, DISCLOSE, VIEW, WRITE, AUDIT, NEWSLETTER, RETAIN, *EXAMPLES])


def told(decision):
    return decision.as_dict()


def asking(*needs):
    """Return a text that asks each of these before anything goes out or is looked at."""
    return text_of(
        "".join(
            f'[[gate_rule]]\nid = "need-{number}"\narticle = "2"\nact = ["report", "view", "disclose"]\n'
            f'effect = "require"\nneeds = [{need}]\n\n'
            for number, need in enumerate(needs)
        )
    )


COUNTING = asking(
    '{ kind = "consent", form = "plain", not_older_than = "P1M" }',
    '{ kind = "spaced", at_least = "P1D" }',
    '{ kind = "notice", event = "new_purpose", at_least = "P1D" }',
    '{ kind = "approval", by_role = ["coach"], by_another = true }',
)
ORDERING = asking(
    '{ kind = "consent", form = "plain", after_reading = true }',
    '{ kind = "consent", form = "plain", reading_time = "P1D" }',
    '{ kind = "any", of = [{ kind = "period", at_most = "P1D" }, { kind = "group", people = 10 }] }',
)
TEXTS = st.sampled_from([COUNTING, ORDERING, *map(ruleset, profile_names())])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, QUESTIONS, st.lists(st.lists(CHANGES, max_size=3), min_size=2, max_size=8))
def test_an_answer_from_many_is_the_answer_to_one(text, question, rounds):
    answers = Answers(text, law_floor(), told, trace=True)

    for changes in rounds:
        changed = deepcopy(question)
        for place, value in changes:
            changed = asked(changed, **{place: value})
        line = json.dumps(changed)
        assert answers.to(line) == told(decide(text, law_floor(), line, trace=True))


def alike(one, other, profile="wc"):
    """Say whether the second question was answered from memory."""
    decided = []
    answers = Answers(ruleset(profile), law_floor(), lambda decision: decided.append(decision) or decision)
    for question in (one, other):
        answers.to(json.dumps(question))
    return len(decided) == 1


AGREED = asked(REPORT, consents=[approval(recipients=[EMPLOYER])], grounds=[ground("client_contract")])


@pytest.mark.parametrize(
    "changes",
    [
        {"client__age": 60},
        {"recipient__relation": "oud-collega"},
        {"content__sha256": OTHER_DOCUMENT, "consents": [consent(sha256=OTHER_DOCUMENT, recipients=[EMPLOYER])]},
        {"recipient__id": "ontvanger-3", "consents": [approval(recipients=["ontvanger-3"])]},
        {"grounds": [ground("client_contract", evidence="stuk 13")]},
        {"on": "2026-12-31"},
    ],
)
def test_who_and_which_document_does_not_make_it_another_question(changes):
    assert alike(AGREED, asked(AGREED, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"client__age": 15},
        {"content__sha256": OTHER_DOCUMENT},
        {"recipient__id": "ontvanger-3"},
        {"grounds": [ground("client_contract", evidence="")]},
        {"on": "2026-11-22", "content__shown_on": "2026-11-20"},
        {"on": "2026-11-23", "until": "2026-11-22"},
        {"actor__assigned": False},
    ],
)
def test_what_may_decide_makes_it_another_question(changes):
    assert not alike(AGREED, asked(AGREED, **changes))


_OF_KEEPING = {"Events", "Hold", "Deviation", "DecidedEnd", "ClientChoice"}


def test_every_moment_among_the_facts_is_weighed_there():
    # Who adds a day or a moment to the facts decides in sameness.py whether the day of the question then counts.
    moments = {
        f"{part.__name__}.{name}"
        for part in vars(facts).values()
        if isinstance(part, type)
        for name, field in part.model_fields.items()
        if "date" in str(field.annotation)
    }
    counted = {place for place in moments if place.split(".")[0] in _OF_KEEPING}

    assert {place for place in moments - counted if not place.startswith("Request.")} == {
        "Facts.on",
        "Facts.until",
        "Facts.last_on",
        "Notice.on",
        "Consent.at",
        "Consent.valid_until",
        "Content.oldest_on",
        "Content.shown_on",
        "Content.read_at",
    }


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(many, "REMEMBERED_ANSWERS", 2)
    answers = Answers(ruleset("wc"), law_floor(), told)

    for day in range(1, 9):
        answers.to(json.dumps(asked(REPORT, until=f"2026-12-0{day}")))

    assert len(answers._known) <= 2


def test_who_waits_for_an_answer_before_asking_on_gets_it():
    command = [sys.executable, "manage.py", "decide", "--profile", "wc", "--lines", "--bare"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asking:
        for effect, question in (("deny", REPORT), ("allow", VIEW)):
            asking.stdin.write(json.dumps(question).encode() + b"\n")
            asking.stdin.flush()
            assert json.loads(asking.stdout.readline())["effect"] == effect
        asking.stdin.close()
