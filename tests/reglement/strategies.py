"""Questions of every act for hypothesis: whole ones, and the same with a few facts changed."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from reglement import terms
from reglement.facts.examples import EXAMPLES
from reglement.loading import profile_names
from tests.reglement.questions import (
    AUDIT,
    DISCLOSE,
    DOCUMENT,
    EMPLOYER,
    OTHER_DOCUMENT,
    REPORT,
    VIEW,
    WRITE,
    approval,
    asked,
    consent,
    ground,
    health_consent,
)

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PROFILES = st.sampled_from(profile_names())
NEWSLETTER = asked(VIEW, act="use_internally", purpose="newsletter")
SUBSTITUTE = asked(VIEW, act="substitute", actor__role="substitute_coach", actor__same_branch=True)
INBOUND = asked(DISCLOSE, act="request_inbound", purpose="guidance", recipient__class="care_provider")
START = next(example for example in EXAMPLES if example["act"] == "start")

MOMENTS = st.sampled_from(["2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z", "2026-11-02T10:00:00", None])
CONSENTS = st.one_of(
    st.builds(approval, st.sampled_from(terms.ConsentState.__args__), at=MOMENTS),
    st.builds(
        lambda form, whom, at: consent(form=form, recipients=[whom], at=at),
        st.sampled_from(terms.ConsentForm.__args__),
        st.sampled_from([EMPLOYER, "ontvanger-3", "possible_employer"]),
        MOMENTS,
    ),
    st.builds(health_consent),
    st.just(consent(sha256=OTHER_DOCUMENT)),
    st.just(consent(form="explicit", recipients=[EMPLOYER], categories=["functional"], valid_until="2026-11-21")),
    st.just(consent(by="parent", purpose="reporting")),
)
GROUNDS = st.builds(
    lambda kind, sure, whom: ground(
        kind,
        balanced=sure,
        statute="AWR 52" if sure else None,
        decided_by="directie" if sure else None,
        recipients=[whom],
        categories=["ordinary"],
    ),
    st.sampled_from(terms.GroundKind.__args__),
    st.booleans(),
    st.sampled_from([EMPLOYER, "ontvanger-3"]),
)
TAGS = st.sampled_from(terms.Tag.__args__)
# One change of one fact.
CHANGES = st.one_of(
    st.tuples(st.just("content__categories"), st.builds(lambda tag: [{"key": "voortgang", "tag": tag}], TAGS)),
    st.tuples(st.just("content__form"), st.sampled_from(["written", "oral"])),
    st.tuples(st.just("content__channel"), st.sampled_from(terms.Channel.__args__)),
    st.tuples(st.just("content__report_kind"), st.sampled_from(terms.ReportKind.__args__)),
    st.tuples(st.just("content__kind"), st.sampled_from(terms.ContentKind.__args__)),
    st.tuples(st.just("content__source"), st.sampled_from(terms.Source.__args__)),
    st.tuples(st.just("content__carrier"), st.sampled_from(terms.Carrier.__args__)),
    st.tuples(st.just("content__sha256"), st.sampled_from([DOCUMENT, OTHER_DOCUMENT])),
    st.tuples(st.just("content__shown_to_client"), st.booleans()),
    st.tuples(st.just("content__shown_on"), st.sampled_from(["2026-11-20", "2026-11-01"])),
    st.tuples(st.just("content__from_treating_doctor"), st.booleans()),
    st.tuples(st.just("content__marked_confidential"), st.booleans()),
    st.tuples(st.just("client__age"), st.sampled_from([15, 16, 41])),
    st.tuples(st.just("client__guardianship"), st.sampled_from(terms.Guardianship.__args__)),
    st.tuples(st.just("actor__role"), st.sampled_from(terms.ActorRole.__args__)),
    st.tuples(st.just("actor__employment"), st.sampled_from(terms.Employment.__args__)),
    st.tuples(st.just("actor__assigned"), st.booleans()),
    st.tuples(st.just("actor__confidentiality_signed"), st.booleans()),
    st.tuples(st.just("actor__authorised"), st.booleans()),
    st.tuples(st.just("purpose"), st.sampled_from(terms.Purpose.__args__)),
    st.tuples(st.just("phase"), st.sampled_from(terms.Phase.__args__)),
    st.tuples(st.just("service"), st.sampled_from(terms.ServiceType.__args__)),
    st.tuples(st.just("for_payment"), st.booleans()),
    st.tuples(st.just("objections"), st.sampled_from([[], [{"purpose": "newsletter"}], [{"weighed": True}]])),
    st.tuples(st.just("approvals"), st.sampled_from([[], [{"by_role": "beheerder"}, {"by_role": "client"}]])),
    st.tuples(st.just("until"), st.sampled_from(["2026-11-28", "2026-11-01"])),
)
OUTWARDS = st.sampled_from([REPORT, DISCLOSE, INBOUND])
INWARDS = st.sampled_from([VIEW, WRITE, AUDIT, SUBSTITUTE, NEWSLETTER, START])
RECIPIENTS = st.sampled_from(
    [None, *({"class": name, "id": EMPLOYER, "kind": "employer"} for name in terms.RecipientClass.__args__)]
)


def changed(question: dict[str, Any], changes: list[tuple[str, Any]], whom: Any = None) -> dict[str, Any]:
    """Return the question with these facts changed, and to another recipient where one is given."""
    question = asked(question, **dict(changes))
    return asked(question, recipient=whom) if whom else question


def with_proof(question: dict[str, Any], consents: list[Any], grounds: list[Any]) -> dict[str, Any]:
    """Return the question with these consents and grounds on file."""
    return asked(question, consents=consents, grounds=grounds, content__necessity_note=True)


_BARE = st.one_of(
    st.builds(changed, OUTWARDS, st.lists(CHANGES, max_size=3), RECIPIENTS),
    st.builds(changed, INWARDS, st.lists(CHANGES, max_size=3)),
)
QUESTIONS = st.builds(with_proof, _BARE, st.lists(CONSENTS, max_size=3), st.lists(GROUNDS, max_size=2))
