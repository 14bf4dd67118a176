"""What a reader is told about the difference between two versions."""

from reporting.difference import ChangeKind, changes_between
from reporting.sections import Section


def test_same_text_has_no_changes():
    text = (Section("Verloop", "Zij zocht werk. Zij vond werk."),)

    assert changes_between(text, text) == ()


def test_a_reworded_sentence_is_told_as_before_and_after():
    old = (Section("Mogelijkheden", "Zij kan 16 uur werken. Zij wil dat ook."),)
    new = (Section("Mogelijkheden", "Zij kan 24 uur werken. Zij wil dat ook."),)

    (change,) = changes_between(old, new)

    assert change.kind == ChangeKind.CHANGED
    assert (change.before, change.after) == ("Zij kan 16 uur werken.", "Zij kan 24 uur werken.")


def test_one_changed_letter_is_found():
    old, new = (Section("A", "Alle afspraken zijn nagekomen."),), (Section("A", "Alle afspraken zijn nagekomen!"),)

    assert len(changes_between(old, new)) == 1


def test_a_new_sentence_is_told_under_its_heading():
    old = (Section("Verloop", "Zij zocht werk."),)
    new = (Section("Verloop", "Zij zocht werk."), Section("Advies", "Verleng het traject."))

    (change,) = changes_between(old, new)

    assert (change.kind, change.heading, change.after) == (ChangeKind.ADDED, "Advies", "Verleng het traject.")


def test_a_sentence_that_is_gone_is_told():
    old = (Section("Verloop", "Zij zocht werk. Zij was ziek."),)
    new = (Section("Verloop", "Zij zocht werk."),)

    (change,) = changes_between(old, new)

    assert (change.kind, change.before) == (ChangeKind.REMOVED, "Zij was ziek.")


def test_a_changed_heading_is_a_change_too():
    old, new = (Section("Verloop", "Zij zocht werk."),), (Section("Belastbaarheid", "Zij zocht werk."),)

    assert len(changes_between(old, new)) == 1


def test_other_line_breaks_are_no_change():
    old, new = (Section("A", "Een zin.\nNog een zin."),), (Section("A", "Een zin. Nog een zin."),)

    assert changes_between(old, new) == ()
