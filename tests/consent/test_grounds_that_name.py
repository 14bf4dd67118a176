"""A signed trajectplan and a request of the client are grounds for whom and what they name, and for nothing else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from consent.models import Ground
from consent.refusals import (
    ContactOfAnother,
    NotYoursToAnswer,
    NotYoursToTell,
    PlanUnknown,
    UnknownCategory,
    WordsMissing,
)
from consent.services.disclosing import make_disclosure
from consent.services.naming import ask_to_send, record_trajectplan, take_request_back
from dossiers.models import AccessGrant, Document, Part
from retention.inventory import inventory_of_parts
from retention.services.erasing import erase_rows
from tests.factories.consent import a_started_traject, a_version_of, ask_to_report
from tests.factories.dossiers import a_contact, a_document, a_dossier_of, a_grant
from tests.factories.reglement import small_version
from vault.clock import today
from vault.ids import new_id
from vault.services import shred

pytestmark = pytest.mark.django_db
NEEDS = """
[[gate_rule]]
id = "only-what-is-named"
article = "4"
act = ["report"]
effect = "require"
needs = [{ kind = "ground", one_of = ["KIND"], covers = ["recipient", "data"] }]
"""


def a_bureau_where(kind):
    small_version(NEEDS.replace("KIND", kind))
    return a_started_traject("brieven", "gesprekken")


def a_report_about(bureau, *keys):
    return a_version_of(bureau, " ".join(keys), categories=[{"key": key, "tag": "ordinary"} for key in keys])


def planned(bureau, **facts):
    dossier = bureau.again()
    if "document_id" not in facts:
        facts["document_id"] = a_document(dossier, bureau.coach, category="brieven", title="Trajectplan").pk
    facts = {"contacts": [bureau.contact], "categories": ["brieven"], "signed_on": today(), **facts}
    return record_trajectplan(dossier=dossier, by=bureau.coach, **facts)


def requested(bureau, **facts):
    facts = {"contacts": [bureau.contact], "categories": ["brieven"], "words": "Stuur het aan hem.", **facts}
    return ask_to_send(dossier=bureau.again(), **{"by": bureau.client_user, **facts})


def why(decision):
    return {condition["params"].get("why") for condition in decision.unmet}


@pytest.mark.parametrize(("kind", "named"), [("trajectplan", planned), ("client_request", requested)])
def test_named_data_go_to_the_named_recipient_and_nothing_else_does(kind, named):
    bureau = a_bureau_where(kind)
    told, more = a_report_about(bureau, "brieven"), a_report_about(bureau, "brieven", "gesprekken")
    assert ask_to_report(bureau, told).effect == "deny"

    named(bureau)

    assert ask_to_report(bureau, told).effect == "allow"
    assert why(ask_to_report(bureau, more)) == {"data"}
    bureau.contact = a_contact(opdrachtgever=bureau.contact.opdrachtgever)
    assert why(ask_to_report(bureau, a_report_about(bureau, "brieven"))) == {"recipient"}


def test_request_of_the_client_is_no_consent_and_a_plan_no_request():
    bureau = a_bureau_where("client_request")

    planned(bureau)

    assert ask_to_report(bureau, a_report_about(bureau, "brieven")).effect == "deny"


def test_report_really_goes_on_what_was_agreed_in_the_plan():
    bureau = a_bureau_where("trajectplan")
    planned(bureau)
    version = a_report_about(bureau, "brieven")

    made = make_disclosure(
        decision=ask_to_report(bureau, version), content_version=version, contact=bureau.contact, by=bureau.coach
    )

    assert made.contact == bureau.contact


def test_new_plan_comes_in_the_place_of_the_old_one():
    bureau = a_bureau_where("trajectplan")
    planned(bureau)

    planned(bureau, categories=["gesprekken"])

    assert ask_to_report(bureau, a_report_about(bureau, "brieven")).effect == "deny"
    assert ask_to_report(bureau, a_report_about(bureau, "gesprekken")).effect == "allow"


def test_request_that_is_taken_back_carries_nothing_any_more():
    bureau = a_bureau_where("client_request")
    ground = requested(bureau)

    take_request_back(ground, by=bureau.client_user)
    take_request_back(ground, by=bureau.client_user)

    assert ask_to_report(bureau, a_report_about(bureau, "brieven")).effect == "deny"
    assert Event.objects.filter(event="ground.ended", object_id=ground.pk).count() == 1


def test_nobody_but_the_client_asks_in_his_name_or_takes_it_back(other_client_user):
    bureau = a_bureau_where("client_request")
    ground = requested(bureau)

    for somebody in (bureau.coach, other_client_user):
        with pytest.raises(NotYoursToAnswer):
            requested(bureau, by=somebody)
        with pytest.raises(NotYoursToAnswer):
            take_request_back(ground, by=somebody)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"contacts": []}, ContactOfAnother),
        ({"categories": []}, UnknownCategory),
        ({"categories": ["hobbys"]}, UnknownCategory),
        ({"words": " "}, WordsMissing),
    ],
)
def test_request_names_whom_what_and_why(words, refusal):
    with pytest.raises(refusal):
        requested(a_bureau_where("client_request"), **words)


def test_plan_is_a_signed_document_of_this_dossier(substitute):
    bureau = a_bureau_where("trajectplan")
    other = a_document(a_dossier_of(bureau.coach), bureau.coach)
    a_grant(bureau.dossier, substitute, can_write=False)

    with pytest.raises(PlanUnknown):
        planned(bureau, document_id=other.pk)
    with pytest.raises(PlanUnknown):
        planned(bureau, signed_on=today() + timedelta(days=1))
    with pytest.raises(ContactOfAnother):
        planned(bureau, contacts=[a_contact()])
    bureau.coach = substitute
    document = a_document(bureau.again(), AccessGrant.objects.earliest("created_at").user, category="brieven")
    with pytest.raises(NotYoursToTell):
        planned(bureau, document_id=document.pk)


# --- Through the pages ----------------------------------------------------------------------------------------------


def test_client_asks_sees_and_takes_back_in_the_portal(client):
    bureau = a_bureau_where("client_request")
    client.force_login(bureau.client_user)
    page = reverse("consent:my-consents")
    address = reverse("consent:my-request", args=[bureau.dossier.number])
    typed = {"contacts": [str(bureau.contact.pk)], "categories": ["brieven"], "words": "Stuur het aan hem."}

    assert address in client.get(page).content.decode()
    assert client.post(address, {**typed, "categories": []}).status_code == 422
    seen = client.post(address, typed, follow=True).content.decode()
    [ground] = Ground.objects.all()
    client.post(reverse("consent:my-request-back", args=[ground.pk]))

    assert "Gevraagd door de cliënt zelf" in seen
    assert "Stuur het aan hem." not in seen
    assert Ground.objects.get().ended_at is not None


def test_coach_records_the_plan_and_client_and_coach_see_what_it_names(client):
    bureau = a_bureau_where("trajectplan")
    document = a_document(bureau.again(), bureau.coach, category="brieven", title="Trajectplan")
    typed = {
        "document_id": str(document.pk),
        "signed_on": today().isoformat(),
        "contacts": [str(bureau.contact.pk)],
        "categories": ["brieven"],
    }
    client.force_login(bureau.coach)

    address = reverse("consent:trajectplan", args=[bureau.dossier.number])
    assert "Trajectplan</option>" in client.get(address).content.decode()
    of_coach = client.post(address, typed, follow=True).content.decode()
    client.force_login(bureau.client_user)
    of_client = client.get(reverse("consent:my-consents")).content.decode()

    for page in (of_coach, of_client):
        assert "Afgesproken in het getekende trajectplan" in page
        assert bureau.contact.name in page


# --- What the database itself refuses -------------------------------------------------------------------------------


def row(bureau, **words):
    facts = {
        "kind": "client_request",
        "evidence": "Woorden.",
        "decided_role": "client",
        "recipients": [str(bureau.contact.pk)],
        "categories": ["brieven"],
        "recorded_by": bureau.client_user,
        **words,
    }
    return Ground.objects.create(safe_id=bureau.dossier.safe_id, dossier=bureau.dossier, **facts)


@pytest.mark.parametrize(
    "words",
    [
        {"recipients": []},
        {"categories": []},
        {"kind": "trajectplan"},
        {"kind": "court_order"},
        {"recipients": ["01a21700-0000-7000-8000-000000000000"]},
        {"recorded_by": "coach"},
    ],
)
def test_ground_that_names_too_little_or_too_much_is_refused(words):
    bureau = a_bureau_where("client_request")
    if "recorded_by" in words:
        words = {"recorded_by": bureau.coach}

    with pytest.raises(IntegrityError), transaction.atomic():
        row(bureau, **words)

    assert row(bureau).pk


def test_legal_obligation_without_its_statute_is_no_row():
    bureau = a_bureau_where("client_request")
    obliged = {"kind": "legal_obligation", "recipients": [], "categories": []}

    with pytest.raises(IntegrityError, match="names_its_statute"), transaction.atomic():
        row(bureau, **obliged)

    assert row(bureau, **obliged, statute="Participatiewet 53a").pk


def test_what_a_ground_names_never_changes():
    bureau = a_bureau_where("client_request")
    ground = row(bureau)

    with pytest.raises(IntegrityError, match="never_edited"), transaction.atomic():
        Ground.objects.filter(pk=ground.pk).update(categories=["brieven", "gesprekken"])


@pytest.mark.django_db(transaction=True)
def test_ground_outlives_the_signed_plan_that_it_rests_on():
    bureau = a_bureau_where("trajectplan")
    ground = planned(bureau)
    part = Part.objects.get(item_id=ground.document_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ground.objects.filter(pk=ground.pk).update(document=None)

    shred([part.safe_id], case_id=new_id(), certificate_id=None)
    with transaction.atomic():
        erase_rows(inventory_of_parts([part.pk]))

    assert Ground.objects.get(pk=ground.pk).document_id is None
    assert not Document.objects.filter(pk=part.item_id).exists()
