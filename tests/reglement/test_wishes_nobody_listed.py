"""Wishes that nobody listed: what the regulations of other bureaus may well ask, each as data on a small text."""

from datetime import date

import pytest

from tests.reglement.questions import DISCLOSE, EMPLOYER, REPORT, RETAIN, VIEW, asked, consent
from tests.reglement.small_texts import ask, text_of
from tests.reglement.test_room_for_others import EXPORT, GENERAL, INTERNAL, MUNICIPALITY, as_role, keeping, rule


@pytest.mark.parametrize(
    ("shown", "allowed"),
    [
        ({}, False),
        ({"content__shown_to_client": True}, False),
        ({"content__shown_to_client": True, "content__shown_on": "2026-11-18"}, False),
        ({"content__shown_to_client": True, "content__shown_on": "2026-11-13"}, True),
        ({"content__shown_on": "2026-11-13"}, False),
    ],
)
def test_client_gets_five_working_days_to_answer_before_a_report_goes(shown, allowed):
    text = text_of(rule("require", "report", 'needs = [{ kind = "shown", at_least = "P5WD" }]'))

    assert ask(text, asked(REPORT, **shown)).allowed is allowed


@pytest.mark.parametrize(("roles", "allowed"), [(["directie"], False), (["directie", "privacy_officer"], True)])
def test_two_people_approve_what_is_exported_as_a_whole(roles, allowed):
    needs = ", ".join(f'{{ kind = "approval", by_role = ["{role}"] }}' for role in ("directie", "privacy_officer"))
    text = text_of(rule("require", "export", f'match = {{ content_kind = ["dossier"] }}\nneeds = [{needs}]'))
    whole = asked(EXPORT, content__kind="dossier", approvals=[{"by_role": role} for role in roles])

    assert ask(text, whole).allowed is allowed


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        ({"categories": [{"key": "uren", "tag": "ordinary"}], "oldest_on": "2026-09-01"}, True),
        ({"categories": [{"key": "uren", "tag": "ordinary"}], "oldest_on": "2026-01-01"}, False),
        ({"categories": [{"key": "gesprek", "tag": "ordinary"}], "oldest_on": "2026-09-01"}, False),
        ({"categories": [{"key": "uren", "tag": "ordinary"}]}, False),
    ],
)
def test_municipality_gets_only_recent_hours(content, allowed):
    text = text_of(
        rule(
            "require",
            "disclose",
            'match = { recipient_class = ["opdrachtgever"], recipient_kind = ["municipality"] }\n'
            'needs = [{ kind = "recent", within = "P6M" }, { kind = "categories", within = ["uren"] }]',
        )
    )
    question = {**asked(DISCLOSE, recipient=MUNICIPALITY), "content": {"kind": "document", **content}}

    assert ask(text, question).allowed is allowed


def test_after_closing_only_directie_and_privacy_officer_look_in():
    text = text_of(
        rule(
            "deny",
            "view",
            'match = { phase = ["closed"] }\nexcept = { actor_role = ["directie", "privacy_officer", "client"] }',
        )
    )
    closed = asked(VIEW, phase="closed")

    assert [ask(text, as_role(closed, role)).allowed for role in ("coach", "directie")] == [False, True]
    assert ask(text, VIEW).allowed


@pytest.mark.parametrize(
    ("carrier", "known", "allowed"),
    [
        ("digital", {"actor__authorised": True}, True),
        ("digital", {"actor__same_branch": True}, False),
        ("paper", {"actor__same_branch": True}, True),
        ("paper", {"actor__authorised": True}, False),
        (None, {"actor__authorised": True}, False),
        (None, {"actor__authorised": True, "actor__same_branch": True}, True),
    ],
)
def test_system_opens_for_who_was_given_access_and_the_cabinet_for_who_works_there(carrier, known, allowed):
    text = text_of(
        rule("require", "view", 'match = { carrier = ["digital"] }\nneeds = [{ kind = "authorised" }]', "system")
        + rule("require", "view", 'match = { carrier = ["paper"] }\nneeds = [{ kind = "same_branch" }]', "cabinet")
    )

    assert ask(text, asked(VIEW, content__carrier=carrier, **known)).allowed is allowed


