"""The two servers of the mail catcher: SMTP for Akkoord, a page for whoever reads along."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller

from config.mailcatcher import page
from config.mailcatcher.inbox import Inbox
from config.running import ports


class MailCatcher:
    """Takes mail on one port and shows it on another; port 0 means any that is free."""

    def __init__(self, *, smtp_port: int = 0, page_port: int = 0) -> None:
        """Reserve the ports; `start` opens them."""
        self.inbox = Inbox()
        self._smtp = Controller(self.inbox, hostname=ports.HOST, port=smtp_port or ports.any_port())
        self._page = ThreadingHTTPServer((ports.HOST, page_port), _answering(self.inbox))

    @property
    def smtp_port(self) -> int:
        """Return the port that takes mail."""
        return int(self._smtp.port)

    @property
    def page_port(self) -> int:
        """Return the port of the page."""
        return int(self._page.server_address[1])

    def start(self) -> None:
        """Open both ports."""
        self._smtp.start()
        threading.Thread(target=self._page.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Close both ports."""
        self._smtp.stop()
        self._page.shutdown()
        self._page.server_close()


def _answering(inbox: Inbox) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        """Answers with the page or its style sheet."""

        def do_GET(self) -> None:
            if self.path == "/":
                self._send("text/html", page.inbox_page(list(inbox.mails)))
            elif self.path == "/stijl.css":
                self._send("text/css", page.STYLE)
            else:
                self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet: the page is for reading."""

        def _send(self, kind: str, text: str) -> None:
            content = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", page.CONTENT_SECURITY_POLICY)
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

    return Answer
