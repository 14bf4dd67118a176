"""Every component in a browser: by day and by night, at a desk and on a phone, with and without JavaScript."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/stijl/", "/stijl/client/", "/stijl/kaal/", "/stijl/document/"]
MAIN_TARGETS = ".button, .tabs a, .portal-nav a, .rail li a, summary, .choice label, .field input[type=text]"
FORM_AGAIN = "form.form button[type=submit]"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_kept_out(live_server, opened, barriers, path, size, scheme):
    page = opened(size, scheme)

    page.goto(live_server.url + path)

    assert barriers(page) == []


@pytest.mark.parametrize("size", ["desk", "tablet", "phone", "smallest"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window(live_server, opened, widening, path, size):
    page = opened(size)

    page.goto(live_server.url + path)

    assert widening(page) <= 0


@pytest.mark.parametrize("path", PAGES)
def test_whatever_one_touches_is_large_enough_for_a_thumb(live_server, opened, path):
    page = opened("phone")
    page.goto(live_server.url + path)

    heights = page.eval_on_selector_all(
        MAIN_TARGETS, "all => all.filter(e => e.offsetParent).map(e => [e.textContent, e.offsetHeight])"
    )

    assert [each for each in heights if each[1] < 43] == []


def test_yes_and_no_are_equally_large(live_server, opened):
    page = opened("phone")
    page.goto(live_server.url + "/stijl/client/")

    sizes = page.eval_on_selector_all(".dock .button", "all => all.map(e => [e.offsetWidth, e.offsetHeight])")

    assert len(sizes) == 2
    assert sizes[0] == sizes[1]


def test_the_menu_of_a_phone_opens_without_javascript(live_server, opened):
    page = opened("phone", java_script_enabled=False)
    page.goto(live_server.url + "/stijl/")
    entry = page.locator("header .sheet a", has_text="Opdrachtgevers")

    assert not entry.is_visible()
    page.locator("header summary").first.click()

    assert entry.is_visible()


def test_the_first_tab_key_offers_the_way_past_the_menu(live_server, opened):
    page = opened()
    page.goto(live_server.url + "/stijl/client/")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_what_went_wrong_is_read_first(live_server, opened):
    page = opened()

    page.goto(live_server.url + "/stijl/")

    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_a_slash_goes_to_the_search_but_not_while_typing(live_server, opened):
    page = opened()
    page.goto(live_server.url + "/stijl/")

    page.keyboard.press("/")
    page.keyboard.type("a/b")

    assert page.evaluate("document.activeElement.value") == "a/b"


def test_a_second_click_sends_nothing(live_server, opened):
    page = opened()
    sent = []
    page.route("**/stijl/kaal/", lambda route: _hold(route, sent))
    page.goto(live_server.url + "/stijl/kaal/")

    said = page.evaluate(
        f"() => {{ const b = document.querySelector('{FORM_AGAIN}'); b.click(); b.click(); b.click();"
        "return b.getAttribute('aria-disabled'); }"
    )
    page.wait_for_timeout(300)

    assert len(sent) == 1
    assert said == "true"


def _hold(route, sent):
    """Let a reading through and keep a sending waiting, as a slow server does."""
    if route.request.method != "POST":
        route.continue_()
        return
    sent.append(route.request.url)


def test_a_chosen_theme_wins_from_the_device(live_server, opened):
    page = opened(scheme="light")
    page.context.add_cookies([{"name": "theme", "value": "dark", "url": live_server.url}])

    page.goto(live_server.url + "/stijl/kaal/")

    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_nothing_moves_once_the_page_is_there(live_server, opened):
    page = opened("phone")
    page.goto(live_server.url + "/stijl/client/")

    shift = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
                .observe({type: "layout-shift", buffered: true});
            setTimeout(() => done(sum), 300);
        })"""
    )

    assert shift < 0.02


def test_on_paper_there_are_no_menus_and_dates_are_exact(live_server, opened):
    page = opened()
    page.goto(live_server.url + "/stijl/")

    page.emulate_media(media="print")

    assert not page.locator(".rail").is_visible()
    assert not page.locator(".top").is_visible()
    after = page.evaluate("getComputedStyle(document.querySelector('.facts time[title]'), '::after').content")
    assert "2" in after
