"""Wishes of other bureaus, each written as data on a small text: no wish has code of its own."""

from datetime import date

import pytest

from tests.reglement.questions import (
    DISCLOSE,
    EMPLOYER,
    REPORT,
    RETAIN,
    VIEW,
    WRITE,
    approval,
    asked,
    consent,
    first,
    ground,
    unmet,
)
from tests.reglement.small_texts import ask, text_of

EXPORT = asked(DISCLOSE, act="export", recipient__class="staff", purpose="guidance")
MUNICIPALITY = {"class": "opdrachtgever", "kind": "municipality", "id": EMPLOYER}
INTERNAL = asked(VIEW, act="use_internally", purpose="assessment", content__kind="test_result")
INBOUND = asked(DISCLOSE, act="request_inbound", purpose="guidance", content__kind="reference")


def rule(effect: str, act: str, lines: str = "", name: str = "wish") -> str:
    return f'[[gate_rule]]\nid = "{name}"\narticle = "2"\nact = ["{act}"]\neffect = "{effect}"\n{lines}\n\n'


def as_role(question, role: str):
    return asked(question, actor__role=role)


def test_reading_writing_and_exporting_are_separate_rights_of_a_role():
    rights = {
        "view": '["coach", "administratie", "directie"]',
        "write": '["coach", "directie"]',
        "export": '["directie"]',
    }
    rules = [rule("allow", act, f"match = {{ actor_role = {roles} }}", f"may-{act}") for act, roles in rights.items()]
    text = text_of("".join(rules), usual=False)

    said = {
        role: [ask(text, as_role(question, role)).allowed for question in (VIEW, WRITE, EXPORT)]
        for role in ("administratie", "coach", "directie", "beheerder")
    }
    assert said == {
        "administratie": [True, False, False],
        "coach": [True, True, False],
        "directie": [True, True, True],
        "beheerder": [False, False, False],
    }


def keeping(lines: str, name: str = "wish") -> str:
    return f'[[retention_rule]]\nid = "{name}"\narticle = "2"\nbound = "at_most"\n{lines}\n\n'


GENERAL = keeping('trigger = "traject_end"\nterm = "P2Y"', "general")


def test_statute_is_served_by_a_de_identified_copy_in_a_separate_store():
    hold = keeping(
        'trigger = "traject_end"\nmatch = { category_key = ["verantwoording"] }\n'
        'hold = { statute = "Subsidiewet 9", term = "P7Y", form = "deidentified", store = "separate" }'
    )
    overdue = asked(RETAIN, on="2027-06-01", retention__category="verantwoording")
    decision = ask(text_of(GENERAL + hold), overdue)

    assert (decision.effect, decision.due_on) == ("hold", date(2032, 1, 15))
    assert {limit.kind for limit in decision.limits} == {"deidentified", "separate_store"}
    assert ask(text_of(GENERAL + hold), asked(overdue, retention__category="gesprek")).effect == "destroy"


@pytest.mark.parametrize(("to", "due"), [("month_end", "2027-01-31"), ("year_end", "2027-12-31")])
def test_term_runs_until_the_end_of_the_month_or_the_year(to, due):
    text = text_of(keeping(f'trigger = "traject_end"\nterm = "P2Y"\nround_up = "{to}"'))

    assert ask(text, RETAIN).due_on == date.fromisoformat(due)


PLAN = '{ kind = "ground", one_of = ["trajectplan"], covers = ["recipient", "data"] }'


@pytest.mark.parametrize(
    ("facts", "allowed", "why"),
    [
        ({"recipients": [EMPLOYER], "categories": ["voortgang"]}, True, None),
        ({"recipients": ["ontvanger-9"], "categories": ["voortgang"]}, False, "recipient"),
        ({"recipients": [EMPLOYER], "categories": ["cv"]}, False, "data"),
        ({"recipients": [EMPLOYER]}, False, "data"),
    ],
)
def test_signed_trajectplan_is_a_ground_for_its_recipients_and_data(facts, allowed, why):
    text = text_of(rule("allow", "report", f"needs = [{PLAN}]"), usual=False)
    decision = ask(text, asked(REPORT, grounds=[ground("trajectplan", **facts)]))

    assert decision.allowed is allowed
    assert why in [None, *(condition.params.get("why") for condition in decision.unmet)]


