"""A report with a kind of data that somebody may not see is not there for him, and he writes nothing about it."""

import pytest
from django.urls import reverse

from dossiers.facts import CategoryNotYours
from reporting.models import ReportVersion
from tests.factories.dossiers import a_grant, a_refusal
from tests.factories.reporting import ORDINARY, a_report

pytestmark = pytest.mark.django_db
[CATEGORY] = ORDINARY


@pytest.fixture
def colleague(dossier, version, substitute):
    """A colleague who may not see the kind of data that the report holds."""
    a_grant(dossier, substitute, refused=[a_refusal(dossier, substitute, "view", CATEGORY)])
    return substitute


def address(name, dossier, version, *more):
    return reverse(f"reporting:{name}", args=[dossier.number, version.report_id, *more])


def test_report_is_not_on_the_list_and_the_list_says_what_it_leaves_out(client, dossier, version, colleague):
    client.force_login(colleague)

    page = client.get(reverse("reporting:reports", args=[dossier.number])).content.decode()

    assert "Voortgang van het traject" not in page
    assert "Dit deel ziet uw rol niet" in page


def test_report_does_not_exist_by_its_address_either(client, dossier, version, colleague):
    client.force_login(colleague)

    for name, more in (("report", ()), ("report-edit", ()), ("report-pdf", (version.number,))):
        assert client.get(address(name, dossier, version, *more)).status_code == 404


def test_who_may_not_see_a_report_puts_it_to_nobody(client, dossier, version, colleague):
    client.force_login(colleague)

    assert client.post(address("report-submit", dossier, version, version.number)).status_code == 404
    assert ReportVersion.objects.get(pk=version.pk).submitted_at is None


@pytest.mark.parametrize("right", ["view", "write"])
def test_author_writes_about_no_kind_of_data_that_is_kept_from_him(dossier, contact, substitute, right):
    a_grant(dossier, substitute, refused=[a_refusal(dossier, substitute, right, CATEGORY)])

    with pytest.raises(CategoryNotYours):
        a_report(dossier, contact, substitute)

    assert not ReportVersion.objects.filter(created_by=substitute).exists()


def test_form_does_not_offer_it(client, dossier, substitute):
    a_grant(dossier, substitute, refused=[a_refusal(dossier, substitute, "write", CATEGORY)])
    client.force_login(substitute)

    page = client.get(reverse("reporting:report-new", args=[dossier.number])).content.decode()

    assert f'value="{CATEGORY}"' not in page
