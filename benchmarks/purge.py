"""How many dossiers a second one worker destroys, beside only deleting their rows by QuerySet.delete()."""

import os

from benchmarks.house import a_house, inside

DOSSIERS = int(os.environ.get("DOSSIERS", "2000"))


def main() -> None:
    """Build a bureau, measure in it, and print what was found."""
    with a_house():
        measuring = inside("benchmarks.purging", str(DOSSIERS))
        for line in measuring.stdout or ():
            print(line, end="", flush=True)
        if measuring.wait():
            raise SystemExit("the measurement of destructions failed")


if __name__ == "__main__":
    main()
