"""A copy of a dossier: the gate is asked each time, and what somebody may not take out is left out and listed."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from audit.models import Event
from consent.refusals import GateRefused
from consent.services.access import grant_access
from dossiers.facts import RightMissing
from reglement.models import Decision
from reporting.facts import CopyTooLarge
from reporting.services import copying
from reporting.services.copying import copy_dossier
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import PDF, a_consult, a_document, a_dossier, a_grant, a_note, a_refusal
from tests.factories.reglement import activated, loaded, next_document, small_version

pytestmark = pytest.mark.django_db
NO_COPY_OF_TALKS = """
[[gate_rule]]
id = "no-copy"
article = "2"
act = ["export"]
effect = "deny"
match = { category_key = ["gesprekken"] }
"""


@pytest.fixture
def dossier(coach):
    """A dossier with a letter, a note and a consult, of which the talks may not be taken out."""
    dossier = a_dossier(coach, reglement_version=small_version(NO_COPY_OF_TALKS))
    sign_confidentiality(coach)
    grant_access(dossier=dossier, user=coach, by=coach)
    a_note(dossier, coach, "Over de schulden.", category="gesprekken")
    a_note(dossier, coach, "Brief aan de gemeente.", category="brieven")
    a_document(dossier, coach, category="brieven", file_name="brief.pdf")
    a_consult(dossier, coach, "Hij wil verhuizen.")
    return dossier


def unpacked(content):
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_copy_holds_what_may_go_and_lists_what_may_not(dossier, coach):
    files = unpacked(copy_dossier(dossier, by=coach))

    assert files["documenten/001-brief.pdf"] == PDF
    assert b"Brief aan de gemeente." in files["notities.txt"]
    assert b"notities van gesprekken: Niet open voor u, volgens artikel 2." in files["niet-in-deze-kopie.txt"]
    everything = b"".join(files.values())
    assert b"Over de schulden." not in everything
    assert b"Hij wil verhuizen." not in everything


def test_each_copy_has_its_own_decision_and_a_line_in_the_log(dossier, coach):
    copy_dossier(dossier, by=coach)
    copy_dossier(dossier, by=coach)

    asked = Decision.objects.filter(act="export", effect="allow", dossier_id=dossier.pk)
    assert asked.count() == 2
    assert {item["key"] for item in asked[0].categories} == {"brieven", "belastbaarheid"}
    assert Event.objects.filter(event="export.made", dossier_id=dossier.pk, actor_id=coach.pk).count() == 2


def test_gate_that_says_no_by_now_lets_nothing_out_although_the_grant_still_stands(dossier, coach):
    document = next_document(dossier.traject.reglement_version, "2027")
    document["gate_rule"].append({"id": "nothing", "article": "2", "act": ["export"], "effect": "deny"})
    activated(loaded(document))
    dossier = type(dossier).objects.get(pk=dossier.pk)

    with pytest.raises(GateRefused) as caught:
        copy_dossier(dossier, by=coach)

    assert Decision.objects.get(pk=caught.value.decision.pk).effect == "deny"
    assert not Event.objects.filter(event="export.made").exists()


def test_who_has_no_right_to_copy_gets_none(client, dossier, substitute):
    a_grant(dossier, substitute)
    client.force_login(substitute)

    with pytest.raises(RightMissing):
        copy_dossier(dossier, by=substitute)
    assert client.get(reverse("reporting:copy", args=[dossier.number])).status_code == 403


def test_health_stays_out_for_who_may_not_see_it(dossier, coach, substitute):
    sign_confidentiality(substitute)
    a_grant(dossier, substitute, can_export=True, refused=[a_refusal(dossier, substitute, "export", "gesprekken")])

    files = unpacked(copy_dossier(dossier, by=substitute))

    assert "wat iemand kan: Gezondheidsgegevens zijn niet open voor u." in files["niet-in-deze-kopie.txt"].decode()


def test_dossier_that_is_too_large_is_refused_before_anything_opens(dossier, coach, monkeypatch):
    monkeypatch.setattr(copying, "COPY_MAX_BYTES", 10)

    with pytest.raises(CopyTooLarge):
        copy_dossier(dossier, by=coach)

    assert not Event.objects.filter(event="export.made").exists()


def test_page_says_what_comes_in_and_what_stays_out_and_gives_the_copy(client, dossier, coach):
    client.force_login(coach)
    address = reverse("reporting:copy", args=[dossier.number])

    page = client.get(address).content.decode()
    answer = client.post(address)

    assert address in client.get(reverse("dossiers:documents", args=[dossier.number])).content.decode()
    assert "Dit blijft eruit" in page
    assert "Niet open voor u, volgens artikel 2." in page
    assert answer["Content-Disposition"] == f'attachment; filename="{dossier.number}.zip"'
    assert "notities.txt" in unpacked(answer.content)
