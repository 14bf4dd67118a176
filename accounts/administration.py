"""The admin site: who may enter it, and what every window in it keeps to."""

from functools import update_wrapper
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import DateTimeField, Model
from django.db.models.base import ModelBase
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from accounts import views
from accounts.adapters import needs_second_factor, second_factors_of
from accounts.models import User
from accounts.permissions import has_role, is_staff_member, may_look_in_admin_site
from accounts.terms import ADMIN_SITE_ROLES, Role
from ui.doors import no_content


class MomentWidget(AdminSplitDateTime):
    """A day and a time, each with a name for who can't see the words beside them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for widget, label in zip(self.widgets, (_("Datum"), _("Tijd")), strict=True):
            widget.attrs["aria-label"] = label


class HouseAdmin(admin.ModelAdmin):
    """A window on rows without dossier content; rights follow from roles, also for a superuser.

    `readers` may look, `writers` may change and `makers` may add; nothing is deleted here, because rows are ended.
    """

    readers: ClassVar[frozenset[Role]] = ADMIN_SITE_ROLES
    writers: ClassVar[frozenset[Role]] = frozenset({Role.BEHEERDER})
    makers: ClassVar[frozenset[Role]] = frozenset({Role.BEHEERDER})
    actions: Any = None
    show_full_result_count = False
    formfield_overrides: ClassVar[Any] = {DateTimeField: {"widget": MomentWidget}}

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the room in the list to those who may look."""
        return has_role(request.user, *self.readers)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let readers look."""
        return has_role(request.user, *self.readers)

    def has_add_permission(self, request: HttpRequest, *_parent: Any) -> bool:
        """Let makers add."""
        return has_role(request.user, *self.makers)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let writers change."""
        return has_role(request.user, *self.writers)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        return False


class ReadOnlyAdmin(HouseAdmin):
    """A window through which nothing can be changed."""

    writers = frozenset()
    makers = frozenset()


class BeheerSite(admin.AdminSite):
    """Django's admin for the beheerder; directie and privacy officer may look."""

    site_header = _("Beheer")
    site_title = _("Akkoord beheer")
    index_title = _("Beheer")
    site_url = "/"
    enable_nav_sidebar = True

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take windows of the house only; those of other packages look past our rules and are left out."""
        models = _models(model_or_iterable)
        if admin_class is None or not issubclass(admin_class, HouseAdmin):
            if admin_class is not None and _is_ours(admin_class):
                raise ImproperlyConfigured(f"{admin_class.__name__} must derive from HouseAdmin.")
            return
        super().register(models, admin_class, **options)

    def unregister(self, model_or_iterable: Any) -> None:
        """Do nothing for what was left out, so that packages which replace each other's windows don't stumble."""
        models = _models(model_or_iterable)
        super().unregister([model for model in models if self.is_registered(model)])

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in who has a role for it and, outside the demo, a second factor."""
        user: User | AnonymousUser = request.user
        if not may_look_in_admin_site(user):
            return False
        return not needs_second_factor(user) or second_factors_of(user).exists()

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Guard each page: staff without the role get 403, and for others there is nothing here."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not may_look_in_admin_site(request.user):
                if is_staff_member(request.user):
                    raise PermissionDenied
                raise Http404
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, guarded)

    @no_content("sends everybody to the one login page")
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send everybody to the one login page, or on if he is in."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Log out as everywhere."""
        return views.logout(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send to the one page for it."""
        return redirect("account_change_password")


def _models(one_or_more: Any) -> list[Any]:
    return [one_or_more] if isinstance(one_or_more, ModelBase) else list(one_or_more)


def _is_ours(admin_class: type) -> bool:
    root = admin_class.__module__.split(".")[0]
    return root not in {"django", "allauth", "guardian"}
