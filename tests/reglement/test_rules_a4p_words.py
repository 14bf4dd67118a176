"""The words, rights and duties of the text with prior written approval: what it names is there, with one meaning."""

import pytest

from reglement.loading import profile_path, read_profile
from tests.reglement.questions import (
    AUDIT,
    DISCLOSE,
    EVERY_PART,
    REPORT,
    REQUEST,
    VIEW,
    WRITE,
    answer,
    approval,
    asked,
    consent,
    first,
    ground,
    keys,
    ruleset,
)

TEXT = ruleset("a4p").ruleset
TAGS = {
    "intakegegevens": "ordinary",
    "arbeidsongeschiktheid": "functional",
    "testgegevens": "test",
    "formulieren": "ordinary",
}
PURPOSES = {
    "registration": "3.1",
    "guidance": "3.1",
    "assessment": "3.1",
    "reporting": "4",
    "medical_advice": "4.3",
    "invoicing": "3.1",
    "supervision": "6",
    "legal_duty": "4.2d",
    "request_of_client": "5",
    "complaint": "5.4",
}
RIGHTS = {"notice": "5.1", "access": "5.2", "rectify": "5.3", "supplement": "5.3", "erase": "5.3", "block": "5.3"}


def request(right, *conditions):
    return answer("a4p", asked(REQUEST, request__right=right, request__conditions=list(conditions)))


def test_text_names_its_services_and_the_codes_that_it_signed():
    assert set(TEXT.metadata.services) == {"outplacement", "loopbaan", "coaching", "werving"}
    assert all("Noloc" in code for code in TEXT.metadata.codes)


def test_what_is_only_told_carries_no_rule():
    told = next(article for article in TEXT.articles if article.key == "intro")
    rules = (*TEXT.gate_rule, *TEXT.retention_rule, *TEXT.right_rule, *TEXT.notice_rule)

    assert "aanmelding" in told.text
    assert "intro" not in {rule.article for rule in rules}


@pytest.mark.parametrize(("right", "article"), RIGHTS.items())
def test_every_right_of_the_text_is_granted_by_its_own_article(right, article):
    decision = request(right, "wrong")

    assert (decision.effect, first(decision)) == ("allow", article)


@pytest.mark.parametrize("right", ["rectify", "supplement", "erase", "block"])
@pytest.mark.parametrize("reason", ["wrong", "incomplete", "irrelevant"])
def test_each_of_the_three_reasons_is_enough(right, reason):
    assert request(right, reason).effect == "allow"


@pytest.mark.parametrize("right", ["rectify", "erase", "block"])
def test_request_without_a_reason_is_answered_with_reasons(right):
    decision = request(right)

    assert (decision.effect, {duty.kind for duty in decision.duties}) == ("deny", {"reasoned_refusal"})


@pytest.mark.parametrize("word", ["klant", "kandidaat", "medewerker"])
def test_each_word_for_the_person_means_the_client(word):
    assert next(term for term in TEXT.term if term.word == word).means.startswith("cliënt")


def test_opdrachtgever_is_a_recipient_and_never_the_client():
    means = {term.word: term.means for term in TEXT.term}

    assert "opdrachtgever" in {recipient.key for recipient in TEXT.recipient}
    assert "cliënt" not in means["opdrachtgever"]


def test_data_of_a_client_lie_in_one_digital_dossier():
    assert "digitaal dossier" in next(term for term in TEXT.term if term.word == "klantgegevens").means


@pytest.mark.parametrize(("key", "tag"), TAGS.items())
def test_category_of_the_text_has_its_sensitivity_and_may_be_written(key, tag):
    decision = answer("a4p", asked(WRITE, content__categories=[{"key": key}], service="spoor2"))

    assert {item.key: item.tag for item in TEXT.catalogue_item}[key] == tag
    assert (decision.effect, first(decision)) == ("allow", "3.1")


def test_complaint_goes_to_the_directie_and_the_authority_stays_open():
    route = TEXT.complaint_route

    assert (route.article, route.to, route.who) == ("5.4", "directie", ("client", "representative"))
    assert {"5.4", "AVG 77"} <= keys(request("complain"))


def test_only_the_directie_makes_a_version_hold():
    assert (TEXT.roles.article, TEXT.roles.activates, TEXT.roles.controller) == ("6", ("directie",), "directie")
    assert [(role.role, role.article, len(role.tasks)) for role in TEXT.role] == [("directie", "6", 3)]


