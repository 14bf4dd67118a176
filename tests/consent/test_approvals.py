"""The client answers about one exact document, once, and can take a yes back."""

import pytest
from django.utils import translation

from accounts.facts import StepUpWrong
from audit.opening import opened
from consent.models import Consent, ConsentEvent, ConsentRemark
from consent.queries import approval_of, remark_of
from consent.refusals import (
    AlreadyAnswered,
    ApprovalOutdated,
    ClientHasNoAccount,
    ContentNumberTaken,
    NothingToWithdraw,
    NotYoursToAnswer,
    SignedOtherPaper,
    UnknownCategory,
    WitnessMustBeAnother,
)
from consent.services.approvals import approve, record_signed_paper, refuse, request_approval, withdraw
from consent.services.content import register_content
from consent.wording import approval_paragraphs, hash_of
from dossiers.models import Client
from dossiers.permits import permit_for
from tests.factories.consent import a_bureau, a_request, a_version_of, an_approval, code_for
from tests.factories.dossiers import a_contact
from tests.sharing import made_once
from vault.ids import new_id

pytestmark = pytest.mark.django_db


the_bureau = made_once(lambda: a_bureau("a4p"))


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


@pytest.fixture
def version(bureau):
    return a_version_of(bureau)


@pytest.fixture
def consent(bureau, version):
    return a_request(bureau, version)


def kinds(consent):
    return list(ConsentEvent.objects.filter(consent=consent).order_by("seq").values_list("kind", flat=True))


def test_request_is_mailed_without_a_word_about_the_content(bureau, consent, outbox):
    subject, text = outbox.sent_to(bureau.client_user.email)[-1]

    assert "Bureau Zuid" in subject
    assert "/mijn/" in text
    assert "Ilse" not in text


def test_second_click_on_submit_asks_once(bureau, version, consent, outbox):
    before = len(outbox.messages_to(bureau.client_user.email))

    assert a_request(bureau, version) == consent
    assert len(outbox.messages_to(bureau.client_user.email)) == before


def test_request_keeps_the_hash_of_the_words_on_the_page(bureau, version, consent):
    with translation.override("nl"):
        assert consent.notice_sha256 == hash_of(approval_paragraphs(version, bureau.contact))


def test_words_name_health_only_when_it_is_there(bureau, version):
    healthy = a_version_of(bureau, "met fml", categories=[{"key": "arbeidsongeschiktheid", "tag": "functional"}])

    assert not any("gezondheid" in text for text in approval_paragraphs(version, bureau.contact))
    assert any("gezondheid" in text for text in approval_paragraphs(healthy, bureau.contact))


def test_superseded_version_is_not_put_to_the_client(bureau, version):
    a_version_of(bureau, "nieuw", object_id=version.object_id)

    with pytest.raises(ApprovalOutdated):
        a_request(bureau, version)


def test_client_without_account_is_asked_on_paper(bureau, version):
    Client.objects.filter(pk=bureau.dossier.traject.client_id).update(user=None)

    with pytest.raises(ClientHasNoAccount):
        request_approval(content_version=version, contact=bureau.contact, by=bureau.coach)


def test_yes_with_a_fresh_code_binds_to_the_hash(bureau, version):
    event = an_approval(bureau, version)

    assert event.content_sha256 == version.content_sha256
    assert (event.capacity, event.evidence_kind) == ("client", "portal_step_up")


def test_wrong_code_is_no_yes(bureau, consent):
    code = code_for(consent, bureau.client_user)
    wrong = "000 000" if code != "000 000" else "111 111"

    with pytest.raises(StepUpWrong):
        approve(consent, user=bureau.client_user, code=wrong)
    assert kinds(consent) == ["requested"]


def test_second_click_on_yes_gives_the_first_answer(bureau, consent):
    code = code_for(consent, bureau.client_user)
    first = approve(consent, user=bureau.client_user, code=code)

    assert approve(consent, user=bureau.client_user, code=code) == first
    assert kinds(consent) == ["requested", "given"]


def test_yes_to_a_version_that_was_replaced_meanwhile_is_refused(bureau, version, consent):
    code = code_for(consent, bureau.client_user)
    a_version_of(bureau, "nieuw", object_id=version.object_id)

    with pytest.raises(ApprovalOutdated):
        approve(consent, user=bureau.client_user, code=code)


