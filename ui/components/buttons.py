"""Words on a coloured ground, icons, buttons and links."""

from django import template

from ui import dates, icons
from ui.components import people
from ui.components.drawing import BUTTON_TONES, drawn, form_token, known

register = template.Library()


@register.simple_tag
def tag(text, *, tone="plain", icon=""):
    """Draw a word on a coloured ground; the word carries the meaning."""
    return drawn("tag", text=text, tone=known(tone), icon=icon)


@register.simple_tag
def deadline_tag(moment):
    """Draw how long there still is, in the tone that fits: "nog 3 dagen"."""
    return drawn("tag", text=people.deadline(moment), tone=dates.deadline_tone(moment), icon="")


@register.simple_tag
def icon(name, *, label=""):
    """Draw an icon: an ornament, or with a label a picture that speaks."""
    return drawn("icon", path=icons.path_of(name), label=label)


@register.simple_tag
def button(text, *, tone="main", big=False, name="", value="", icon="", shortcut="", form="", formaction=""):
    """Draw a button that sends the form it stands in."""
    return drawn(
        "button",
        text=text,
        tone=known(tone, BUTTON_TONES),
        big=big,
        name=name,
        value=value,
        icon=icon,
        shortcut=shortcut,
        form=form,
        formaction=formaction,
    )


@register.simple_tag
def link_button(text, *, href, tone="plain", big=False, icon="", shortcut="", download=False, about=""):
    """Draw a link that looks like a button; `about` is heard but not seen ("Openen" + " rapport 3")."""
    return drawn(
        "link_button",
        text=text,
        href=href,
        tone=known(tone, BUTTON_TONES),
        big=big,
        icon=icon,
        shortcut=shortcut,
        download=download,
        about=about,
    )


@register.simple_tag(takes_context=True)
def post_button(context, text, *, action, tone="plain", big=False, icon="", name="", value="", about=""):
    """Draw a form of one button, for a thing that happens at once."""
    return drawn(
        "post_button",
        text=text,
        action=action,
        tone=known(tone, BUTTON_TONES),
        big=big,
        icon=icon,
        name=name,
        value=value,
        about=about,
        csrf_token=form_token(context),
    )
