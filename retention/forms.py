"""Courtesy to who closes a traject or holds a dossier."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dossiers.forms.documents import UploadField
from dossiers.terms import TEXT_MAX_CHARACTERS, Outcome
from reglement.wording.words import CONDITIONS_OF_REQUEST
from retention.choices import Option
from retention.offers import Offer
from retention.terms import WARN_AHEAD, ChoiceProof, PaperMethod, WhyTakenOut
from ui.dates import exact_words
from ui.forms import CodeForm, DayInput
from vault.clock import today
from vault.terms import HoldGround


def proof_field() -> forms.ChoiceField:
    """Return the question how staff know what the client wants."""
    proofs = [(proof.value, proof.label) for proof in ChoiceProof if proof is not ChoiceProof.PORTAL]
    return forms.ChoiceField(label=_("Hoe weet u dat?"), choices=proofs)


def evidence_field() -> forms.CharField:
    """Return the question where the proof of it lies."""
    return forms.CharField(
        label=_("Waar ligt het bewijs?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Bijvoorbeeld: ondertekend formulier in de kast, map 12. De cliënt kan dit later lezen."),
    )


def sure_field() -> forms.BooleanField:
    """Return the box to tick before what nobody can take back."""
    return forms.BooleanField(
        label=_("Ik weet dat dit niet terug te draaien is"),
        error_messages={"required": _("Vink dit aan als u het zeker weet.")},
    )


class ClosingForm(forms.Form):
    """How and when the traject ended."""

    outcome = forms.ChoiceField(label=_("Hoe is het traject geëindigd?"), choices=Outcome.choices)
    ended_on = forms.DateField(
        label=_("Laatste dag van het traject"),
        help_text=_("Vanaf deze dag loopt de bewaartermijn."),
        widget=DayInput(),
    )

    paper = forms.CharField(
        label=_("Is er ook een papieren dossier? Waar ligt het?"),
        help_text=_("Laat leeg als er geen papier is. Noem geen naam."),
        max_length=200,
        required=False,
    )
    sure = forms.BooleanField(label=_("Ik heb de laatste dag nagekeken"), required=False)

    def __init__(self, *args: Any, ends: Callable[[date, str], date | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ends, self.ends_soon = ends, False

    @property
    def asks_if_sure(self) -> bool:
        """Say whether the page has to ask if the last day is right."""
        return self.ends_soon or "sure" in self.data

    def clean(self) -> dict[str, Any]:
        """Ask once more where the dossier would go soon: a year that was mistyped can't be taken back."""
        found: dict[str, Any] = super().clean() or {}
        is_sure = found.pop("sure", False)
        if not is_sure and {"ended_on", "outcome"} <= found.keys():
            end = self._ends(found["ended_on"], found["outcome"])
            self.ends_soon = end is not None and end <= today() + WARN_AHEAD
            if end is not None and self.ends_soon:
                words = _(
                    "Dan moet dit dossier weg zijn op %(day)s. Klopt de laatste dag? Kijk het na en vink dat hier aan."
                )
                self.add_error("sure", words % {"day": exact_words(end)})
        return found

    def clean_ended_on(self) -> Any:
        """Refuse a day that has yet to come: a term may not start on a guess."""
        day = self.cleaned_data["ended_on"]
        if day > today():
            raise forms.ValidationError(_("Deze dag moet nog komen. Sluit het traject op of na de laatste dag."))
        return day


