"""Lets our own pages show one of our documents in a frame; every other answer refuses to be framed."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.views.decorators.clickjacking import xframe_options_sameorigin

View = Callable[..., Any]


def may_be_framed_by_us(view: View) -> View:
    """Allow this view's answer inside a frame of our own origin, for the preview of a PDF."""
    return xframe_options_sameorigin(csp_replace({"frame-ancestors": [SELF]})(view))
