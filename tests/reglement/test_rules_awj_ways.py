"""What goes out in the text with two keys and a closed telephone: ways, subsidies, files, the end, the unforeseen."""

import pytest

from reglement import terms
from tests.reglement.questions import (
    DISCLOSE,
    EMPLOYER,
    REPORT,
    answer,
    asked,
    consent,
    duties,
    first,
    ground,
    keys,
    unmet,
)

NOTED = ground("work_necessity")
DECIDED = {"balanced": True, "decided_by": "directie"}
OF_THE_LIST = ["opdrachtgever", "relation", "care_provider", "training_provider", "workplace_manager"]
BEYOND_THE_LIST = ["possible_employer", "doctor", "medical_adviser", "test_bureau", "benefits_agency", "other"]
WAYS = sorted(set(terms.Channel.__args__) - {"telephone", "coupling", "transfer"})
SUBSIDY = asked(
    DISCLOSE,
    purpose="subsidy",
    recipient={"class": "subsidy_body"},
    content={"kind": "document", "channel": "portal", "categories": [{"key": "inkomen"}], "oldest_on": "2026-08-01"},
)
ADDRESSES = asked(
    DISCLOSE,
    act="export",
    purpose="guidance",
    recipient={"class": "relation", "id": "partner-4"},
    content={
        "kind": "contact_data",
        "channel": "export",
        "categories": [{"key": "naw"}, {"key": "systeem_adres_en_telefoon"}],
    },
    grounds=[ground("legitimate_interest", balanced=True)],
)
INVOICES = asked(
    DISCLOSE,
    act="export",
    purpose="invoicing",
    recipient={"class": "other"},
    content={"kind": "document", "channel": "coupling", "categories": [{"key": "naam"}, {"key": "registratienummer"}]},
)
HANDOVER = asked(
    REPORT,
    act="disclose",
    phase="closed",
    content__kind="dossier",
    content__channel="transfer",
    content__categories=[{"key": "plan"}, {"key": "opleiding_en_werk"}],
)
PER_ITEM = {"recipients": [EMPLOYER], "categories": ["plan", "opleiding_en_werk"]}
RESEARCH = asked(DISCLOSE, purpose="research", recipient={"class": "researcher"}, content__kind="document")


def said(question):
    decision = answer("awj", question)
    return decision.effect, first(decision)


# --- Closed ways -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["report", "disclose", "export"])
@pytest.mark.parametrize("recipient", [*OF_THE_LIST, *BEYOND_THE_LIST, "engaged_third_party", "subsidy_body"])
def test_no_third_party_is_told_anything_by_telephone_opdrachtgevers_included(recipient, act):
    agreed = consent(recipients=[recipient])
    known = {"class": recipient, "agreement_on_file": True}
    call = asked(REPORT, act=act, recipient=known, content__channel="telephone", content__form="oral")

    assert said(asked(call, grounds=[NOTED, ground("client_contract")], consents=[agreed])) == ("deny", "2.7")


@pytest.mark.parametrize("way", WAYS)
def test_other_ways_are_open(way):
    assert said(asked(REPORT, content__channel=way, content__form=None)) == ("allow", "2.6.1.2")


def test_way_that_is_not_known_may_be_the_telephone():
    unknown = asked(REPORT, content__channel=None)

    assert (said(unknown), "channel" in unmet(answer("awj", unknown))) == (("deny", "2.7"), True)


@pytest.mark.parametrize("recipient", ["client", "representative"])
def test_client_is_no_third_party_and_may_be_called(recipient):
    assert said(asked(DISCLOSE, recipient={"class": recipient}, content__channel="telephone")) == ("allow", "2.9")


def test_name_and_registration_number_are_copied_for_invoices():
    assert said(INVOICES) == ("allow", "1.2")
    assert "2.8" in keys(answer("awj", INVOICES))


@pytest.mark.parametrize(
    ("changes", "article"),
    [
        ({"content__categories": [{"key": "naam"}, {"key": "inkomen"}]}, "1.2"),
        ({"content__categories": [{"key": "naw"}]}, "1.2"),
        ({"purpose": "guidance"}, "2.8"),
        ({"purpose": "management_information"}, "2.8"),
        ({"purpose": "guidance", "act": "request_inbound", "consents": [consent(recipients=["other"])]}, "2.8"),
        ({"purpose": "guidance", "grounds": [NOTED], "consents": [consent(recipients=["other"])]}, "2.8"),
    ],
)
def test_nothing_else_is_coupled(changes, article):
    assert said(asked(INVOICES, **changes)) == ("deny", article)


