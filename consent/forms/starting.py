"""The form that starts a traject: who, for whom, which service, and how the client hears of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Branch, RoleAssignment, User
from accounts.terms import Role
from consent.services.starting import ClientData
from dossiers.models import Client, Opdrachtgever
from dossiers.terms import Guardianship, Purpose, ServiceType
from ui.forms import DayInput
from vault.clock import today
from vault.ids import new_id


class StartForm(forms.Form):
    """One calm page; what is known from a referral is filled in already."""

    client_number = forms.CharField(
        label=_("Cliëntnummer"), required=False, help_text=_("Alleen als wij deze cliënt al kennen: K-2026-0001.")
    )
    name = forms.CharField(label=_("Naam"), max_length=200)
    email = forms.EmailField(
        label=_("E-mailadres"), help_text=_("Hier gaat de uitnodiging voor het eigen dossier heen.")
    )
    birth_date = forms.DateField(
        label=_("Geboortedatum"),
        widget=DayInput,
        help_text=_("Nodig om te weten of de cliënt zelf toestemming mag geven."),
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=40, required=False)
    guardianship = forms.ChoiceField(
        label=_("Curatele of mentorschap"), choices=Guardianship.choices, initial=Guardianship.NONE
    )
    opdrachtgever = forms.ModelChoiceField(
        label=_("Opdrachtgever"), queryset=Opdrachtgever.objects.none(), empty_label=_("Kies …")
    )
    service = forms.ChoiceField(label=_("Dienst"), choices=ServiceType.choices)
    purpose = forms.ChoiceField(label=_("Doel van het dossier"), choices=Purpose.choices)
    branch = forms.ModelChoiceField(label=_("Vestiging"), queryset=Branch.objects.none(), empty_label=_("Kies …"))
    coach = forms.ModelChoiceField(label=_("Coach"), queryset=User.objects.none(), empty_label=_("Kies …"))
    started_on = forms.DateField(label=_("Begint op"), widget=DayInput)
    planned_end_on = forms.DateField(label=_("Loopt naar verwachting tot en met"), widget=DayInput, required=False)
    handed_over = forms.BooleanField(
        label=_("Ik geef het startbericht op papier: deze cliënt heeft geen e-mail."), required=False
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opdrachtgever"].queryset = Opdrachtgever.objects.filter(ended_at=None).order_by("name")
        self.fields["opdrachtgever"].label_from_instance = lambda opdrachtgever: opdrachtgever.name
        self.fields["branch"].queryset = Branch.objects.filter(ended_at=None).order_by("name")
        self.fields["branch"].label_from_instance = lambda branch: branch.name
        branches = self.fields["branch"].queryset[:2]
        self.fields["branch"].initial = branches[0].pk if len(branches) == 1 else None
        coaches = RoleAssignment.objects.live().filter(role=Role.COACH).values("user_id")
        self.fields["coach"].queryset = User.objects.filter(pk__in=coaches, is_active=True)
        self.fields["coach"].label_from_instance = lambda coach: coach.name
        self.fields["coach"].initial = user.pk
        self.fields["started_on"].initial = today()
        self.fields["form_token"].initial = new_id()
        self._ask_less_when_known()

    def is_multipart(self) -> bool:
        """Say that a file may come along: the paper that a parent signed, which has a form of its own."""
        return True

    def _ask_less_when_known(self) -> None:
        """Not ask again what is on file of a known client, nor an address for a notice that goes on paper."""
        known = bool(self.data.get("client_number", "").strip())
        for name in ("name", "email", "birth_date"):
            self.fields[name].required = not known
        if self.data.get("handed_over"):
            self.fields["email"].required = False

    def clean_client_number(self) -> Client | None:
        """Return the known client, or None when the number was left empty."""
        number = self.cleaned_data["client_number"].strip().upper()
        if not number:
            return None
        known = Client.objects.filter(number=number).first()
        if known is None:
            raise forms.ValidationError(_("Dit cliëntnummer kennen wij niet."))
        return known

    def clean_birth_date(self) -> date | None:
        """Refuse a day that has yet to come."""
        born: date | None = self.cleaned_data["birth_date"]
        if born is not None and born > today():
            raise forms.ValidationError(_("Deze datum ligt in de toekomst."))
        return born

    def client(self) -> Client | ClientData:
        """Return the known client, or the data of the new one."""
        words = self.cleaned_data
        known: Client | None = words["client_number"]
        if known is not None:
            return known
        return ClientData(
            name=words["name"],
            email=words["email"],
            birth_date=words["birth_date"],
            phone=words["phone"],
            guardianship=words["guardianship"],
        )
