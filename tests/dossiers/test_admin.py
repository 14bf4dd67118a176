"""The admin: metadata for the beheerder, content for nobody."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from dossiers.models import (
    AccessGrant,
    Client,
    Consult,
    Document,
    Dossier,
    DossierUserObjectPermission,
    Note,
    Referral,
)
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import a_consult, a_document, a_note, an_agreement

pytestmark = pytest.mark.django_db
WINDOWS = [
    "opdrachtgever",
    "opdrachtgevercontact",
    "agreement",
    "accessgrant",
    "dossieruserobjectpermission",
    "traject",
]


@pytest.fixture
def browser(client, settings):
    settings.AKKOORD_MFA_OPTIONAL = True

    def as_(user):
        client.force_login(user)
        return client

    return as_


@pytest.mark.parametrize("model", [Client, Consult, Document, Dossier, Note, Referral])
def test_no_window_opens_on_content(model):
    assert not admin.site.is_registered(model)


@pytest.mark.parametrize("name", WINDOWS)
def test_beheerder_looks_and_finds_no_content(browser, beheerder, dossier, coach, name):
    a_note(dossier, coach, "Geheime notitie.")
    a_consult(dossier, coach, "Geheime samenvatting.")
    a_document(dossier, coach, title="Geheime brief")
    an_agreement(dossier.traject.opdrachtgever)
    row = apps.get_model("dossiers", name).objects.first()
    page = browser(beheerder)
    listed = page.get(reverse(f"admin:dossiers_{name}_changelist"))
    shown = page.get(reverse(f"admin:dossiers_{name}_change", args=[row.pk]))

    assert (listed.status_code, shown.status_code) == (200, 200)
    for answer in (listed, shown):
        assert "Geheime" not in answer.content.decode()
        assert "Ilse" not in answer.content.decode()


@pytest.mark.parametrize("name", WINDOWS)
def test_nothing_is_added_or_deleted_in_the_admin(browser, beheerder, dossier, name):
    an_agreement(dossier.traject.opdrachtgever)
    row = apps.get_model("dossiers", name).objects.first()
    page = browser(beheerder)

    assert page.get(reverse(f"admin:dossiers_{name}_add")).status_code == 403
    assert page.get(reverse(f"admin:dossiers_{name}_delete", args=[row.pk])).status_code == 403


def test_superuser_without_a_role_has_no_window(browser, dossier):
    root = UserFactory(coach=True, is_superuser=True)
    answer = browser(root).get(reverse("admin:dossiers_accessgrant_changelist"), follow=True)

    assert answer.status_code == 403


def test_beheerder_ends_access_through_the_service(browser, beheerder, dossier):
    grant = dossier.grants.get()
    form = {"action": "end", "_selected_action": [grant.pk]}
    for _ in range(2):
        browser(beheerder).post(reverse("admin:dossiers_accessgrant_changelist"), form)

    assert AccessGrant.objects.get().ended_by_id == beheerder.pk
    assert not DossierUserObjectPermission.objects.exists()


def test_who_may_only_look_ends_nothing(browser, privacy_officer, dossier):
    form = {"action": "end", "_selected_action": [dossier.grants.get().pk]}
    browser(privacy_officer).post(reverse("admin:dossiers_accessgrant_changelist"), form)

    assert AccessGrant.objects.get().ended_at is None
