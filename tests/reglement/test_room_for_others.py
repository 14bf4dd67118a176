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


def test_choice_to_destroy_is_at_once_where_the_term_is_rounded_up():
    rounded = 'trigger = "traject_end"\nterm = "P1Y"\nround_up = "year_end"\n'
    text = text_of(keeping(f'{rounded}closing_choice = [{{ choice = "destroy", term = "P0D" }}]'))

    ends = [ask(text, asked(RETAIN, retention__choice=choice)).due_on for choice in ({"kind": "destroy"}, None)]
    assert ends == [date(2025, 1, 15), date(2026, 12, 31)]


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
