"""Withdrawal and disclosure at the same moment: one of them comes first, and the other knows it."""

import threading
from functools import partial

import pytest
from django.db import connection, connections

from consent.models import Consent, ConsentEvent, ConsentState, ContentVersion, Disclosure
from consent.refusals import ApprovalOutdated, DisclosureRefused
from consent.services.approvals import approve, refuse, withdraw
from consent.services.disclosing import make_disclosure
from consent.services.grounds import record_ground
from tests.factories.consent import a_bureau, a_request, a_version_of, a_yes_on_paper, ask_to_report, code_for
from vault.ids import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Do each work in a thread and on a connection of its own, all at the same moment; return what came of them."""
    barrier, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            barrier.wait(10)
            outcomes[place] = work()
        except Exception as error:
            outcomes[place] = error
        finally:
            for connection in connections.all():
                connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def disclosing(bureau, version, decision):
    """Return the work of making a disclosure."""
    return lambda: make_disclosure(decision=decision, content_version=version, contact=bureau.contact, by=bureau.coach)


def then_counting(work, version):
    """Return the work, followed by a look at what was disclosed when its transaction had ended."""

    def run():
        work()
        return Disclosure.objects.filter(content_version=version).count()

    return run


def assert_in_order(made, disclosed_before, word):
    """What was not there when the no had committed, may not have come after it."""
    if disclosed_before == 0:
        assert isinstance(made, DisclosureRefused), made
        assert made.reason == word
    else:
        assert isinstance(made, Disclosure), made


def test_withdrawal_and_disclosure_cannot_pass_each_other():
    bureau, object_id = a_bureau("a4p"), new_id()

    for turn in range(60):
        version = a_version_of(bureau, f"tekst {turn}", object_id=object_id)
        consent = a_yes_on_paper(bureau, version).consent
        decision = ask_to_report(bureau, version)
        withdrawing = partial(withdraw, consent, user=bureau.client_user)

        made, disclosed_before = at_once(disclosing(bureau, version, decision), then_counting(withdrawing, version))

        assert_in_order(made, disclosed_before, "disclosure_consent_not_given")


def test_refusal_and_disclosure_on_a_ground_cannot_pass_each_other():
    bureau, object_id = a_bureau("wc"), new_id()
    record_ground(dossier=bureau.dossier, kind="client_contract", evidence="Trajectplan.", by=bureau.coach)

    for turn in range(30):
        version = a_version_of(bureau, f"tekst {turn}", object_id=object_id)
        consent = a_request(bureau, version)
        decision = ask_to_report(bureau, version)
        refusing = partial(refuse, consent, user=bureau.client_user)

        made, disclosed_before = at_once(disclosing(bureau, version, decision), then_counting(refusing, version))

        assert_in_order(made, disclosed_before, "disclosure_client_said_no_since")


def test_new_version_and_disclosure_cannot_pass_each_other():
    bureau, object_id = a_bureau("a4p"), new_id()
    version = a_version_of(bureau, "tekst 0", object_id=object_id)

    for turn in range(1, 31):
        a_yes_on_paper(bureau, version)
        decision = ask_to_report(bureau, version)
        saving = partial(a_version_of, bureau, f"tekst {turn}", object_id=object_id)

        made, disclosed_before = at_once(disclosing(bureau, version, decision), then_counting(saving, version))

        assert_in_order(made, disclosed_before, made.reason if isinstance(made, DisclosureRefused) else "")
        version = ContentVersion.objects.get(object_id=object_id, superseded_at=None)


def test_two_clicks_on_yes_at_one_moment_are_one_yes():
    bureau = a_bureau("a4p")

    for turn in range(10):
        consent = a_request(bureau, a_version_of(bureau, f"stuk {turn}"))
        code = code_for(consent, bureau.client_user)
        yes = partial(approve, consent, user=bureau.client_user, code=code)

        outcomes = at_once(yes, yes)

        given = consent.events.get(kind="given")
        assert outcomes == [given, given]


def test_click_that_looks_while_the_other_answers_gets_that_answer():
    bureau = a_bureau("a4p")
    consent = a_request(bureau, a_version_of(bureau, "stuk"))
    yes = partial(approve, consent, user=bureau.client_user, code=code_for(consent, bureau.client_user))
    first = []

    def while_the_other_answers(execute, sql, *rest):
        if not first and 'FROM "consent_consentstate"' in sql:
            first.extend(at_once(partial(approve, Consent.objects.get(pk=consent.pk), **yes.keywords)))
        return execute(sql, *rest)

    with connection.execute_wrapper(while_the_other_answers):
        second = yes()

    assert first == [second]
    assert consent.events.filter(kind="given").count() == 1


def test_click_between_the_code_and_the_answer_waits_for_the_answer():
    bureau = a_bureau("a4p")
    consent = a_request(bureau, a_version_of(bureau, "stuk"))
    yes = partial(approve, user=bureau.client_user, code=code_for(consent, bureau.client_user))
    again, second = Consent.objects.get(pk=consent.pk), []
    other = threading.Thread(target=lambda: second.extend(at_once(partial(yes, again))))

    def between(execute, sql, *rest):
        if 'INSERT INTO "consent_consentevent"' in sql:
            other.start()
            other.join(0.5)
            assert other.is_alive()
        return execute(sql, *rest)

    with connection.execute_wrapper(between):
        first = yes(consent)
    other.join(60)

    assert second == [first]
    assert consent.events.filter(kind="given").count() == 1


def test_yes_and_new_version_at_one_moment_never_leave_a_yes_to_the_old_one():
    bureau, object_id = a_bureau("a4p"), new_id()

    for turn in range(30):
        version = a_version_of(bureau, f"oud {turn}", object_id=object_id)
        consent = a_request(bureau, version)
        code = code_for(consent, bureau.client_user)

        said, saved = at_once(
            partial(approve, consent, user=bureau.client_user, code=code),
            partial(a_version_of, bureau, f"nieuw {turn}", object_id=object_id),
        )

        assert isinstance(said, (ConsentEvent, ApprovalOutdated)), said
        assert isinstance(saved, ContentVersion), saved
        assert ConsentState.objects.get(consent=consent).state == "superseded"