def test_nothing_is_sent_before_a_parent_of_a_minor_has_said_yes_and_been_told():
    text = text_of(
        rule(
            "require",
            "disclose",
            'match = { minor = true }\nneeds = [{ kind = "consent", form = "explicit" }, '
            '{ kind = "representation_proven" }, { kind = "notice", event = "new_purpose" }]',
        )
    )
    young = asked(DISCLOSE, client__age=15, notices=[{"event": "new_purpose", "evidence": "sent"}])
    with_proof = asked(young, client__representation_proven=True)

    assert not ask(text, asked(with_proof, consents=[consent()])).allowed
    assert not ask(text, asked(young, consents=[consent(by="parent")])).allowed
    assert ask(text, asked(with_proof, consents=[consent(by="parent")])).allowed


def test_test_results_go_sooner_when_the_client_found_work():
    placed = keeping(
        'trigger = "outcome"\nterm = "P6M"\nmatch = { category_tag = ["test"], outcome = ["placed"] }', "placed"
    )
    item = {"tag": "test", "outcome": "placed", "events": {"traject_end": "2025-01-15", "outcome": "2025-01-01"}}
    text = text_of(GENERAL + placed)

    assert ask(text, {**RETAIN, "retention": item}).due_on == date(2025, 7, 1)
    assert ask(text, {**RETAIN, "retention": {**item, "outcome": "stopped"}}).due_on == date(2027, 1, 15)


def test_conversation_notes_leave_no_other_branch():
    text = text_of(
        rule("deny", "view", 'match = { category_key = ["gesprek"] }\nexcept = { same_branch = true }')
        + rule("deny", "view", 'match = { category_key = ["gesprek"], actor_role = ["administratie"] }', "no-notes")
    )
    notes = asked(VIEW, content__categories=[{"key": "gesprek", "tag": "ordinary"}])

    assert ask(text, asked(notes, actor__same_branch=True)).allowed
    assert not ask(text, asked(notes, actor__same_branch=False)).allowed
    assert not ask(text, notes).allowed


def test_some_data_stay_longer_than_the_rest():
    text = text_of(
        keeping('trigger = "traject_end"\nterm = "P1Y"\nexcept = { category_tag = ["test"] }', "general")
        + keeping('trigger = "traject_end"\nterm = "P5Y"\nmatch = { category_tag = ["test"] }', "tests")
    )

    ends = [ask(text, asked(RETAIN, retention__tag=tag)).due_on for tag in ("test", "ordinary", None)]
    assert ends == [date(2030, 1, 15), date(2026, 1, 15), date(2026, 1, 15)]


def test_health_report_waits_for_a_second_reader():
    text = text_of(
        rule(
            "require",
            "report",
            'match = { category_tag = ["functional"] }\n'
            'needs = [{ kind = "approval", by_role = ["coach", "privacy_officer"], by_another = true }]',
        )
    )
    health = asked(
        REPORT,
        content__categories=[{"key": "fml", "tag": "functional"}],
        consents=[consent(recipients=[EMPLOYER], categories=["functional"])],
    )
    approvals = [[], [{"by_role": "coach"}], [{"by_role": "coach", "by_another": True}]]

    assert [ask(text, asked(health, approvals=given)).allowed for given in approvals] == [False, False, True]
    assert ask(text, REPORT).allowed


def test_reports_go_to_one_class_of_recipients_only():
    text = text_of(
        rule("allow", "report", 'match = { recipient_class = ["opdrachtgever"], recipient_kind = ["uwv"] }'),
        usual=False,
    )
    to_uwv = asked(REPORT, recipient__kind="uwv")

    assert ask(text, to_uwv).allowed
    assert not ask(text, asked(to_uwv, recipient__kind="employer")).allowed
    assert not ask(text, asked(to_uwv, recipient__class="workplace_manager")).allowed


@pytest.mark.parametrize(
    ("events", "due"),
    [
        ({"traject_end": "2025-01-15"}, "2027-01-15"),
        ({"traject_end": "2025-01-15", "last_contact": "2025-06-01"}, "2027-06-01"),
        ({"traject_end": "2025-01-15", "last_contact": "2024-06-01"}, "2027-01-15"),
        ({"last_contact": "2024-06-01"}, None),
    ],
)
def test_term_runs_from_the_last_of_two_events(events, due):
    text = text_of(keeping('trigger = "traject_end"\nor_later = ["last_contact"]\nterm = "P2Y"'))
    decision = ask(text, {**RETAIN, "retention": {"events": events}})

    assert decision.due_on == (due and date.fromisoformat(due))


