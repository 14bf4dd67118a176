"""The frames of pages: what is always there, and what never is."""

import re
from pathlib import Path

import pytest
from django.template import loader
from django.urls import reverse

from ui import views
from ui.doors import declaration_of

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ALL = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
FOLDERS = {"components", "ui", "pdf", "allauth", "account", "mfa", "usersessions"}
OWN = [name for name in ALL if "/" not in name or name.split("/")[0] in FOLDERS]
GALLERY = ["ui:gallery_bureau", "ui:gallery_client", "ui:gallery_plain", "ui:gallery_document"]
ERRORS = [
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "413.html",
    "429.html",
    "500.html",
    "503.html",
    "503_disk.html",
    "507_disk.html",
]


@pytest.mark.parametrize("name", OWN)
def test_a_template_opens_with_its_inputs(name):
    assert (TEMPLATES / name).read_text().startswith("{# ")


@pytest.mark.parametrize("name", OWN)
def test_a_template_can_be_read_by_django(name):
    assert loader.get_template(name).origin.name == str(TEMPLATES / name)


@pytest.mark.parametrize("name", ALL)
def test_no_template_writes_a_style_or_a_script_inside_the_page(name):
    text = (TEMPLATES / name).read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"", text)
    assert not re.search(r"<script(?![^>]*(?:src=|type=\"application/json\"))", text)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_drawn_without_any_context(name):
    html = loader.get_template(name).render()

    assert html.count("<h1>") == 1
    assert 'lang="nl"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", GALLERY)
def test_a_page_has_one_heading_a_main_part_and_a_way_past_the_menu(client, name):
    html = client.get(reverse(name)).content.decode()

    assert html.count("<h1") == 1
    assert len(re.findall(r"<main\b", html)) == 1
    assert html.index('href="#inhoud"') < html.index('id="inhoud"')
    assert 'lang="nl"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", GALLERY)
def test_the_gallery_is_shut_where_it_is_not_switched_on(client, settings, name):
    settings.AKKOORD_STYLE_GALLERY = False

    assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize(
    "view",
    [views.gallery_bureau, views.gallery_client, views.gallery_plain, views.gallery_document, views.gallery_pdf],
)
def test_the_gallery_declares_that_it_shows_no_dossier(view):
    assert declaration_of(view) == "no content: invented examples only"


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_stands_on_the_page_from_the_server(client, theme):
    client.cookies["theme"] = theme

    assert f'data-theme="{theme}"' in client.get(reverse("ui:gallery_plain")).content.decode()


@pytest.mark.django_db
def test_a_made_up_theme_is_not_written_into_the_page(client):
    client.cookies["theme"] = "hot-pink"

    assert "data-theme" not in client.get(reverse("ui:gallery_plain")).content.decode()


@pytest.mark.django_db
def test_without_a_menu_there_is_no_empty_rail(client):
    html = loader.render_to_string("base_staff.html", request=client.get(reverse("ui:gallery_plain")).wsgi_request)

    assert "no-rail" in html
    assert "<nav" not in html


@pytest.mark.django_db
def test_htmx_runs_no_script_from_a_page(client):
    html = client.get(reverse("ui:gallery_bureau")).content.decode()

    assert '"includeIndicatorStyles": false, "allowEval": false' in html


@pytest.mark.django_db
def test_a_document_may_stand_in_a_frame_of_ours_and_nobody_elses(client):
    answer = client.get(reverse("ui:gallery_pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
