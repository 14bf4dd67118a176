"""The mail catcher as a process: `python -m config.mailcatcher`, ports from the environment."""

import os
import signal

from config.mailcatcher.catcher import MailCatcher


def main() -> None:
    """Catch mail until told to stop."""
    catcher = MailCatcher(
        smtp_port=int(os.environ.get("AKKOORD_MAILCATCHER_PORT", "1025")),
        page_port=int(os.environ.get("AKKOORD_INBOX_PORT", "8025")),
    )
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})  # before threads, which inherit it
    catcher.start()
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    catcher.stop()


if __name__ == "__main__":
    main()
