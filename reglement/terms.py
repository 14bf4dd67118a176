"""The closed word lists that questions (facts) and rules share; a word outside a list is an error, never a guess."""

from typing import Final, Literal, get_args

Act = Literal[
    "view",
    "write",
    "export",
    "report",
    "disclose",
    "substitute",
    "request_inbound",
    "use_internally",
    "audit",
    "intake",
    "start",
    "record_consent",
    "retain",
    "exercise_right",
]
# Acts that carry data out of the bureau, or look in from outside: their default deny is the disclosure article.
DISCLOSING_ACTS: Final = frozenset({"report", "disclose", "export", "request_inbound", "audit"})
# A client is registered, a traject started and a consent recorded by their nature; every other act needs a purpose.
WITHOUT_PURPOSE: Final = frozenset({"intake", "start", "record_consent"})

Purpose = Literal[
    "registration",
    "guidance",
    "reporting",
    "placement",
    "assessment",
    "relation",
    "portal",
    "information",
    "analysis",
    "newsletter",
    "quality_audit",
    "invoicing",
    "management_information",
    "subsidy",
    "research",
    "medical_advice",
    "legal_duty",
    "legal_claim",
    "verification",
    "supervision",
    "complaint",
    "request_of_client",
]

ActorRole = Literal[
    "coach",
    "substitute_coach",
    "administratie",
    "vestigingsmanager",
    "beheerder",
    "directie",
    "privacy_officer",
    "engaged_third_party",
    "client",
    "representative",
    "opdrachtgever_contact",
    "workplace_manager",
    "auditor",
    "supplier",
    "third_party",
]
STAFF_ROLES: Final = frozenset(
    {
        "coach",
        "substitute_coach",
        "administratie",
        "vestigingsmanager",
        "beheerder",
        "directie",
        "privacy_officer",
        "engaged_third_party",
    }
)
Employment = Literal["employed", "contractor", "none"]

RecipientClass = Literal[
    "staff",
    "client",
    "representative",
    "opdrachtgever",
    "workplace_manager",
    "possible_employer",
    "relation",
    "doctor",
    "medical_adviser",
    "care_provider",
    "test_bureau",
    "training_provider",
    "engaged_third_party",
    "supplier",
    "auditor",
    "court",
    "authority",
    "subsidy_body",
    "benefits_agency",
    "researcher",
    "other",
]
RecipientKind = Literal["employer", "uwv", "municipality", "insurer", "other", "unknown"]
RECIPIENT_CLASS_OF_ROLE: Final[dict[str, str]] = {
    **dict.fromkeys(STAFF_ROLES, "staff"),
    "client": "client",
    "representative": "representative",
    "opdrachtgever_contact": "opdrachtgever",
    "workplace_manager": "workplace_manager",
    "auditor": "auditor",
    "supplier": "supplier",
    "third_party": "other",
}

Phase = Literal["running", "closed"]
# Where somebody works and on whose device, for texts that keep dossiers inside the office or on their own machines.
Place = Literal["office", "elsewhere"]
Device = Literal["bureau", "own"]
ServiceType = Literal[
    "spoor1",
    "spoor2",
    "spoor3",
    "outplacement",
    "loopbaan",
    "coaching",
    "jobcoaching",
    "participation",
    "assessment",
    "overig",
]
ReportKind = Literal["extensive", "short_progress"]
# What a report is for; the final report of a traject is the one that concludes it.
ReportPurpose = Literal["plan", "progress", "placement", "conclusion", "legal"]
# A complaint of the client about the bureau: none, being handled, or handled.
ComplaintState = Literal["none", "open", "closed"]
ContentForm = Literal["written", "oral"]
ContentKind = Literal[
    "report", "cv", "profile", "contact_data", "test_result", "reference", "document", "message", "dossier"
]
# What the house keeps apart by what it is; all other content ends with its category, or with the dossier as a whole.
KEPT_APART: Final = ("document", "test_result", "report")
ContentFormat = Literal["pdf", "docx", "text", "image", "other"]
Carrier = Literal["digital", "paper"]
Channel = Literal[
    "portal", "download", "email", "paper", "telephone", "conversation", "export", "transfer", "coupling"
]
# Who provided a piece of data; `bureau` is what the bureau's own people wrote.
Source = Literal[
    "client",
    "representative",
    "opdrachtgever",
    "employer",
    "treating_doctor",
    "medical_adviser",
    "test_bureau",
    "authority",
    "other",
    "bureau",
]

# Sensitivity of a category of data, from parameters 2.6-2.7: what the law or a reglement treats differently.
Tag = Literal[
    "ordinary",
    "contact",
    "identifying",
    "identity_number",
    "financial",
    "sensitive",
    "functional",
    "medical",
    "test",
    "belief",
    "criminal",
    "credential",
]
TAGS: Final = frozenset(get_args(Tag))

