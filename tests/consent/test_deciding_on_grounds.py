"""A ground on which somebody in a named role decides counts only once he did, and he is not who recorded it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from consent.models import Ground
from consent.refusals import AlreadyConfirmed, GateRefused, NotYoursToDecide, SecondMustBeAnother
from consent.services.grounds import record_ground, second_ground
from consent.services.using import ask_to_use
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_started_traject, sign_confidentiality
from tests.factories.reglement import small_version
from tests.sharing import made_once
from vault.clock import AkkoordNow

pytestmark = pytest.mark.django_db
DIRECTIE_DECIDES = """
[[gate_rule]]
id = "not-foreseen"
article = "2"
act = ["request_inbound"]
effect = "require"
needs = [{ kind = "any", of = [
    { kind = "ground", one_of = ["unforeseen"], decided_by = ["directie"] },
    { kind = "ground", one_of = ["court_order"] },
] }]
"""


def make_bureau():
    small_version(DIRECTIE_DECIDES)
    return a_started_traject("brieven")


the_bureau = made_once(make_bureau)


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


@pytest.fixture
def directie(db):
    user = UserFactory(directie=True)
    sign_confidentiality(user)
    return user


@pytest.fixture
def ground(bureau):
    return recorded(bureau)


def recorded(bureau, kind="unforeseen"):
    return record_ground(dossier=bureau.again(), kind=kind, evidence="Dit was niet voorzien.", by=bureau.coach)


def may_ask(bureau):
    facts = {"act": "request_inbound", "asked_of": "relation", "purpose": "guidance", "categories": ["brieven"]}
    try:
        return ask_to_use(dossier=bureau.again(), by=bureau.coach, **facts)
    except GateRefused:
        return None


def test_ground_of_the_coach_counts_once_the_directie_decided(bureau, ground, directie):
    assert may_ask(bureau) is None

    second_ground(ground, by=directie)

    assert may_ask(bureau)


def test_ground_that_asks_no_decision_counts_at_once(bureau):
    recorded(bureau, "court_order")

    assert may_ask(bureau)


def test_nobody_else_decides_and_nobody_twice(bureau, ground, directie):
    with pytest.raises(SecondMustBeAnother):
        second_ground(ground, by=bureau.coach)
    with pytest.raises(NotYoursToDecide):
        second_ground(ground, by=UserFactory(privacy_officer=True))
    second_ground(ground, by=directie)

    with pytest.raises(AlreadyConfirmed):
        second_ground(ground, by=UserFactory(directie=True))


@pytest.mark.parametrize("role", ["directie", ""])
def test_database_wants_a_role_that_is_held(ground, role):
    stranger = UserFactory(coach=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ground.objects.filter(pk=ground.pk).update(second_by=stranger, second_at=AkkoordNow(), second_role=role)


def test_decision_is_never_changed(ground, directie):
    second_ground(ground, by=directie)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ground.objects.filter(pk=ground.pk).update(second_role="coach")


def test_coach_hears_who_decides_and_the_directie_finds_it_on_its_day(client, bureau, directie):
    client.force_login(bureau.coach)
    door = reverse("consent:ground-new", args=[bureau.dossier.number])
    page = client.post(door, {"kind": "unforeseen", "evidence": "Dit was niet voorzien."}, follow=True)
    assert "Hij telt pas als iemand in een van deze rollen heeft beslist: directie." in page.text

    client.force_login(directie)
    assert "Wacht op uw goedkeuring" in client.get(reverse("desk:my_day")).text
    page = client.get(reverse("consent:plans")).text
    assert bureau.dossier.number in page
    assert "niet voorzien" not in page
    client.post(reverse("consent:ground-decide", args=[Ground.objects.get().pk]))

    assert "Er wacht niets op uw goedkeuring" in client.get(reverse("consent:plans")).text
    assert may_ask(bureau)


def test_page_costs_the_same_for_one_ground_as_for_four(
    client, bureau, ground, directie, django_assert_max_num_queries
):
    client.force_login(directie)
    client.get(reverse("consent:plans"))
    with django_assert_max_num_queries(40) as one:
        client.get(reverse("consent:plans"))
    for _turn in range(3):
        recorded(bureau)

    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse("consent:plans"))
