"""What no rule ever ends is a hole: such a text can be read and cannot hold."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglement import terms
from reglement.deciding.retention import Item, speaks_of
from reglement.loading import ProfileInvalid
from reglement.loading.endless import Endless, without_end
from tests.reglement.small_texts import text_of
from tests.reglement.test_room_for_others import keeping

LISTED = """
[catalogue]
article = "2"
mode = "enumerated"

[[catalogue_item]]
article = "2"
key = "cv"
label = "cv"
tag = "ordinary"

[[catalogue_item]]
article = "2"
key = "fml"
label = "wat iemand kan"
tag = "functional"
carriers = ["digital"]

"""
WHOLE = 'trigger = "traject_end"\nterm = "P2Y"\n'


def endless(*rules: str) -> set[Endless]:
    return set(without_end(text_of(LISTED + "".join(rules)).ruleset))


@pytest.mark.parametrize(
    ("rules", "open_places"),
    [
        ([keeping(WHOLE)], set()),
        ([], {("digital", None), ("paper", None)}),
        ([keeping(f'{WHOLE}match = {{ carrier = ["digital"] }}')], {("paper", None)}),
        # A service, or a kind of opdrachtgever, that no rule is about.
        ([keeping(f'{WHOLE}match = {{ service = ["spoor2"] }}')], {("digital", None), ("paper", None)}),
        ([keeping(f'{WHOLE}except = {{ principal_kind = ["uwv"] }}')], {("digital", None), ("paper", None)}),
        # Kept out of the general rule, for a rule of its own that nobody wrote, or wrote for one carrier only.
        ([keeping(f'{WHOLE}except = {{ category_key = ["cv"] }}')], {("digital", "cv"), ("paper", "cv")}),
        (
            [
                keeping(f'{WHOLE}except = {{ category_key = ["cv"] }}'),
                keeping(f'{WHOLE}match = {{ category_key = ["cv"], carrier = ["digital"] }}', "cv"),
            ],
            {("paper", "cv")},
        ),
        ([keeping(f'{WHOLE}except = {{ category_tag = ["functional"] }}')], {("digital", "fml")}),
        (
            [keeping(f'{WHOLE}except = {{ category_key = ["cv"], source = ["employer"] }}')],
            {("digital", "cv"), ("paper", "cv")},
        ),
        # What a statute asks to keep ends nothing, and this house never hears when a contract ends.
        ([keeping(f'{WHOLE}hold = {{ statute = "AWR 52" }}')], {("digital", None), ("paper", None)}),
        ([keeping('trigger = "last_contact"\nterm = "P2Y"')], {("digital", None), ("paper", None)}),
        ([keeping(WHOLE), keeping('trigger = "contract_end"\nterm = "P1Y"', "contract")], set()),
    ],
    ids=range(12),
)
def test_what_nothing_ends_is_found(rules, open_places):
    assert endless(*rules) == open_places


WORDS = {
    "service": ["spoor2", "loopbaan"],
    "principal_kind": ["uwv"],
    "carrier": ["paper"],
    "category_key": ["cv"],
    "source": ["employer", "client"],
    "outcome": ["placed"],
}
LINES = st.dictionaries(st.sampled_from(sorted(WORDS)), st.none(), max_size=3).map(
    lambda names: "{ " + ", ".join(f"{name} = {WORDS[name]!r}" for name in names) + " }"
)


@given(st.lists(st.tuples(LINES, LINES), min_size=1, max_size=3))
def test_it_is_what_asking_every_item_would_say(pairs):
    rules = [
        keeping(f"{WHOLE}match = {match}" + (f"\nexcept = {exception}" if "=" in exception else ""), f"rule-{number}")
        for number, (match, exception) in enumerate(pairs)
    ]
    try:
        text = text_of(LISTED + "".join(rules)).ruleset
    except ProfileInvalid:
        # Two rules that contradict, or an exception as wide as its rule: refused for that.
        return
    ways = product(terms.Source.__args__, terms.Outcome.__args__, terms.ServiceType.__args__, ("uwv", "employer"))
    items = [
        Item(
            carrier="paper",
            category="cv",
            tag="ordinary",
            source=source,
            outcome=outcome,
            service=service,
            principal_kind=kind,
        )
        for source, outcome, service, kind in ways
    ]
    whole = [Item(carrier="paper", service=each.service, principal_kind=each.principal_kind) for each in items]

    open_item = any(not any(speaks_of(rule, item) for rule in text.retention_rule) for item in items)
    open_whole = any(not any(speaks_of(rule, item) for rule in text.retention_rule) for item in whole)
    found = {each for each in without_end(text) if each.carrier == "paper"}
    assert (Endless("paper", None) in found) is open_whole
    assert open_whole or (Endless("paper", "cv") in found) is open_item
