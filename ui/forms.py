"""How Django's forms are drawn in this house, and the inputs that browsers understand better than Django's own."""

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template import TemplateDoesNotExist, loader


class AkkoordRenderer(BaseRenderer):
    """Draws forms with the house's templates, and falls back on Django's for a widget the house leaves alone."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    replaced = {
        "django/forms/widgets/radio.html": "ui/forms/choices.html",
        "django/forms/widgets/checkbox_select.html": "ui/forms/choices.html",
    }

    def __init__(self) -> None:
        self._builtin = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """Return the house's template of that name, else Django's."""
        try:
            return loader.get_template(self.replaced.get(template_name, template_name))
        except TemplateDoesNotExist:
            return self._builtin.get_template(template_name)


class DayInput(forms.DateInput):
    """A day, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time, chosen with the browser's own calendar."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class CodeInput(forms.TextInput):
    """A code from an e-mail, which a phone offers to fill in."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        keys = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}
        super().__init__(attrs={**keys, **(attrs or {})})
