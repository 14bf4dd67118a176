"""Dossiers follow the versions: a shorter term applies to all, a longer one only to what began under it."""

import pytest
from django.db import IntegrityError, transaction

from consent.services.access import regrade_access
from dossiers.models import AccessGrant, Dossier
from reglement.deciding.retention import Item
from reglement.deciding.succeeding import end_by_versions, term_by_versions
from reglement.facts import Events
from reglement.models import Decision, ReglementVersion
from reglement.services import active_version, current_ruleset, deciding_version, versions_since
from retention.coming import earlier_dates, shorter_terms
from retention.models import DossierTerm, PurgeCase
from retention.queries import keeping_of
from retention.services.cases import find_due
from retention.services.closing import close
from retention.services.following import dossiers_behind, follow_version
from tests.days import years_after
from tests.factories.consent import a_bureau
from tests.factories.reglement import activated, loaded, next_document, next_draft
from vault.clock import today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bureau():
    """A running traject under a version with a term of two years."""
    return a_bureau("a4p")


@pytest.fixture
def closed(bureau) -> Dossier:
    """The same, closed today."""
    return close(bureau.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)


def a_version_with(term: str, label: str) -> ReglementVersion:
    """Make the version that holds make room for the same text with another term."""
    return activated(next_draft(active_version(), label, choices={"term": term}))


def digital(dossier: Dossier) -> DossierTerm:
    return DossierTerm.objects.get(dossier=dossier, carrier="digital")


def in_years(years: int):
    return years_after(today(), years)


def follow_all() -> int:
    return sum(follow_version(dossier) for dossier in dossiers_behind(active_version()))


def test_shorter_term_applies_to_a_dossier_that_is_there_already(closed):
    a_version_with("P1Y", "2")

    assert follow_all() == 1

    term = digital(closed)
    assert (term.due_on, term.version.label) == (in_years(1), "2")
    assert (term.began_term, term.began_due_on, term.began_article_label) == ("P2Y", in_years(2), "4")


def test_page_says_which_version_made_it_shorter_and_what_held_at_the_beginning(closed, client):
    a_version_with("P1Y", "2")
    follow_all()

    [line] = {line.due_on: line for line in keeping_of(closed).terms}.values()
    assert (line.version, line.began_term) == ("2", "2 jaar")


def test_longer_term_does_not_apply_to_what_began_before_it(closed):
    a_version_with("P5Y", "2")

    follow_all()

    term = digital(closed)
    assert (term.due_on, term.version.label, term.began_term) == (in_years(2), "ongedateerd", "")


def test_term_that_became_shorter_does_not_grow_again(closed):
    a_version_with("P1Y", "2")
    a_version_with("P5Y", "3")

    follow_all()

    assert digital(closed).due_on == in_years(1)


def test_traject_that_begins_under_the_longer_term_keeps_it(bureau):
    a_version_with("P5Y", "2")
    later = a_bureau("a4p", coach=bureau.coach)

    for one in (bureau, later):
        close(one.again(), outcome="new_employer", ended_on=today(), by=bureau.coach)

    assert digital(bureau.dossier).due_on == in_years(2)


def test_open_case_comes_along_to_the_earlier_date(closed, clock):
    clock.move(days=705)
    [case_id] = find_due()
    before = PurgeCase.objects.get(pk=case_id).due_at
    a_version_with("P1Y", "2")

    follow_all()

    case = PurgeCase.objects.get(pk=case_id)
    assert case.due_at < before
    assert case.version.label == "2"


def test_following_twice_changes_nothing_and_finds_nothing_more(closed):
    a_version_with("P1Y", "2")
    assert follow_all() == 1
    computed = digital(closed).computed_at

    assert not follow_version(closed.pk)
    assert dossiers_behind(active_version()) == []
    assert digital(closed).computed_at == computed


def test_broken_off_after_access_and_before_dates_the_next_sweep_goes_on(closed, bureau):
    version = a_version_with("P1Y", "2")
    regrade_access(closed, by=version.activated_by)
    assert dossiers_behind(version) == [closed.pk]

    follow_all()

    assert digital(closed).due_on == in_years(1)


