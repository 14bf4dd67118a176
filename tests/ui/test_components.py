"""Components say what they are given, in words and not in colour alone."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from ui import dates
from ui.components.drawing import NoSuchTone
from ui.icons import NoSuchIcon
from ui.parts import Bar, Condition, Link, Step, TimelineEvent
from ui.pictures import bars, timeline


def drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_the_gate_says_of_each_condition_whether_it_is_met():
    conditions = [
        Condition(met=True, text="Past"),
        Condition(met=False, text="Niet goedgekeurd", article="art. 4.1"),
        Condition(None, "Wacht"),
    ]

    html = drawn('{% gate_panel title="Mag dit?" state="closed" conditions=c %}{% endgate_panel %}', c=conditions)

    for words in ('aria-label="Voldaan"', 'aria-label="Niet voldaan"', 'aria-label="Wacht"', "Nog niet", "art. 4.1"):
        assert words in html


def test_the_gate_accepts_any_object_with_the_same_words():
    html = drawn(
        '{% gate_panel title="Mag dit?" state="open" conditions=c %}{% endgate_panel %}',
        c=[{"met": True, "text": "Uit een woordenboek"}],
    )

    assert "Uit een woordenboek" in html
    assert "Ja, dit mag" in html


@pytest.mark.parametrize(
    "source",
    [
        "{% tag text %}",
        "{% card title=text %}{% endcard %}",
        "{% row title=text note=text %}{% endrow %}",
        "{% facts_of pairs %}",
        '{% gate_panel title=text state="wait" conditions=conditions %}{% endgate_panel %}',
        "{% link_button text href=text %}",
        "{{ text|mask:True }}",
    ],
)
def test_what_people_typed_is_never_markup(source):
    typed = '<b onclick="x">'

    html = drawn(
        source,
        text=typed,
        pairs=[(typed, typed)],
        conditions=[Condition(met=False, text=typed, article=typed, detail=typed)],
    )

    assert "<b " not in html
    assert "&lt;b" in html


def test_a_colour_without_meaning_is_refused():
    with pytest.raises(NoSuchTone):
        drawn('{% tag "x" tone="purple" %}')


def test_a_drawing_that_was_never_made_is_refused():
    with pytest.raises(NoSuchIcon):
        drawn('{% icon "unicorn" %}')


def test_a_masked_name_does_not_reach_the_page():
    html = drawn("{{ name|mask:False }}", name="Ilse de Boer")

    assert "Ilse" not in html
    assert "afgeschermd" in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Marit van der Velde", "MV"), ("Ilse de Boer", "IB"), ("Cher", "C"), ("ilse", "I"), ("", "")],
)
def test_initials_skip_the_small_words_of_a_name(name, letters):
    assert drawn("{{ name|initials }}", name=name) == letters


def test_a_people_date_carries_its_exact_date():
    with dates.today_is(date(2026, 11, 21)):
        html = drawn("{{ day|people_date }}", day=date(2026, 11, 19))

    assert html == '<time datetime="2026-11-19" title="donderdag 19 november 2026">donderdag</time>'


def test_pages_of_a_list_keep_what_was_searched_for():
    request = RequestFactory().get("/dossiers/", {"q": "boer", "page": "2"})

    html = drawn("{% pagination page %}", request=request, page=Paginator(range(120), 25).page(2))

    assert 'href="?q=boer&amp;page=3"' in html
    assert "bladzijde 2 van 5" in html


def test_the_current_tab_is_marked_for_who_listens():
    html = drawn("{% tabs items %}", items=[Link("Een", "/een/"), Link("Twee", "/twee/", current=True)])

    assert '<a href="/twee/" aria-current="page">' in html


def test_steps_say_in_words_how_far_they_are():
    html = drawn('{% progress steps title="Stand" %}', steps=[Step("a", "done"), Step("b", "current"), Step("c")])

    assert all(words in html for words in ("(klaar)", "(nu)", "(nog niet)"))


def test_bars_are_measured_against_the_largest_and_nothing_stays_nothing():
    drawn_bars = bars.draw([Bar("nov", 1), Bar("dec", 100), Bar("jan", 0)])

    assert [bar.size for bar in drawn_bars] == [3, 100, 0]


def test_a_year_stands_where_it_begins_because_months_come_back():
    months = [Bar("nov", 1, group="2026"), Bar("dec", 0, group="2026"), Bar("jan", 2, group="2027")]

    assert [bar.begins for bar in bars.draw(months)] == [True, False, True]
    assert [bar.begins for bar in bars.draw([Bar("nov", 1), Bar("dec", 1)])] == [False, False]
    assert '<span class="bar-group again">2026</span>' in drawn('{% bars months title="Per maand" %}', months=months)


def test_no_bars_at_all_is_no_mistake():
    assert bars.draw([]) == []


def test_the_timeline_tells_in_text_what_it_draws():
    with dates.today_is(date(2026, 6, 1)):
        html = drawn("{% timeline events %}", events=[TimelineEvent(date(2026, 3, 3), "start", detail="intake")])

    assert "<title>start</title>" in html
    assert "intake" in html.split("<ol>")[1]


def test_labels_on_the_timeline_never_lie_over_each_other():
    events = [TimelineEvent(date(2026, 3, day), f"consult nummer {day}") for day in range(1, 29)]

    with dates.today_is(date(2026, 3, 31)):
        marks = timeline.draw(events).marks

    shown = [(mark.label_y, mark.label_x) for mark in marks if mark.label_y is not None]
    assert 0 < len(shown) < len(marks)
    pairs = [(one, other) for one in shown for other in shown if one < other and one[0] == other[0]]
    assert all(abs(one[1] - other[1]) > 40 for one, other in pairs)


def test_a_traject_of_one_day_still_has_a_line():
    with dates.today_is(date(2026, 3, 3)):
        picture = timeline.draw([TimelineEvent(date(2026, 3, 3), "start")])

    assert 0 <= picture.marks[0].x <= picture.width


def test_translated_heads_of_a_table_are_words_and_not_letters():
    html = drawn('{% table caption="Uren" columns=_("Nummer|Uren") %}{% endtable %}')

    assert html.count("<th ") == 2


def test_a_button_keeps_the_token_of_its_request_inside_an_include_without_context():
    inner = Template('{% load ui %}{% post_button "Deel" action="/deel/" %}')
    page = Template("{% include inner only %}")

    html = page.render(RequestContext(RequestFactory().get("/"), {"inner": inner}))

    assert 'name="csrfmiddlewaretoken"' in html
