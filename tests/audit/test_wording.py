"""Every event is told in a sentence that a client can read."""

import pytest

from audit.queries import events_of_client, events_of_dossier
from audit.services import record
from audit.terms import Outcome, Word
from audit.wording import ROLES, SENTENCES, sentence_of
from vault.ids import new_id


@pytest.mark.parametrize("word", Word.values)
def test_every_word_has_its_sentence(word):
    sentence = sentence_of(word, role="coach")

    assert sentence != word
    assert sentence[0].isupper()
    assert "{" not in sentence


def test_no_sentence_is_without_its_word():
    assert set(SENTENCES) == set(Word.values)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_as_the_start_of_a_sentence(role):
    assert sentence_of(Word.NOTE_READ, role=role).endswith(" las een notitie")


def test_a_refusal_says_so():
    told = sentence_of(Word.REPORT_SENT, role="coach", outcome=Outcome.REFUSED)

    assert told == "Een coach gaf opdracht een rapport te versturen (geweigerd)"


def test_a_word_of_a_later_version_is_shown_as_it_is():
    assert sentence_of("future.thing", role="coach") == "future.thing"


@pytest.mark.django_db
def test_the_latest_events_of_a_dossier_and_of_a_client_are_told(django_assert_num_queries):
    dossier_id, client_id = new_id(), new_id()
    record(Word.NOTE_WRITTEN, role="coach", dossier_id=dossier_id, client_id=client_id)
    record(Word.NOTE_READ, role="client", dossier_id=dossier_id)
    record(Word.NOTE_READ, dossier_id=new_id())

    with django_assert_num_queries(2):
        of_dossier, of_client = events_of_dossier(dossier_id), events_of_client(client_id)

    assert [line.sentence for line in of_dossier] == ["De cliënt las een notitie", "Een coach schreef een notitie"]
    assert [line.event for line in of_client] == ["note.written"]
    assert len(events_of_dossier(dossier_id, limit=1)) == 1
