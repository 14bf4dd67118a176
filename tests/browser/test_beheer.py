"""The admin in a browser: nobody is kept out of what Django draws there, by day, by night, on a desk and a phone."""

import pytest
from django.urls import reverse

from accounts.models import Organisation, User
from tests.browser.keys import somebody
from tests.browser.visitors import Album
from tests.factories.consent import a_bureau

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOTH = ("light", "dark")


def test_nobody_is_kept_out_of_the_pages_that_django_draws(visits, album: Album):
    a_bureau("a4p")
    beheerder = somebody("beheerder", "H. Meijer")
    page = visits(beheerder, "/beheer/")

    album.keep(page, "beheer", schemes=BOTH)
    for name, *row in (
        ("accounts_user_changelist",),
        ("accounts_branch_add",),
        ("accounts_roleassignment_add",),
        ("accounts_user_change", beheerder.pk),
        ("accounts_user_history", User.objects.order_by("pk").first().pk),
        ("accounts_organisation_change", Organisation.objects.get().pk),
    ):
        page.goto(page.url.split("/beheer/")[0] + reverse(f"admin:{name}", args=row))
        album.keep(page, name, schemes=BOTH)

    assert album.complaints == [], "\n".join(album.complaints)
