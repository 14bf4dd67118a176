"""What somebody else gives about a client waits for his agreement, and keeps nothing out that comes from himself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from consent.queries.access import access_lines
from consent.services.approvals import approve, withdraw
from consent.services.using import request_consent
from dossiers.facts import SourceNotYours
from dossiers.models import Document, GrantLimit
from dossiers.permissions import access_of
from tests.factories.consent import a_bureau, a_category, a_started_traject, code_for
from tests.factories.dossiers import PDF, a_document, a_note
from tests.factories.reglement import small_version

pytestmark = pytest.mark.django_db
NOTHING_FROM_THE_CLIENT = """
[[gate_rule]]
id = "letters-come-from-others"
article = "2"
act = ["write"]
effect = "deny"
match = { source = ["client"], category_key = ["brieven"] }
"""
WORK = a_category("awj")


@pytest.fixture
def bureau(db):
    return a_bureau("awj")


def a_paper(bureau, provenance, **facts):
    return a_document(bureau.again(), bureau.coach, provenance=provenance, **{"category": WORK, **facts})


def client_agrees(bureau):
    consent = request_consent(
        dossier=bureau.again(),
        asked_of="staff",
        purpose="guidance",
        categories=[WORK],
        by=bureau.coach,
    )
    approve(consent, user=bureau.client_user, code=code_for(consent, bureau.client_user))
    return consent


def test_paper_of_the_opdrachtgever_waits_for_the_client_and_his_own_does_not(bureau):
    assert a_paper(bureau, "client")

    with pytest.raises(SourceNotYours, match=r"2\.4"):
        a_paper(bureau, "opdrachtgever")

    client_agrees(bureau)
    assert a_paper(bureau, "opdrachtgever")


def test_agreement_that_is_taken_back_closes_that_source_again(bureau):
    withdraw(client_agrees(bureau), user=bureau.client_user)

    with pytest.raises(SourceNotYours):
        a_paper(bureau, "opdrachtgever")
    assert a_paper(bureau, "client")


def test_page_tells_what_somebody_may_not_once_for_all_that_is_alike(bureau):
    [line] = [line for line in access_lines(bureau.again()) if line.user_id == bureau.coach.pk]

    assert len(line.left_out) < 6
    assert all(told.count("(art.") == 1 for told in line.left_out)
    assert any("gekregen van de opdrachtgever" in told and told.count(";") > 3 for told in line.left_out)


def test_source_that_is_shut_leaves_the_category_open_for_the_others():
    small_version(NOTHING_FROM_THE_CLIENT)
    bureau = a_started_traject("brieven")

    assert a_paper(bureau, "opdrachtgever", category="brieven")
    assert a_note(bureau.again(), bureau.coach, "Gebeld.", category="brieven")
    with pytest.raises(SourceNotYours):
        a_paper(bureau, "client", category="brieven")


def test_what_one_source_may_not_give_rests_on_one_decision(bureau):
    limits = GrantLimit.objects.filter(grant__user=bureau.coach, grant__ended_at=None).exclude(source="")

    assert limits.filter(source="opdrachtgever").count() > 3
    assert limits.filter(source="opdrachtgever").values("decision").distinct().count() == 1
    assert set(access_of(bureau.coach, bureau.again()).refused_from("client")) <= set(
        access_of(bureau.coach, bureau.again()).refused_from("other")
    )


def test_database_keeps_out_what_may_not_come_from_there(bureau):
    a_paper(bureau, "client")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_document SELECT (jsonb_populate_record(document, jsonb_build_object("
            "'id', gen_random_uuid(), 'provenance', 'opdrachtgever', 'form_token', null))).*"
            " FROM dossiers_document document"
        )

    assert Document.objects.count() == 1


def test_form_says_what_is_lacking_and_leads_to_the_question_to_the_client(client, bureau):
    client.force_login(bureau.coach)
    door = reverse("dossiers:document-add", args=[bureau.dossier.number])
    words = {"category": WORK, "provenance": "opdrachtgever"}

    page = client.post(door, words | {"file": SimpleUploadedFile("brief.pdf", PDF)})

    assert page.status_code == 409
    assert "Volgens artikel 2.4" in page.text
    ask = f"{reverse('consent:use-ask', args=[bureau.dossier.number])}?bij=staff"
    assert ask in page.text
    asked = client.get(ask + f"&soort={a_category('awj')}&doel=guidance")
    assert asked.context["form"].initial["asked_of"] == "staff"