def test_text_without_a_term_is_read_with_a_hole_in_its_place():
    path = profile_path("a4p")
    written = read_profile(path.read_bytes(), file=path.name)

    assert [rule.term for rule in written.retention_rule if rule.hold is None] == ["unset"]


@pytest.mark.parametrize("carrier", ["paper", "digital"])
def test_form_may_lie_on_paper_or_in_the_system(carrier):
    question = asked(WRITE, content__categories=[{"key": "formulieren"}], content__carrier=carrier)

    assert answer("a4p", question).effect == "allow"


def test_other_use_needs_consent_even_where_the_work_asks_for_it():
    question = asked(VIEW, act="use_internally", purpose="placement", grounds=[ground("work_necessity")])
    agreed = asked(question, consents=[consent(form="plain")])

    assert [(d.effect, first(d)) for d in (answer("a4p", question), answer("a4p", agreed))] == [
        ("deny", "4.3"),
        ("allow", "3.1"),
    ]


@pytest.mark.parametrize("source", ["client", "opdrachtgever", "authority", None])
def test_data_from_the_opdrachtgever_pass_the_same_gates(source):
    approved = asked(REPORT, content__source=source, consents=[approval()])

    assert answer("a4p", asked(REPORT, content__source=source)).effect == "deny"
    assert answer("a4p", approved).effect == "allow"


def test_staff_subscribe_to_each_version_and_lose_access_after_the_grace():
    rule = next(rule for rule in TEXT.notice_rule if rule.event == "version_activated")

    assert (rule.article, rule.audience, rule.otherwise) == ("6", ("staff",), "access_ends")
    assert rule.within == "P14D"


@pytest.mark.parametrize(("purpose", "article"), PURPOSES.items())
def test_every_purpose_of_the_text_may_be_served_inside_the_house(purpose, article):
    decision = answer("a4p", asked(VIEW, act="use_internally", purpose=purpose))

    assert (decision.effect, article in keys(decision)) == ("allow", True)


def test_text_knows_four_recipients_under_their_articles():
    assert {recipient.key: recipient.article for recipient in TEXT.recipient} == {
        "opdrachtgever": "1.1",
        "doctor": "4.3",
        "medical_adviser": "4.3",
        "engaged_third_party": "1",
    }


def test_client_is_told_of_reports_before_the_start_and_of_his_rights_at_it():
    notices = {rule.event: rule for rule in TEXT.notice_rule}
    reports, rights = notices["traject_start"], notices["rights"]

    assert (reports.article, reports.timing, set(reports.items)) == ("4", "before", set(EVERY_PART))
    assert (rights.article, rights.timing, rights.audience) == ("5", "at", ("client",))


def test_text_says_where_the_law_goes_further():
    conflicts = {conflict.article: conflict.law for conflict in TEXT.law_conflict}

    assert conflicts == {"intro": ("AVG 99",), "4.3": ("AVG 9",), "5.3": ("AVG 17",), "4.2b": ("AVG 6",)}


@pytest.mark.parametrize("role", ["opdrachtgever_contact", "workplace_manager", "third_party"])
def test_outsider_is_kept_out_until_the_client_says_yes(role):
    question = asked(VIEW, actor={"role": role, "employment": "none"}, recipient={"class": "other"})
    agreed = asked(question, consents=[consent(form="plain", recipients=["other"])])

    assert "others-stay-out" in {reason.params.get("rule") for reason in answer("a4p", question).reasons}
    assert answer("a4p", agreed).effect == "allow"


@pytest.mark.parametrize("recipient", ["possible_employer", "relation"])
def test_introduction_rests_on_consent_and_never_on_the_work_alone(recipient):
    question = asked(DISCLOSE, purpose="guidance", recipient={"class": recipient}, grounds=[ground("work_necessity")])
    agreed = asked(question, consents=[consent(form="unambiguous", recipients=[recipient])])

    assert [(d.effect, first(d)) for d in (answer("a4p", question), answer("a4p", agreed))] == [
        ("deny", "4.3"),
        ("allow", "4.2a"),
    ]


def test_auditor_looks_only_with_consent_of_the_client():
    agreed = asked(AUDIT, purpose="supervision", consents=[consent(form="unambiguous", recipients=["auditor"])])
    decision = answer("a4p", agreed)

    assert (answer("a4p", AUDIT).effect, decision.effect, first(decision)) == ("deny", "allow", "4.2a")
    assert {"read_only", "no_export", "mask"} <= {limit.kind for limit in decision.limits}
