"""What can keep the house from running, each told with its way out."""


class CannotRun(Exception):
    """The house cannot start or go on; the message says why and what to do."""
