"""A second pair of eyes: where the text wants it, a colleague approves a copy or one exact report before it goes."""

import pytest
from django.urls import reverse

from consent.models import PlannedAct
from consent.refusals import GateRefused, NoApprovalAsked
from consent.services.planning import answer_planned
from reporting.services.copying import ask_to_copy, copy_dossier
from reporting.services.sending import ask_to_send, send_report
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_started_traject
from tests.factories.dossiers import a_document
from tests.factories.reglement import small_version
from tests.factories.reporting import a_next_version, a_report

pytestmark = pytest.mark.django_db
SECOND_PAIR_OF_EYES = """
[[gate_rule]]
id = "second-pair-of-eyes"
article = "2"
act = ["export", "report"]
effect = "require"
needs = [{ kind = "approval", by_role = ["privacy_officer"], by_another = true }]
"""


@pytest.fixture
def bureau(db):
    small_version(SECOND_PAIR_OF_EYES)
    return a_started_traject("brieven")


@pytest.fixture
def version(bureau):
    return a_report(bureau.again(), bureau.contact, bureau.coach, categories=["brieven"])


def a_reader():
    return UserFactory(privacy_officer=True)


def test_copy_is_given_once_a_colleague_approved_it(bureau):
    a_document(bureau.again(), bureau.coach, category="brieven")
    with pytest.raises(GateRefused) as refused:
        copy_dossier(bureau.again(), by=bureau.coach)
    assert {condition["key"] for condition in refused.value.decision.unmet} == {"approval"}

    answer_planned(ask_to_copy(bureau.again(), by=bureau.coach), kind="given", by=a_reader())

    assert copy_dossier(bureau.again(), by=bureau.coach)


def test_approval_is_about_one_version_of_a_report_and_not_about_the_next(bureau, version):
    answer_planned(ask_to_send(version, by=bureau.coach), kind="given", by=a_reader())
    changed = a_next_version(version, bureau.coach, "Iets anders.", categories=["brieven"])

    with pytest.raises(GateRefused):
        send_report(version=changed, by=bureau.coach)


def test_report_goes_once_a_colleague_approved_it(bureau, version):
    answer_planned(ask_to_send(version, by=bureau.coach), kind="given", by=a_reader())

    assert send_report(version=version, by=bureau.coach)


def test_nothing_is_asked_where_the_text_asks_nobody():
    small_version()
    bureau = a_started_traject("brieven")

    with pytest.raises(NoApprovalAsked):
        ask_to_copy(bureau.again(), by=bureau.coach)


def test_pages_offer_to_ask_a_colleague_and_no_longer_once_it_is_asked(client, bureau, version):
    client.force_login(bureau.coach)
    report = reverse("reporting:report", args=[bureau.dossier.number, version.report_id])
    door = reverse("reporting:report-ask", args=[bureau.dossier.number, version.report_id, version.number])
    assert door in client.get(report).text

    client.post(door)

    assert door not in client.get(report).text
    copy = reverse("reporting:copy", args=[bureau.dossier.number])
    assert "Vraag een collega om goedkeuring" in client.post(copy).text
    client.post(reverse("reporting:copy-ask", args=[bureau.dossier.number]))
    assert set(PlannedAct.objects.values_list("act", flat=True)) == {"report", "export"}
