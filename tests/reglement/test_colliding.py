"""Rules that contradict each other or can do nothing: refused at loading, named by line and field."""

import pytest

from reglement.loading import read_profile
from tests.reglement.small_texts import BASE
from tests.reglement.test_loading import line_of, problems

WRITTEN = 'form = ["written"]'


def gate(name: str, effect: str, lines: str = "", act: str = '["report"]') -> str:
    return f'[[gate_rule]]\nid = "{name}"\narticle = "2"\nact = {act}\neffect = "{effect}"\n{lines}\n'


def keep(name: str, lines: str) -> str:
    return f'[[retention_rule]]\nid = "{name}"\narticle = "2"\n{lines}\n'


def found_in(*rules: str) -> list[tuple[str, str]]:
    return [(field, code) for _line, field, code in problems(BASE + "\n".join(rules))]


def loads(*rules: str) -> bool:
    return bool(read_profile((BASE + "\n".join(rules)).encode(), file="klein.toml"))


ALLOW = gate("may", "allow", f"match = {{ {WRITTEN} }}")


def test_place_of_a_contradiction_is_a_line_of_the_file():
    text = BASE + ALLOW + gate("never", "deny")

    assert problems(text) == [(line_of('effect = "allow"', text), "gate_rule[1].effect", "contradiction")]


@pytest.mark.parametrize(
    "deny",
    [
        gate("never", "deny"),
        gate("never", "deny", f"match = {{ {WRITTEN} }}"),
        gate("never", "deny", 'match = { form = ["written", "oral"] }', '["report", "disclose"]'),
        gate("never", "deny", f'match = {{ {WRITTEN} }}\nexcept = {{ form = ["oral"] }}'),
    ],
)
def test_allow_that_a_deny_always_beats_is_refused(deny):
    assert ("gate_rule[1].effect", "contradiction") in found_in(ALLOW, deny)


@pytest.mark.parametrize(
    "deny",
    [
        gate("never", "deny", 'unless = [{ kind = "shown" }]'),
        gate("never", "deny", 'match = { form = ["written"], phase = ["closed"] }'),
        gate("never", "deny", 'match = { form = ["oral"] }'),
        gate("never", "deny", 'except = { recipient_class = ["client"] }'),
        gate("never", "deny", "", '["disclose"]'),
    ],
)
def test_deny_that_leaves_the_allow_some_room_is_welcome(deny):
    assert loads(ALLOW, deny)


def test_exception_that_both_have_leaves_no_room():
    both = 'except = { recipient_class = ["client"] }'

    assert found_in(gate("may", "allow", both), gate("never", "deny", both)) == [
        ("gate_rule[1].effect", "contradiction")
    ]


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (
            gate("x1", "allow", f'match = {{ {WRITTEN} }}\nexcept = {{ form = ["written", "oral"] }}'),
            ("gate_rule[1].except", "never_speaks"),
        ),
        (gate("x1", "deny", "except = {}"), ("gate_rule[1].except", "never_speaks")),
        (gate("x1", "allow", "", '["report", "retain"]'), ("gate_rule[1].act", "not_for_gates")),
        (gate("x1", "allow", "", '["exercise_right"]'), ("gate_rule[1].act", "not_for_gates")),
        (gate("x1", "allow", 'match = { purpose = ["research"] }'), ("gate_rule[1].match", "unnamed_purpose")),
        (
            gate(
                "x1",
                "require",
                'needs = [{ kind = "channel", one_of = ["email"] }, { kind = "channel", one_of = ["portal"] }]',
            ),
            ("gate_rule[1].needs", "never_met"),
        ),
    ],
)
def test_rule_that_can_do_nothing_is_refused(rule, problem):
    assert found_in(rule) == [problem]


def test_exception_that_is_narrower_than_the_match_is_welcome():
    assert loads(gate("x1", "allow", 'match = { form = ["written", "oral"] }\nexcept = { form = ["oral"] }'))


def test_two_requires_that_cannot_both_be_met_are_refused():
    email = gate("by-mail", "require", 'needs = [{ kind = "channel", one_of = ["email"] }]')
    portal = gate(
        "in-portal", "require", f'match = {{ {WRITTEN} }}\nneeds = [{{ kind = "channel", one_of = ["portal"] }}]'
    )
    either = gate("in-portal", "require", 'needs = [{ kind = "channel", one_of = ["portal", "email"] }]')

    assert found_in(email, portal) == [("gate_rule[2].needs", "never_met")]
    assert loads(email, either)


TWO_YEARS = 'trigger = "traject_end"\nbound = "at_most"\nterm = "P2Y"'
TESTS = 'match = { category_tag = ["test"] }'


def term(bound: str, years: str) -> str:
    return f'bound = "{bound}"\nterm = "{years}"'


@pytest.mark.parametrize(
    ("one", "other", "problem"),
    [
        (term("exactly", "P2Y"), term("exactly", "P5Y"), "contradiction"),
        (term("at_most", "P2Y"), term("exactly", "P5Y"), "contradiction"),
        (term("at_most", "P2Y"), term("at_most", "P24M"), None),
        (term("as_a_rule", "P2Y"), term("at_most", "P5Y"), None),
        (term("exactly", "P2Y"), f"{TESTS}\n{term('at_most', 'P5Y')}", "never_decides"),
        (term("exactly", "P5Y"), f"{TESTS}\n{term('at_most', 'P2Y')}", None),
        (
            term("exactly", "P2Y") + '\nexcept = { category_tag = ["test"] }',
            f"{TESTS}\n{term('at_most', 'P5Y')}",
            None,
        ),
        (term("at_most", "P2Y"), term("at_most", "unset"), None),
    ],
)
def test_retention_rule_that_a_shorter_one_always_beats_is_refused(one, other, problem):
    rules = [keep(name, f'trigger = "traject_end"\n{lines}') for name, lines in (("one", one), ("other", other))]

    if problem is None:
        assert loads(*rules)
    else:
        assert found_in(*rules) == [("retention_rule[2].term", problem)]


def test_terms_from_different_events_do_not_contradict():
    assert loads(keep("one", TWO_YEARS), keep("other", 'trigger = "outcome"\nbound = "at_most"\nterm = "P5Y"'))


@pytest.mark.parametrize(
    ("lines", "field", "problem"),
    [
        (f'{TWO_YEARS}\n{TESTS}\nexcept = {{ category_tag = ["test", "medical"] }}', "except", "never_speaks"),
        (f'{TWO_YEARS}\noverride_conditions = ["wrong"]', "override_conditions", "empty_rule"),
        (
            TWO_YEARS + '\nclosing_choice = [{ choice = "keep", term = "P1Y" }, { choice = "keep", term = "P2Y" }]',
            "closing_choice",
            "contradiction",
        ),
    ],
)
def test_retention_rule_that_says_nothing_or_two_things_is_refused(lines, field, problem):
    assert found_in(keep("one", lines)) == [(f"retention_rule[1].{field}", problem)]


def test_version_that_replaces_itself_is_refused():
    text = BASE.replace('label = "2026"\n', 'label = "2026"\nsupersedes = "2026"\n', 1)

    assert problems(text) == [(line_of("supersedes", text), "metadata.supersedes", "supersedes_itself")]
