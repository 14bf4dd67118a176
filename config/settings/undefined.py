"""Makes a variable that a page forgot fail the test, instead of printing nothing."""

import sys
from types import FrameType

from config.embedded.state import CHECKOUT


class UndefinedVariable(Exception):
    """One of our templates printed a variable that its view did not give."""


class Undefined(str):
    """What Django prints for an undefined variable; in our own templates it raises instead."""

    def __new__(cls) -> "Undefined":
        """Make it truthy, because Django only asks a value that is."""
        return super().__new__(cls, "undefined")

    def __contains__(self, key: object) -> bool:
        """Answer Django's question whether to fill in the name: yes."""
        return key == "%s"

    def __mod__(self, name: object) -> str:
        """Raise UndefinedVariable in a template of ours; templates of other packages are theirs."""
        template = _template_being_rendered()
        if template is not None and template.startswith(str(CHECKOUT)) and "site-packages" not in template:
            raise UndefinedVariable(f"{name} in {template}")
        return ""


def _template_being_rendered() -> str | None:
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if frame.f_code.co_name == "render_annotated" and origin:
            return str(origin.name)
        frame = frame.f_back
    return None
