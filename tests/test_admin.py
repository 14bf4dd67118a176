"""The admin site: who may enter it, and that no content, no deletion and no bare permission goes through it."""

import pytest
from django.contrib.admin import site
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import NoReverseMatch, reverse
from guardian.shortcuts import assign_perm

from accounts.administration import HouseAdmin
from accounts.terms import ADMIN_SITE_ROLES, Role
from dossiers.models import AccessGrant, DossierUserObjectPermission
from tests.doors.asking import BACKEND, asked
from tests.doors.canaries import ALL, seen_in
from tests.doors.people import PERSONS, PORTAL, STRANGER
from tests.doors.undoing import undone
from tests.factories.accounts import UserFactory
from vault.fields import SealedModel

WINDOWS = sorted(site._registry, key=lambda model: model._meta.label)
KEEPERS = ("beheerder", "directie", "privacy", "superuser")
# Who may fill in the form for a new row; for the rest rows are made on pages of the house or not at all.
MAKERS = {
    "accounts.Branch": {"beheerder", "superuser"},
    "accounts.RoleAssignment": {"beheerder", "directie", "superuser"},
    "accounts.User": {"beheerder", "superuser"},
    "reglement.Draft": {"beheerder", "superuser"},
}
# Staff are told that they lack the right, for others there is nothing, and a stranger is sent to log in.
OTHERS = {
    STRANGER: 302,
    **dict.fromkeys(("coach", "substitute", "outsider", "root", "administratie", "manager"), 403),
    **dict.fromkeys(("auditor", *PORTAL), 404),
}
# Pages of the site itself, and what a beheerder is answered there.
OWN_PAGES = {
    "index": 200,
    "jsi18n": 200,
    "login": 302,
    "autocomplete": 403,
    "password_change": 302,
    "password_change_done": 200,
    "logout": 200,
}


@pytest.fixture(scope="module")
def browsers(browsers: dict[str, Browser]) -> dict[str, Browser]:
    """A browser for each person, and for a beheerder who is a superuser too."""
    superuser = Browser(raise_request_exception=False)
    superuser.force_login(UserFactory(beheerder=True, is_superuser=True), backend=BACKEND)
    return {**browsers, "superuser": superuser}


def page(model, kind: str, *args) -> str:
    """Return the address of a page about a model."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


def pages_of(model) -> dict[str, str]:
    """Return the addresses of every page about a model and its first row."""
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"the world has no {model._meta.label}"
    pages = {kind: page(model, kind, row.pk) for kind in ("change", "history", "delete")}
    return {"changelist": page(model, "changelist"), "add": page(model, "add"), **pages}


def expected(person: str, kind: str, label: str) -> int:
    """Return what this person is answered on this kind of page."""
    if kind == "delete" or (kind == "add" and person not in MAKERS.get(label, set())):
        return 403
    return 200


@pytest.mark.parametrize("model", WINDOWS, ids=lambda model: model._meta.label)
def test_window_opens_for_who_keeps_the_house_and_never_deletes(model, world, browsers):
    for kind, address in pages_of(model).items():
        given = {person: asked(browsers[person], "GET", address).status_code for person in KEEPERS}

        assert given == {person: expected(person, kind, model._meta.label) for person in KEEPERS}, kind


@pytest.mark.parametrize("model", WINDOWS, ids=lambda model: model._meta.label)
def test_window_is_not_there_for_others(model, world, browsers):
    for kind, address in pages_of(model).items():
        given = {person: asked(browsers[person], "GET", address).status_code for person in OTHERS}

        assert given == OTHERS, kind


def test_stranger_comes_to_the_one_login_page(world, browsers):
    with undone():
        answer = browsers[STRANGER].get(reverse("admin:index"), follow=True)

    assert answer.redirect_chain[-1][0].startswith("/inloggen/")


def test_nobody_was_forgotten():
    assert {*OTHERS, *KEEPERS} == {*PERSONS, "superuser"}


def test_every_page_of_the_site_is_in_the_table():
    names = {pattern.name for pattern in site.urls[0] if getattr(pattern, "name", None)}

    assert names - {"app_list", "view_on_site"} == OWN_PAGES.keys()


@pytest.mark.parametrize(("name", "status"), OWN_PAGES.items())
def test_own_page_of_the_site_answers_the_beheerder(name, status, world, browsers):
    assert asked(browsers["beheerder"], "GET", reverse(f"admin:{name}")).status_code == status


@pytest.mark.parametrize("person", KEEPERS)
@pytest.mark.parametrize("model", WINDOWS, ids=lambda model: model._meta.label)
def test_nothing_sealed_and_no_name_of_a_client_is_shown(model, person, world, browsers):
    pages = pages_of(model)
    every_row = [page(model, "change", pk) for pk in model._default_manager.values_list("pk", flat=True)[:20]]

    for address in (
        pages["changelist"],
        pages["history"],
        f"{pages['changelist']}?q={world.dossier.number}",
        *every_row,
    ):
        assert seen_in(asked(browsers[person], "GET", address).said.decode()) == [], address


@pytest.mark.parametrize("model", [model for model in WINDOWS if site._registry[model].search_fields])
def test_search_finds_nobody_by_what_is_sealed(model, world, browsers):
    for word in ALL:
        answer = asked(browsers["superuser"], "GET", f"{page(model, 'changelist')}?q={word}")
        assert answer.context["cl"].result_count == 0, word


@pytest.mark.parametrize("model", WINDOWS, ids=lambda model: model._meta.label)
def test_window_is_one_of_the_house_and_on_nothing_sealed(model):
    window = site._registry[model]

    assert isinstance(window, HouseAdmin)
    assert window.readers <= ADMIN_SITE_ROLES
    assert window.writers <= {Role.BEHEERDER, Role.DIRECTIE}
    assert not issubclass(model, SealedModel)
    assert not [column.name for column in model._meta.fields if column.name == "safe"]


@pytest.mark.parametrize("model", WINDOWS, ids=lambda model: model._meta.label)
def test_no_rows_are_deleted_in_bulk_or_one_by_one(model, world, browsers):
    before = set(model._default_manager.values_list("pk", flat=True))
    browser = browsers["superuser"]

    with undone():
        for pk in before:
            browser.post(page(model, "delete", pk), {"post": "yes"})
        chosen = {"action": "delete_selected", "_selected_action": [str(pk) for pk in before], "post": "yes"}
        browser.post(page(model, "changelist"), chosen)
        assert set(model._default_manager.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("model", [AccessGrant, DossierUserObjectPermission])
def test_window_on_access_names_dossier_and_person(model, world, browsers):
    shown = asked(browsers["beheerder"], "GET", f"{page(model, 'changelist')}?q={world.dossier.number}").said.decode()

    assert world.dossier.number in shown
    assert world.people["substitute"].email in shown


def test_a_permission_on_a_dossier_can_not_be_given_without_a_grant(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        assign_perm("dossiers.view_dossier", world.people["outsider"], world.dossier)


def test_content_has_no_window_at_all():
    sealed = [model for model in site._registry if issubclass(model, SealedModel)]

    assert sealed == []
    with pytest.raises(NoReverseMatch):
        reverse("admin:dossiers_note_changelist")
