"""The reglement as people read it: every article with what the system does for it, on a page and on paper."""

from reglement.reading.articles import ArticleToRead, ReglementToRead, anchor_of, reglement_to_read, title_of

__all__ = ["ArticleToRead", "ReglementToRead", "anchor_of", "reglement_to_read", "title_of"]
