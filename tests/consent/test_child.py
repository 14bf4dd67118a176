"""The traject of a child starts on the signed paper of a parent or guardian, and on nothing less."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from consent.models import Consent
from consent.refusals import NotForAChild, ParentMustSign, SignedLater, WitnessMustBeAnother, WordsMissing
from consent.services.parental import SignedPaper
from dossiers.models import Client, Document, Dossier
from dossiers.queries import documents_of
from reglement.models import Decision
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.consent import a_bureau, a_category, a_reglement_in_force, a_signed_coach, start_words
from tests.factories.dossiers import PDF, a_contact, an_agreement, an_opdrachtgever
from vault.clock import today

pytestmark = pytest.mark.django_db


def fifteen_years_ago():
    return today().replace(year=today().year - 15, day=1)


def a_paper(**facts):
    facts = {
        "stream": BytesIO(PDF),
        "file_name": "toestemming.pdf",
        "size_bytes": len(PDF),
        "category": a_category("bnw"),
        "capacity": "parent",
        "signed_by": "Marieke de Boer",
        "signed_on": today(),
        "witness": UserFactory(coach=True),
        **facts,
    }
    return SignedPaper(**facts)


def test_traject_of_a_child_starts_on_the_paper_that_a_parent_signed():
    bureau = a_bureau("bnw", birth_date=fifteen_years_ago(), parent=a_paper())

    [line] = documents_of(bureau.coach, bureau.again()).lines
    yes = Consent.objects.get().events.get(kind="given")
    assert "Marieke de Boer (ouder)" in line.title
    assert (yes.capacity, yes.evidence_kind, yes.evidence_id) == ("parent", "signed_paper", line.id)
    registered = Decision.objects.get(act="intake")
    assert registered.effect == "allow"
    assert "B12" in {condition["article"]["key"] for condition in registered.conditions}


def test_without_the_paper_nothing_starts_and_the_refusal_says_who_has_to_sign():
    with pytest.raises(ParentMustSign) as refused:
        a_bureau("bnw", birth_date=fifteen_years_ago())

    assert "ouder of voogd" in str(refused.value.sentence)
    assert refused.value.decision.effect == "deny"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"capacity": "mentor"}, NotForAChild),
        ({"signed_by": " "}, WordsMissing),
        ({"signed_on": date(2999, 1, 1)}, SignedLater),
    ],
)
def test_paper_that_proves_nothing_is_refused_before_anything_is_kept(words, refusal):
    with pytest.raises(refusal):
        a_bureau("bnw", birth_date=fifteen_years_ago(), parent=a_paper(**words))

    assert not Client.objects.exists()


def test_who_takes_the_paper_is_not_his_own_witness():
    coach = a_signed_coach()

    with pytest.raises(WitnessMustBeAnother):
        a_bureau("bnw", birth_date=fifteen_years_ago(), coach=coach, parent=a_paper(witness=coach))


class TestForm:
    """The form that starts a traject, filled in for a child."""

    @pytest.fixture
    def words(self, db):
        OrganisationFactory()
        a_reglement_in_force("bnw")
        coach, opdrachtgever = a_signed_coach(), an_opdrachtgever("Gemeente")
        an_agreement(opdrachtgever, covers_confidentiality=True)
        line = {"regel-0-categories": [a_category("bnw")], "birth_date": fifteen_years_ago().isoformat()}
        return start_words(coach, a_contact(opdrachtgever=opdrachtgever), **line)

    @pytest.fixture
    def paper(self):
        return {
            "ouder-category": a_category("bnw"),
            "ouder-signed_by": "Marieke de Boer",
            "ouder-capacity": "parent",
            "ouder-signed_on": today().isoformat(),
            "ouder-witness": str(UserFactory(coach=True).pk),
        }

    def sent(self, client, words, content=None, name="toestemming.pdf"):
        client.force_login(User.objects.get(pk=words["coach"]))
        file = {} if content is None else {"ouder-file": SimpleUploadedFile(name, content)}
        return client.post(reverse("consent:start"), words | file)

    def test_form_without_the_paper_says_what_is_missing_and_keeps_what_was_typed(self, client, words):
        response = self.sent(client, words)

        page = response.content.decode()
        assert response.status_code == 422
        assert "Zonder getekende toestemming van een ouder of voogd" in page
        assert "Ilse de Boer" in page
        assert not Dossier.objects.exists()

    def test_form_with_the_paper_starts_the_traject(self, client, words, paper):
        response = self.sent(client, words | paper, PDF)

        assert response.status_code == 302
        assert Document.objects.get().dossier == Dossier.objects.get()

    def test_file_that_is_not_what_it_says_is_refused_beside_the_file(self, client, words, paper):
        response = self.sent(client, words | paper, b"MZ geen pdf")

        assert response.status_code == 422
        assert list(response.context["parent"].errors) == ["file"]
        assert not Dossier.objects.exists()

    def test_half_a_paper_is_asked_for_as_a_whole(self, client, words, paper):
        response = self.sent(client, words | paper)

        assert list(response.context["parent"].errors) == ["file"]
        assert not Dossier.objects.exists()
