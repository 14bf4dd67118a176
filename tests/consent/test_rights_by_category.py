"""The gate weighs each category of data apart, for reading, writing and copying, and a grant gives what it says."""

import pytest
from django.urls import reverse

from consent.refusals import GateRefused
from consent.services.access import grant_access, refit_access, regrade_access
from consent.services.grounds import record_ground
from dossiers import services
from dossiers.facts import CategoryNotYours, RightMissing
from dossiers.models import AccessGrant, Dossier
from dossiers.permissions import access_of
from dossiers.terms import IN_GENERAL, DossierPermission
from reglement.models import Decision
from retention.services.following import follow_version
from tests.factories.consent import a_signed_coach, sign_confidentiality
from tests.factories.dossiers import a_consult, a_document, a_dossier, a_note
from tests.factories.reglement import activated, loaded, next_document, small_version

pytestmark = pytest.mark.django_db
VIEW, WRITE, EXPORT = DossierPermission.VIEW, DossierPermission.WRITE, DossierPermission.EXPORT


def rule(effect, act, name="wish", **match):
    lines = ", ".join(f"{key} = {list(value)}" for key, value in match.items()).replace("'", '"')
    return (
        f'[[gate_rule]]\nid = "{name}"\narticle = "2"\nact = ["{act}"]\neffect = "{effect}"\nmatch = {{ {lines} }}\n\n'
    )


NO_LETTERS_FOR_COACHES = rule("deny", "write", "no-letters", actor_role=["coach"], category_key=["brieven"])
NO_TALKS_FOR_OTHERS = rule("deny", "view", "no-talks", actor_role=["administratie"], category_key=["gesprekken"])
NO_COPY_OF_TALKS = rule("deny", "export", "no-copy", category_key=["gesprekken"])


def let_in(version, user, *, coach=None):
    """Return a dossier under this version with this person let in, and his grant."""
    dossier = a_dossier(coach or user, reglement_version=version)
    sign_confidentiality(user)
    return dossier, grant_access(dossier=dossier, user=user, by=user, ground="administration")


def limits_of(grant):
    return set(grant.limits.values_list("right", "category"))


def test_role_that_may_not_write_one_category_writes_the_others(coach):
    dossier, grant = let_in(small_version(NO_LETTERS_FOR_COACHES), coach)

    with pytest.raises(CategoryNotYours, match="artikel 2"):
        a_document(dossier, coach, category="brieven")

    assert a_note(dossier, coach, category="gesprekken").category == "gesprekken"
    assert limits_of(grant) == {("write", "brieven")}


def test_refusal_of_each_category_is_a_stored_decision_that_names_it(coach):
    _dossier, grant = let_in(small_version(NO_LETTERS_FOR_COACHES), coach)

    denial = grant.limits.get().decision

    assert (denial.effect, denial.act, denial.categories) == (
        "deny",
        "write",
        [{"key": "brieven", "tag": "ordinary"}],
    )
    assert denial.articles[0]["label"] == "2"


def test_role_that_may_not_see_one_category_gets_in_for_the_rest(client, administratie, coach):
    version = small_version(NO_TALKS_FOR_OTHERS)
    dossier, grant = let_in(version, administratie, coach=coach)
    sign_confidentiality(coach)
    grant_access(dossier=dossier, user=coach, by=coach)
    a_note(dossier, coach, "Over de schulden.", category="gesprekken")
    a_note(dossier, coach, "Brief aan de gemeente.", category="brieven")
    client.force_login(administratie)

    page = client.get(reverse("dossiers:conversations", args=[dossier.number])).content.decode()

    assert "Brief aan de gemeente." in page
    assert "Over de schulden." not in page
    assert "notities van gesprekken" in page
    assert limits_of(grant) == {("view", "gesprekken"), ("view", IN_GENERAL)}


def test_summaries_of_talks_are_for_who_may_look_in_general(client, administratie, coach):
    dossier, _grant = let_in(small_version(NO_TALKS_FOR_OTHERS), administratie, coach=coach)
    sign_confidentiality(coach)
    grant_access(dossier=dossier, user=coach, by=coach)
    consult = a_consult(dossier, coach, "Hij wil verhuizen.")
    client.force_login(administratie)

    page = client.get(reverse("dossiers:conversations", args=[dossier.number])).content.decode()

    assert "Hij wil verhuizen." not in page
    assert "samenvattingen van gesprekken" in page
    assert "Gesprek vastleggen" not in page
    assert client.get(reverse("dossiers:consult-change", args=[dossier.number, consult.pk])).status_code == 404
    with pytest.raises(RightMissing):
        a_consult(dossier, administratie)