def test_invoice_goes_to_the_opdrachtgever_with_an_agreement():
    invoice = asked(REPORT, act="disclose", purpose="invoicing", content__kind="document")

    assert said(invoice) == ("allow", "1.2")
    assert said(asked(invoice, recipient__agreement_on_file=False)) == ("deny", "2.6.3")


@pytest.mark.parametrize("on_file", [False, None])
def test_who_is_engaged_gets_nothing_before_he_is_bound(on_file):
    engaged = asked(DISCLOSE, purpose="guidance", recipient={"class": "engaged_third_party"}, grounds=[NOTED])

    assert said(asked(engaged, recipient__agreement_on_file=on_file)) == ("deny", "2.6.2")
    assert said(asked(engaged, recipient__agreement_on_file=True)) == ("allow", "2.6.1.2")


# --- Subsidies, research, contact files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recipient", "effect"),
    [
        ({"class": "subsidy_body"}, "allow"),
        ({"class": "benefits_agency"}, "allow"),
        ({"class": "opdrachtgever", "kind": "uwv", "agreement_on_file": True}, "allow"),
        ({"class": "opdrachtgever", "kind": "municipality", "agreement_on_file": True}, "allow"),
        ({"class": "opdrachtgever", "kind": "employer", "agreement_on_file": True}, "deny"),
        ({"class": "opdrachtgever", "kind": "insurer", "agreement_on_file": True}, "deny"),
        ({"class": "workplace_manager"}, "deny"),
        ({"class": "relation"}, "deny"),
        ({"class": "other"}, "deny"),
    ],
)
def test_subsidy_data_go_only_to_who_may_decide_on_a_subsidy(recipient, effect):
    assert said(asked(SUBSIDY, recipient=recipient, grounds=[NOTED])) == (effect, "2.6.4")


@pytest.mark.parametrize(
    ("oldest", "effect"), [("2026-05-21", "allow"), ("2026-05-20", "deny"), (None, "deny"), ("2026-11-22", "deny")]
)
def test_subsidy_data_are_not_older_than_the_organisation_chose(oldest, effect):
    question = asked(SUBSIDY, content__oldest_on=oldest)

    assert said(question) == (effect, "2.6.4")
    assert ("recent" in unmet(answer("awj", question))) is (effect == "deny")


def test_subsidy_data_are_those_that_matter():
    assert {limit.kind for limit in answer("awj", SUBSIDY).limits} == {"relevant_items"}


@pytest.mark.parametrize(
    ("known", "effect"),
    [
        (ground("research", **DECIDED), "allow"),
        (ground("weighty_reason", **DECIDED), "allow"),
        (ground("research", balanced=True, decided_by="beheerder"), "deny"),
        (ground("research", decided_by="directie"), "deny"),
        (NOTED, "deny"),
    ],
)
def test_research_is_weighed_and_decided_by_the_directie(known, effect):
    decision = answer("awj", asked(RESEARCH, grounds=[known]))

    assert (decision.effect, first(decision)) == (effect, "2.6.6")
    assert effect == "deny" or ("inform_client", "any", None) in duties(decision)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (ground("weighty_reason", **DECIDED), ("allow", "2.6.6")),
        (ground("weighty_reason", balanced=True, decided_by="coach"), ("deny", "2.6.6")),
        (ground("weighty_reason", decided_by="directie"), ("deny", "2.6.6")),
    ],
)
def test_weighty_reason_is_the_directies_to_find(known, expected):
    assert said(asked(DISCLOSE, grounds=[known])) == expected


def test_file_of_contact_data_goes_on_a_ground_of_its_own_and_the_client_hears_of_it():
    decision = answer("awj", ADDRESSES)

    assert (decision.effect, first(decision)) == ("allow", "2.6.7")
    assert ("inform_client", "any", None) in duties(decision)
    assert answer("awj", asked(ADDRESSES, grounds=[])).effect == "deny"
    assert answer("awj", asked(ADDRESSES, grounds=[ground("legitimate_interest")])).effect == "deny"


@pytest.mark.parametrize("key", ["systeem_personalia", "inkomen", "opleiding_en_werk", "medisch"])
def test_file_of_contact_data_holds_nothing_else(key):
    more = [{"key": "naw"}, {"key": key}]

    assert answer("awj", asked(ADDRESSES, content__categories=more)).effect == "deny"