def test_who_may_look_is_asked_again_under_the_new_version_and_old_decisions_keep_the_old(bureau):
    old = list(Decision.objects.filter(dossier_id=bureau.dossier.pk))
    version = a_version_with("P1Y", "2")

    follow_all()

    asked = Decision.objects.filter(dossier_id=bureau.dossier.pk, version=version, act="view")
    assert asked.exists()
    assert {each.version.label for each in old} == {"ongedateerd"}
    assert AccessGrant.objects.live().filter(dossier=bureau.dossier).exists()


def test_access_that_the_new_version_no_longer_permits_ends(bureau):
    document = next_document(active_version(), "2")
    document["gate_rule"].append(
        {"id": "nobody-looks", "article": "3.2", "act": ["view"], "effect": "deny", "match": {"actor_role": ["coach"]}}
    )
    activated(loaded(document))

    follow_all()

    assert not AccessGrant.objects.live().filter(dossier=bureau.dossier, user=bureau.coach).exists()


def test_right_to_write_that_the_new_version_no_longer_gives_is_taken_back_and_reading_goes_on(bureau):
    before = AccessGrant.objects.live().get(dossier=bureau.dossier, user=bureau.coach)
    document = next_document(active_version(), "2")
    document["gate_rule"].append({"id": "nobody-writes", "article": "3.1", "act": ["write"], "effect": "deny"})
    version = activated(loaded(document))

    follow_all()

    now = AccessGrant.objects.live().get(dossier=bureau.dossier, user=bureau.coach)
    assert (before.can_write, now.can_write, now.can_read) == (True, False, True)
    assert now.decision.version == version


def test_access_that_the_new_version_gives_as_before_stays_as_it_is(bureau):
    before = AccessGrant.objects.live().get(dossier=bureau.dossier, user=bureau.coach)
    a_version_with("P1Y", "2")

    follow_all()

    assert AccessGrant.objects.live().get(dossier=bureau.dossier, user=bureau.coach) == before


def test_gate_decides_by_the_version_that_holds(bureau):
    began = bureau.dossier.traject.reglement_version
    version = a_version_with("P1Y", "2")
    began.refresh_from_db()

    assert deciding_version(began) == version
    assert deciding_version(version) == version
    assert versions_since(began) == [began, version]
    assert versions_since(version) == [version]


def test_preview_names_what_would_come_earlier_and_what_runs_on(closed, bureau):
    running = a_bureau("a4p", coach=bureau.coach)
    draft = next_draft(active_version(), choices={"term": "P1Y"})

    dates, terms = earlier_dates(draft), shorter_terms(draft)

    assert {(each.dossier, each.was, each.becomes) for each in dates} == {(closed.number, in_years(2), in_years(1))}
    assert {(each.dossier, each.was, each.becomes) for each in terms} == {(running.dossier.number, "P2Y", "P1Y")}


@pytest.mark.parametrize("term", ["P2Y", "P5Y"])
def test_preview_names_nothing_when_no_term_becomes_shorter(closed, bureau, term):
    draft = next_draft(active_version(), choices={"term": term})

    assert (earlier_dates(draft), shorter_terms(draft)) == ([], [])


def test_database_refuses_a_later_version_that_would_keep_longer(closed):
    term = digital(closed)

    with pytest.raises(IntegrityError, match="term_of_later_version_is_shorter"), transaction.atomic():
        DossierTerm.objects.filter(pk=term.pk).update(
            began_term="P1Y", began_article_label="4", began_due_on=in_years(1)
        )


def test_end_by_versions_says_nothing_where_no_text_has_a_rule(bureau):
    text = current_ruleset(active_version())
    document = active_version().document | {"retention_rule": [], "organisation_choice": []}
    empty = current_ruleset(loaded(document))

    assert end_by_versions([], Item(), Events()) is None
    assert end_by_versions([empty], Item(carrier="digital"), Events()) is None
    found = term_by_versions([empty, text], Item(carrier="digital"))
    assert (found.text, found.began) == (text, None)
