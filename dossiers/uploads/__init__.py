"""Looking at an upload before it is kept: its size, its name, and whether its content is what its name says."""

from dossiers.uploads.inspecting import ALLOWED_EXTENSIONS, Inspected, inspect_upload
from dossiers.uploads.names import clean_name

__all__ = ["ALLOWED_EXTENSIONS", "Inspected", "clean_name", "inspect_upload"]
