"""Drafts of the reglement: the list, and the way to the pages on which the beheerder writes and puts forward."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts.administration import HouseAdmin
from reglement.admin import draft_editing, draft_pages, draft_trying
from reglement.models import Draft
from reglement.permissions import draft_or_404
from ui.doors import no_content

Page = Callable[..., HttpResponse]


@admin.register(Draft)
class DraftAdmin(HouseAdmin):
    """Drafts: whoever keeps the house may look, the beheerder writes."""

    list_display = ("name", "state", "changed_at", "writer")
    list_select_related = ("version", "changed_by")
    ordering = ("-changed_at",)

    @admin.display(description=_("versie"), ordering="label")
    def name(self, draft: Draft) -> str:
        """Return what the draft calls itself."""
        return draft.label or str(_("zonder naam"))

    @admin.display(description=_("stand"))
    def state(self, draft: Draft) -> str:
        """Say in a few words how far the draft is."""
        return draft_pages.state_words(draft)

    @admin.display(description=_("gewijzigd door"), ordering="changed_by__email")
    def writer(self, draft: Draft) -> str:
        """Return who changed it last."""
        return str(draft.changed_by.email)

    def get_urls(self) -> list[Any]:
        """Return the pages of a draft before those of the admin itself."""
        pages: list[tuple[str, str, Page, bool]] = [
            ("deel/<path:place>/", "entry", draft_editing.entry, False),
            ("bewerken/", "restructure", draft_editing.restructure, True),
            ("voorleggen/", "put-forward", draft_pages.put_forward, True),
            ("wegleggen/", "discard", draft_pages.discard, True),
            ("proberen/", "try", draft_trying.attempt, False),
            ("opnieuw/", "replay", draft_trying.again, False),
            ("bestand/", "export", draft_trying.export, False),
        ]
        own = [
            path(f"<uuid:draft_id>/{address}", self._door(page, writes=writes), name=f"reglement_draft_{name}")
            for address, name, page, writes in pages
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the draft part by part, with what is wrong in it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            draft = draft_or_404(UUID(object_id))
        except ValueError:
            raise Http404 from None
        return draft_pages.overview(request, draft, self._context(request))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Begin a draft."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return draft_pages.start(request, self._context(request))

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        may_write = self.has_change_permission(request)
        return {**self.admin_site.each_context(request), "opts": self.opts, "may_write": may_write}

    def _door(self, page: Page, *, writes: bool) -> Page:
        """Let a page about a draft be reached by readers only, and what changes the draft by writers only."""

        def guarded(request: HttpRequest, draft_id: UUID, **place: Any) -> HttpResponse:
            may = self.has_change_permission if writes or request.method == "POST" else self.has_view_permission
            if not may(request):
                raise PermissionDenied
            return page(request, draft_or_404(draft_id), self._context(request), **place)

        def door(request: HttpRequest, **place: Any) -> HttpResponse:
            answer: HttpResponse = self.admin_site.admin_view(guarded)(request, **place)
            return answer

        door.model_admin = self
        return no_content("the text of a reglement holds nothing about a person")(update_wrapper(door, page))
