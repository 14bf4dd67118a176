"""The answer of `user.has_perm(..., dossier)`: guardian's rows, read with the dates of the grant behind each."""

from typing import Any

from guardian.backends import check_support
from guardian.core import ObjectPermissionChecker

from dossiers.models import Dossier
from dossiers.permissions.grants import permissions_held_by


class GrantChecker(ObjectPermissionChecker):
    """Guardian's checker without its open doors: no superuser, no groups, no grant that is over."""

    def has_perm(self, perm: str, obj: Any) -> bool:
        """Say whether a live grant gives this permission."""
        return perm.rpartition(".")[2] in self.get_perms(obj)

    def get_perms(self, obj: Any) -> list[str]:
        """Return the codenames that live grants give."""
        held = permissions_held_by(self.user).filter(content_object_id=obj.pk)
        return sorted(set(held.values_list("permission__codename", flat=True)))

    def get_user_perms(self, obj: Any) -> Any:
        """Return what get_perms returns; guardian asks under both names."""
        return self.get_perms(obj)

    def get_group_perms(self, obj: Any) -> Any:
        """Return nothing: access to a dossier is given to people."""
        return []


class GrantBackend:
    """Django's door to the checker; it answers for dossiers only and logs nobody in."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        """Leave logging in to others."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Say whether the person holds this permission on this dossier now."""
        app_label = perm.rpartition(".")[0]
        if app_label not in ("", "dossiers") or not isinstance(obj, Dossier):
            return False
        supported, user_obj = check_support(user_obj, obj)
        return supported and GrantChecker(user_obj).has_perm(perm, obj)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return the codenames that the person holds on this dossier now."""
        supported, user_obj = check_support(user_obj, obj)
        if not supported or not isinstance(obj, Dossier):
            return set()
        return set(GrantChecker(user_obj).get_perms(obj))
