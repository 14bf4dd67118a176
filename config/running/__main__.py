"""The command line of `make run`, `make stop` and `make fresh`."""

import os
import sys

from config.running import ending, house
from config.running.troubles import CannotRun

USAGE = "Usage: python -m config.running [start|stop|forget]"


def main(arguments: list[str]) -> int:
    """Do what is asked; a trouble that a person can mend is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    deeds = {"start": house.run, "stop": ending.stop_all, "forget": ending.forget_demo}
    deed = deeds.get(arguments[0] if arguments else "start")
    if deed is None:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return deed()
    except CannotRun as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