ConsentForm = Literal["implied", "plain", "oral", "unambiguous", "explicit", "written"]
# A form satisfies every need at or below its own height. A clear yes that was said and logged ("oral") is
# unambiguous, yet neither explicit nor written; silence or a bundled acceptance ("implied") satisfies nothing.
CONSENT_HEIGHT: Final[dict[str, int]] = {
    "implied": 0,
    "plain": 1,
    "oral": 2,
    "unambiguous": 2,
    "explicit": 3,
    "written": 4,
}
ConsentState = Literal["requested", "given", "refused", "withdrawn", "expired", "superseded"]
ConsentGiver = Literal["client", "parent", "guardian", "curator", "mentor", "opdrachtgever", "staff", "other"]
ConsentScope = Literal["version", "item", "recipient", "purpose", "period"]

GroundKind = Literal[
    "work_necessity",
    "court_order",
    "legal_obligation",
    "authority_request",
    "client_contract",
    "vital_interest",
    "legitimate_interest",
    "own_rights",
    "verification",
    "compatible_purpose",
    "trajectplan",
    "client_request",
    "weighty_reason",
    "research",
    "unforeseen",
]
# Without the name of the statute nobody can check that it obliges (AVG 6(3)). A request of an authority without one is
# a bare request, which the law floor takes away itself.
RESTS_ON_STATUTE: Final = frozenset({"legal_obligation"})
NoticeEvidence = Literal["none", "sent", "handed_over", "read", "signed"]
NoticeItem = Literal["recipient", "data", "way", "purpose", "frequency"]
NoticeEvent = Literal[
    "traject_start",
    "version_activated",
    "new_purpose",
    "data_from_others",
    "report_sent",
    "rights",
    "confidentiality",
    "destruction",
    "correction",
    "breach",
]
NoticeAudience = Literal["client", "opdrachtgever", "staff", "recipient", "authority", "public"]
NoticeChannel = Literal["email", "website", "portal", "letter", "oral"]
AgreementPart = Literal["recipient", "data", "way", "purpose", "frequency"]
Guardianship = Literal["none", "curatele", "mentorschap"]

DutyKind = Literal[
    "inform_client",
    "show_client",
    "dossier_note",
    "tell_recipients",
    "answer_client",
    "reasoned_refusal",
    "review",
    "ask_client",
]
DutyChannel = Literal["oral", "written", "portal", "any"]
LimitKind = Literal[
    "read_only",
    "no_export",
    "mask",
    "until",
    "relevant_items",
    "as_requested",
    "lookup_only",
    "deidentified",
    "separate_store",
]

Trigger = Literal[
    "intake",
    "last_contact",
    "traject_end",
    "assignment_end",
    "service_end",
    "contract_end",
    "document_event",
    "report_final",
    "outcome",
    "last_traject_end",
    "client_request",
    "complaint_closed",
]
# The events that the house itself writes down when a traject ends.
DATED_TRIGGERS: Final = ("traject_end", "assignment_end", "service_end", "contract_end")
# The last of the trajecten of a client ends as surely as each of them does.
SURE_TRIGGERS: Final = (*DATED_TRIGGERS, "last_traject_end")
# These too, and what need not happen: whatever counts from any other event never begins in this house.
RECORDED_EVENTS: Final = (*SURE_TRIGGERS, "outcome", "complaint_closed", "document_event", "report_final")
Outcome = Literal["placed", "not_placed", "stopped", "transferred"]
RoundUp = Literal["none", "month_end", "year_end"]
Bound = Literal["at_most", "complete_within", "as_a_rule", "exactly"]
EndAction = Literal["destroy", "deidentify"]
ClientOverride = Literal["shorten", "extend", "object", "delete_now", "conditional_delete"]
ClosingChoice = Literal["keep", "take_along", "destroy"]
CLOSING_CHOICES: Final = frozenset(get_args(ClosingChoice))
HoldForm = Literal["identifying", "deidentified"]
HoldStore = Literal["dossier", "separate"]
ResidualKind = Literal["record", "figures"]
# What the house itself can let remain of a dossier: the words of one line, or what numbers are counted by.
ResidualField = Literal["client_name", "service", "year", "principal", "principal_kind", "outcome"]
# In a number nobody is named, and an opdrachtgever may have sent one person.
NAMING_FIELDS: Final = frozenset({"client_name", "principal"})
HoldKind = Literal["statute", "complaint", "court", "running_request", "restriction"]

Right = Literal["notice", "access", "rectify", "supplement", "erase", "block", "object", "port", "complain"]
RightCondition = Literal[
    "wrong", "incomplete", "irrelevant", "unlawful", "no_longer_needed", "consent_withdrawn", "objection", "minor_data"
]
RequestRequirement = Literal["changes_stated", "by_appointment", "identity_checked"]
LegalBasis = Literal["consent", "contract", "legal_obligation", "vital_interest", "public_task", "legitimate_interest"]
DataSubject = Literal["client", "representative", "opdrachtgever_contact", "staff", "visitor"]
RequestChannel = Literal["portal", "email", "letter", "telephone", "desk", "controller"]

CatalogueMode = Literal["indicative", "enumerated", "minimum", "maximum"]
Effect = Literal["allow", "deny", "keep", "destroy", "hold"]

# UAVG 5: below this age, and under curatele or mentorschap, another gives or refuses consent.
CONSENT_AGE: Final = 16
# What stands in a profile where the reglement leaves a hole that the organisation must fill before activation.
UNSET: Final = "unset"
