"""A term is changed by who the reglement lets: the client, or the bureau with a reason; the date follows."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from accounts.models import Organisation
from audit.models import Event
from dossiers.models import Dossier, Duty, Note
from reglement.deciding.calendar import add_term
from retention.facts import (
    ChangeBeyondTheText,
    ChangeChangesNothing,
    ChangeNotOffered,
    DestructionAlreadyBegun,
    EvidenceMissing,
    NotTheirChoice,
    SecondIsTheSame,
    SecondNotWanted,
)
from retention.models import DossierTerm, PurgeCase, TermChange
from retention.offers import offers_of
from retention.services.advancing import advance
from retention.services.cases import find_due, release
from retention.services.changing import change_on_behalf, change_term, deviate, object_to_destruction, second
from retention.services.closing import close
from retention.services.dating import recompute
from retention.terms import COOLING_OFF, Step
from tests.factories.accounts import OrganisationFactory
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_dossier_of, a_note
from tests.factories.reglement import active_version_of, small_version
from vault.clock import akkoord_now, today
from vault.models import Hold
from vault.services import fence

pytestmark = pytest.mark.django_db
CHANGING = """
[[retention_rule]]
id = "with-room"
article = "2"
trigger = "traject_end"
term = "P1Y"
bound = "as_a_rule"
client_override = ["shorten", "extend"]
deviation = { role = ["directie"], max = "P1Y" }
"""
LONGER, SHORTER, DEVIATING = "digital.extend", "digital.shorten", "digital.deviate"


def a_closed_dossier(coach, client_user, version):
    dossier = a_dossier_of(coach, client=a_client(user=client_user), reglement_version=version, purpose="guidance")
    sign_confidentiality(coach)
    a_note(dossier, coach, category="brieven")
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    return whole(dossier)


def whole(dossier):
    rows = Dossier.objects.select_related(
        "traject__client__user", "traject__opdrachtgever", "traject__lead_coach", "traject__reglement_version"
    )
    return rows.get(pk=dossier.pk)


@pytest.fixture
def dossier(coach, client_user):
    """A dossier that must be gone a year from today, under a text that leaves room."""
    return a_closed_dossier(coach, client_user, small_version(CHANGING))


def term(dossier, carrier="digital"):
    return DossierTerm.objects.get(dossier=dossier, carrier=carrier)


def after(**by):
    return today() + timedelta(**by)


def test_client_extends_no_further_than_the_text_lets_him(coach, client_user):
    bounded = small_version(CHANGING.replace('"extend"]', '"extend"]\nextend_at_most = "P6M"'))
    dossier = a_closed_dossier(coach, client_user, bounded)
    longest = add_term(term(dossier).due_on, "P6M")

    with pytest.raises(ChangeBeyondTheText):
        change_term(dossier, offer=LONGER, until=longest + timedelta(days=1), reason="", by=client_user)
    change_term(dossier, offer=LONGER, until=longest, reason="", by=client_user)

    assert term(dossier).due_on == longest
    assert [offer.key for offer in offers_of(whole(dossier)) if offer.carrier == "digital"] == [SHORTER]


def test_client_who_extends_is_kept_until_then_and_no_longer(dossier, client_user, clock):
    change_term(dossier, offer=LONGER, until=after(days=500), reason="", by=client_user)
    clock.move(days=400)

    assert find_due() == []
    clock.move(days=75)
    [case_id] = find_due()
    clock.move(days=23)
    assert advance(case_id, worker="langer") == Step.APPROVED
    assert Note.objects.exists()
    clock.move(days=2)
    assert advance(case_id, worker="langer") == Step.CERTIFIED


def test_announced_destruction_is_put_off_by_the_extension(dossier, client_user, clock):
    clock.move(days=340)
    [case_id] = find_due()
    change_term(dossier, offer=LONGER, until=after(days=200), reason="", by=client_user)
    clock.move(days=100)

    assert advance(case_id, worker="langer") == Step.PROPOSED
    assert Note.objects.exists()


def test_client_who_shortens_is_destroyed_earlier(dossier, client_user):
    change_term(dossier, offer=SHORTER, until=after(days=10), reason="", by=client_user)

    assert term(dossier).due_on == after(days=10)
    assert len(find_due()) == 1


def test_date_tells_what_was_changed_and_what_the_rule_said(dossier, client_user):
    before = term(dossier).due_on
    change_term(dossier, offer=LONGER, until=after(days=500), reason="Ik zoek nog werk.", by=client_user)

    assert (term(dossier).due_on, term(dossier).rule_due_on) == (after(days=500), before)
    assert term(dossier).change.role == "client"
    assert Event.objects.filter(event="retention.extended", actor_role="client").exists()


def test_what_is_kept_longer_is_looked_at_again_on_time(dossier, client_user):
    made = change_term(dossier, offer=LONGER, until=after(days=900), reason="", by=client_user)

    assert made.review_on == after(days=365)
    assert Duty.objects.filter(dossier=dossier, kind="review", subject_id=made.pk).exists()


def test_later_change_counts_instead_of_the_earlier(dossier, client_user):
    change_term(dossier, offer=LONGER, until=after(days=500), reason="", by=client_user)
    change_term(dossier, offer=SHORTER, until=after(days=30), reason="", by=client_user)

    assert term(dossier).due_on == after(days=30)
    recompute(dossier)
    assert term(dossier).due_on == after(days=30)


def test_day_that_changes_nothing_is_refused(dossier, client_user):
    for offer, until in ((LONGER, after(days=100)), (SHORTER, after(days=500)), (SHORTER, after(days=-1))):
        with pytest.raises(ChangeChangesNothing):
            change_term(dossier, offer=offer, until=until, reason="", by=client_user)


PROFILES = [
    ("a4p", set()),
    ("rio", {"paper.shorten", "paper.extend", "digital.shorten"}),
    ("wc", set()),
    ("bnw", set()),
    ("awj", set()),
]


@pytest.mark.parametrize(("profile", "offered"), PROFILES)
def test_client_is_offered_what_his_text_lets_him(coach, client_user, profile, offered):
    version = active_version_of(profile)
    dossier = a_dossier_of(coach, client=a_client(user=client_user), reglement_version=version)
    close(dossier, outcome="new_employer", ended_on=today(), by=coach, paper="Kast 3")

    assert {offer.key for offer in offers_of(whole(dossier))} == offered


def test_nobody_changes_a_term_that_the_text_leaves_as_it_is(coach, client_user, directie):
    dossier = a_closed_dossier(coach, client_user, small_version())

    with pytest.raises(ChangeNotOffered):
        change_term(dossier, offer=LONGER, until=after(days=900), reason="", by=client_user)
    with pytest.raises(ChangeNotOffered):
        deviate(dossier, offer=DEVIATING, until=after(days=900), reason="Onderzoek.", by=directie)


def test_change_is_the_clients_own_or_recorded_with_its_proof(dossier, coach, other_client_user):
    words = {"offer": LONGER, "until": after(days=500), "reason": ""}
    with pytest.raises(NotTheirChoice):
        change_term(dossier, by=other_client_user, **words)
    with pytest.raises(EvidenceMissing):
        change_on_behalf(dossier, proof="signed_paper", evidence=" ", by=coach, **words)

    change_on_behalf(dossier, proof="signed_paper", evidence="Map 3.", by=coach, **words)

    assert term(dossier).due_on == after(days=500)


def test_bureau_deviates_with_a_reason_by_who_the_text_names_and_within_its_limit(dossier, directie, privacy_officer):
    words = {"offer": DEVIATING, "until": after(days=500)}
    with pytest.raises(EvidenceMissing):
        deviate(dossier, reason=" ", by=directie, **words)
    with pytest.raises(NotTheirChoice):
        deviate(dossier, reason="Onderzoek.", by=privacy_officer, **words)
    with pytest.raises(ChangeBeyondTheText):
        deviate(dossier, offer=DEVIATING, until=after(days=800), reason="Onderzoek.", by=directie)

    deviate(dossier, reason="Onderzoek.", by=directie, **words)

    assert term(dossier).due_on == after(days=500)


def test_deviation_counts_once_another_confirmed_it_where_four_eyes_are_wanted(
    dossier, directie, privacy_officer, coach, client_user
):
    OrganisationFactory()
    Organisation.objects.update(four_eyes=True)
    made = deviate(dossier, offer=DEVIATING, until=after(days=500), reason="Onderzoek.", by=directie)
    assert term(dossier).change is None
    with pytest.raises(SecondIsTheSame):
        second(made, by=directie)
    for other in (coach, client_user):
        with pytest.raises(NotTheirChoice):
            second(made, by=other)

    second(made, by=privacy_officer)

    assert term(dossier).due_on == after(days=500)
    with pytest.raises(SecondNotWanted):
        second(made, by=privacy_officer)


def test_objection_stops_the_destruction_until_somebody_decided(dossier, client_user, directie, clock):
    clock.move(days=340)
    [case_id] = find_due()
    made = object_to_destruction(dossier, reason="Ik heb het nog nodig.", by=client_user)
    clock.move(days=30)

    assert advance(case_id, worker="bezwaar") == Step.PROPOSED
    assert Duty.objects.filter(subject_id=made.pk, kind="review").exists()
    release(dossier, Hold.objects.get().pk, by=directie)
    advance(case_id, worker="bezwaar")
    clock.move(days=2)
    assert advance(case_id, worker="bezwaar") == Step.CERTIFIED
    assert not TermChange.objects.exists()


def test_nobody_changes_anything_once_destruction_has_begun(dossier, client_user, clock):
    change_term(dossier, offer=SHORTER, until=today(), reason="", by=client_user)
    [case_id] = find_due()
    advance(case_id, worker="kort")
    clock.move(days=COOLING_OFF.days)
    PurgeCase.objects.filter(pk=case_id).update(intent_at=akkoord_now())

    with pytest.raises(DestructionAlreadyBegun):
        change_term(dossier, offer=LONGER, until=after(days=500), reason="", by=client_user)


# --- Through the pages ----------------------------------------------------------------------------------------------


def test_client_extends_in_the_portal_and_reads_his_reason_back(client, dossier, client_user):
    client.force_login(client_user)
    page = reverse("retention:own-change", args=[dossier.number])
    typed = {"offer": LONGER, "until": after(days=500).isoformat(), "reason": "Ik zoek nog werk."}

    assert client.post(page, {"offer": LONGER, "until": ""}).status_code == 422
    told = client.post(page, typed, follow=True).content.decode()

    assert "langer bewaren, door cliënt" in told
    assert "Ik zoek nog werk." in client.get(page).content.decode()


def test_client_objects_in_the_portal(client, dossier, client_user):
    client.force_login(client_user)

    client.post(reverse("retention:own-objection", args=[dossier.number]), {"reason": "Nog nodig."})

    assert "wordt al vastgehouden" in client.get(reverse("retention:own")).content.decode()


def test_objection_that_comes_too_late_keeps_what_the_client_typed(client, dossier, client_user, clock):
    change_term(dossier, offer=SHORTER, until=today(), reason="", by=client_user)
    [case_id] = find_due()
    advance(case_id, worker="kort")
    clock.move(days=COOLING_OFF.days)
    PurgeCase.objects.filter(pk=case_id).update(intent_at=akkoord_now())
    client.force_login(client_user)

    page = client.post(reverse("retention:own-objection", args=[dossier.number]), {"reason": "Nog nodig."})

    told = page.content.decode()
    assert (page.status_code, "Nog nodig." in told, str(DestructionAlreadyBegun()) in told) == (422, True, True)


def test_directie_deviates_and_privacy_officer_confirms_on_the_page(client, dossier, directie, privacy_officer):
    OrganisationFactory()
    Organisation.objects.update(four_eyes=True)
    page = reverse("retention:dossier", args=[dossier.number])
    client.force_login(directie)
    typed = {"offer": DEVIATING, "until": after(days=500).isoformat(), "reason": "Onderzoek."}
    assert client.post(reverse("retention:deviate", args=[dossier.number]), typed).url == page
    assert "Bevestig<" not in client.get(page).content.decode()

    client.force_login(privacy_officer)
    told = client.get(page).content.decode()
    made = TermChange.objects.get()
    client.post(reverse("retention:second", args=[dossier.number, made.pk]))

    assert reverse("retention:second", args=[dossier.number, made.pk]) in told
    assert term(dossier).due_on == after(days=500)


def test_page_of_deviating_does_not_exist_where_the_text_lets_nobody(client, coach, client_user, directie):
    dossier = a_closed_dossier(coach, client_user, small_version())
    client.force_login(directie)

    assert client.get(reverse("retention:deviate", args=[dossier.number])).status_code == 404


# --- What the database itself refuses -------------------------------------------------------------------------------

NONSENSE = [
    {"kind": "forever"},
    {"until": None},
    {"review_on": None},
    {"proof": ""},
    {"proof": "signed_paper"},
    {"kind": "deviate", "proof": ""},
    {"number": 7},
    {"seconded_at": "2026-01-01T00:00Z"},
]


@pytest.mark.parametrize("words", NONSENSE)
def test_change_that_makes_no_sense_is_refused(dossier, coach, words):
    facts = {"kind": "extend", "carrier": "digital", "until": after(days=500), "review_on": after(days=300)}
    facts |= {"proof": "portal", "number": 1, "role": "client", "article_key": "2", "article_label": "2", **words}

    with pytest.raises(IntegrityError), transaction.atomic():
        TermChange.objects.create(safe_id=dossier.safe_id, dossier=dossier, recorded_by=coach, **facts)


def test_change_is_never_edited_and_goes_only_behind_the_fence(dossier, client_user, directie):
    change_term(dossier, offer=LONGER, until=after(days=500), reason="", by=client_user)
    made = deviate(dossier, offer=DEVIATING, until=after(days=600), reason="Onderzoek.", by=directie)
    rows = TermChange.objects.filter(pk=made.pk)

    for changes in ({"until": after(days=900)}, {"seconded_at": akkoord_now(), "seconded_by": directie}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    DossierTerm.objects.all().delete()
    fence([dossier.safe_id])
    rows.delete()

    assert not rows.exists()
