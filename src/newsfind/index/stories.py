"""Stories: articles that are copies of each other (`index/copies.py`), and how an answer shows them.

What an engine shows is of the articles that match, and of them only: a search with `copies="group"` or "hide" has one
hit for each story, its lead copy, which is the earliest one (those without a date are later than all others), of these
the longest, of these the first by `tie_break`. The other copies come with the hit in that order, or not at all.
`Results.total` counts articles whatever is shown, and so do facets; `Results.stories` counts hits: an article without
copies is a story of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeAlias

from newsfind.article import Article
from newsfind.index.engine import tie_break
from newsfind.results.hits import Copy

LeadOrder: TypeAlias = tuple[bool, timedelta, int, int]


def lead_first(article: Article) -> LeadOrder:
    """What sorts the copies of a story."""
    date = article.date and article.date.replace(tzinfo=None)
    return date is None, date - datetime.min if date else timedelta(), -article.words, tie_break(article.id)


def copy_of(article: Article) -> Copy:
    """What is told of a copy."""
    return Copy(article.id, article.headline, article.source, article.date, article.path)
