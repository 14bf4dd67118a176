"""Versions: loaded as drafts, made to hold by two people on what both saw, and then never changed."""

import json

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import F

from reglement import services, wording
from reglement.deciding import decide
from reglement.loading import profile_path
from reglement.models import Article, Reglement, ReglementVersion
from reglement.refusals import (
    ImpactOutdated,
    NoActiveReglement,
    NotTheirs,
    ProfileRefused,
    SecondPersonNeeded,
    VersionAlreadyActive,
    VersionHasHoles,
)
from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of, draft_of
from tests.reglement.questions import REPORT
from tests.reglement.small_texts import small_document
from tests.reglement.test_loading import SMALL
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def directie():
    return UserFactory(directie=True)


@pytest.fixture
def guard():
    return UserFactory(privacy_officer=True)


def impact_of(version: ReglementVersion) -> str:
    return services.preview_activation(version).sha256


def refused():
    """Expect the database itself to refuse, and leave the test's transaction usable."""
    return pytest.raises((IntegrityError, ProgrammingError))


def test_loading_the_same_profile_twice_gives_one_version():
    assert draft_of("a4p").pk == draft_of("a4p").pk


def test_draft_keeps_every_article_in_the_order_of_the_text():
    labels = [article.label for article in draft_of("a4p").articles.all()]

    assert (labels[:2], labels.count("4")) == (["Inleiding", "1"], 2)


def test_without_a_valid_version_there_is_no_reglement():
    draft_of("a4p")

    with pytest.raises(NoActiveReglement):
        services.active_version()


def test_activating_makes_the_version_hold_and_ends_the_one_before():
    before = active_version_of("a4p")

    after = active_version_of("wc")

    before.refresh_from_db()
    assert (services.active_version(), before.superseded_at is not None) == (after, True)


def test_text_with_a_hole_cannot_be_made_valid(directie, guard):
    version = services.load_profile(profile_path("a4p"), by=directie)

    assert services.preview_activation(version).holes
    with pytest.raises(VersionHasHoles):
        services.activate(version, impact_sha256=impact_of(version), by=directie, second=guard)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('match = { carrier = ["digital"] }', "het dossier, op papier"),
        ('except = { category_key = ["brieven"] }', "brieven, digitaal"),
    ],
)
def test_text_in_which_something_never_ends_cannot_be_made_valid(directie, guard, line, what):
    bare = small_document("").replace(b'id = "usual-term"', f'id = "usual-term"\n{line}'.encode())
    version = services.load_profile(bare, file="klein.toml", by=directie)

    assert what in wording.hole_text(services.preview_activation(version).holes[0])
    with pytest.raises(VersionHasHoles):
        services.activate(version, impact_sha256=impact_of(version), by=directie, second=guard)


def test_preview_that_has_grown_old_is_refused(directie, guard):
    version = draft_of("wc")
    seen = impact_of(version)
    active_version_of("a4p")

    with pytest.raises(ImpactOutdated):
        services.activate(version, impact_sha256=seen, by=directie, second=guard)


def test_one_person_cannot_turn_both_keys(directie):
    version = draft_of("a4p")

    with pytest.raises(SecondPersonNeeded):
        services.activate(version, impact_sha256=impact_of(version), by=directie, second=directie)


def test_coach_cannot_make_a_reglement_valid(directie):
    version = draft_of("a4p")

    with pytest.raises(NotTheirs):
        services.activate(version, impact_sha256=impact_of(version), by=directie, second=UserFactory(coach=True))


def test_version_is_made_valid_once(directie, guard):
    version = active_version_of("a4p")

    with pytest.raises(VersionAlreadyActive):
        services.activate(version, impact_sha256=impact_of(version), by=directie, second=guard)


@pytest.mark.parametrize(
    "change", [{"label": "anders"}, {"document": {}}, {"sha256": "0" * 64}, {"activated_at": None}]
)
def test_active_version_never_changes(change):
    version = active_version_of("a4p")

    with refused(), transaction.atomic():
        ReglementVersion.objects.filter(pk=version.pk).update(**change)


def test_active_version_is_never_deleted():
    version = active_version_of("a4p")

    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reglement_reglementversion WHERE id = %s", [version.pk])


def test_articles_of_an_active_version_stay_as_they_are():
    version = active_version_of("a4p")

    with refused(), transaction.atomic():
        Article.objects.filter(version=version).update(text="anders")
    with refused(), transaction.atomic():
        Article.objects.create(version=version, key="99", label="99", text="nieuw", position=99)


def test_one_version_of_a_reglement_holds_at_a_time():
    active = active_version_of("a4p")
    draft = services.load_profile(profile_path("a4p"), by=None)

    with refused(), transaction.atomic():
        ReglementVersion.objects.filter(pk=draft.pk).update(
            activated_at=akkoord_now(),
            activated_by=active.activated_by_id,
            second_by=active.second_by_id,
            impact_sha256="0" * 64,
        )


@pytest.mark.parametrize(
    "half",
    [
        {"activated_at": F("loaded_at")},
        {"impact_sha256": "0" * 64},
        {"superseded_at": F("loaded_at")},
        {"sha256": "geen hash"},
    ],
)
def test_half_an_activation_is_refused_by_the_table(half):
    version = draft_of("a4p")

    with refused(), transaction.atomic():
        ReglementVersion.objects.filter(pk=version.pk).update(**half)


def test_one_person_twice_is_refused_by_the_table(directie):
    version = draft_of("a4p")

    with refused(), transaction.atomic():
        ReglementVersion.objects.filter(pk=version.pk).update(
            activated_at=akkoord_now(), activated_by=directie, second_by=directie, impact_sha256="0" * 64
        )


@pytest.mark.parametrize("twice", [{"key": "1"}, {"position": 0}])
def test_article_has_a_key_and_a_place_of_its_own(twice):
    version = draft_of("a4p")

    with refused(), transaction.atomic():
        Article.objects.filter(version=version, key="4.1").update(**twice)


def test_export_loads_again_as_the_same_version():
    version = draft_of("wc")

    exported = services.export_profile(version).encode()

    assert services.load_profile(exported, by=None, file="wc.json").pk == version.pk


def test_stored_version_decides_as_its_profile_does():
    ruleset = services.current_ruleset(active_version_of("a4p"))

    decision = decide(ruleset, services.law_floor(), json.dumps(REPORT))
    assert (decision.effect, decision.articles[0].label) == ("deny", "4.1")


@pytest.mark.parametrize("old", ['effect = "allow"', 'article = "2"', "[metadata]"])
def test_profile_with_one_mistake_leaves_nothing_behind(old):
    with pytest.raises(ProfileRefused):
        services.load_profile(SMALL.replace(old, "x = 1", 1).encode(), by=None)

    assert not Reglement.objects.exists()
    assert not Article.objects.exists()
