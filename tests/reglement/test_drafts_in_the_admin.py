"""The pages on which the beheerder writes a draft: every part, what is wrong, and two people at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reglement import services
from reglement.drafting import fields_of
from reglement.models import Draft
from reglement.services import drafting
from tests.factories.accounts import UserFactory
from tests.factories.reglement import a_proposal, active_version_of
from tests.reglement.typing_drafts import browser_of, overview, page, restructured, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder():
    return UserFactory(beheerder=True)


@pytest.fixture
def browser(beheerder) -> Browser:
    return browser_of(beheerder)


@pytest.fixture
def draft(beheerder) -> Draft:
    return drafting.start_from_version(active_version_of("a4p"), by=beheerder)


def every_place(draft: Draft) -> list[str]:
    found = ["geheel"]
    for field in fields_of("Ruleset"):
        if field.kind == "part" and field.many:
            last = len(draft.document.get(field.key, ())) - 1
            found += [f"{field.key}/{index}" for index in {0, last // 2, last} if 0 <= index <= last]
        elif field.kind == "part":
            found.append(field.key)
    return found


def test_every_part_of_a_text_has_a_page_that_changes_nothing_when_it_is_saved_as_it_is(browser, draft):
    for path in every_place(draft):
        answer = browser.get(page(draft, path))
        assert answer.status_code == 200, path
        assert browser.post(page(draft, path), typed(answer)).status_code == 302, path

        assert Draft.objects.get(pk=draft.pk).document == draft.document, path


def test_need_inside_a_rule_has_a_page_of_its_own(browser, draft):
    index = next(i for i, rule in enumerate(draft.document["gate_rule"]) if rule.get("needs"))
    answer = browser.get(page(draft, f"gate_rule/{index}/needs/0"))

    assert answer.status_code == 200
    assert browser.post(page(draft, f"gate_rule/{index}/needs/0"), typed(answer)).status_code == 302
    assert Draft.objects.get(pk=draft.pk).document == draft.document


def test_term_is_typed_in_words(browser, draft):
    answer = browser.get(page(draft, "retention_rule/0"))

    browser.post(page(draft, "retention_rule/0"), {**typed(answer), "term": "1 jaar en 6 maanden"})

    assert Draft.objects.get(pk=draft.pk).document["retention_rule"][0]["term"] == "P1Y6M"


def test_new_rule_is_added_filled_in_and_found_right(browser, draft):
    answer = restructured(browser, draft, what="add", place="retention_rule")
    new = answer.headers["Location"]
    assert "Dit is nog niet ingevuld." in browser.get(new).content.decode()

    rule = {
        "id": "tests",
        "article": "4R",
        "match-category_tag": ["test"],
        "trigger": "traject_end",
        "term": "1 jaar",
        "bound": "at_most",
    }
    browser.post(new, {**typed(browser.get(new)), **rule})

    shown = browser.get(overview(draft)).content.decode()
    assert "Alle delen kloppen" in shown
    assert "1 jaar" in shown
    assert Draft.objects.get(pk=draft.pk).document["retention_rule"][-1]["match"] == {"category_tag": ["test"]}


def test_need_is_added_by_its_kind(browser, draft):
    answer = restructured(browser, draft, what="add", place="gate_rule/0/needs", kind="shown")

    assert browser.get(answer.headers["Location"]).status_code == 200
    assert Draft.objects.get(pk=draft.pk).document["gate_rule"][0]["needs"][-1] == {"kind": "shown"}


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "add", "place": "gate_rule/0/needs", "kind": "wens"},
        {"what": "add", "place": "kleur"},
        {"what": "add", "place": "metadata"},
        {"what": "remove", "place": "gate_rule/999"},
        {"what": "up", "place": ""},
        {"what": "draai", "place": "gate_rule/0"},
    ],
)
def test_move_that_the_form_does_not_know_finds_nothing(browser, draft, asked):
    assert restructured(browser, draft, **asked).status_code == 404
    assert Draft.objects.get(pk=draft.pk).document == draft.document


def test_entry_moves_down_and_up_and_goes(browser, draft):
    first, second = (rule["id"] for rule in draft.document["gate_rule"][:2])

    down = restructured(browser, draft, what="down", place="gate_rule/0")
    assert down.headers["Location"] == page(draft, "gate_rule/1")
    assert [rule["id"] for rule in Draft.objects.get(pk=draft.pk).document["gate_rule"][:2]] == [second, first]

    restructured(browser, draft, what="up", place="gate_rule/1")
    assert Draft.objects.get(pk=draft.pk).document == draft.document

    restructured(browser, draft, what="remove", place="gate_rule/0")
    assert Draft.objects.get(pk=draft.pk).document["gate_rule"][0]["id"] == second


def test_what_is_wrong_stands_at_its_field_and_in_the_list(browser, draft):
    answer = browser.get(page(draft, "retention_rule/0"))
    browser.post(page(draft, "retention_rule/0"), {**typed(answer), "term": "banaan"})

    entry, whole = browser.get(page(draft, "retention_rule/0")), browser.get(overview(draft))
    assert "Schrijf een termijn, zoals 1 jaar" in entry.content.decode()
    assert 'value="banaan"' in entry.content.decode()
    assert [line.path for line in whole.context["problems"]] == ["retention_rule/0"]
    assert "Er is 1 fout." in whole.content.decode()


def test_choice_that_is_not_offered_is_refused_and_what_was_typed_stays(browser, draft):
    path = page(draft, "retention_rule/0")
    answer = browser.post(path, {**typed(browser.get(path)), "trigger": "ooit", "note": "Zo bedoeld."})

    assert (answer.status_code, "Zo bedoeld." in answer.content.decode()) == (422, True)
    assert Draft.objects.get(pk=draft.pk).document == draft.document


def test_strange_word_in_a_file_is_shown_and_stays_until_somebody_chooses(browser, draft, beheerder):
    drafting.change_entry(draft, ("retention_rule", 0, "trigger"), "ooit", seen=draft.sha256, by=beheerder)
    path = page(draft, "retention_rule/0")
    answer = browser.get(path)

    browser.post(path, typed(answer))

    assert "ooit (bestaat niet)" in answer.content.decode()
    assert Draft.objects.get(pk=draft.pk).document["retention_rule"][0]["trigger"] == "ooit"


def test_field_that_nobody_knows_is_told_and_falls_away(browser, draft, beheerder):
    drafting.change_entry(draft, ("retention_rule", 0, "kleur"), "blauw", seen=draft.sha256, by=beheerder)
    path = page(draft, "retention_rule/0")
    answer = browser.get(path)

    browser.post(path, typed(answer))

    assert "kleur. Als u bewaart, vallen ze weg" in answer.content.decode()
    assert Draft.objects.get(pk=draft.pk).document == draft.document


def test_part_that_nobody_knows_can_be_taken_away(browser, draft, beheerder):
    drafting.change_entry(draft, ("kleur",), "blauw", seen=draft.sha256, by=beheerder)
    assert "Haal kleur weg" in browser.get(overview(draft)).content.decode()

    restructured(browser, draft, what="remove", place="kleur")

    assert Draft.objects.get(pk=draft.pk).document == draft.document


def test_hole_is_filled_from_the_list_of_what_is_open(browser, beheerder):
    open_text = drafting.start_from_profile("a4p", by=beheerder)
    assert "Wat de tekst openlaat" in browser.get(overview(open_text)).content.decode()

    answer = restructured(
        browser, open_text, what="add", place="organisation_choice", rule="after-the-traject", field="term"
    )
    new = answer.headers["Location"]
    browser.post(new, {**typed(browser.get(new)), "value": "2 jaar", "reason": "De directie koos twee jaar."})

    choice = Draft.objects.get(pk=open_text.pk).document["organisation_choice"][-1]
    assert (choice["rule"], choice["value"]) == ("after-the-traject", "P2Y")


def test_choice_that_is_no_term_is_a_problem_and_no_accident(browser, beheerder):
    open_text = drafting.start_from_profile("a4p", by=beheerder)
    choice = {"rule": "after-the-traject", "field": "term", "value": "veel", "reason": "zomaar"}
    drafting.add_entry(open_text, ("organisation_choice",), choice, seen=open_text.sha256, by=beheerder)

    answer = browser.get(overview(open_text))

    assert [line.path for line in answer.context["problems"]] == ["organisation_choice/0"]


def test_part_of_which_there_is_one_is_filled_in_and_emptied(browser, beheerder):
    text = drafting.start_from_file(b'[[articles]]\nkey = "1"\nlabel = "1"\ntext = "x"\n', file="x.toml", by=beheerder)
    path = page(text, "catalogue")

    browser.post(path, {**typed(browser.get(path)), "article": "1", "mode": "maximum"})
    assert Draft.objects.get(pk=text.pk).document["catalogue"] == {"article": "1", "mode": "maximum"}

    browser.post(path, {"seen": Draft.objects.get(pk=text.pk).sha256, "shape": "Catalogue"})
    assert "catalogue" not in Draft.objects.get(pk=text.pk).document


def test_optional_part_is_there_when_somebody_says_so(browser, draft):
    path = page(draft, "retention_rule/0")

    browser.post(path, {**typed(browser.get(path)), "hold-is_er": "on"})
    assert Draft.objects.get(pk=draft.pk).document["retention_rule"][0]["hold"] == {}

    without = {key: value for key, value in typed(browser.get(path)).items() if key != "hold-is_er"}
    browser.post(path, without)
    assert "hold" not in Draft.objects.get(pk=draft.pk).document["retention_rule"][0]


def test_article_about_purposes_is_chosen_for_the_whole_text(browser, draft):
    path = page(draft, "geheel")
    key = draft.document["articles"][1]["key"]

    browser.post(path, {**typed(browser.get(path)), "purpose_binding": key})

    assert Draft.objects.get(pk=draft.pk).document == {**draft.document, "purpose_binding": key}


@pytest.mark.parametrize(
    "path", ["gate_rule", "gate_rule/999", "kleur", "metadata/label", "gate_rule/0/match", "9" * 5000]
)
def test_place_that_is_not_there_is_not_found(browser, draft, path):
    assert browser.get(page(draft, path)).status_code == 404


def test_draft_is_put_forward_and_the_page_of_the_directie_opens(browser, draft):
    address = reverse("admin:reglement_draft_put-forward", args=[draft.pk])

    answer = browser.post(address, {"seen": draft.sha256})

    version = Draft.objects.get(pk=draft.pk).version
    assert answer.headers["Location"] == reverse("desk:version", args=[version.pk])
    assert browser.get(answer.headers["Location"]).status_code == 200
    assert "Voorgelegd." in browser.get(overview(draft)).content.decode()


@pytest.mark.parametrize("what", ["put-forward", "discard"])
def test_draft_that_changed_meanwhile_is_left_alone(browser, draft, what):
    answer = browser.post(reverse(f"admin:reglement_draft_{what}", args=[draft.pk]), {"seen": "a" * 64}, follow=True)

    assert "Iemand heeft dit ontwerp gewijzigd" in answer.content.decode()
    assert (Draft.objects.get(pk=draft.pk).version, draft.is_discarded) == (None, False)


def test_draft_with_mistakes_is_not_put_forward(browser, draft, beheerder):
    wrong = drafting.change_entry(draft, ("articles", 0, "text"), None, seen=draft.sha256, by=beheerder)

    address = reverse("admin:reglement_draft_put-forward", args=[draft.pk])
    answer = browser.post(address, {"seen": wrong.sha256}, follow=True)

    assert "In dit ontwerp klopt nog iets niet." in answer.content.decode()


def test_draft_that_was_put_away_is_read_only(browser, draft):
    browser.post(reverse("admin:reglement_draft_discard", args=[draft.pk]), {"seen": draft.sha256})

    assert "Bewaar</button>" not in browser.get(page(draft, "articles/0")).content.decode()
    assert "Voeg toe" not in browser.get(overview(draft)).content.decode()
    assert restructured(browser, draft, what="remove", place="articles/0").status_code == 302
    assert Draft.objects.get(pk=draft.pk).document == draft.document


def test_draft_that_holds_is_read_only(browser, draft, beheerder):
    proposal = a_proposal(drafting.put_forward(draft, seen=draft.sha256, by=beheerder))
    services.confirm_activation(proposal, impact_sha256=proposal.impact_sha256, by=UserFactory(privacy_officer=True))

    path = page(draft, "retention_rule/0")
    answer = browser.post(path, {**typed(browser.get(path)), "term": "9 jaar"}, follow=True)

    assert "Begin een nieuw ontwerp." in answer.content.decode()
    assert services.active_version() == Draft.objects.get(pk=draft.pk).version


def started(browser: Browser, **chosen):
    return browser.post(reverse("admin:reglement_draft_add"), chosen)


def test_draft_begins_with_what_holds_with_a_profile_or_with_a_file(browser, draft):
    text = SimpleUploadedFile("eigen.toml", b'[metadata]\nlabel = "eigen"\n')

    started(browser, origin="geldend")
    started(browser, origin="profiel", profile="wc")
    started(browser, origin="bestand", file=text)

    labels = [each.label for each in Draft.objects.exclude(pk=draft.pk).order_by("started_at", "pk")]
    assert (len(labels), labels[0], labels[2]) == (3, draft.label, "eigen")


def test_file_that_nobody_can_read_is_told_with_its_lines(browser, draft):
    answer = started(browser, origin="bestand", file=SimpleUploadedFile("fout.toml", b"a = 1\nb = \n"))

    assert (answer.status_code, "fout.toml, regel 2" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("chosen", [{"origin": "profiel"}, {"origin": "bestand"}, {"origin": "elders"}, {}])
def test_nothing_begins_without_something_to_begin_with(browser, draft, chosen):
    assert started(browser, **chosen).status_code == 422
    assert Draft.objects.count() == 1


def test_first_text_begins_without_one_that_holds(browser):
    assert started(browser, origin="geldend").status_code == 422
    assert started(browser, origin="profiel", profile="a4p").status_code == 302


@pytest.mark.parametrize(("role", "looks"), [("directie", 200), ("privacy_officer", 200), ("coach", 403)])
def test_only_the_beheerder_writes(role, looks, draft):
    browser = browser_of(UserFactory(**{role: True}))

    assert browser.get(overview(draft)).status_code == looks
    assert browser.get(page(draft, "articles/0")).status_code == looks
    assert browser.post(page(draft, "articles/0"), {"seen": draft.sha256}).status_code == 403
    assert restructured(browser, draft, what="remove", place="articles/0").status_code == 403
    for what in ("put-forward", "discard"):
        address = reverse(f"admin:reglement_draft_{what}", args=[draft.pk])
        assert browser.post(address, {"seen": draft.sha256}).status_code == 403
    assert started(browser, origin="geldend").status_code == 403
    assert Draft.objects.get(pk=draft.pk).document == draft.document


@pytest.mark.parametrize("what", ["put-forward", "discard", "restructure"])
def test_looking_changes_nothing(browser, draft, what):
    assert browser.get(reverse(f"admin:reglement_draft_{what}", args=[draft.pk])).status_code == 405


def queries_of(browser: Browser, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)


def test_page_takes_as_many_queries_for_many_entries_as_for_few(browser, draft, beheerder):
    few = queries_of(browser, overview(draft))
    longer = draft
    for number in range(5):
        article = {"key": f"x{number}", "label": f"x{number}", "text": "x"}
        longer = drafting.add_entry(longer, ("articles",), article, seen=longer.sha256, by=beheerder)

    assert queries_of(browser, overview(draft)) == few
