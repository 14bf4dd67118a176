"""Forms, and the question before something that can't be undone."""

from django import template
from django.utils.translation import gettext as _

from ui.components.drawing import BUTTON_TONES, drawn, form_token, known

register = template.Library()


@register.simple_tag(takes_context=True)
def form(context, form, *, submit="", action="", method="post", tone="main", cancel_url="", cancel_label="", id=""):
    """Draw a whole form: what is wrong, every field, and its button."""
    return _form(
        context, form, submit=submit, action=action, method=method, tone=tone, cancel=(cancel_url, cancel_label), id=id
    )


@register.simple_block_tag(takes_context=True)
def form_frame(
    context, content, form, *, submit="", action="", method="post", tone="main", cancel_url="", cancel_label="", id=""
):
    """Draw a form whose fields the page arranges itself, with `field` tags and words between them."""
    cancel = (cancel_url, cancel_label)
    return _form(
        context, form, body=content, submit=submit, action=action, method=method, tone=tone, cancel=cancel, id=id
    )


def _form(context, form, *, submit, action, method, tone, cancel, id, body=""):
    return drawn(
        "form",
        form=form,
        body=body,
        submit=submit or _("Opslaan"),
        action=action,
        method=method,
        tone=known(tone, BUTTON_TONES),
        cancel_url=cancel[0],
        cancel_label=cancel[1] or _("Niet doen"),
        id=id,
        csrf_token=form_token(context),
    )


@register.simple_tag
def field(field):
    """Draw one field of a form: label, help, error and input."""
    return drawn("field", field=field)


@register.simple_block_tag(takes_context=True)
def confirm_page(context, content, *, title, submit, cancel_url, cancel_label="", action="", tone="danger", form=None):
    """Draw a question before something that can't be undone; inside the block stands what will happen."""
    return drawn(
        "confirm_page",
        content=content,
        form=form,
        title=title,
        submit=submit,
        action=action,
        tone=known(tone, BUTTON_TONES),
        cancel_url=cancel_url,
        cancel_label=cancel_label or _("Niet doen"),
        csrf_token=form_token(context),
    )
