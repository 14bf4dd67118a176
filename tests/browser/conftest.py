"""A real Chromium that knows no network but the server of the test, and the accessibility rules pages are held to."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from accounts.models import User
from tests.browser.sizes import SIZES
from tests.browser.visitors import Album

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Axe comes along with each look, for the page may be another one than a moment before. What changes is brought to rest
# rather than waited for, and a look that does not end fails: no test waits for ever.
LOOK = """async (options) => {
  if (!window.axe) { %s }
  document.getAnimations().filter((each) => each instanceof CSSTransition).forEach((each) => each.finish());
  const late = new Promise((end) => setTimeout(end, 60000));
  const seen = await Promise.race([window.axe.run(options), late]);
  if (!seen) throw new Error("looking at this page took over a minute");
  return seen.violations.map(({id, nodes}) => ({id, nodes: nodes.map(({html}) => ({html}))}));
}"""

REFUSAL = re.compile(r"responded with a status of 4(04|09|22)")

Opened = Callable[..., Page]
Visits = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one browser for all tests."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("The browser tests need Chromium: apt-get install chromium.")
    # Playwright's own event loop runs in this thread, which Django takes for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=False, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """Return a function that opens a page of a size and a scheme; every error on the console fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(size: str = "desk", scheme: str = "light", *, refusals: bool = False, **options: object) -> Page:
        """Open a page; with `refusals` the server may say no (404, 409, 422), which browsers write on the console."""
        width, height = SIZES[size]
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, locale="nl-NL", **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                _is_error(message, refusals=refusals) and complaints.append(message.text + str(message.location))
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, complaints


def _is_error(message: ConsoleMessage, *, refusals: bool) -> bool:
    return message.type == "error" and not (refusals and REFUSAL.search(message.text))


@pytest.fixture
def barriers() -> Callable[..., list[str]]:
    """Return a function that tells what on a page keeps somebody out."""
    axe = Axe().axe_script

    def look(page: Page) -> list[str]:
        # A click waits until the next page has begun, not until it is there: on a slow machine it is still empty then.
        page.wait_for_load_state()
        wanted = {"type": "tag", "values": RULES}
        # Without preloading: axe would put style sheets of its own into the page, which its policy rightly refuses.
        # A page of which nobody takes a picture may draw no frame, and then its letters never get their font.
        page.screenshot(clip={"x": 0, "y": 0, "width": 1, "height": 1})
        found = page.evaluate(LOOK % axe, {"runOnly": wanted, "resultTypes": ["violations"], "preload": False})
        return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]

    return look


@pytest.fixture
def widening() -> Callable[[Page], int]:
    """Return a function that tells how many pixels a page is wider than its window."""
    return lambda page: page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def album(barriers, widening, tmp_path) -> Album:
    """What was seen on this walk; AKKOORD_SHOTS names a folder that keeps pictures of it, which take their time."""
    folder = Path(os.environ.get("AKKOORD_SHOTS", tmp_path / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return Album(folder, barriers, widening, has_pictures="AKKOORD_SHOTS" in os.environ)


@pytest.fixture
def visits(live_server, opened) -> Visits:
    """Let somebody go to an address in a browser of his own, in Dutch unless told otherwise."""

    def visit(user: User, path: str, *, size: str = "desk", language: str = "nl") -> Page:
        page, visitor = opened(size, refusals=True), Client()
        visitor.force_login(user)
        cookies = {"sessionid": visitor.cookies["sessionid"].value, settings.LANGUAGE_COOKIE_NAME: language}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page.goto(live_server.url + path)
        return page

    return visit
