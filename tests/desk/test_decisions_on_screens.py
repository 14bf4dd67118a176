"""The cases of the decision table that have a screen, through the screen: under each text, as its column says."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import User
from consent.models import ReportingLine
from dossiers.catalogue import categories_of
from dossiers.models import Dossier
from dossiers.services import end_grant
from reglement.models import Decision
from reporting.drafting import reportable
from reporting.models import Delivery, ReportVersion
from retention.models import DossierTerm
from tests.factories.consent import Bureau, a_bureau, a_category, sign_confidentiality
from tests.factories.dossiers import a_grant
from tests.factories.reporting import code_mailed_to
from tests.reglement.columns import COLUMNS
from tests.sharing import made_once
from vault.clock import today
from vault.ids import new_id

pytestmark = [pytest.mark.exhaustive, pytest.mark.django_db]


the_bureau = made_once(a_bureau, params=sorted(COLUMNS))


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def expected(bureau: Bureau, case: str) -> tuple[str, str]:
    return COLUMNS[bureau.profile][case]


def write(bureau: Bureau, *, kind: str = "extensive", health: str = "") -> ReportVersion:
    line = ReportingLine.objects.get(agreement__traject=bureau.dossier.traject, report_kind=kind)
    typed = {
        "title": "Voortgang",
        "line": str(line.pk),
        "report_id": str(new_id()),
        "heading_1": "Verloop",
        "text_1": "Zij zocht drie maanden naar werk.",
        "categories": [a_category(bureau.profile)],
        "health_categories": [health] if health else [],
        "holds_health": "ja" if health else "nee",
        "from_treating_doctor": "nee",
        "confidential": "nee",
        "section_count": "4",
        "expected_number": "0",
    }
    answer = browser_of(bureau.coach).post(reverse("reporting:report-new", args=[bureau.dossier.number]), typed)
    assert answer.status_code == 302, answer.text
    return ReportVersion.objects.select_related("report__dossier").latest("number")


def action(name: str, version: ReportVersion) -> str:
    return reverse(f"reporting:{name}", args=[version.report.dossier.number, version.report_id, version.number])


def send(bureau: Bureau, version: ReportVersion) -> tuple[str, str]:
    """Press send, and return what the gate wrote down; the page tells the coach the same."""
    answer = browser_of(bureau.coach).post(action("report-send", version))
    decision = Decision.objects.filter(act="report").latest("pk")
    assert (answer.status_code, Delivery.objects.exists()) == (
        (302, True) if decision.effect == "allow" else (409, False)
    )
    assert decision.effect == "allow" or decision.articles[0]["label"] in answer.text
    return decision.effect, decision.articles[0]["key"]


def record(bureau: Bureau, version: ReportVersion, kind: str, **words: str) -> None:
    path = reverse("consent:ground-new", args=[bureau.dossier.number])
    about = f"{path}?versie={version.content_version_id}"
    answer = browser_of(bureau.coach).post(about, {"kind": kind, "evidence": "Stuk 12 in het dossier.", **words})
    assert answer.status_code == 302, answer.text


def put_to_the_client(bureau: Bureau, version: ReportVersion) -> Browser:
    assert browser_of(bureau.coach).post(action("report-submit", version)).status_code == 302
    return browser_of(bureau.client_user)


def test_report_without_any_ground(bureau):
    assert send(bureau, write(bureau)) == expected(bureau, "1 no ground")


def test_report_on_the_contract_with_the_client(bureau):
    version = write(bureau)
    record(bureau, version, "client_contract")

    assert send(bureau, version) == expected(bureau, "1 ground client_contract")


def test_report_that_the_client_approved(bureau):
    version = write(bureau)
    portal = put_to_the_client(bureau, version)
    portal.post(reverse("reporting:client-yes", args=[version.pk]))
    portal.post(reverse("reporting:client-code", args=[version.pk]), {"code": code_mailed_to(bureau.client_user)})

    assert send(bureau, version) == expected(bureau, "3 approved in writing")


def test_report_that_the_client_agreed_to_out_loud(bureau, substitute):
    """A text that wants it in writing has no door to write it down, so that the client can still say it in writing."""
    version = write(bureau)
    put_to_the_client(bureau, version)
    desk = browser_of(bureau.coach)
    door = action("report-spoken", version)
    is_offered = door in desk.get(reverse("reporting:report", args=[bureau.dossier.number, version.report_id])).text
    typed = {"answer": "ja", "words": "Ja hoor.", "speaker": bureau.client_user.pk, "witness": substitute.pk}
    answer = desk.post(door, typed)

    assert answer.status_code == (302 if is_offered else 404)
    assert send(bureau, version) == expected(bureau, "2 agreed orally")


def test_report_that_the_client_refused(bureau):
    version = write(bureau)
    portal = put_to_the_client(bureau, version)
    portal.post(reverse("reporting:client-no", args=[version.pk]), {"remark": "De cursus heette anders."})

    assert send(bureau, version) == expected(bureau, "4 refused, no ground")


def test_report_that_the_client_refused_while_the_contract_asks_for_it(bureau):
    version = write(bureau)
    portal = put_to_the_client(bureau, version)
    portal.post(reverse("reporting:client-no", args=[version.pk]), {"remark": ""})
    record(bureau, version, "client_contract")

    assert send(bureau, version) == expected(bureau, "4 refused, client_contract")


def test_short_report_without_any_ground(bureau):
    assert send(bureau, write(bureau, kind="short_progress")) == expected(bureau, "5 short, no ground")


def test_report_that_holds_what_somebody_can_bear(bureau):
    end_grant(grant=bureau.dossier.grants.get(user=bureau.coach), by=bureau.coach)
    a_grant(bureau.dossier, bureau.coach, health=True)
    known = [category for category in reportable(bureau.dossier) if category.is_health]
    health = min(known, key=lambda category: category.tag != "functional").key

    assert send(bureau, write(bureau, health=health)) == expected(bureau, "7 FML, no consent")


def test_substitute_before_the_client_answered(bureau, substitute):
    sign_confidentiality(substitute)
    path = reverse("consent:access-substitute", args=[bureau.dossier.number])
    answer = browser_of(bureau.coach).post(path, {"user": substitute.pk, "until": today() + timedelta(days=7)})

    effect, article = expected(bureau, "14 substitute")
    decision = Decision.objects.filter(act="substitute").latest("pk")
    assert (decision.effect, decision.articles[0]["key"]) == (effect, article)
    assert answer.status_code == (302 if effect == "allow" else 422)
    assert bureau.dossier.grants.filter(user=substitute).exists() == (effect == "allow")


def test_no_screen_offers_a_place_for_passwords(bureau):
    assert expected(bureau, "26 password")[0] == "deny"
    assert {c.tag for c in categories_of(bureau.dossier.traject, health=True)}.isdisjoint({"credential"})


@pytest.mark.parametrize(("case", "carrier"), [("18 paper, 13 months", "paper"), ("19 digital, 25 months", "digital")])
def test_closed_dossier_gets_the_dates_of_its_text(bureau, case, carrier):
    answer = browser_of(bureau.coach).post(
        reverse("retention:close", args=[bureau.dossier.number]),
        {"outcome": "new_employer", "ended_on": today().isoformat()},
    )

    assert answer.status_code == 302, answer.text
    term = DossierTerm.objects.filter(dossier=bureau.dossier, carrier=carrier).earliest("due_on")
    months = {"paper": 13, "digital": 25}[carrier]
    is_over = term.due_on <= today() + timedelta(days=months * 30.5)
    assert ("destroy" if is_over else "keep", term.article_key) == expected(bureau, case)


def test_signing_up_somebody_of_fifteen(bureau):
    traject = bureau.dossier.traject
    typed = {
        "name": "Kim Jansen",
        "email": "kim@thuis.example",
        "birth_date": (today() - timedelta(days=15 * 366)).isoformat(),
        "guardianship": "none",
        "opdrachtgever": str(bureau.contact.opdrachtgever_id),
        "service": "spoor2",
        "purpose": "guidance",
        "branch": str(traject.branch_id),
        "coach": str(bureau.coach.pk),
        "started_on": today().isoformat(),
        "form_token": str(new_id()),
        "regel-TOTAL_FORMS": "1",
        "regel-INITIAL_FORMS": "0",
        "regel-0-contact": str(bureau.contact.pk),
        "regel-0-report_kind": "extensive",
        "regel-0-form": "written",
        "regel-0-purpose": "progress",
        "regel-0-frequency": "monthly",
        "regel-0-categories": [a_category(bureau.profile)],
    }
    answer = browser_of(bureau.coach).post(reverse("consent:start"), typed)

    decision = Decision.objects.filter(act="intake").latest("pk")
    assert (decision.effect, decision.articles[0]["key"]) == expected(bureau, "25 intake of a minor")
    is_started = Dossier.objects.exclude(pk=bureau.dossier.pk).exists()
    allowed = decision.effect == "allow"
    assert (answer.status_code, is_started) == ((302, True) if allowed else (422, False)), answer.text
    assert allowed or decision.articles[0]["label"] in answer.text
