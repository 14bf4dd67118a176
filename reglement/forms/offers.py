"""What a draft itself offers to choose from in its forms."""

from reglement.drafting import Document
from reglement.forms.fields import Offers
from reglement.loading import law_floor


def offers_of(document: Document) -> Offers:
    """Return the articles, law articles and categories that the forms of this draft offer."""
    articles = [_article(each) for each in document.get("articles") or () if isinstance(each.get("key"), str)]
    law = [(article.key, f"{article.label} {article.heading}") for article in law_floor().ruleset.articles]
    items = document.get("catalogue_item") or ()
    categories = {each["key"]: str(each.get("label", "")) for each in items if isinstance(each.get("key"), str)}
    return Offers(articles=articles, law=law, categories=categories)


def _article(said: Document) -> tuple[str, str]:
    label, heading = str(said.get("label", "")), str(said.get("heading", ""))
    shown = f"{label} {heading}".strip() or said["key"]
    return said["key"], shown if label == said["key"] else f"{shown} ({said['key']})"
