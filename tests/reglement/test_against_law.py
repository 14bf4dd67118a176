"""Where a text says otherwise than the law floor: told to who writes it, and never refused."""

import pytest
from django.urls import reverse

from reglement.loading import law_floor, profile_names, profile_path, read_profile
from reglement.loading.against_law import against_law
from reglement.services import drafting
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of
from tests.reglement.small_texts import BASE
from tests.reglement.typing_drafts import browser_of

MEDICAL = """
[[gate_rule]]
id = "diagnosis-to-employer"
article = "2"
act = ["disclose"]
effect = "allow"
match = { category_tag = ["medical", "ordinary"], recipient_class = ["possible_employer"] }
"""
ADMITTED = """
[[law_conflict]]
article = "2"
law = ["UAVG 30"]
effect = "De wet verbiedt dit."
"""


def clashes_of(*blocks: str) -> list[tuple[str, str, str]]:
    text = read_profile((BASE + "".join(blocks)).encode(), file="x.toml")
    return [(each.rule, each.law, each.kind) for each in against_law(text, law_floor().ruleset)]


def test_rule_that_names_what_the_law_forbids_is_told():
    assert clashes_of(MEDICAL) == [("diagnosis-to-employer", "UAVG 30", "law_forbids")]


def test_rule_that_the_text_admits_to_be_against_the_law_is_not_told_again():
    assert clashes_of(MEDICAL, ADMITTED) == []


@pytest.mark.parametrize(
    "match",
    [
        '{ category_tag = ["ordinary"], recipient_class = ["possible_employer"] }',
        '{ category_tag = ["medical"], recipient_class = ["client"] }',
        '{ recipient_class = ["possible_employer"] }',
        "{}",
    ],
)
def test_rule_that_is_only_narrowed_by_the_law_is_no_clash(match):
    rule = MEDICAL.replace(
        '{ category_tag = ["medical", "ordinary"], recipient_class = ["possible_employer"] }', match
    )

    assert clashes_of(rule) == []


def test_rule_that_forbids_what_the_law_obliges_to_is_told():
    law = law_floor().ruleset
    duty = next(
        rule for rule in law.gate_rule if rule.effect == "allow" and rule.match.ground and set(rule.act) & {"disclose"}
    )
    lines = ", ".join(
        f"{name} = {list(value)}".replace("'", '"')
        for name, value in duty.match.model_dump(mode="json", exclude_defaults=True).items()
    )
    rule = (
        f'\n[[gate_rule]]\nid = "never"\narticle = "2"\nact = ["disclose"]\neffect = "deny"\nmatch = {{ {lines} }}\n'
    )

    assert ("never", duty.article, "law_obliges") in clashes_of(rule)


@pytest.mark.parametrize("name", profile_names())
def test_profiles_of_the_product_say_nothing_unadmitted_against_the_law(name):
    text = read_profile(profile_path(name).read_bytes(), file=f"{name}.toml")

    assert list(against_law(text, law_floor().ruleset)) == []


@pytest.mark.django_db
def test_page_of_a_draft_tells_what_differs_from_the_law_and_lets_it_be_put_forward():
    beheerder = UserFactory(beheerder=True)
    draft = drafting.start_from_version(active_version_of("a4p"), by=beheerder)
    rule = {
        "id": "diagnosis-to-employer",
        "article": "4.1",
        "act": ["disclose"],
        "effect": "allow",
        "match": {"category_tag": ["medical"], "recipient_class": ["possible_employer"]},
    }
    changed = drafting.add_entry(draft, ("gate_rule",), rule, seen=draft.sha256, by=beheerder)

    said = browser_of(beheerder).get(reverse("admin:reglement_draft_change", args=[draft.pk])).content.decode()

    assert "Deze regel staat iets toe wat" in said
    assert drafting.put_forward(changed, seen=changed.sha256, by=beheerder).is_draft