def test_new_version_voids_the_yes_visibly(bureau, version):
    event = an_approval(bureau, version)
    a_version_of(bureau, "nieuw", object_id=version.object_id)

    assert kinds(event.consent) == ["requested", "given", "superseded"]
    assert approval_of(version, bureau.contact).state == "superseded"


def test_no_is_kept_with_its_remark_sealed(bureau, consent):
    event = refuse(consent, user=bureau.client_user, remark="Mijn functie klopt niet.")

    remark = ConsentRemark.objects.get(event=event)
    assert "functie" not in repr(remark.__dict__)
    with opened(permit_for(bureau.client_user, bureau.again(), "consent.read")):
        assert remark_of(consent.pk).text == "Mijn functie klopt niet."


def test_no_without_a_remark_is_a_no(bureau, consent):
    refuse(consent, user=bureau.client_user)

    assert kinds(consent) == ["requested", "refused"]
    assert not ConsentRemark.objects.exists()


def test_yes_after_a_no_needs_a_new_question(bureau, version, consent):
    refuse(consent, user=bureau.client_user)

    with pytest.raises(AlreadyAnswered):
        approve(consent, user=bureau.client_user, code="123 456")
    assert a_request(bureau, version) != consent


def test_withdrawal_needs_no_reason_and_acts_at_once(bureau, version):
    event = an_approval(bureau, version)
    withdraw(event.consent, user=bureau.client_user)

    assert approval_of(version, bureau.contact).state == "withdrawn"


def test_second_withdrawal_changes_nothing(bureau, version):
    consent = an_approval(bureau, version).consent
    first = withdraw(consent, user=bureau.client_user)

    assert withdraw(consent, user=bureau.client_user) == first


def test_what_was_not_given_cannot_be_withdrawn(bureau, consent):
    with pytest.raises(NothingToWithdraw):
        withdraw(consent, user=bureau.client_user)


@pytest.mark.parametrize("who", ["coach", "contact", "stranger"])
def test_nobody_answers_for_the_client(bureau, consent, who, other_client_user):
    user = {"coach": bureau.coach, "contact": bureau.contact.user, "stranger": other_client_user}[who]

    with pytest.raises(NotYoursToAnswer):
        refuse(consent, user=user)
    with pytest.raises(NotYoursToAnswer):
        approve(consent, user=user, code="123 456")
    with pytest.raises(NotYoursToAnswer):
        withdraw(consent, user=user)


def test_signed_paper_is_a_yes_with_a_witness(bureau, version, consent, substitute):
    event = record_signed_paper(
        consent,
        document_id=new_id(),
        signed_sha256=version.content_sha256.upper(),
        capacity="client",
        by=bureau.coach,
        witness=substitute,
    )

    assert (event.evidence_kind, event.witness_id) == ("signed_paper", substitute.pk)


def test_signed_paper_of_another_version_is_refused(bureau, consent, substitute):
    with pytest.raises(SignedOtherPaper):
        record_signed_paper(
            consent,
            document_id=new_id(),
            signed_sha256="0" * 64,
            capacity="client",
            by=bureau.coach,
            witness=substitute,
        )


def test_nobody_is_his_own_witness(bureau, version, consent):
    with pytest.raises(WitnessMustBeAnother):
        record_signed_paper(
            consent,
            document_id=new_id(),
            signed_sha256=version.content_sha256,
            capacity="client",
            by=bureau.coach,
            witness=bureau.coach,
        )


def test_approval_for_one_contact_is_not_one_for_another(bureau, version):
    an_approval(bureau, version)
    other = a_contact(opdrachtgever=bureau.contact.opdrachtgever)

    assert approval_of(version, other) is None
    assert Consent.objects.filter(contact=other).count() == 0


def test_number_that_is_taken_is_said(bureau, version):
    with pytest.raises(ContentNumberTaken):
        register_content(
            dossier=bureau.dossier,
            kind="report",
            object_id=version.object_id,
            number=version.number,
            content_sha256="0" * 64,
            categories=[],
            by=bureau.coach,
        )
    version.refresh_from_db()
    assert version.is_current


def test_unknown_sensitivity_is_refused(bureau):
    with pytest.raises(UnknownCategory):
        a_version_of(bureau, categories=[{"key": "intakegegevens", "tag": "spannend"}])
