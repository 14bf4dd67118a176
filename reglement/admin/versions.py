"""Versions of the reglement: which there are, since when, made valid by whom."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.administration import ReadOnlyAdmin
from reglement.models import Article, ReglementVersion


class ArticleInline(admin.TabularInline):
    """The articles of a version, to read."""

    model = Article
    fields = readonly_fields = ("label", "heading", "text")
    can_delete = False
    extra = 0

    def has_view_permission(self, *_asked: object) -> bool:
        """Let everyone read who may see the version."""
        return True

    def has_add_permission(self, *_asked: object) -> bool:
        """Say no: an article comes with its version."""
        return False

    def has_change_permission(self, *_asked: object) -> bool:
        """Say no: a change is a new version."""
        return False


@admin.register(ReglementVersion)
class ReglementVersionAdmin(ReadOnlyAdmin):
    """Versions, to read."""

    list_display = ("reglement", "label", "state", "valid_from", "loaded_at", "activated_at", "superseded_at")
    list_filter = ("reglement",)
    list_select_related = ("reglement",)
    fields = readonly_fields = (
        "reglement",
        "label",
        "state",
        "sha256",
        "valid_from",
        "loaded_at",
        "loaded_by",
        "activated_at",
        "activated_by",
        "second_by",
        "impact_sha256",
        "superseded_at",
    )
    inlines = (ArticleInline,)

    @admin.display(description=_("stand"))
    def state(self, version: ReglementVersion) -> str:
        """Say in one word whether the version holds."""
        if version.is_active:
            return str(_("geldt"))
        return str(_("ontwerp") if version.is_draft else _("vervangen"))