def test_source_document_goes_as_soon_as_the_report_made_from_it_is_final():
    source = keeping(
        'trigger = "report_final"\nterm = "P0D"\nmatch = { content_kind = ["document"], source = ["client"] }'
    )
    text = text_of(GENERAL + source)
    made_of = {"content_kind": "document", "source": "client", "events": {"report_final": "2026-11-20"}}

    assert ask(text, {**RETAIN, "retention": made_of}).effect == "destroy"
    assert ask(text, {**RETAIN, "retention": {**made_of, "events": {}}}).effect == "keep"
    assert ask(text, {**RETAIN, "retention": {**made_of, "source": "employer"}}).effect == "keep"


def test_what_remains_has_its_own_purpose_and_term_and_is_only_looked_up():
    text = text_of(
        GENERAL
        + '[[residual_rule]]\nid = "names"\narticle = "2"\nfields = ["naam"]\npurpose = "bewijs van deelname"\n'
        'term = "P5Y"\nlookup_only = true\n'
    )
    remains = {**RETAIN, "retention": {"residual": "names", "events": {"traject_end": "2022-01-15"}}}

    assert ask(text, remains).due_on == date(2027, 1, 15)
    assert ask(text, asked(VIEW, content__residual="names")).allowed
    assert first(ask(text, asked(EXPORT, content__residual="names"))) == "2"


def test_request_of_the_client_himself_is_a_ground_apart_from_consent():
    own = '{ kind = "ground", one_of = ["client_request"], covers = ["recipient"] }'
    text = text_of(rule("allow", "disclose", f"needs = [{own}]"), usual=False)
    requested = ground("client_request", recipients=["ontvanger-3"])

    assert ask(text, asked(DISCLOSE, grounds=[requested])).allowed
    assert not ask(text, asked(DISCLOSE, consents=[consent(recipients=["ontvanger-3"])])).allowed
    assert not ask(text, asked(DISCLOSE, grounds=[{**requested, "evidence": ""}])).allowed


def test_client_chooses_at_closing_and_each_choice_has_its_own_term():
    text = text_of(
        keeping(
            'trigger = "traject_end"\nterm = "P1Y"\nclosing_choice = [{ choice = "keep", term = "P3Y" }, '
            '{ choice = "take_along", term = "P2W" }, { choice = "destroy", term = "P0D" }]'
        )
    )
    choices = [{"kind": "keep"}, {"kind": "take_along", "handed_over_on": "2025-01-20"}, {"kind": "destroy"}, None]

    ends = [ask(text, asked(RETAIN, retention__choice=choice)).due_on for choice in choices]
    assert ends == [date(2028, 1, 15), date(2025, 1, 29), date(2025, 1, 15), date(2026, 1, 15)]


def test_bureau_that_never_reports_reports_to_nobody_whatever_is_agreed():
    text = text_of(rule("deny", "report"))
    agreed = asked(REPORT, consents=[approval()], grounds=[ground("client_contract")])

    assert first(ask(text, agreed)) == "2"
    assert ask(text, asked(REPORT, grounds=[ground("court_order")])).allowed


@pytest.mark.parametrize("source", ["care_provider", "opdrachtgever", "training_provider", "relation", "other"])
def test_reference_is_asked_of_anyone_only_after_consent(source):
    asks = rule(
        "require", "request_inbound", 'needs = [{ kind = "consent", form = "plain", bound_to = ["recipient"] }]'
    )
    question = asked(INBOUND, recipient__class=source)

    assert unmet(ask(text_of(asks), question)) == {"consent"}
    assert ask(text_of(asks), asked(question, consents=[consent(recipients=["ontvanger-3"])])).allowed


@pytest.mark.parametrize(
    ("asked_form", "given_form", "allowed"),
    [("oral", "oral", True), ("oral", "written", True), ("written", "oral", False), ("oral", "plain", False)],
)
def test_recorded_oral_consent_is_a_form_below_written(asked_form, given_form, allowed):
    text = text_of(rule("require", "report", f'needs = [{{ kind = "consent", form = "{asked_form}" }}]'))

    assert ask(text, asked(REPORT, consents=[consent(form=given_form)])).allowed is allowed


def test_test_result_is_used_inside_the_house_only_after_consent():
    text = text_of(
        rule(
            "require",
            "use_internally",
            'match = { content_kind = ["test_result"] }\nneeds = [{ kind = "consent", form = "explicit" }]',
        )
    )

    assert unmet(ask(text, INTERNAL)) == {"consent"}
    assert ask(text, asked(INTERNAL, consents=[consent()])).allowed
    assert ask(text, asked(INTERNAL, content__kind="document")).allowed


# --- Wishes that nobody listed --------------------------------------------------------------------------------------


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
