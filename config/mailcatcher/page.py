"""The inbox as a page: plain HTML with a style sheet of its own, without script."""

import html
import re
from collections.abc import Iterable

from config.mailcatcher.inbox import Mail

LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"

STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; }
article { border: 1px solid GrayText; border-radius: 0.5rem; padding: 0 1rem; margin: 1rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; border-top: 1px solid GrayText; padding: 1rem 0; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
"""


def inbox_page(mails: Iterable[Mail]) -> str:
    """Return the whole page."""
    shown = [_article(mail) for mail in mails]
    content = "".join(shown) or "<p>Er is nog geen post. Zodra Akkoord een e-mail verstuurt, staat die hier.</p>"
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Post van Akkoord</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/stijl.css"></head><body><main>'
        "<h1>Post van Akkoord</h1><p>Deze proefopstelling verstuurt niets naar buiten. Alle e-mail komt hier terecht, "
        'de nieuwste bovenaan. <a href="/">Kijk of er nieuwe post is</a></p>'
        f"{content}</main></body></html>"
    )


def _article(mail: Mail) -> str:
    arrived = mail.arrived_at.astimezone()
    return (
        f"<article><h2>{html.escape(mail.subject) or 'Zonder onderwerp'}</h2><dl>"
        f"<dt>Aan</dt><dd>{html.escape(', '.join(mail.recipients))}</dd>"
        f"<dt>Van</dt><dd>{html.escape(mail.sender)}</dd>"
        f'<dt>Tijd</dt><dd><time datetime="{arrived.isoformat()}">{arrived:%d-%m-%Y %H:%M:%S}</time></dd></dl>'
        f'<div class="text">{_with_links(mail.text.strip())}</div></article>'
    )


def _with_links(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in LINK.finditer(text):
        address = html.escape(found.group())
        parts += [html.escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, html.escape(text[end:])])