def test_intake_without_a_traject_goes_after_six_weeks():
    text = text_of(GENERAL + keeping('trigger = "intake"\nterm = "P6W"\nmatch = { outcome = ["stopped"] }'))
    stopped = {"outcome": "stopped", "events": {"intake": "2026-10-01"}}

    assert ask(text, {**RETAIN, "retention": stopped}).effect == "destroy"
    assert ask(text, {**RETAIN, "retention": {**stopped, "outcome": "placed"}}).effect == "keep"


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        ({"place": "office", "device": "own"}, True),
        ({"place": "elsewhere", "device": "bureau"}, True),
        ({"place": "elsewhere", "device": "own"}, False),
        ({"place": "elsewhere"}, False),
        ({}, False),
    ],
)
def test_outside_the_office_only_devices_of_the_bureau_open_a_dossier(actor, allowed):
    text = text_of(rule("deny", "view", 'match = { place = ["elsewhere"], device = ["own"] }'))

    assert ask(text, {**VIEW, "actor": {**VIEW["actor"], **actor}}).allowed is allowed


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({}, False),
        ({"first_time": True}, True),
        ({"last_on": "2026-10-21"}, True),
        ({"last_on": "2026-10-22"}, False),
        ({"last_on": "2026-11-20", "first_time": True}, False),
    ],
)
def test_one_report_a_month_at_most(facts, allowed):
    text = text_of(rule("require", "report", 'needs = [{ kind = "spaced", at_least = "P1M" }]'))

    assert ask(text, asked(REPORT, **facts)).allowed is allowed


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({"at": "2026-06-01T10:00:00Z"}, True),
        ({"at": "2026-05-20T10:00:00Z"}, False),
        ({}, False),
        ({"at": "2026-06-01T10:00:00Z", "valid_until": "2026-11-20"}, False),
    ],
)
def test_consent_counts_for_six_months(facts, allowed):
    need = '{ kind = "consent", form = "plain", not_older_than = "P6M" }'
    text = text_of(rule("require", "disclose", f"needs = [{need}]"))
    decision = ask(text, asked(DISCLOSE, consents=[consent(recipients=["ontvanger-3"], **facts)]))

    assert decision.allowed is allowed
    assert decision.expires_on == (date(2026, 12, 1) if allowed else None)


def test_client_hears_of_a_new_purpose_two_weeks_before():
    need = '{ kind = "notice", event = "new_purpose", at_least = "P2W" }'
    text = text_of(rule("require", "use_internally", f"needs = [{need}]"))
    told = [{}, {"on": "2026-11-08"}, {"on": "2026-11-07"}]
    notices = [[{"event": "new_purpose", "evidence": "read", **when}] for when in told]

    assert [ask(text, asked(INTERNAL, notices=got)).allowed for got in notices] == [False, False, True]


@pytest.mark.parametrize(("outside", "allowed"), [(True, False), (None, False), (False, True)])
def test_nothing_leaves_the_european_economic_area(outside, allowed):
    text = text_of(rule("deny", "disclose", "match = { outside_eea = true }"))

    assert ask(text, asked(DISCLOSE, recipient__outside_eea=outside)).allowed is allowed


def test_interpreter_hears_nothing_before_he_promised_to_be_silent():
    text = text_of(
        rule(
            "require",
            "disclose",
            'match = { recipient_class = ["engaged_third_party"], channel = ["conversation"] }\n'
            'needs = [{ kind = "agreement_on_file" }, { kind = "consent", form = "oral", bound_to = ["recipient"] }]',
        )
    )
    interpreter = {"class": "engaged_third_party", "id": "tolk-1", "agreement_on_file": True}
    talk = asked(DISCLOSE, recipient=interpreter, content__channel="conversation", content__form="oral")
    agreed = asked(talk, consents=[consent(form="oral", recipients=["tolk-1"])])

    assert [ask(text, question).allowed for question in (talk, agreed)] == [False, True]
    assert not ask(text, asked(agreed, recipient__agreement_on_file=False)).allowed
