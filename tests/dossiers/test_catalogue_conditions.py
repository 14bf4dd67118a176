"""What the reglement lists only for some trajecten: offered there, refused elsewhere, with its article."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consent.refusals import UnknownCategory
from consent.services.agreements import make_agreement
from consent.services.weighing import weigh
from dossiers.catalogue import categories_of, closed_categories_of
from dossiers.facts import CategoryClosed, NecessityMissing
from dossiers.models import Document, Note
from tests.factories.consent import a_line, sign_confidentiality
from tests.factories.dossiers import PDF, a_document, a_dossier_of, a_note, a_version
from tests.factories.reglement import loaded, next_document
from vault.ids import new_id

pytestmark = pytest.mark.django_db
KEY = "gespreksnotities"


def a_dossier_where(coach, service="outplacement", *, key=KEY, **conditions):
    """Return a dossier under a text that says this about the category of talks."""
    document = next_document(a_version())
    item = next(item for item in document["catalogue_item"] if item["key"] == key)
    item |= conditions
    return a_dossier_of(coach, service=service, reglement_version=loaded(document))


def keys_of(dossier, **asked):
    return {category.key for category in categories_of(dossier.traject, health=True, **asked)}


def test_category_for_another_service_is_told_with_its_article_and_not_offered(coach):
    dossier = a_dossier_where(coach, services=["spoor2"])

    told = closed_categories_of(dossier.traject, health=True)

    assert KEY not in keys_of(dossier)
    assert [closed.why for closed in told] == ["Mag volgens artikel 6 alleen bij: re-integratie tweede spoor."]


@pytest.mark.parametrize("write", [a_note, a_document])
def test_category_for_another_service_is_refused_whatever_the_form_sends(coach, write):
    dossier = a_dossier_where(coach, services=["spoor2"])

    with pytest.raises(CategoryClosed, match="artikel 6"):
        write(dossier, coach, category=KEY)

    assert not Note.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("write", [a_note, a_document])
def test_category_that_does_not_say_what_is_in_it_is_told_and_neither_offered_nor_taken(coach, write):
    dossier = a_dossier_where(coach, unspecified=True)

    with pytest.raises(CategoryClosed, match="Artikel 6"):
        write(dossier, coach, category=KEY)

    assert KEY not in keys_of(dossier)
    assert any("soort gegevens" in closed.why for closed in closed_categories_of(dossier.traject, health=True))


def test_category_is_open_in_the_service_it_is_for(coach):
    dossier = a_dossier_where(coach, "spoor2", services=["spoor2"])

    assert a_note(dossier, coach, category=KEY).category == KEY
    assert closed_categories_of(dossier.traject, health=True) == []


def test_category_for_paper_only_is_not_kept_digitally(coach):
    with pytest.raises(CategoryClosed, match="alleen op papier"):
        a_note(a_dossier_where(coach, carriers=["paper"]), coach)


def test_document_comes_only_from_whom_the_reglement_names(coach):
    dossier = a_dossier_where(coach, source=["client"])

    with pytest.raises(CategoryClosed, match="alleen komen van de cliënt"):
        a_document(dossier, coach, category=KEY, provenance="opdrachtgever")

    assert a_document(dossier, coach, category=KEY, provenance="client").category == KEY


def test_note_is_what_the_bureau_wrote_and_not_what_the_client_gave(coach):
    dossier = a_dossier_where(coach, source=["client"])

    with pytest.raises(CategoryClosed, match="alleen komen van de cliënt"):
        a_note(dossier, coach)

    assert KEY not in keys_of(dossier, source="bureau")


def test_reglement_may_ask_why_a_listed_category_is_needed(coach):
    dossier = a_dossier_where(coach, needs=[{"kind": "necessity_note"}])

    with pytest.raises(NecessityMissing):
        a_note(dossier, coach)

    assert a_note(dossier, coach, necessity="Voor het plan.").category == KEY


def test_condition_that_nobody_can_show_yet_keeps_the_category_shut(coach):
    dossier = a_dossier_where(coach, needs=[{"kind": "approval", "by_role": ["directie"]}])

    with pytest.raises(CategoryClosed, match="Artikel 6 stelt hier eerst een voorwaarde"):
        a_note(dossier, coach, necessity="Toch.")


def test_nothing_may_be_agreed_about_reporting_what_the_traject_may_not_keep(coach, contact):
    dossier = a_dossier_where(coach, services=["spoor2"])
    contact.opdrachtgever = dossier.traject.opdrachtgever
    contact.save()

    with pytest.raises(UnknownCategory):
        make_agreement(dossier=dossier, lines=[a_line(contact, KEY)], by=coach)


def test_one_closed_category_does_not_close_all_writing(coach):
    dossier = a_dossier_where(coach, services=["spoor2"])
    sign_confidentiality(coach)

    rights = weigh(dossier, coach, "assigned")

    assert rights.can_write
    assert ("write", KEY) not in rights.limits()


def test_form_offers_what_is_open_and_says_why_the_rest_is_not(browser, coach):
    dossier = a_dossier_where(coach, services=["spoor2"])

    page = browser(coach).get(reverse("dossiers:note-add", args=[dossier.number])).content.decode()

    assert f'<option value="{KEY}"' not in page
    assert "Mag volgens artikel 6 alleen bij: re-integratie tweede spoor." in page


def test_refused_document_says_why_and_keeps_what_was_typed(browser, coach):
    dossier = a_dossier_where(coach, source=["client"])
    typed = {"category": KEY, "provenance": "opdrachtgever", "title": "Brief van maart", "form_token": new_id()}

    answer = browser(coach).post(
        reverse("dossiers:document-add", args=[dossier.number]), typed | {"file": SimpleUploadedFile("brief.pdf", PDF)}
    )

    assert answer.status_code == 409
    assert "alleen komen van de cliënt" in answer.content.decode()
    assert "Brief van maart" in answer.content.decode()
    assert not Document.objects.exists()
