"""Looking at an upload before it is kept: its size, its name, and whether its content is what its name says."""

from dossiers.uploads.inspecting import Inspected, inspect_upload
from dossiers.uploads.names import clean_name

__all__ = ["Inspected", "clean_name", "inspect_upload"]
