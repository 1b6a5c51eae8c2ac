"""Hits -> CSV (RFC 4180), with a head line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from newsfind.article import format_date
from newsfind.results.hits import Hit

COLUMNS = ("id", "headline", "section", "date", "source", "authors", "path", "url", "score", "words", "snippet")


def as_csv(hits: Iterable[Hit]) -> Iterator[str]:
    """The head line and one record a hit."""
    yield record(COLUMNS)
    for hit in hits:
        article = hit.article
        yield record(
            (
                article.id,
                article.headline,
                article.section,
                format_date(article.date),
                article.source,
                "; ".join(article.authors),
                article.path,
                article.url,
                "" if hit.score is None else round(hit.score, 6),
                article.words,
                " ".join(snippet.text for snippet in hit.snippets.get("body", ())),
            )
        )


def record(values: Iterable[object]) -> str:
    """One line of a table, quoted as it needs to be.

    A lone carriage return is quoted too, which Python's csv does only where its own lines end with one.
    """
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue().removesuffix("\r\n") + "\n"
