"""Somebody of the workplace looks along once the beheerder and the client said yes, and as long as they do."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import RoleAssignment
from consent.models import Consent, InsideApproval, PlannedAct
from consent.queries.disclosures import looked_lines
from consent.queries.planning import document_shown, documents_shown
from consent.refusals import (
    AlreadyAnswered,
    ApprovalOfAnother,
    GateRefused,
    NothingToShow,
    NothingToWithdraw,
    PlannedActIsOver,
    UntilMissed,
)
from consent.services.approvals import approve, withdraw
from consent.services.looking import look
from consent.services.planning import answer_planned, end_planned, plan_look
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_bureau, a_category, a_started_traject, code_for, sign_confidentiality
from tests.factories.dossiers import PDF, a_contact, a_document, a_dossier_of, an_opdrachtgever
from tests.factories.reglement import small_version
from vault.clock import AkkoordNow, akkoord_now, today
from vault.ids import new_id

pytestmark = pytest.mark.django_db
TWO_COLLEAGUES = """
[[gate_rule]]
id = "two-colleagues"
article = "2"
act = ["view"]
effect = "require"
match = { recipient_class = ["opdrachtgever"] }
needs = [{ kind = "approval", by_role = ["beheerder"] }, { kind = "approval", by_role = ["directie"] }]
"""


@pytest.fixture
def bureau(db):
    return a_bureau("awj")


@pytest.fixture
def beheerder(db):
    user = UserFactory(beheerder=True)
    sign_confidentiality(user)
    return user


@pytest.fixture
def planned(bureau):
    return plans(bureau, a_paper(bureau))


def a_paper(bureau, **facts):
    facts = {"file_name": "plan.pdf", "title": "Werkplan", "category": a_category(bureau.profile), **facts}
    return a_document(bureau.again(), bureau.coach, PDF, **facts)


def plans(bureau, *documents, **facts):
    facts = {"until": today() + timedelta(days=14), "by": bureau.coach, "contact": bureau.contact, **facts}
    return plan_look(dossier=bureau.again(), documents=documents, **facts)


def client_says_yes(bureau, planned):
    return approve(planned.consent, user=bureau.client_user, code=code_for(planned.consent, bureau.client_user))


def may_look(bureau, planned):
    try:
        return look(fresh(planned), user=bureau.contact.user)
    except GateRefused:
        return None


def fresh(planned):
    return PlannedAct.objects.select_related("contact__user", "dossier__traject__reglement_version").get(pk=planned.pk)


@pytest.mark.parametrize(("beheerder_says", "client_says"), [(False, False), (True, False), (False, True)])
def test_nobody_looks_while_one_key_is_missing(bureau, planned, beheerder, beheerder_says, client_says):
    if beheerder_says:
        answer_planned(planned, kind="given", by=beheerder)
    if client_says:
        client_says_yes(bureau, planned)

    with pytest.raises(GateRefused) as refused:
        look(fresh(planned), user=bureau.contact.user)

    lacking = {condition["key"] for condition in refused.value.decision.unmet}
    assert ("approval" in lacking, "consent" in lacking) == (not beheerder_says, not client_says)


def test_with_both_keys_the_chosen_document_is_shown_and_no_other(bureau, planned, beheerder):
    a_paper(bureau, title="Ander stuk")
    answer_planned(planned, kind="given", by=beheerder)
    client_says_yes(bureau, planned)

    decision = look(fresh(planned), user=bureau.contact.user)

    assert decision.articles[0]["key"] == "2.7"
    assert [line.title for line in documents_shown(bureau.contact.user, fresh(planned), decision)] == ["Werkplan"]


@pytest.mark.parametrize("who", ["client", "beheerder", "role", "coach"])
def test_whoever_takes_his_key_back_closes_it_at_once(bureau, planned, beheerder, who):
    answer_planned(planned, kind="given", by=beheerder)
    client_says_yes(bureau, planned)
    assert may_look(bureau, planned)

    if who == "client":
        withdraw(planned.consent, user=bureau.client_user)
    if who == "beheerder":
        answer_planned(planned, kind="withdrawn", by=beheerder)
    if who == "role":
        RoleAssignment.objects.filter(user=beheerder).update(valid_until=AkkoordNow())
    if who == "coach":
        end_planned(fresh(planned), by=bureau.coach)

    assert may_look(bureau, planned) is None


def test_yes_about_one_contact_opens_nothing_for_another(bureau, planned, beheerder):
    answer_planned(planned, kind="given", by=beheerder)
    client_says_yes(bureau, planned)
    colleague = a_contact(opdrachtgever=bureau.contact.opdrachtgever)
    [document] = planned.documents

    other = plans(bureau, fresh(planned).dossier.documents.get(pk=document), contact=colleague)

    with pytest.raises(GateRefused):
        look(fresh(other), user=colleague.user)


@pytest.mark.parametrize("who", ["client", "beheerder"])
def test_yes_to_some_documents_opens_no_other_of_their_kind(bureau, planned, beheerder, who):
    answer_planned(planned, kind="given", by=beheerder)
    client_says_yes(bureau, planned)
    other = plans(bureau, a_paper(bureau, title="Ander stuk"))
    if who == "client":
        answer_planned(other, kind="given", by=beheerder)
    else:
        client_says_yes(bureau, other)

    with pytest.raises(GateRefused) as refused:
        look(fresh(other), user=bureau.contact.user)

    assert {condition["key"] for condition in refused.value.decision.unmet} == {
        "consent" if who == "client" else "approval"
    }
    assert may_look(bureau, planned)


def test_question_about_documents_is_about_those_of_the_dossier_and_says_who_looks(bureau, planned):
    elsewhere = a_dossier_of(bureau.coach, reglement_version=bureau.again().traject.reglement_version)
    asked = Consent.objects.filter(pk=planned.consent_id).values().get()
    stranger = [str(a_document(elsewhere, bureau.coach, PDF, category=a_category(bureau.profile)).pk)]
    for words in ({"documents": stranger}, {"contact_id": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.create(**{**asked, "id": new_id(), **words})
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.filter(pk=planned.consent_id).update(documents=[])


def test_asking_twice_is_asking_once(bureau, planned):
    document = bureau.again().documents.get()

    assert plans(bureau, document) == planned


@pytest.mark.parametrize(
    ("paper", "facts", "refusal"),
    [
        ({"confidential": True}, {}, NothingToShow),
        ({"provenance": "treating_doctor"}, {}, NothingToShow),
        ({}, {"until": date(2001, 1, 1)}, UntilMissed),
    ],
)
def test_what_is_not_for_other_eyes_is_not_planned(paper, facts, refusal):
    small_version(TWO_COLLEAGUES)
    bureau = a_started_traject("brieven")
    document = a_document(bureau.again(), bureau.coach, PDF, **{"category": "brieven", **paper})

    with pytest.raises(refusal):
        plans(bureau, document, **facts)


def test_text_that_keeps_outsiders_out_has_no_key():
    bureau = a_bureau("wc")

    with pytest.raises(GateRefused):
        plans(bureau, a_paper(bureau))

    assert not PlannedAct.objects.exists()


class TestColleagues:
    """Who approves is another than who asks, in a role that the text names."""

    def test_who_asks_does_not_approve_not_even_with_the_role(self, bureau, planned):
        RoleAssignment.objects.create(user=bureau.coach, role="beheerder")

        with pytest.raises(ApprovalOfAnother):
            answer_planned(planned, kind="given", by=bureau.coach)

    def test_another_role_approves_nothing(self, planned):
        with pytest.raises(ApprovalOfAnother):
            answer_planned(planned, kind="given", by=UserFactory(directie=True))

    def test_answer_is_given_once_and_only_a_yes_is_taken_back(self, planned, beheerder):
        with pytest.raises(NothingToWithdraw):
            answer_planned(planned, kind="withdrawn", by=beheerder)
        answer_planned(planned, kind="refused", by=beheerder)

        with pytest.raises(AlreadyAnswered):
            answer_planned(planned, kind="given", by=beheerder)

    def test_what_has_stopped_is_not_approved(self, bureau, planned, beheerder):
        end_planned(fresh(planned), by=bureau.coach)

        with pytest.raises(PlannedActIsOver):
            answer_planned(planned, kind="given", by=beheerder)

    def test_where_two_colleagues_are_asked_one_person_with_both_roles_is_one(self, beheerder):
        small_version(TWO_COLLEAGUES)
        bureau = a_started_traject("brieven")
        document = a_document(bureau.again(), bureau.coach, PDF, file_name="plan.pdf", category="brieven")
        planned = plans(bureau, document)
        RoleAssignment.objects.create(user=beheerder, role="directie")
        answer_planned(planned, kind="given", by=beheerder)
        with pytest.raises(AlreadyAnswered):
            answer_planned(planned, kind="given", by=beheerder)
        assert may_look(bureau, planned) is None

        given = InsideApproval.objects.get().role
        answer_planned(planned, kind="given", by=UserFactory(**{({"beheerder", "directie"} - {given}).pop(): True}))

        assert may_look(bureau, planned)


class TestRows:
    """What the database itself refuses."""

    def test_approval_is_written_for_nobody_who_asked_or_has_no_role(self, bureau, planned, beheerder):
        facts = {"planned": planned, "safe_id": planned.safe_id, "kind": "given", "role": "beheerder"}
        for by in (bureau.coach, UserFactory(directie=True)):
            with pytest.raises(IntegrityError), transaction.atomic():
                InsideApproval.objects.create(by=by, **facts)

        assert InsideApproval.objects.create(by=beheerder, **facts)

    @pytest.mark.parametrize(
        "change", ["until = until + 900", "roles = '[]'", "documents = '[]'", "purpose = 'research'"]
    )
    def test_plan_is_never_edited(self, planned, change):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE consent_plannedact SET {change}")

    def test_plan_stays_inside_its_dossier(self, bureau, planned):
        other = a_started_traject(a_category("awj"), profile="awj")
        stranger = a_contact(opdrachtgever=an_opdrachtgever("Vreemd"))
        facts = {
            "safe_id": planned.safe_id,
            "dossier": planned.dossier,
            "act": "view",
            "purpose": "guidance",
            "categories": planned.categories,
            "asked_by": bureau.coach,
            "until": today(),
        }
        outside = {"documents": [str(a_paper(other).pk)], "contact": bureau.contact}
        for words in (outside, {"documents": planned.documents, "contact": stranger}):
            with pytest.raises(IntegrityError), transaction.atomic():
                PlannedAct.objects.create(**facts, **words)


def test_each_reading_belongs_to_the_look_on_which_it_was_opened(bureau, beheerder):
    paper, other = a_paper(bureau), a_paper(bureau, title="Ander stuk")
    stopped = plans(bureau, paper)
    reads(bureau, stopped, paper, beheerder, times=2)
    end_planned(fresh(stopped), by=bureau.coach)
    fresh_look = plans(bureau, paper, other)
    reads(bureau, fresh_look, paper, beheerder, times=1)

    lines = looked_lines([bureau.again()])

    counted = {line.consent_id: (line.openings, line.documents) for line in lines}
    assert counted == {stopped.consent_id: (2, 1), fresh_look.consent_id: (1, 1)}


def reads(bureau, planned, paper, beheerder, *, times):
    """Turn both keys and let the contact read this document so often."""
    answer_planned(planned, kind="given", by=beheerder)
    client_says_yes(bureau, planned)
    for _time in range(times):
        reader, decision = bureau.contact.user, look(fresh(planned), user=bureau.contact.user)
        assert b"".join(document_shown(reader, fresh(planned), decision, paper.pk).stream)


class TestWalk:
    """From the coach who asks to the contact who looks, through the pages."""

    def test_coach_asks_beheerder_and_client_say_yes_and_the_contact_looks(self, client, bureau, beheerder):
        document, number = a_paper(bureau), bureau.dossier.number
        looks = reverse("consent:looks", args=[number])
        day = (akkoord_now() + timedelta(days=14)).date().isoformat()
        client.force_login(bureau.coach)
        words = {"contact": str(bureau.contact.pk), "documents": [str(document.pk)], "until": day}
        assert client.post(looks, words).status_code == 302
        assert "beheerder" in client.get(looks).text
        planned = PlannedAct.objects.get()

        client.force_login(bureau.contact.user)
        door = reverse("consent:contact-look", args=[planned.pk])
        assert client.get(door).status_code == 403

        client.force_login(beheerder)
        assert "Wacht op uw goedkeuring" in client.get(reverse("desk:my_day")).text
        page = client.get(reverse("consent:plans")).text
        assert number in page
        assert "Werkplan" not in page
        client.post(reverse("consent:plan-answer", args=[planned.pk]), {"answer": "given"})
        assert "Wacht op uw goedkeuring" not in client.get(reverse("desk:my_day")).text

        client.force_login(bureau.client_user)
        question = client.get(reverse("consent:my-answer", args=[planned.consent_id])).text
        assert "Werkplan" in question
        assert "Er is nog niets weggegaan" in client.get(reverse("consent:my-disclosures")).text
        assert "meekijken in 1 stuk" in client.get(reverse("consent:my-consents")).text.lower()

        client.force_login(bureau.contact.user)
        assert "nu niet te lezen" in client.get(reverse("consent:contact-looks")).text
        client_says_yes(bureau, planned)
        assert "nu niet te lezen" not in client.get(reverse("consent:contact-looks")).text
        assert number in client.get(reverse("consent:contact-looks")).text
        assert "Werkplan" in client.get(door).text
        shown = client.get(reverse("consent:contact-document", args=[planned.pk, document.pk]))
        assert (shown["Content-Disposition"], b"".join(shown.streaming_content)) == ("inline", PDF)

        for person, page in ((bureau.client_user, "my-disclosures"), (bureau.coach, "disclosures")):
            client.force_login(person)
            left = client.get(reverse(f"consent:{page}", args=[number] if page == "disclosures" else [])).text
            assert ("Meegelezen in 1 stuk" in left, "1 keer, het laatst" in left) == (True, True)

    def test_text_without_a_key_says_so_on_the_page(self, client):
        bureau = a_bureau("wc")
        document = a_paper(bureau)
        client.force_login(bureau.coach)
        words = {"contact": str(bureau.contact.pk), "documents": [str(document.pk)], "until": today().isoformat()}

        page = client.post(reverse("consent:looks", args=[bureau.dossier.number]), words)

        assert page.status_code == 409
        assert "Mag deze persoon meekijken?" in page.text

    def test_page_of_approvals_costs_the_same_for_one_as_for_four(
        self, client, bureau, planned, beheerder, django_assert_max_num_queries
    ):
        client.force_login(beheerder)
        client.get(reverse("consent:plans"))
        with django_assert_max_num_queries(40) as one:
            client.get(reverse("consent:plans"))
        for _turn in range(3):
            plans(bureau, a_paper(bureau))

        with django_assert_max_num_queries(len(one.captured_queries)):
            client.get(reverse("consent:plans"))
