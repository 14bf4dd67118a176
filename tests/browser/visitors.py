"""Somebody in a browser of his own: where he goes, what he presses, and what he sees there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.post_office import PostOffice
from tests.browser.sizes import SIZES
from tests.factories.accounts import PASSWORD

SEND = "main form.form button.main"


@dataclass
class Album:
    """Holds each page in every size to what everybody must be able to do, and keeps a picture if one is wanted."""

    folder: Path
    barriers: Callable[..., list[str]]
    widening: Callable[[Page], int]
    has_pictures: bool
    complaints: list[str] = field(default_factory=list)

    def keep(self, page: Page, name: str, *, schemes: tuple[str, ...] = ("light",)) -> None:
        """Look at this page on a desk and on a phone; write down who is kept out and what sticks out."""
        page.wait_for_load_state()
        before = page.viewport_size
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            for size in ("desk", "phone"):
                width, height = SIZES[size]
                page.set_viewport_size({"width": width, "height": height})
                where = f"{name} ({size}, {scheme})"
                if self.has_pictures:
                    page.screenshot(path=self.folder / f"{name}-{size}-{scheme}.png", full_page=True)
                wide = ["wider than its window"] if self.widening(page) > 0 else []
                barriers = self.barriers(page)
                self.complaints += [f"{where}: {complaint}" for complaint in [*barriers, *wide]]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)


@dataclass
class Visitor:
    """One person with one browser."""

    page: Page
    site: str
    email: str
    post: PostOffice
    album: Album

    def logs_in_with_a_password(self) -> None:
        """Log in as staff does."""
        self.opens("/inloggen/")
        self.fills("E-mailadres", self.email)
        self.fills("Wachtwoord", PASSWORD)
        self.sends()

    def logs_in_with_a_code(self) -> None:
        """Log in as clients and contacts do: with a code from an e-mail."""
        self.opens("/inloggen/code/")
        self.fills("E-mailadres", self.email)
        self.sends()
        self.types_the_code()

    def types_the_code(self) -> None:
        """Read the newest code in the mail, and send it."""
        self.page.fill("[name=code]", self.post.code_for(self.email))
        self.sends()

    def opens(self, path: str) -> int:
        """Go to an address; returns the status of the answer."""
        answer = self.page.goto(path if path.startswith("http") else self.site + path)
        assert answer is not None
        return answer.status

    def fills(self, label: str, value: str) -> None:
        """Type in the field with this label."""
        self.page.get_by_label(label).first.fill(value)

    def chooses(self, name: str, value: str) -> None:
        """Choose in the list with this name."""
        self.page.select_option(f"[name={name}]", value)

    def ticks(self, name: str, value: str) -> None:
        """Tick the box or the round of this name and value."""
        self.page.check(f"[name={name}][value={value}]")

    def sends(self) -> None:
        """Send the form of this page."""
        with self.page.expect_navigation(timeout=15000):
            self.page.locator(SEND).first.click()

    def presses(self, words: str) -> None:
        """Press the button that says this."""
        with self.page.expect_navigation(timeout=15000):
            self.page.get_by_role("button", name=words).first.click()

    def follows(self, words: str) -> None:
        """Follow the link in the page that says this."""
        with self.page.expect_navigation(timeout=15000):
            self.page.locator("main").get_by_role("link", name=words).first.click()

    def sees(self, words: str) -> None:
        """Find these words on the page, in sight."""
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible()

    def does_not_see(self, words: str) -> None:
        """Look in vain for these words."""
        expect(self.page.get_by_text(words)).to_have_count(0)

    @contextmanager
    def another_tab(self) -> Iterator[None]:
        """Work in a second tab for a while; the first stays as it was."""
        first = self.page
        self.page = first.context.new_page()
        yield
        self.page.close()
        self.page = first

    def looks(self, name: str, **more: tuple[str, ...]) -> None:
        """Keep a picture of this page."""
        self.album.keep(self.page, name, **more)

    def clicks_twice(self, words: str) -> list[int]:
        """Send what is behind this button two times at once, as an impatient finger does; returns both answers."""
        button = self.page.get_by_role("button", name=words).first
        return list(button.evaluate(TWICE))

    @property
    def path(self) -> str:
        """Return where the person is."""
        return re.sub(r"^https?://[^/]+", "", self.page.url)


TWICE = """async (button) => {
  const body = () => new URLSearchParams(new FormData(button.form));
  const send = () => fetch(button.form.action, {method: "POST", body: body(), credentials: "same-origin"});
  return (await Promise.all([send(), send()])).map((answer) => answer.status);
}"""
