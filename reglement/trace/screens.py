"""The pages on which people meet a rule: by what the rule is about, and by name, each with what people call it."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglement.trace.carrying import Carrier

SCREENS: dict[str, str | Promise] = {
    "admin:accounts_roleassignment_add": _("een rol geven (in beheer)"),
    "admin:index": _("beheer"),
    "consent:access": _("wie in het dossier mag"),
    "consent:agreements": _("rapportageafspraken"),
    "consent:disclosures": _("wat ging er weg (in het dossier)"),
    "consent:ground-new": _("een grond vastleggen"),
    "consent:looks": _("iemand van buiten laten meekijken"),
    "consent:my-consents": _("mijn toestemmingen (van de cliënt)"),
    "consent:my-disclosures": _("wat ging er weg (van de cliënt)"),
    "consent:my-start": _("startbericht van de cliënt"),
    "consent:start": _("een traject beginnen"),
    "desk:client_log": _("wie keek er (van de cliënt)"),
    "desk:confidentiality": _("zwijgplicht tekenen"),
    "desk:dossier": _("het dossier"),
    "desk:my_day": _("mijn dag"),
    "dossiers:agreement-add": _("overeenkomst met een opdrachtgever"),
    "dossiers:contact-refer": _("aanmelden (van de opdrachtgever)"),
    "dossiers:conversations": _("gesprekken"),
    "dossiers:document-add": _("document toevoegen"),
    "dossiers:documents": _("documenten"),
    "dossiers:duty-done": _("taken die uit een besluit volgen"),
    "dossiers:note-add": _("notitie schrijven"),
    "dossiers:opdrachtgever": _("een opdrachtgever"),
    "dossiers:opdrachtgevers": _("opdrachtgevers"),
    "dossiers:own-documents": _("documenten van de cliënt"),
    "reglement:public": _("het reglement op de openbare pagina"),
    "reglement:read": _("het reglement"),
    "reporting:client-report": _("rapport bij de cliënt"),
    "reporting:report": _("rapport"),
    "retention:close": _("traject sluiten"),
    "retention:dossier": _("bewaren (in het dossier)"),
    "retention:figures": _("cijfers zonder namen"),
    "retention:hold": _("vasthouden"),
    "retention:look-up": _("opzoeken wat er bleef"),
    "retention:overview": _("bewaren en vernietigen"),
    "retention:own": _("bewaren (van de cliënt)"),
    "retention:own-erase": _("het dossier laten vernietigen (van de cliënt)"),
    "retention:papers": _("papieren dossiers"),
}
_OF_ACT: dict[str, tuple[str, ...]] = {
    "view": ("desk:dossier", "consent:access"),
    "write": ("dossiers:note-add", "dossiers:document-add"),
    "substitute": ("consent:access",),
    "use_internally": (),
    "report": ("reporting:report",),
    "disclose": ("consent:disclosures", "consent:ground-new"),
    "export": ("consent:disclosures",),
    "start": ("consent:start",),
    "intake": ("consent:start",),
    "record_consent": ("consent:my-consents",),
}
_OF_PART: dict[str, tuple[str, ...]] = {
    "catalogue": ("dossiers:note-add", "dossiers:document-add"),
    "catalogue_item": ("dossiers:note-add", "dossiers:document-add"),
    "complaint_route": ("reglement:read",),
    "default_deny": ("reporting:report", "desk:dossier"),
    "law_conflict": ("reglement:read",),
    "purpose_binding": ("consent:start", "reporting:report"),
    "residual_rule": ("retention:own",),
    "retention_rule": ("retention:dossier", "retention:own", "retention:overview"),
    "right_rule": ("consent:my-disclosures", "desk:client_log"),
    "roles": ("admin:index",),
}
_OF_EVENT: dict[str, tuple[str, ...]] = {
    "traject_start": ("consent:my-start",),
    "rights": ("consent:my-start",),
    "report_sent": ("consent:my-disclosures",),
    "confidentiality": ("desk:confidentiality",),
    "version_activated": ("reglement:read",),
    "destruction": ("retention:own",),
}


def screens_of(carrier: Carrier) -> Iterator[str]:
    """Yield the names of the pages on which people meet this entry."""
    entry: Any = carrier.entry
    yield from _OF_PART.get(carrier.part, ())
    if carrier.part == "gate_rule":
        for act in entry.act:
            yield from _OF_ACT.get(act, ())
        if any(need.kind == "confidentiality" for need in entry.needs):
            yield "desk:confidentiality"
    elif carrier.part == "residual_rule":
        yield "retention:figures" if entry.kind == "figures" else "retention:look-up"
    elif carrier.part == "notice_rule":
        yield from _OF_EVENT.get(entry.event, ())
