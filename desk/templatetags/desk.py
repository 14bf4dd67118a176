"""The dossier shell as a tag, so that each tab can be a page of its own room."""

from django import template
from django.template.context import RequestContext

from desk.queries.shell import Shell, shell_of

register = template.Library()


@register.simple_tag(takes_context=True)
def dossier_shell(context: RequestContext, number: str) -> Shell:
    """Return the head of this dossier for the reader of the page; raises Http404 when he may know nothing of it."""
    request = context["request"]
    return shell_of(request.user, number, path=request.path)
