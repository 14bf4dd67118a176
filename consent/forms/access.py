"""Letting a substitute in."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import RoleAssignment, User
from accounts.terms import Role
from dossiers.models import Dossier
from ui.forms import DayInput
from vault.clock import today


class SubstituteForm(forms.Form):
    """Who stands in for the coach, and until which day."""

    user = forms.ModelChoiceField(label=_("Wie vervangt"), queryset=User.objects.none())
    until = forms.DateField(label=_("Tot en met"), widget=DayInput)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coaches = RoleAssignment.objects.live().filter(role=Role.COACH).values("user_id")
        inside = dossier.grants.live().values("user_id")
        self.fields["user"].queryset = User.objects.filter(pk__in=coaches, is_active=True).exclude(pk__in=inside)
        self.fields["user"].label_from_instance = lambda user: user.name

    def clean_until(self) -> Any:
        """Refuse a day that has passed."""
        until = self.cleaned_data["until"]
        if until < today():
            raise forms.ValidationError(_("Deze dag is al voorbij."))
        return until

    def moment(self) -> datetime:
        """Return the last moment of the day."""
        return datetime.combine(self.cleaned_data["until"], time(23, 59, 59), tzinfo=timezone.get_current_timezone())
