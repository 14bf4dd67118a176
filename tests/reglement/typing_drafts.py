"""What a browser does on the pages of a draft, as the tests type it."""

from django.test import Client as Browser
from django.urls import reverse

from reglement.models import Draft


def browser_of(user) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def overview(draft: Draft) -> str:
    return reverse("admin:reglement_draft_change", args=[draft.pk])


def page(draft: Draft, path: str) -> str:
    return reverse("admin:reglement_draft_entry", args=[draft.pk, path])


def typed(answer) -> dict[str, object]:
    """Return what a browser would send of the form on this page, untouched."""
    found: dict[str, object] = {"seen": answer.context["draft"].sha256}
    found |= {"name": answer.context["page"].name, "shape": answer.context["page"].shape}

    def gather(form) -> None:
        for field in form:
            value = field.value()
            if value not in (None, False, ""):
                found[field.html_name] = "on" if value is True else value
        for group in form.groups.values():
            gather(group)

    gather(answer.context["form"])
    return found


def restructured(browser: Browser, draft: Draft, **asked):
    seen = asked.pop("seen", Draft.objects.get(pk=draft.pk).sha256)
    return browser.post(reverse("admin:reglement_draft_restructure", args=[draft.pk]), {"seen": seen, **asked})
