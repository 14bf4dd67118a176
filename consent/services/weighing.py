"""What the gate lets one person do in one dossier: each act, and each category of data, weighed apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    general, *said = gate.answer_each(
        [
            _question(act, dossier, user, until),
            *(_question(acts[right], dossier, user, until, [one]) for right in acts for one in categories),
        ]
    )
    keys = [(right, one) for right in acts for one in categories]
    answers = dict(zip(keys, said, strict=True))
    answers |= _from_elsewhere(dossier, user, until, answers)
    refused = {(right, one.key, ""): no for (right, one), no in answers.items() if not _lacks_only(no, EXCUSED[right])}
    reading = general
    if not general.allowed:
        seen = [one for one in categories if (CategoryRight.VIEW, one.key, "") not in refused]
        reading = gate.answer_each([_question(act, dossier, user, until, seen)])[0] if seen else general
        refused[(CategoryRight.VIEW, IN_GENERAL, "")] = general
    open_to_write = [one for one in categories if (CategoryRight.WRITE, one.key, "") not in refused]
    writes = [one.tag for one in categories if _lacks_only(answers[(CategoryRight.WRITE, one)], CURED_BY_WRITERS)]
    return Rights(
        reading,
        can_write=not PLAIN_TAGS.isdisjoint(writes),
        can_export=any(_lacks_only(answers[(CategoryRight.EXPORT, one)], ASKED_AT_EACH_COPY) for one in categories),
        health=not HEALTH_TAGS_TO_WRITE.isdisjoint(writes),
        refused={**refused, **_by_source(dossier, user, until, open_to_write)},
    )


def _from_elsewhere(
    dossier: Dossier, user: User, until: datetime | None, answers: Mapping[tuple[CategoryRight, Category], Answer]
) -> dict[tuple[CategoryRight, Category], Answer]:
    """Return the yes about each category that is shut for what the client gives and open for what another gives."""
    shut = [one for (right, one), no in answers.items() if right is CategoryRight.WRITE and not no.allowed]
    others = [(one, source) for one in shut for source in sources_of(one) if source != usual_source([one])]
    if not others:
        return {}
    said = gate.answer_each([_question("write", dossier, user, until, [one], source) for one, source in others])
    return {(CategoryRight.WRITE, one): yes for (one, _source), yes in zip(others, said, strict=True) if yes.allowed}


def _by_source(
    dossier: Dossier, user: User, until: datetime | None, categories: Sequence[Category]
) -> dict[tuple[CategoryRight, str, str], Answer]:
    """Return what may be written in these categories save from some source: asked at once, and apart where that fails.

    What is refused from one source rests on one decision about all of it.
    """
    asked = {source: [one for one in categories if source in sources_of(one)] for source in Provenance.values}
    asked = {source: known for source, known in asked.items() if known}
    if not asked:
        return {}
    whole = gate.answer_each(
        [_question("write", dossier, user, until, known, source) for source, known in asked.items()]
    )
    refused = {}
    for (source, known), said in zip(asked.items(), whole, strict=True):
        if _lacks_only(said, SHUT_FOR_ALL):
            continue
        apart = gate.answer_each([_question("write", dossier, user, until, [one], source) for one in known])
        shut = {one: no for one, no in zip(known, apart, strict=True) if not _lacks_only(no, SHUT_FOR_ALL)}
        if not shut:
            continue
        [together] = gate.answer_each([_question("write", dossier, user, until, list(shut), source)])
        for one, no in shut.items():
            refused[(CategoryRight.WRITE, one.key, source)] = no if together.allowed else together
    return refused


def _question(
    act: str,
    dossier: Dossier,
    user: User,
    until: datetime | None,
    categories: Sequence[Category] = (),
    source: str | None = None,
) -> Question:
    return Question(
        act=act,
        actor=user,
        dossier=dossier,
        purpose=dossier.traject.purpose,
        recipient_class="staff" if act == "export" else None,
        channel="export" if act == "export" else None,
        assigned_for_now=True,
        until=day_of(until) if until is not None else None,
        categories=tuple(categories),
        source=source,
    )


def _lacks_only(said: Answer, keys: frozenset[str]) -> bool:
    """Say whether nothing stands in the way but these conditions."""
    if said.allowed:
        return True
    # A deny that names no condition, as after an error, lacks more than can be said.
    lacking = said.outcome.unmet
    return bool(lacking) and all(one.key in keys for one in lacking)
