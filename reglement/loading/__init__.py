"""Reading profiles: a TOML file in, a checked ruleset out, or problems that each name file, line and field."""

from reglement.loading.choosing import read_choices
from reglement.loading.examining import stored_ruleset
from reglement.loading.library import DEMO_CHOICES, law_floor, profile_names, profile_path, read_profile
from reglement.loading.problems import Problem, ProfileInvalid
from reglement.loading.reading import read_document, read_ruleset
from reglement.loading.writing import as_toml

__all__ = [
    "DEMO_CHOICES",
    "Problem",
    "ProfileInvalid",
    "as_toml",
    "law_floor",
    "profile_names",
    "profile_path",
    "read_choices",
    "read_document",
    "read_profile",
    "read_ruleset",
    "stored_ruleset",
]
