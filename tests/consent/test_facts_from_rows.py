"""What the gate puts before the reglement comes from rows: when it was last done, told and shown, and until when."""

from datetime import timedelta

import pytest

from audit.opening import opened
from audit.terms import Word
from consent.facts import Question, gather
from consent.queries.reading import CONTENT
from consent.refusals import GateRefused
from consent.services.access import grant_access, grant_substitute
from consent.services.approvals import approve
from consent.services.disclosing import make_disclosure, open_disclosure
from consent.services.noticing import tell_client
from consent.services.using import ask_to_use
from dossiers.models import Opdrachtgever
from dossiers.permits import permit_for
from dossiers.services import add_representative, prove_representation
from tests.factories.accounts import UserFactory
from tests.factories.consent import (
    a_request,
    a_started_traject,
    a_version_of,
    an_approval,
    ask_to_report,
    code_for,
    sign_confidentiality,
)
from tests.factories.reglement import small_version
from vault.clock import akkoord_now, today
from vault.services import place_hold, release_hold

pytestmark = pytest.mark.django_db
CATEGORY = [{"key": "brieven", "tag": "ordinary"}]
NOT_OUTSIDE_EUROPE = """
[[gate_rule]]
id = "not-outside-europe"
article = "2"
act = ["report"]
effect = "deny"
match = { outside_eea = true }
"""


def rule(act, need):
    return f"""
[[gate_rule]]
id = "asked-here"
article = "2"
act = ["{act}"]
effect = "require"
needs = [{need}]
"""


def a_bureau_that_asks(act, need):
    small_version(rule(act, need))
    return a_started_traject("brieven")


def asks_a_reference(bureau):
    facts = {"act": "request_inbound", "asked_of": "relation", "purpose": "guidance", "categories": ["brieven"]}
    return ask_to_use(dossier=bureau.again(), by=bureau.coach, **facts)


def sends(bureau, version):
    decision = ask_to_report(bureau, version)
    return make_disclosure(decision=decision, content_version=version, contact=bureau.contact, by=bureau.coach)


def lacking(decision):
    return {condition["key"] for condition in decision.unmet}


def test_same_is_asked_of_the_same_party_once_a_month(clock):
    bureau = a_bureau_that_asks("request_inbound", '{ kind = "spaced", at_least = "P1M" }')
    asks_a_reference(bureau)
    with pytest.raises(GateRefused) as refused:
        asks_a_reference(bureau)
    assert lacking(refused.value.decision) == {"spaced"}

    clock.move(days=32)

    assert asks_a_reference(bureau)


def test_next_report_waits_for_its_month_and_the_one_that_went_stays_open():
    bureau = a_bureau_that_asks("report", '{ kind = "spaced", at_least = "P1M" }')
    first, second = (a_version_of(bureau, text, categories=CATEGORY) for text in ("een", "twee"))
    for version in (first, second):
        an_approval(bureau, version)

    sent = sends(bureau, first)

    assert lacking(ask_to_report(bureau, second)) == {"spaced"}
    assert open_disclosure(sent, user=bureau.contact.user)


def test_notice_about_a_new_purpose_leaves_the_client_his_days(clock):
    need = '{ kind = "notice", event = "new_purpose", at_least = "P7D" }'
    bureau = a_bureau_that_asks("request_inbound", need)
    tell_client(dossier=bureau.again(), event="new_purpose", purpose="guidance", why="Omdat.", by=bureau.coach)
    with pytest.raises(GateRefused):
        asks_a_reference(bureau)

    clock.move(days=8)

    assert asks_a_reference(bureau)


def test_report_waits_some_days_after_it_was_put_before_the_client(clock):
    bureau = a_bureau_that_asks("report", '{ kind = "shown", at_least = "P3D" }')
    version = a_version_of(bureau, categories=CATEGORY)
    an_approval(bureau, version)
    assert lacking(ask_to_report(bureau, version)) == {"shown"}

    clock.move(days=4)

    assert ask_to_report(bureau, version).effect == "allow"


def reads(bureau, version):
    permit = permit_for(bureau.client_user, bureau.again(), Word.REPORT_READ, CONTENT, version.pk, purpose="portal")
    with opened(permit):
        """The log remembers it before anything is shown."""


def test_yes_counts_after_the_client_read_exactly_this_version(clock):
    need = '{ kind = "consent", form = "written", bound_to = ["version"], after_reading = true }'
    bureau = a_bureau_that_asks("report", need)
    unread, read = (a_version_of(bureau, text, categories=CATEGORY) for text in ("een", "twee"))
    reads(bureau, read)
    clock.move(minutes=5)
    for version in (unread, read):
        an_approval(bureau, version)
    reads(bureau, unread)

    assert (ask_to_report(bureau, unread).effect, ask_to_report(bureau, read).effect) == ("deny", "allow")


def test_access_for_a_time_names_its_last_day_and_access_without_an_end_does_not():
    bureau = a_bureau_that_asks("substitute", '{ kind = "period" }')
    for_a_time, without_end = UserFactory(coach=True), UserFactory(coach=True)
    for colleague in (for_a_time, without_end):
        sign_confidentiality(colleague)

    grant = grant_substitute(
        dossier=bureau.again(), user=for_a_time, until=akkoord_now() + timedelta(days=7), by=bureau.coach
    )

    assert grant.decision.effect == "allow"
    with pytest.raises(GateRefused) as refused:
        grant_access(dossier=bureau.again(), user=without_end, by=bureau.coach, ground="substitute")
    assert lacking(refused.value.decision) == {"period"}


