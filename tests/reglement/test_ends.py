"""The last day of a permission, what a longer keeping asks, and what is said where no term is found."""

from datetime import date

import pytest

from tests.reglement.questions import RETAIN, VIEW, asked, consent, keys, unmet
from tests.reglement.small_texts import ask, text_of

AGREED = text_of(
    """
[[gate_rule]]
id = "looking-after-consent"
article = "2"
act = ["view"]
effect = "allow"
needs = [{ kind = "consent", form = "plain" }]
limits = [{ kind = "until" }]
""",
    usual=False,
)
BY_CARRIER = """
[[retention_rule]]
id = "{carrier}"
article = "{article}"
match = {{ carrier = ["{carrier}"] }}
trigger = "traject_end"
term = "P1Y"
bound = "at_most"
client_override = ["extend"]
"""
BOTH = text_of(BY_CARRIER.format(carrier="paper", article="2") + BY_CARRIER.format(carrier="digital", article="3"))
FORM = """
[[residual_rule]]
id = "who-was-here"
article = "2"
fields = ["naam"]
purpose = "vragen beantwoorden"
term = "P7Y"

[[gate_rule]]
id = "only-what-remains"
article = "2"
act = ["view"]
effect = "deny"
match = { residual = true }
"""


@pytest.mark.parametrize(
    ("consent_until", "asked_until", "last_day"),
    [
        ("2026-12-01", None, "2026-12-01"),
        ("2026-12-01", "2026-11-28", "2026-11-28"),
        ("2026-12-01", "2026-12-20", "2026-12-01"),
        (None, "2026-12-20", "2026-12-20"),
        (None, None, None),
    ],
)
def test_permission_lasts_no_longer_than_the_consent_that_it_rests_on(consent_until, asked_until, last_day):
    decision = ask(AGREED, asked(VIEW, until=asked_until, consents=[consent(valid_until=consent_until)]))

    assert decision.expires_on == (date.fromisoformat(last_day) if last_day else None)
    assert [limit.until for limit in decision.limits] == [last_day]


def test_of_two_consents_the_one_that_holds_longest_counts():
    short, long = consent(valid_until="2026-12-01"), consent(valid_until="2027-12-01")

    assert ask(AGREED, asked(VIEW, consents=[long, short])).expires_on == date(2027, 12, 1)
    assert ask(AGREED, asked(VIEW, consents=[short, consent()])).expires_on is None


def test_longer_keeping_by_choice_of_the_client_is_looked_at_again():
    longer = asked(RETAIN, retention__choice={"kind": "extend", "until": "2028-01-01"})
    decision = ask(BOTH, longer)

    assert (decision.effect, decision.due_on) == ("keep", date(2028, 1, 1))
    assert [(duty.kind, duty.article.key) for duty in decision.duties] == [("review", "3")]


def test_choice_that_changes_no_date_asks_no_second_look():
    earlier = asked(RETAIN, retention__choice={"kind": "extend", "until": "2025-06-01"})

    assert (ask(BOTH, earlier).effect, ask(BOTH, earlier).duties) == ("destroy", ())


def test_where_paper_and_digital_differ_it_is_asked_on_what_it_lies():
    decision = ask(BOTH, asked(RETAIN, retention__carrier=None))

    assert (decision.effect, keys(decision)) == ("keep", {"2", "3"})
    assert [condition.params for condition in decision.unmet] == [{"fact": "retention.carrier"}]


def test_where_no_carrier_has_a_term_that_is_what_is_said():
    assert unmet(ask(text_of(""), asked(RETAIN, retention__carrier=None))) == {"no_term"}


def test_statute_holds_also_what_the_text_gives_no_term():
    invoices = {"category": "facturen", "events": {"contract_end": "2025-01-15"}}
    decision = ask(text_of(""), {**RETAIN, "retention": invoices})

    assert (decision.effect, keys(decision), decision.due_on) == ("hold", {"AWR 52"}, date(2033, 1, 1))


def test_rule_may_be_about_what_remained_only():
    text = text_of(FORM)

    assert ask(text, VIEW).allowed
    assert not ask(text, asked(VIEW, content__residual="who-was-here")).allowed
