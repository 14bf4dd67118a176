"""A question is put together once for who asks it, and never shared by two threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from ui.remembering import remembered


@remembered
def question(about: str) -> list[str]:
    """Return something that can be told from another that looks the same."""
    return [about]


def test_question_is_put_together_once_for_the_same_person_and_apart_for_another():
    assert question("Ilse") is question("Ilse")
    assert question("Ilse") is not question("Farid")
    assert question("Farid") == ["Farid"]


def test_no_two_threads_put_the_same_question_into_words():
    together = Barrier(4)

    def ask(_nth: int) -> list[str]:
        together.wait(timeout=10)
        return question("Ilse")

    with ThreadPoolExecutor(4) as threads:
        asked = list(threads.map(ask, range(4)))

    assert len({id(each) for each in asked}) == 4