def test_substitution_longer_than_the_text_lets_it_last_is_refused():
    bureau = a_bureau_that_asks("substitute", '{ kind = "period", at_most = "P2W" }')
    colleague = UserFactory(coach=True)
    sign_confidentiality(colleague)
    facts = {"dossier": bureau.again(), "user": colleague, "by": bureau.coach}

    with pytest.raises(GateRefused) as refused:
        grant_substitute(until=akkoord_now() + timedelta(days=15), **facts)
    assert lacking(refused.value.decision) == {"period"}
    assert grant_substitute(until=akkoord_now() + timedelta(days=14), **facts).decision.effect == "allow"


def test_final_report_is_known_by_what_it_is_for():
    final = rule("report", '{ kind = "approval", by_role = ["directie"] }')
    small_version(f'{final}match = {{ report_purpose = ["conclusion"] }}\n')
    bureau = a_started_traject("brieven")
    versions = [
        a_version_of(bureau, why, categories=CATEGORY, report_purpose=why) for why in ("progress", "conclusion")
    ]

    assert [lacking(ask_to_report(bureau, version)) for version in versions] == [set(), {"approval"}]


@pytest.mark.parametrize(("outside", "effect"), [(True, "deny"), (False, "allow"), (None, "deny")])
def test_report_to_a_place_outside_europe_follows_what_is_recorded_of_the_opdrachtgever(outside, effect):
    small_version(NOT_OUTSIDE_EUROPE)
    bureau = a_started_traject("brieven")
    place = bureau.contact.opdrachtgever
    Opdrachtgever.objects.filter(pk=place.pk).update(outside_eea=outside)
    place.refresh_from_db()
    version = a_version_of(bureau, categories=CATEGORY)
    an_approval(bureau, version)

    assert ask_to_report(bureau, version).effect == effect


def test_complaint_is_known_by_the_hold_on_the_dossier_and_its_end(directie):
    small_version(
        rule("report", '{ kind = "approval", by_role = ["directie"] }') + 'match = { complaint = ["open"] }\n'
    )
    bureau = a_started_traject("brieven")
    version = a_version_of(bureau, categories=CATEGORY)
    answers = [lacking(ask_to_report(bureau, version))]

    held = place_hold([bureau.dossier.safe_id], ground="complaint", review_on=None, by=directie.pk)
    answers.append(lacking(ask_to_report(bureau, version)))
    release_hold(held.pk, by=directie.pk)

    assert [*answers, lacking(ask_to_report(bureau, version))] == [set(), {"approval"}, set()]


@pytest.mark.parametrize(("days", "missing"), [(10, set()), (40, {"recent"}), (None, {"recent"})])
def test_data_are_as_old_as_the_author_declares(days, missing):
    bureau = a_bureau_that_asks("report", '{ kind = "recent", within = "P1M" }')
    oldest_on = None if days is None else today() - timedelta(days=days)

    assert lacking(ask_to_report(bureau, a_version_of(bureau, categories=CATEGORY, oldest_on=oldest_on))) == missing


def test_what_goes_out_of_a_dossier_is_no_figure_about_a_group():
    bureau = a_bureau_that_asks("report", '{ kind = "group", people = 10 }')

    assert lacking(ask_to_report(bureau, a_version_of(bureau, categories=CATEGORY))) == {"group"}


def test_representation_is_proven_once_somebody_saw_the_proof(representative_user):
    bureau = a_bureau_that_asks("report", '{ kind = "representation_proven" }')
    version = a_version_of(bureau, categories=CATEGORY)
    acts = add_representative(
        client=bureau.dossier.traject.client, user=representative_user, capacity="mentor", by=bureau.coach
    )

    assert lacking(ask_to_report(bureau, version)) == {"representation_proven"}
    prove_representation(acts, proof="court_order", by=bureau.coach)
    assert lacking(ask_to_report(bureau, version)) == set()


def test_yes_counts_only_after_the_working_days_that_the_text_gives_to_read(clock):
    bureau = a_bureau_that_asks(
        "report", '{ kind = "consent", form = "written", bound_to = ["version"], reading_time = "P3WD" }'
    )
    at_once, later = (a_version_of(bureau, why, categories=CATEGORY) for why in ("meteen", "later"))
    an_approval(bureau, at_once)
    asked_for = a_request(bureau, later)
    clock.move(days=7)
    approve(asked_for, user=bureau.client_user, code=code_for(asked_for, bureau.client_user))

    assert [lacking(ask_to_report(bureau, version)) for version in (at_once, later)] == [{"consent_version"}, set()]


# What the house leaves out, so that a rule which restricts on it keeps the door shut; docs/facts.md says why.
LEFT_OUT = {"actor.place", "actor.device", "recipient.body", "recipient.relation", "actor.necessity_recorded"}


def test_every_fact_is_filled_or_known_to_be_left_out():
    small_version()
    bureau = a_started_traject("brieven")
    version = a_version_of(bureau, categories=CATEGORY)
    facts = gather(
        Question(
            act="report",
            actor=bureau.coach,
            dossier=bureau.again(),
            purpose="reporting",
            content=version,
            contact=bureau.contact,
            channel="portal",
        )
    ).facts
    parts = {"actor": facts.actor, "client": facts.client, "recipient": facts.recipient, "content": facts.content}
    left_out = {
        f"{name}.{field}"
        for name, part in parts.items()
        for field in type(part).model_fields
        if field not in part.model_fields_set
    }

    # A source is asked of one item, and what remains or outlives a dossier is asked apart.
    assert left_out == LEFT_OUT | {"content.source", "content.residual", "content.outlived"}
    # Those about keeping and requests are asked apart; the last two were never done before.
    assert {*type(facts).model_fields} - facts.model_fields_set == {
        "for_payment",
        "last_on",
        "request",
        "retention",
    }
