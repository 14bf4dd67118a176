"""Putting the facts of one question together."""

from dataclasses import dataclass
from functools import cached_property

from consent.catalogue import categories_on_the_card
from consent.facts import people, proof
from consent.facts.approving import Approved, approvals, approved_in
from consent.facts.chains import Chain, as_facts, chains_in_question
from consent.facts.question import Question, Words
from dossiers.catalogue import usual_source
from reglement.facts import Facts
from vault.clock import today

__all__ = ["Gathered", "Question", "gather", "vary"]


@dataclass(frozen=True)
class Gathered:
    """The facts, the consents among them which the decision is bound to, and what questions that vary them share."""

    facts: Facts
    chains: tuple[Chain, ...]
    told: proof.Told
    at_start: proof.Proof | None
    approved: tuple[Approved, ...]

    @cached_property
    def as_words(self) -> Words:
        """Return the facts written out, once for all the questions that vary them."""
        return self.facts.model_dump(by_alias=True)


def gather(question: Question) -> Gathered:
    """Return everything the reglement may look at; raises when something can't be read, which becomes a deny."""
    chains, told = chains_in_question(question), proof.told_of(question.dossier)
    at_start, approved = proof.start_notice(question), approved_in(question.dossier)
    return Gathered(_facts(question, chains, told, at_start, approved), chains, told, at_start, approved)


def vary(gathered: Gathered, question: Question) -> Facts:
    """Return facts gathered for one question as they are for another, which differs in act and categories alone."""
    changed = {
        "act": question.act,
        "recipient": people.recipient(question),
        "content": _content(question),
        "notices": proof.notices(question, gathered.told, gathered.at_start),
        "approvals": approvals(question, gathered.approved),
    }
    return Facts.model_validate(gathered.as_words | changed)


def _facts(
    question: Question,
    chains: tuple[Chain, ...],
    told: proof.Told,
    at_start: proof.Proof | None,
    approved: tuple[Approved, ...],
) -> Facts:
    traject = question.dossier.traject
    notice = proof.about_the_start(at_start)
    return Facts.model_validate(
        {
            "act": question.act,
            "on": today(),
            "purpose": question.purpose,
            "phase": "closed" if traject.is_closed else "running",
            "complaint": proof.complaint(question),
            "service": traject.service,
            "actor": people.actor(question),
            "client": people.client(question),
            "recipient": people.recipient(question),
            "content": _content(question),
            "start_notice": notice,
            # Every start notice of this house carries the paragraph about rights (A4P 5).
            "rights_notice": {"evidence": notice["evidence"]},
            "notices": proof.notices(question, told, at_start),
            "filled": _filled(question),
            "consents": as_facts(question, chains),
            "objections": proof.objections(question),
            "grounds": proof.grounds(question),
            "approvals": approvals(question, approved),
            "reporting_agreement": proof.reporting_agreement(question),
            "until": question.until,
            **proof.last_time(question),
        }
    )


def _content(question: Question) -> Words:
    version = question.content
    if version is None:
        kind: Words = {"kind": question.content_kind} if question.content_kind else {}
        kind |= {"outlived": True} if question.outlived else {}
        return {"channel": question.channel, "carrier": question.carrier} | kind | _named(question)
    shown_on = proof.shown_on(question)
    return {
        "kind": version.kind,
        "report_kind": version.report_kind or None,
        "report_purpose": version.report_purpose or None,
        "form": version.form,
        "format": version.format,
        "categories": tuple({"key": item["key"], "tag": item["tag"]} for item in version.categories),
        "carrier": question.carrier,
        "channel": question.channel,
        "sha256": version.content_sha256,
        "from_treating_doctor": version.from_treating_doctor,
        "oldest_on": version.oldest_on,
        # Everything that leaves a dossier is about its client alone.
        "people": 1,
        "marked_confidential": version.confidential,
        "shown_to_client": shown_on is not None,
        "shown_on": shown_on,
        "read_at": proof.read_at(question),
        "necessity_note": any(ground.kind == "work_necessity" for ground in proof.grounds_in_force(question)),
    }


def _named(question: Question) -> Words:
    """Return the categories that are asked about, as if a note says why they are needed.

    A right is about the person, and who asks or uses writes down why: that an item may only come from some source, or
    asks a note why it is needed, is asked when it is written.
    """
    if not question.categories:
        return {}
    return {
        "categories": tuple({"key": item.key, "tag": item.tag} for item in question.categories),
        "source": question.source or usual_source(question.categories),
        "necessity_note": True,
    }


def _filled(question: Question) -> tuple[str, ...]:
    """Return the categories of which the card of the client holds the data; it never is without a name."""
    traject = question.dossier.traject
    if question.act != "start" or traject.client_id is None:
        return ()
    return tuple(item.key for item in categories_on_the_card(traject))