def test_who_may_see_no_category_at_all_stays_out(administratie, coach):
    version = small_version(rule("deny", "view", actor_role=["administratie"]))

    with pytest.raises(GateRefused) as caught:
        let_in(version, administratie, coach=coach)

    assert Decision.objects.get(pk=caught.value.decision.pk).effect == "deny"


def test_right_to_copy_leaves_out_what_the_reglement_keeps_in(coach):
    dossier, grant = let_in(small_version(NO_COPY_OF_TALKS), coach)

    access = access_of(coach, dossier)

    assert grant.can_export
    assert access.refused(EXPORT) == {"gesprekken": "2"}
    assert access.grant_with(EXPORT, "brieven") == grant
    assert access.refused(VIEW) == {}


def test_category_that_a_new_version_closes_closes_for_who_is_in(coach):
    dossier, grant = let_in(small_version(), coach)
    note = a_note(dossier, coach, category="gesprekken")
    document = next_document(grant.decision.version, "2027")
    document["gate_rule"].append(
        {"id": "shut", "article": "2", "act": ["view"], "effect": "deny", "match": {"category_key": ["gesprekken"]}}
    )
    activated(loaded(document))

    follow_version(dossier.pk)

    assert note.category in access_of(coach, dossier).refused(VIEW)
    assert AccessGrant.objects.live().get(user=coach).decision.version.label == "2027"


def test_category_that_a_new_version_opens_opens_for_who_is_in(coach):
    dossier, grant = let_in(small_version(NO_LETTERS_FOR_COACHES), coach)
    document = next_document(grant.decision.version, "2027")
    document["gate_rule"] = [one for one in document["gate_rule"] if one["id"] != "no-letters"]
    activated(loaded(document))

    follow_version(dossier.pk)

    assert a_document(dossier, coach, category="brieven").category == "brieven"


def test_refitting_gives_no_right_that_was_never_given(coach):
    dossier, grant = let_in(small_version(), coach)
    services.end_grant(grant=grant, by=coach)
    narrow = services.create_grant(dossier=dossier, user=coach, decision=grant.decision, ground="assigned", by=coach)

    assert regrade_access(dossier, by=coach) == []
    refit_access(dossier, by=coach)

    assert not AccessGrant.objects.live().get(user=coach).can_write
    assert AccessGrant.objects.live().get(user=coach) == narrow


def test_refitting_twice_changes_nothing(coach):
    dossier, grant = let_in(small_version(NO_LETTERS_FOR_COACHES + NO_COPY_OF_TALKS), coach)

    assert refit_access(dossier, by=coach) == []
    assert AccessGrant.objects.live().get(user=coach) == grant


def test_category_of_an_older_version_is_weighed_as_long_as_something_is_in_it(coach):
    dossier, _grant = let_in(small_version(), coach)
    between = next_document(dossier.traject.reglement_version, "2")
    between["catalogue_item"].append({"article": "2", "key": "vroeger", "label": "vroeger", "tag": "ordinary"})
    activated(loaded(between))
    a_note(dossier, coach, category="vroeger")
    substitute = a_signed_coach()
    shut = next_document(dossier.traject.reglement_version, "3", supersedes="2")
    shut["gate_rule"].append(
        {"id": "shut", "article": "2", "act": ["view"], "effect": "deny", "match": {"category_key": ["vroeger"]}}
    )
    activated(loaded(shut))

    grant = grant_access(dossier=Dossier.objects.get(pk=dossier.pk), user=substitute, by=coach)

    assert ("view", "vroeger") in limits_of(grant)


def test_health_that_the_law_keeps_shut_opens_with_the_statute_that_is_recorded(coach):
    dossier = a_dossier(coach, reglement_version=small_version(), service="outplacement")
    sign_confidentiality(coach)
    grant_access(dossier=dossier, user=coach, by=coach)
    assert "belastbaarheid" in access_of(coach, dossier).refused(WRITE)

    record_ground(dossier=dossier, kind="legal_obligation", statute="Wet 1", evidence="Brief.", by=coach)

    assert "belastbaarheid" not in access_of(coach, dossier).refused(WRITE)
