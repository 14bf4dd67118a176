"""A request starts and ends locked, has an origin, and does not hide a refused reading."""

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory

from audit.middleware import AuditMiddleware
from audit.models import Event
from audit.origin import current_origin
from audit.services import record
from tests.factories.vault import a_safe, unlock
from vault.facts import SealedOutsideVault, SealedReadSwallowed, VaultLeftOpen
from vault.fields.values import Closed

pytestmark = pytest.mark.django_db


def answer(view):
    return AuditMiddleware(view)(RequestFactory().get("/"))


def test_events_carry_the_id_that_the_answer_carries():
    response = answer(lambda request: HttpResponse(str(record("dossier.listed"))))

    event = Event.objects.get(id=response.content.decode())
    assert event.origin == f"request:{response['X-Request-ID']}"
    assert current_origin() == ""


def test_a_template_that_swallows_a_refused_reading_gives_no_page():
    page = Template("{% if text == 'x' %}ja{% else %}niets bekend{% endif %}")

    with pytest.raises(SealedReadSwallowed):
        answer(lambda request: HttpResponse(page.render(Context({"text": Closed(b"")}))))


def test_a_refusal_of_an_earlier_request_does_not_count():
    with pytest.raises(SealedOutsideVault):
        str(Closed(b""))

    assert answer(lambda request: HttpResponse("ok")).status_code == 200


def test_an_error_page_after_a_refused_reading_is_left_as_it_is():
    def fails(request):
        with pytest.raises(SealedOutsideVault):
            str(Closed(b""))
        return HttpResponse(status=500)

    assert answer(fails).status_code == 500


def test_a_request_does_not_start_with_an_open_safe():
    with unlock(a_safe()), pytest.raises(VaultLeftOpen):
        answer(lambda request: HttpResponse("ok"))


def test_a_request_does_not_end_with_an_open_safe():
    left_open = unlock(a_safe())

    def forgets(request):
        left_open.__enter__()
        return HttpResponse("ok")

    with pytest.raises(VaultLeftOpen):
        answer(forgets)
    left_open.__exit__(None, None, None)
