"""Words that stand in sealed places only; where one of them is seen, content is seen."""

NAME = "Vogelzang"
NOTE = "kanarienotitie"
HEALTH = "kanariegezondheid"
SUMMARY = "kanariesamenvatting"
TITLE = "kanarietitel"
FILE_NAME = "kanariebestand"
FILE = "kanariebytes"
REPORT = "kanarierapport"
REPORT_TITLE = "kanariekop"
CANDIDATE = "Kanariekandidaat"
QUESTION = "kanarievraag"
PHONE = "0612340000"
REMARK = "kanarieopmerking"

ALL = [NAME, NOTE, HEALTH, SUMMARY, TITLE, FILE_NAME, FILE, REPORT, REPORT_TITLE, CANDIDATE, QUESTION, PHONE, REMARK]


def seen_in(body: str) -> list[str]:
    """Return the words of content that stand in this text."""
    return [word for word in ALL if word in body]
