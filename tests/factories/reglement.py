"""Versions of a reglement as the tests want them: a profile of the product, with the demo's own choices."""

from reglement.loading import DEMO_CHOICES, profile_path
from reglement.models import ReglementVersion
from reglement.services import activate, load_profile, preview_activation
from tests.factories.accounts import UserFactory


def draft_of(profile: str = "a4p") -> ReglementVersion:
    """Load a profile as a draft."""
    return load_profile(profile_path(profile), by=None, choices=DEMO_CHOICES)


def active_version_of(profile: str = "a4p") -> ReglementVersion:
    """Load a profile and make it hold, by two people; a second call gives the same version."""
    version = draft_of(profile)
    if version.is_active:
        return version
    by, second = UserFactory(directie=True), UserFactory(privacy_officer=True)
    return activate(version, impact_sha256=preview_activation(version).sha256, by=by, second=second)
