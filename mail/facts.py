"""What the post refuses, one exception per fact."""


class MailTemplateMissing(Exception):
    """There is no such template, so the message could never be written."""


class NotForMail(Exception):
    """The context holds something that may not travel by mail: a word that is not on the list, or more than a word."""


class RecipientUnknown(Exception):
    """The receiving server says that there is no such address; trying again does not help."""