@pytest.mark.parametrize("known", [[ground("work_necessity")], [ground("client_contract")]])
@pytest.mark.parametrize(
    "no", [{"objections": [{}]}, {"objections": [{"purpose": "guidance"}]}, {"consents": [consent("refused")]}]
)
def test_who_said_no_in_whatever_form_is_left_out_of_the_file(no, known):
    assert said(asked(ADDRESSES, grounds=known, **no)) == ("deny", "2.6.7")


@pytest.mark.parametrize("changes", [{"purpose": "newsletter"}, {"for_payment": True}])
def test_file_of_contact_data_is_never_for_advertising_or_sale(changes):
    assert answer("awj", asked(ADDRESSES, **changes)).effect == "deny"


# --- The end, asking others, and what is not foreseen ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("basis", "effect"),
    [
        ({}, "deny"),
        ({"grounds": [NOTED]}, "deny"),
        ({"grounds": [ground("work_necessity", **PER_ITEM)]}, "allow"),
        ({"grounds": [ground("work_necessity", recipients=[EMPLOYER], categories=["plan"])]}, "deny"),
        ({"consents": [consent(**PER_ITEM)]}, "allow"),
        ({"consents": [consent(recipients=[EMPLOYER])]}, "deny"),
    ],
)
def test_handover_at_the_end_has_a_ground_for_each_item(basis, effect):
    decision = answer("awj", asked(HANDOVER, **basis))

    assert (decision.effect, first(decision)) == (effect, "2.5.overdracht")
    assert effect == "deny" or ("inform_client", "any", None) in duties(decision)


def test_handover_covers_health_and_judgements_unless_the_client_names_them():
    basis = {"grounds": [ground("work_necessity", **PER_ITEM)]}
    (mask,) = [limit for limit in answer("awj", asked(HANDOVER, **basis)).limits if limit.kind == "mask"]

    assert {"functional", "medical", "sensitive"} <= set(mask.tags)


def test_handover_of_health_waits_for_explicit_consent():
    items = ["plan", "beschikking_belastbaarheid"]
    question = asked(HANDOVER, content__categories=[{"key": key} for key in items])
    named = ground("work_necessity", recipients=[EMPLOYER], categories=items)
    agreed = consent(form="explicit", recipients=[EMPLOYER], categories=items)

    assert said(asked(question, grounds=[named])) == ("deny", "AVG 9")
    assert said(asked(question, consents=[agreed])) == ("allow", "2.5.overdracht")


@pytest.mark.parametrize("recipient", ["doctor", "care_provider", "opdrachtgever", "workplace_manager", "relation"])
def test_others_are_asked_in_the_name_of_the_client_with_his_agreement(recipient):
    question = asked(DISCLOSE, act="request_inbound", purpose="guidance", recipient={"class": recipient})

    assert said(question) == ("deny", "2.4")
    assert said(asked(question, consents=[consent(form="plain", recipients=[recipient])])) == ("allow", "2.4")


@pytest.mark.parametrize("act", ["disclose", "export", "report"])
def test_what_the_text_does_not_foresee_the_directie_decides_with_a_reason(act):
    question = asked(DISCLOSE, act=act, content__form="written", purpose="complaint", recipient={"class": "other"})
    decided = answer("awj", asked(question, grounds=[ground("unforeseen", decided_by="directie")]))

    assert said(question) == ("deny", "2.6.1")
    assert (decided.effect, first(decided)) == ("allow", "2.1.5.1")
    assert {kind for kind, *_ in duties(decided)} == {"dossier_note", "inform_client"}


@pytest.mark.parametrize(
    ("changes", "article"),
    [
        ({"grounds": [ground("unforeseen", decided_by="coach")]}, "2.6.1"),
        ({"grounds": [{"kind": "unforeseen", "decided_by": "directie"}]}, "2.6.1"),
        ({"content__channel": "telephone"}, "2.7"),
        ({"purpose": "newsletter"}, "2.2"),
        ({"content__categories": [{"key": "arbeidsongeschiktheid"}]}, "AVG 9"),
        ({"objections": [{}]}, "2.6.1.2"),
    ],
)
def test_the_directie_decides_nothing_against_the_text_or_the_law(changes, article):
    unforeseen = asked(DISCLOSE, grounds=[ground("unforeseen", decided_by="directie")])

    assert said(asked(unforeseen, **changes)) == ("deny", article)


def test_data_are_never_sold():
    paid = asked(DISCLOSE, for_payment=True, consents=[consent(recipients=["ontvanger-3"])])

    assert said(paid) == ("deny", "AVG 5")
