"""Rules of the text with two keys and a closed telephone: what is written down, and where it comes from."""

import pytest

from reglement import terms
from tests.reglement.questions import WRITE, answer, asked, consent, first, ground, ruleset, unmet

ALL_STAFF = [
    "coach",
    "substitute_coach",
    "vestigingsmanager",
    "administratie",
    "beheerder",
    "directie",
    "privacy_officer",
]
WRITTEN = asked(
    WRITE,
    service="jobcoaching",
    actor__authorised=True,
    content={"categories": [{"key": "opleiding_en_werk"}], "carrier": "digital", "source": "client"},
)
TOLD = {"event": "new_purpose", "evidence": "sent"}
OF_THE_SYSTEM = [
    "systeem_personalia",
    "systeem_adres_en_telefoon",
    "systeem_inkomen",
    "systeem_bank_polis_uwv",
    "systeem_school_en_werk",
    "systeem_handicap",
    "systeem_werkgever_en_contract",
    "systeem_subsidie",
    "systeem_doelgroep",
]
OTHERS = ["employer", "treating_doctor", "medical_adviser", "test_bureau", "authority", "other"]


def said(question):
    decision = answer("awj", question)
    return decision.effect, first(decision)


@pytest.mark.parametrize("role", ALL_STAFF)
def test_dossier_is_supplemented_while_the_guidance_runs(role):
    question = asked(WRITTEN, actor__role=role)

    assert said(question) == ("allow", "1.1")
    assert said(asked(question, phase="closed")) == ("deny", "2.7")


@pytest.mark.parametrize(("role", "article"), [("coach", "2.4"), ("administratie", "1.1")])
def test_coach_writes_down_his_own_judgement(role, article):
    report = asked(
        WRITTEN, actor__role=role, content__categories=[{"key": "gespreksverslagen"}], content__source="bureau"
    )

    assert said(report) == ("allow", article)


@pytest.mark.parametrize("source", ["client", "representative", "bureau"])
def test_what_the_client_gives_and_what_the_coach_finds_asks_no_agreement(source):
    assert said(asked(WRITTEN, content__source=source)) == ("allow", "1.1")


@pytest.mark.parametrize("source", [*OTHERS, "opdrachtgever"])
def test_what_another_gives_waits_for_the_agreement_of_the_client(source):
    question = asked(WRITTEN, content__source=source)

    assert said(question) == ("deny", "2.4")
    assert said(asked(question, consents=[consent("refused", form="plain")])) == ("deny", "2.4")
    assert said(asked(question, consents=[consent(form="plain")])) == ("allow", "1.1")


@pytest.mark.parametrize("key", ["aanmelding", "naw", "naam"])
def test_opdrachtgever_registers_somebody_with_what_is_needed_before_any_agreement(key):
    assert said(asked(WRITTEN, content__source="opdrachtgever", content__categories=[{"key": key}])) == (
        "allow",
        "1.1",
    )
    more = [{"key": key}, {"key": "inkomen"}]
    assert said(asked(WRITTEN, content__source="opdrachtgever", content__categories=more)) == ("deny", "2.4")


def test_source_that_is_not_known_keeps_it_out():
    assert said(asked(WRITTEN, content__source=None)) == ("deny", "2.4")


@pytest.mark.parametrize("key", OF_THE_SYSTEM)
def test_system_holds_only_what_people_give_or_have_given(key):
    question = asked(WRITTEN, content__categories=[{"key": key}], content__necessity_note=True)

    assert answer("awj", question).effect == "allow"
    assert said(asked(question, content__source="bureau")) == ("deny", "1.2")
    assert said(asked(question, content__source="other")) == ("deny", "2.4")
    assert answer("awj", asked(question, content__source="other", consents=[consent()])).effect == "allow"


@pytest.mark.parametrize("key", OF_THE_SYSTEM)
def test_category_of_the_system_does_not_lie_on_paper(key):
    paper = asked(
        WRITTEN,
        content__categories=[{"key": key}],
        content__necessity_note=True,
        content__carrier="paper",
        actor__same_branch=True,
    )

    assert said(paper) == ("deny", "3.2")


@pytest.mark.parametrize("key", ["medisch", "handicap", "arbeidsongeschiktheid", "beschikking_belastbaarheid"])
def test_health_is_written_down_only_with_a_note_why(key):
    question = asked(WRITTEN, content__categories=[{"key": key}])

    assert (said(question), unmet(answer("awj", question))) == (("deny", "2.6.5"), {"necessity_note"})
    assert answer("awj", asked(question, content__necessity_note=True)).effect == "allow"


@pytest.mark.parametrize("key", ["bsn", "systeem_bsn_en_id"])
def test_bsn_is_kept_only_where_a_statute_says_so(key):
    question = asked(WRITTEN, content__categories=[{"key": key}])
    by_statute = ground("legal_obligation", statute="SUWI 54")

    assert said(question) == ("deny", "UAVG 46")
    assert answer("awj", asked(question, grounds=[by_statute])).effect == "allow"


@pytest.mark.parametrize(
    ("changes", "effect"),
    [
        ({}, "deny"),
        ({"content__necessity_note": True}, "deny"),
        ({"notices": [TOLD]}, "deny"),
        ({"content__necessity_note": True, "notices": [TOLD | {"evidence": "none"}]}, "deny"),
        ({"content__necessity_note": True, "notices": [TOLD | {"event": "rights"}]}, "deny"),
        ({"content__necessity_note": True, "notices": [TOLD]}, "allow"),
    ],
)
def test_what_is_not_expected_is_told_before_it_is_kept(changes, effect):
    question = asked(WRITTEN, content__categories=[{"key": "hobby", "tag": "ordinary"}], **changes)

    assert answer("awj", question).effect == effect


def test_what_is_expected_is_not_told_separately():
    assert said(asked(WRITTEN, notices=[])) == ("allow", "1.1")


@pytest.mark.parametrize("act", ["write", "use_internally"])
def test_password_is_no_part_of_guidance(act):
    secret = asked(WRITTEN, act=act, content__categories=[{"key": "wachtwoord", "tag": "credential"}])

    assert said(asked(secret, content__necessity_note=True, notices=[TOLD])) == ("deny", "3")


def test_no_source_is_forgotten():
    asks = [rule for rule in ruleset("awj").ruleset.gate_rule if rule.article == "2.4" and rule.match.source]

    assert {source for rule in asks for source in rule.match.source} == set(terms.Source.__args__) - {
        "client",
        "representative",
        "bureau",
    }
