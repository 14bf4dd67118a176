"""`make bench`: every measurement after the other, each with its own lines."""

from benchmarks import decide, purge

if __name__ == "__main__":
    decide.main()
    purge.main()
