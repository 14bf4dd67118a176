"""The form that starts a traject: who, for whom, which service, and how the client hears of it."""

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
    name = forms.CharField(label=_("Naam"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, help_text=_("Hier gaat de uitnodiging voor het eigen dossier heen.")
    )
    birth_date = forms.DateField(
        label=_("Geboortedatum"),
        required=False,
        widget=DayInput,
        help_text=_("Nodig om te weten of de cliënt zelf toestemming mag geven."),
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=40, required=False)
    guardianship = forms.ChoiceField(
        label=_("Curatele of mentorschap"), choices=Guardianship.choices, initial=Guardianship.NONE
    )
    opdrachtgever = forms.ModelChoiceField(label=_("Opdrachtgever"), queryset=Opdrachtgever.objects.none())
    service = forms.ChoiceField(label=_("Dienst"), choices=ServiceType.choices)
    purpose = forms.ChoiceField(label=_("Doel van het dossier"), choices=Purpose.choices)
    branch = forms.ModelChoiceField(label=_("Vestiging"), queryset=Branch.objects.none())
    coach = forms.ModelChoiceField(label=_("Coach"), queryset=User.objects.none())
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
        coaches = RoleAssignment.objects.live().filter(role=Role.COACH).values("user_id")
        self.fields["coach"].queryset = User.objects.filter(pk__in=coaches, is_active=True)
        self.fields["coach"].label_from_instance = lambda coach: coach.name
        self.fields["coach"].initial = user.pk
        self.fields["started_on"].initial = today()
        self.fields["form_token"].initial = new_id()

    def clean(self) -> dict[str, Any]:
        """Ask for a known client, or for what a new one needs."""
        words = super().clean() or self.cleaned_data
        if words.get("client_number"):
            words["known_client"] = Client.objects.filter(number=words["client_number"].strip().upper()).first()
            if words["known_client"] is None:
                self.add_error("client_number", _("Dit cliëntnummer kennen wij niet."))
            return words
        if not words.get("name", "").strip():
            self.add_error("name", _("Vul de naam van de cliënt in, of een cliëntnummer."))
        if not words.get("birth_date"):
            self.add_error("birth_date", _("Vul de geboortedatum in."))
        elif words["birth_date"] > today():
            self.add_error("birth_date", _("Deze datum ligt in de toekomst."))
        if not words.get("email") and not words.get("handed_over"):
            self.add_error("email", _("Vul een e-mailadres in, of geef het startbericht op papier."))
        return words

    def client(self) -> Client | ClientData:
        """Return the known client, or the data of the new one."""
        words = self.cleaned_data
        if words.get("known_client"):
            known: Client = words["known_client"]
            return known
        return ClientData(
            name=words["name"],
            email=words["email"],
            birth_date=words["birth_date"],
            phone=words["phone"],
            guardianship=words["guardianship"],
        )
