"""How Django's forms are drawn in this house, and the inputs that browsers understand better than Django's own."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class AkkoordRenderer(TemplatesSetting):
    """Draws forms, fields and groups of choices with the house's templates, and all other widgets as Django does."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    choices = frozenset({"django/forms/widgets/radio.html", "django/forms/widgets/checkbox_select.html"})

    def get_template(self, template_name: str) -> Any:
        """Return the template of that name, and the house's own for radio buttons and check boxes."""
        return super().get_template("ui/forms/choices.html" if template_name in self.choices else template_name)


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
        keys = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "autocapitalize": "off",
            "spellcheck": "false",
        }
        super().__init__(attrs={**keys, **(attrs or {})})


class CodeForm(forms.Form):
    """The fresh code from the e-mail, typed with or without a space."""

    code = forms.CharField(label=_("Code uit uw e-mail"), max_length=12, widget=CodeInput)

    def clean_code(self) -> str:
        """Return the digits alone."""
        return "".join(self.cleaned_data["code"].split())


class YesNoField(forms.TypedChoiceField):
    """A question that has to be answered: nothing is filled in beforehand."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=[("ja", _("Ja")), ("nee", _("Nee"))],
            coerce=lambda word: word == "ja",
            widget=forms.RadioSelect,
            error_messages={"required": _("Kies ja of nee.")},
            **more,
        )
