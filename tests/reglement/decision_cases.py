"""The cases of the table of expected decisions, as questions: what may be asked of every profile."""

from typing import Any

from tests.reglement.questions import (
    AUDIT,
    DISCLOSE,
    REPORT,
    REQUEST,
    RETAIN,
    VIEW,
    WRITE,
    approval,
    asked,
    consent,
    ground,
    health_consent,
)

SHORT = asked(REPORT, content__report_kind="short_progress", content__channel="email")
FML = asked(REPORT, content__categories=[{"key": "fml", "tag": "functional"}])
COURT = asked(DISCLOSE, purpose="legal_duty", recipient={"class": "court"}, content__kind="document")
MANAGER = asked(VIEW, actor={"role": "workplace_manager", "employment": "none"})
SUBSTITUTE = asked(
    VIEW,
    act="substitute",
    actor__role="substitute_coach",
    actor__authorised=True,
    content__carrier="digital",
    consents=[consent("requested", form="plain")],
)
PASSWORD = asked(WRITE, content__categories=[{"key": "wachtwoord_vacaturesite", "tag": "credential"}])
NEWSLETTER = asked(VIEW, act="use_internally", purpose="newsletter", objections=[{"purpose": "newsletter"}])
BALANCED = ground("legitimate_interest", balanced=True)
SENIOR = ground("vital_interest", decided_by="directie")
REFUSED = approval("refused")

CASES: dict[str, dict[str, Any]] = {
    "1 no ground": REPORT,
    **{
        f"1 ground {known['kind']}": asked(REPORT, grounds=[known])
        for known in (ground("client_contract"), SENIOR, BALANCED)
    },
    "1 ground in law": asked(REPORT, grounds=[ground("legal_obligation")]),
    "2 agreed orally": asked(REPORT, consents=[approval(form="oral")]),
    "3 approved in writing": asked(REPORT, consents=[approval()]),
    "4 refused, no ground": asked(REPORT, consents=[REFUSED]),
    **{
        f"4 refused, {known['kind']}": asked(REPORT, consents=[REFUSED], grounds=[known])
        for known in (ground("client_contract"), SENIOR)
    },
    "4 refused, own interest": asked(REPORT, consents=[REFUSED], grounds=[BALANCED]),
    "5 short, no ground": SHORT,
    "5 short, ground": asked(SHORT, grounds=[BALANCED]),
    "5 short, consent": asked(SHORT, consents=[consent(form="plain")]),
    "5 short, not a pdf": asked(SHORT, grounds=[BALANCED], content__format="text"),
    "7 FML, no consent": FML,
    "7 FML, only approved": asked(FML, consents=[approval()]),
    "7 FML, only health consent": asked(FML, consents=[health_consent()]),
    "7 FML, both": asked(FML, consents=[approval(), health_consent()]),
    "9 court order": asked(COURT, grounds=[ground("court_order")]),
    "9 order without its copy": asked(COURT, grounds=[{"kind": "court_order"}]),
    "11 auditor": AUDIT,
    "11 auditor of another mark": asked(AUDIT, recipient__body="noloc"),
    "12 manager looks": MANAGER,
    "12 manager looks with consent": asked(
        MANAGER, consents=[consent(form="plain", recipients=["workplace_manager"])]
    ),
    "14 substitute": SUBSTITUTE,
    "17 CV without consent": DISCLOSE,
    "17 CV with a note of necessity": asked(DISCLOSE, grounds=[ground("work_necessity")]),
    "17 CV with consent": asked(DISCLOSE, consents=[consent(form="explicit", recipients=["ontvanger-3"])]),
    "18 paper, 13 months": asked(RETAIN, on="2026-02-15", retention__carrier="paper"),
    "19 digital, 25 months": asked(RETAIN, on="2027-02-15"),
    "20 erase, a reason of the text": asked(REQUEST, request__right="erase", request__conditions=["wrong"]),
    "20 erase, a reason of the law": asked(REQUEST, request__right="erase", request__conditions=["no_longer_needed"]),
    "21 access after closing": asked(REQUEST, request__closed_on="2025-07-01"),
    "25 intake of a minor": asked(VIEW, act="intake", client__age=15),
    "25 consent of a minor": asked(VIEW, act="record_consent", client__age=15, consents=[consent()]),
    "26 password": PASSWORD,
    "27 newsletter after opt-out": NEWSLETTER,
}
