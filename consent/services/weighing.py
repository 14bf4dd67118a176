"""What the gate lets one person do in one dossier: each act, and each category of data, weighed apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import User
from consent import gate
from consent.facts import Question
from consent.gate.answering import Answer
from consent.terms import HEALTH_TAGS_TO_WRITE, PLAIN_TAGS
from dossiers.catalogue import Category, every_category_in, sources_of, usual_source
from dossiers.models import AccessGrant, Dossier
from dossiers.services import Refused
from dossiers.terms import IN_GENERAL, CategoryRight, GrantGround, Provenance
from reglement.models import Decision
from ui.dates import day_of

# What a grant of this ground is asked under.
ACT_OF_GROUND = {GrantGround.SUBSTITUTE: "substitute"}
# What somebody who may write can put right himself; he has the right to write, in this category once he did.
CURED_BY_WRITERS = frozenset({"notice"})
# What keeps a category shut for everybody in this traject; who writes is told that, and not that it is his role.
SHUT_FOR_ALL = frozenset({"category_service", "category_carrier", "category_unspecified"})
# What is given or not each time a copy is taken, so that it does not decide whether somebody may take one at all.
ASKED_AT_EACH_COPY = frozenset({"approval"})
EXCUSED = {
    CategoryRight.VIEW: frozenset[str](),
    CategoryRight.WRITE: SHUT_FOR_ALL,
    CategoryRight.EXPORT: ASKED_AT_EACH_COPY,
}

# By right, category, and the source that it is about; a right that is refused altogether names no source.
Refusals = Mapping[tuple[CategoryRight, str, str], Answer]


@dataclass(frozen=True)
class Rights:
    """The answers of the gate about one person and one dossier, and what they come to."""

    reading: Answer
    can_write: bool
    can_export: bool
    health: bool
    refused: Refusals

    @property
    def can_read(self) -> bool:
        """Say whether the person may look at anything at all."""
        return self.reading.allowed

    def within(self, grant: AccessGrant) -> "Rights":
        """Return these rights as far as a grant already gives them: what was never given is not given now."""
        return Rights(
            self.reading,
            self.can_write and grant.can_write,
            self.can_export and grant.can_export,
            self.health and grant.health,
            self.refused,
        )

    def limits(self) -> Refusals:
        """Return the refusals that limit a right that is given."""
        given = {CategoryRight.VIEW: True, CategoryRight.WRITE: self.can_write, CategoryRight.EXPORT: self.can_export}
        return {about: said for about, said in self.refused.items() if given[about[0]]}

    def are_those_of(self, grant: AccessGrant) -> bool:
        """Say whether a grant gives these rights and no others."""
        held = (grant.can_write, grant.can_export, grant.health)
        limits = set(grant.limits.values_list("right", "category", "source"))
        return held == (self.can_write, self.can_export, self.health) and limits == set(self.limits())

    def store(self) -> tuple[Decision, list[Refused]]:
        """Keep, in the caller's transaction, the answer that lets in and each that keeps something away."""
        limits = self.limits()
        kept = {id(said): gate.store(said) for said in {id(each): each for each in limits.values()}.values()}
        refused = [Refused(right, key, kept[id(said)], source) for (right, key, source), said in limits.items()]
        return gate.store(self.reading), refused


