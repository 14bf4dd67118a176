"""The whole register as one value: who is responsible, each activity, where the data lie, and what is open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.queries import organisation
from reglement.models import ReglementVersion
from reglement.refusals import NoActiveReglement
from reglement.register.activities import Activity, activities_of, categories_of, recipients_of, terms_of
from reglement.register.data import DataKept, data_kept
from reglement.rules.ruleset import Ruleset
from reglement.services.rulesets import active_version, current_ruleset
from reglement.wording import entry_told
from reglement.wording import vocabulary as say
from vault.terms import KEY_BACKUP_LIFE

# What the organisation says about itself, in the order of AVG 30(1).
_OF_THE_ORGANISATION: Final = (
    "name",
    "address",
    "email",
    "phone",
    "data_protection_officer",
    "joint_controllers",
    "processors",
    "transfers",
    "security",
)
_BY_THE_SYSTEM: Final[tuple[str | Promise, ...]] = (
    _("Elk dossier en elke cliënt heeft een eigen sleutel; gevoelige velden en bestanden zijn ermee verzegeld."),
    _("Bij het vernietigen gaat de sleutel weg; na hooguit %(days)d dagen is ook geen reservekopie meer te lezen."),
    _("Inzien, wijzigen en verstrekken staan in een logboek dat niemand kan wijzigen."),
    _("Wie niet is toegelaten tot een dossier, ziet niet dat het bestaat."),
)
_SECOND_STEP: Final = _("Medewerkers loggen in met een tweede stap.")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that the register says about the organisation; an empty answer is a hole."""

    key: str
    term: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Register:
    """The register of processing activities, as it is at this moment."""

    version: str
    """Which version of the reglement it was made from; empty when none holds."""
    about: tuple[Said, ...]
    activities: tuple[Activity, ...]
    categories: tuple[str, ...]
    recipients: tuple[str, ...]
    terms: tuple[str, ...]
    measures: tuple[str, ...]
    data: tuple[DataKept, ...]

    @property
    def holes(self) -> tuple[str, ...]:
        """Return what AVG 30(1) asks and nobody has filled in."""
        return tuple(_holes(self))


def register_now() -> Register:
    """Return the register, made from the version that holds, the data model and the organisation."""
    try:
        version: ReglementVersion | None = active_version()
    except NoActiveReglement:
        version = None
    text = current_ruleset(version).ruleset if version else None
    return Register(
        version=f"{text.metadata.name}, {version.label}" if version and text else "",
        about=_about(organisation(), text),
        activities=activities_of(text) if text else (),
        categories=categories_of(text) if text else (),
        recipients=recipients_of(text) if text else (),
        terms=terms_of(text) if text else (),
        measures=_measures(text),
        data=data_kept(),
    )


def _about(bureau: Organisation | None, text: Ruleset | None) -> tuple[Said, ...]:
    named = {field.name: capfirst(str(field.verbose_name)) for field in Organisation._meta.concrete_fields}
    own = [
        Said(key=name, term=named[name], answer=str(getattr(bureau, name)) if bureau else "")
        for name in _OF_THE_ORGANISATION
    ]
    roles = text.roles if text else None
    decides = str(say.ROLES.get(roles.controller, roles.controller)) if roles else ""
    return (
        *own[:4],
        Said(key="controller", term=gettext("Wie beslist over de gegevens"), answer=capfirst(decides)),
        *own[4:],
    )


def _measures(text: Ruleset | None) -> tuple[str, ...]:
    promised = [" ".join(entry_told("measure", measure).sentences[:2]) for measure in text.measure] if text else []
    second = [] if settings.AKKOORD_MFA_OPTIONAL else [_SECOND_STEP]
    ours = [str(measure) % {"days": KEY_BACKUP_LIFE.days} for measure in (*_BY_THE_SYSTEM, *second)]
    return tuple(dict.fromkeys([*ours, *promised]))


def _holes(register: Register) -> Iterator[str]:
    if not register.version:
        yield gettext("Er geldt nog geen reglement")
    yield from (said.term for said in register.about if not said.answer.strip())
    without_ground = [each.name for each in register.activities if not each.ground]
    if without_ground:
        yield gettext("Grondslag van: %(names)s") % {"names": ", ".join(without_ground)}
