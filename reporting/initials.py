"""What a report form starts with: the usual headings, the newest version, or what was just typed."""

from typing import Any

from django.http import QueryDict

from dossiers.catalogue import Category
from reporting import terms
from reporting.forms import FIRST_HEADINGS
from reporting.queries.staff import ReportPage
from vault.ids import new_id


def of_new_report() -> dict[str, Any]:
    """Return the usual headings, and the id that makes a second click the same report."""
    headings = {f"heading_{place}": heading for place, heading in enumerate(FIRST_HEADINGS, start=1)}
    return {**headings, "report_id": new_id(), "expected_number": 0, "section_count": len(FIRST_HEADINGS)}


def of_version(page: ReportPage, catalogue: tuple[Category, ...]) -> dict[str, Any]:
    """Return the text and the declarations of a version; what it said about health is asked anew."""
    health = {category.key for category in catalogue if category.is_health}
    texts: dict[str, Any] = {}
    for place, section in enumerate(page.sections, start=1):
        texts[f"heading_{place}"], texts[f"text_{place}"] = section.heading, section.text
    return {
        **texts,
        "title": page.title,
        "categories": [key for key in page.category_keys if key not in health],
        "health_categories": [key for key in page.category_keys if key in health],
        "oldest_on": page.oldest_on,
        "expected_number": page.number,
        "section_count": min(len(page.sections) + 1, terms.MAX_SECTIONS),
    }


def with_one_section_more(typed: QueryDict) -> dict[str, Any]:
    """Return everything that was typed, and room for one section more."""
    several = {"categories", "health_categories", "sources"}
    kept: dict[str, Any] = {name: typed.getlist(name) if name in several else typed.get(name) for name in typed}
    count = typed.get("section_count", "")
    kept["section_count"] = min(int(count) + 1 if count.isdigit() else 1, terms.MAX_SECTIONS)
    return kept