def weigh(dossier: Dossier, user: User, ground: str, until: datetime | None = None) -> Rights:
    """Return what the gate says now about somebody who gets in on this ground until then; nothing is stored."""
    act = ACT_OF_GROUND.get(GrantGround(ground), "view")
    categories = every_category_in(dossier)
    acts = {CategoryRight.VIEW: act, CategoryRight.WRITE: "write", CategoryRight.EXPORT: "export"}
    scale = _Scale(gate.at_this_moment(_question(act, dossier, user, until)))
    [general] = scale.ask(act, [()])
    answers = {
        (right, one): said
        for right in acts
        for one, said in zip(categories, scale.ask(acts[right], [(one,) for one in categories]), strict=True)
    }
    answers |= _from_elsewhere(scale, answers)
    refused = {(right, one.key, ""): no for (right, one), no in answers.items() if not _lacks_only(no, EXCUSED[right])}
    reading = general
    if not general.allowed:
        seen = [one for one in categories if (CategoryRight.VIEW, one.key, "") not in refused]
        reading = scale.ask(act, [seen])[0] if seen else general
        refused[(CategoryRight.VIEW, IN_GENERAL, "")] = general
    open_to_write = [one for one in categories if (CategoryRight.WRITE, one.key, "") not in refused]
    writes = [one.tag for one in categories if _lacks_only(answers[(CategoryRight.WRITE, one)], CURED_BY_WRITERS)]
    return Rights(
        reading,
        can_write=not PLAIN_TAGS.isdisjoint(writes),
        can_export=any(_lacks_only(answers[(CategoryRight.EXPORT, one)], ASKED_AT_EACH_COPY) for one in categories),
        health=not HEALTH_TAGS_TO_WRITE.isdisjoint(writes),
        refused={**refused, **_by_source(scale, open_to_write)},
    )


@dataclass(frozen=True)
class _Scale:
    """One person and one dossier at one moment: every answer rests on the same facts, which are gathered once."""

    moment: gate.Moment

    def ask(self, act: str, each: Sequence[Sequence[Category]], source: str | None = None) -> list[Answer]:
        """Return what the gate says about each of these sets of categories, from this source where one is named."""
        first = self.moment.question
        return self.moment.answer_each(
            [
                replace(
                    first,
                    act=act,
                    recipient_class="staff" if act == "export" else None,
                    channel="export" if act == "export" else None,
                    categories=tuple(categories),
                    source=source,
                )
                for categories in each
            ]
        )


def _from_elsewhere(
    scale: _Scale, answers: Mapping[tuple[CategoryRight, Category], Answer]
) -> dict[tuple[CategoryRight, Category], Answer]:
    """Return the yes about each category that is shut for what the client gives and open for what another gives."""
    shut = [one for (right, one), no in answers.items() if right is CategoryRight.WRITE and not no.allowed]
    opened: dict[tuple[CategoryRight, Category], Answer] = {}
    for source in Provenance.values:
        fit = [one for one in shut if source in sources_of(one) and source != usual_source([one])]
        said = scale.ask("write", [(one,) for one in fit], source)
        opened |= {(CategoryRight.WRITE, one): yes for one, yes in zip(fit, said, strict=True) if yes.allowed}
    return opened


def _by_source(scale: _Scale, categories: Sequence[Category]) -> dict[tuple[CategoryRight, str, str], Answer]:
    """Return what may be written in these categories save from some source: asked at once, and apart where that fails.

    What is refused from one source rests on one decision about all of it.
    """
    refused = {}
    for source in Provenance.values:
        known = [one for one in categories if source in sources_of(one)]
        if not known or _lacks_only(scale.ask("write", [known], source)[0], SHUT_FOR_ALL):
            continue
        apart = scale.ask("write", [(one,) for one in known], source)
        shut = {one: no for one, no in zip(known, apart, strict=True) if not _lacks_only(no, SHUT_FOR_ALL)}
        together = scale.ask("write", [list(shut)], source)[0] if shut else None
        for one, no in shut.items():
            refused[(CategoryRight.WRITE, one.key, source)] = no if together is None or together.allowed else together
    return refused


def _question(act: str, dossier: Dossier, user: User, until: datetime | None) -> Question:
    return Question(
        act=act,
        actor=user,
        dossier=dossier,
        purpose=dossier.traject.purpose,
        assigned_for_now=True,
        until=day_of(until) if until is not None else None,
    )


def _lacks_only(said: Answer, keys: frozenset[str]) -> bool:
    """Say whether nothing stands in the way but these conditions."""
    if said.allowed:
        return True
    # A deny that names no condition, as after an error, lacks more than can be said.
    lacking = said.outcome.unmet
    return bool(lacking) and all(one.key in keys for one in lacking)
