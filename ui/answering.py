"""How a view answers: a refusal goes on the form or above the next page, and a form comes back with what was typed."""

from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ui.facts import DomainRefusal

Kinds = type[DomainRefusal] | tuple[type[DomainRefusal], ...]


class _Refused(ValidationError):
    """What is wrong with a form, when that is something a service refused."""

    def __init__(self, refusal: DomainRefusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


class _Heard:
    """A block that a refusal ends: the refusal is told, and the view goes on after it; any other exception passes."""

    def __init__(self, tell: Callable[[DomainRefusal], None]) -> None:
        self._tell = tell

    def __enter__(self) -> None:
        """Begin to listen."""

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, frames: TracebackType | None
    ) -> bool:
        if not isinstance(raised, DomainRefusal):
            return False
        self._tell(raised)
        return True


def refusals_on(form: BaseForm, **fields: Kinds) -> _Heard:
    """Put what is refused in the block on the form: at the field that is named with its kind, and else on top.

    The form is no longer valid then, so that a view that ends its block with a redirect goes on to show the form.
    """

    def tell(refusal: DomainRefusal) -> None:
        field = next((name for name, kinds in fields.items() if isinstance(refusal, kinds)), None)
        form.add_error(field, _Refused(refusal))

    return _Heard(tell)


def refusal_on(form: BaseForm) -> DomainRefusal | None:
    """Return what was put on this form by `refusals_on`, or nothing."""
    errors = (error for told in form.errors.as_data().values() for error in told)
    return next((error.refusal for error in errors if isinstance(error, _Refused)), None)


def refusals_told(
    request: HttpRequest, say: Callable[[HttpRequest, str], None] = messages.warning, *, about: str = ""
) -> _Heard:
    """Say what is refused in the block above the next page; `about` names which of several it was."""
    return _Heard(lambda refusal: say(request, f"{about}: {refusal}" if about else str(refusal)))


def form_page(request: HttpRequest, template: str, form: BaseForm, /, **context: Any) -> HttpResponse:
    """Show a page with its form, as it was typed; 422 when something in it is wrong or was refused."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)