class ChoiceForm(forms.Form):
    """What the client wants with his dossier, each choice with its term."""

    choice = forms.ChoiceField(label=_("Wat wilt u met uw dossier?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, options: Sequence[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [(option.choice, _said(option)) for option in options]


class ChoiceOnBehalfForm(ChoiceForm):
    """The same, recorded by staff, with the proof."""

    proof = proof_field()
    evidence = evidence_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].label = _("Wat wil de cliënt met zijn dossier?")


class ErasureForm(CodeForm):
    """The fresh code and, where text and law ask one, the reason."""

    reason = forms.ChoiceField(label=_("Waarom moet het dossier weg?"), required=False)
    sure = sure_field()
    field_order = ("reason", "proof", "evidence", "code", "sure")

    def __init__(self, *args: Any, reasons: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reasons:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
            words = [(reason, CONDITIONS_OF_REQUEST[reason]) for reason in reasons]
            # Nothing is filled in beforehand: a reason is something that the client himself says.
            self.fields["reason"].choices = [("", _("Kies een reden")), *words]

    @property
    def reasons(self) -> list[str]:
        """Return the reason that was chosen, as the reglement asks after it."""
        return [self.cleaned_data["reason"]] if "reason" in self.fields else []


class ErasureOnBehalfForm(ErasureForm):
    """The same, recorded by staff, with the proof that the client asked."""

    proof = proof_field()
    evidence = evidence_field()


class HandOverForm(forms.Form):
    """On which day the client got what he takes along."""

    on = forms.DateField(label=_("Op welke dag kreeg de cliënt zijn dossier mee?"), widget=DayInput())


def _said(option: Option) -> str:
    words = {"choice": option.label, "term": option.term, "article": option.article}
    if option.due_on is None:
        return _("%(choice)s (termijn: %(term)s, artikel %(article)s)") % words
    words["day"] = date_format(option.due_on, "j F Y")
    return _("%(choice)s (weg op %(day)s, artikel %(article)s)") % words


class ChangeForm(forms.Form):
    """What the client wants with the term: which part, longer or shorter, until when."""

    offer = forms.ChoiceField(label=_("Wat wilt u?"), widget=forms.RadioSelect)
    until = forms.DateField(label=_("Bewaren tot"), widget=DayInput())
    reason = forms.CharField(
        label=_("Waarom?"),
        help_text=_("U hoeft dit niet in te vullen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = [(offer.key, _offered(offer)) for offer in offers]

    def clean_until(self) -> Any:
        """Refuse a day that is over."""
        day = self.cleaned_data["until"]
        if day < today():
            raise forms.ValidationError(_("Deze dag is voorbij."))
        return day


class ChangeOnBehalfForm(ChangeForm):
    """The same, recorded by staff, with the proof."""

    proof = proof_field()
    evidence = evidence_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].label = _("Wat wil de cliënt?")


class DeviationForm(ChangeForm):
    """Until when and why the bureau keeps longer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].label = _("Waarvan wilt u de termijn langer maken?")
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _("De cliënt leest dit. Noem geen gegevens van anderen.")


class ObjectionForm(forms.Form):
    """Why nothing should be destroyed yet."""

    reason = forms.CharField(
        label=_("Waarom moet uw dossier nog blijven?"),
        help_text=_("U hoeft dit niet in te vullen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


def _offered(offer: Offer) -> str:
    words = {
        "what": offer.kind.label,
        "carrier": offer.carrier.label,
        "day": date_format(offer.due_on, "j F Y"),
        "article": offer.article,
    }
    return _("%(what)s: %(carrier)s (nu tot %(day)s, artikel %(article)s)") % words


class TakeOutForm(forms.Form):
    """Why a dossier comes off the list."""

    why = forms.ChoiceField(
        label=_("Waarom haalt u dit dossier van de lijst?"),
        choices=[(why.value, why.label) for why in WhyTakenOut if why is not WhyTakenOut.HELD],
        widget=forms.RadioSelect,
    )


class PaperForm(forms.Form):
    """Where the paper dossier lies."""

    whereabouts = forms.CharField(
        label=_("Waar ligt het papieren dossier?"),
        help_text=_("Bijvoorbeeld: vestiging Utrecht, kast 3, map 12. Noem geen naam."),
        max_length=200,
    )


class PaperGoneForm(forms.Form):
    """On which day and how paper went."""

    on = forms.DateField(label=_("Op welke dag is het papier vernietigd?"), widget=DayInput())
    method = forms.ChoiceField(label=_("Hoe?"), choices=PaperMethod.choices, widget=forms.RadioSelect)


class HoldForm(forms.Form):
    """Why a dossier may not be destroyed yet."""

    ground = forms.ChoiceField(label=_("Waarom moet dit dossier blijven?"), choices=HoldGround.choices)
    review_on = forms.DateField(
        label=_("Wanneer kijkt u of dit nog nodig is?"),
        help_text=_("Kies een dag. U krijgt dan een seintje. Vasthouden mag niet langer dan nodig."),
        widget=DayInput(),
    )


class PurposeForm(forms.Form):
    """Why somebody wants to read; reglement and law decide which reasons there are."""

    purpose = forms.ChoiceField(label=_("Waarvoor hebt u dit nodig?"))

    def __init__(self, *args: Any, purposes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes


class LookUpForm(PurposeForm):
    """Whom somebody looks for, and why."""

    words = forms.CharField(
        label=_("Naam"), help_text=_("Hele woorden, bijvoorbeeld de voornaam en de achternaam."), max_length=200
    )
    field_order = ("words", "purpose")


class SureForm(forms.Form):
    """Whether somebody is sure."""

    sure = sure_field()


class StatuteForm(forms.Form):
    """Which law obliges to keep one document, and until which day; both empty: none."""

    statute = forms.CharField(
        label=_("Welke wet?"),
        help_text=_("Wet en artikel, bijvoorbeeld AWR 52. Leeg: geen wet, dan geldt de termijn van het reglement."),
        required=False,
        max_length=60,
    )
    until = forms.DateField(label=_("Tot welke dag vraagt die wet dat?"), required=False, widget=DayInput)


class PaperHoldForm(HoldForm):
    """Why paper may not be destroyed yet."""

    field_order = ("ground", "review_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].label = _("Waarom moet dit papier blijven?")


class DeidentifiedTextForm(forms.Form):
    """A text in which nobody can be recognised, in the place of notes, and that somebody looked whether that is so."""

    text = forms.CharField(
        label=_("De onherkenbare tekst"),
        help_text=_("Zonder namen, adressen en nummers."),
        max_length=TEXT_MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    nobody = forms.BooleanField(
        label=_("Ik heb nagekeken dat niemand in deze tekst te herkennen is"),
        error_messages={"required": _("Vink dit aan als u het hebt nagekeken.")},
    )


class DeidentifiedForm(forms.Form):
    """A file in which nobody can be recognised, and that somebody looked whether that is so."""

    file = UploadField(
        label=_("Het onherkenbare bestand"), help_text=_("Zonder namen, adressen, nummers en gezichten.")
    )
    nobody = forms.BooleanField(
        label=_("Ik heb nagekeken dat niemand in dit bestand te herkennen is"),
        error_messages={"required": _("Vink dit aan als u het hebt nagekeken.")},
    )
