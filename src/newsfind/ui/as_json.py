"""Values -> what `json.dumps` takes: the shapes that programs rely on, the same from every command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeAlias

from newsfind.article import Article, format_date
from newsfind.results.hits import Completion, Copy, Facet, Hit, Results, Snippet, Stories

if TYPE_CHECKING:
    from newsfind.corpus.raw import Skipped
    from newsfind.index.saved import SavedSearch
    from newsfind.index.sync import Report, Status
    from newsfind.results.trends import Trend

FORMAT = 1
"""Of every object below; it grows when a key changes its meaning or goes, not when one is added."""

Json: TypeAlias = dict[str, object]


def results_as_json(results: Results) -> Json:
    """A page of results."""
    return {
        "format": FORMAT,
        "query": results.query,
        "parsed": results.parsed,
        "notes": list(results.notes),
        "total": results.total,
        **({} if results.exact else {"exact": False}),
        **({} if results.stories is None else {"stories": results.stories}),
        "offset": results.offset,
        "partial": results.partial,
        "took_ms": round(results.took_ms, 3),
        "hits": [hit_as_json(hit) for hit in results],
        "facets": {name: _values(facet) for name, facet in results.facets.items()},
        "suggestion": results.suggestion,
    }


def hit_as_json(hit: Hit) -> Json:
    """One hit: the article without its text, and the passages that match."""
    article = hit.article
    return {
        "id": article.id,
        "headline": article.headline,
        **_metadata(article),
        "score": None if hit.score is None else round(hit.score, 6),
        "words": article.words,
        "entities": [{"name": entity.name, "type": entity.type} for entity in article.entities],
        "snippets": {name: [_snippet(snippet) for snippet in found] for name, found in hit.snippets.items()},
        **({"copies": [_copy(copy) for copy in hit.copies]} if hit.copies else {}),
    }


def article_as_json(article: Article, marks: Mapping[str, Snippet] | None = None) -> Json:
    """A whole article; `marks` adds where a query matches in "headline" and "body"."""
    shown: Json = {
        "format": FORMAT,
        "id": article.id,
        "headline": article.headline,
        **_metadata(article),
        "words": article.words,
        "entities": [asdict(entity) for entity in article.entities],
        "body": article.body,
    }
    if marks is not None:
        shown["marks"] = {name: [list(mark) for mark in snippet.marks] for name, snippet in marks.items()}
    return shown


def facet_as_json(facet: Facet, query: str) -> Json:
    """The values of one field; `distinct` counts those left out as well."""
    return {
        "format": FORMAT,
        "field": facet.field,
        "query": query,
        "distinct": facet.distinct,
        "partial": facet.partial,
        "values": _values(facet),
    }


def completions_as_json(typed: str, completions: Iterable[Completion]) -> Json:
    """What something that is being typed may become."""
    return {"format": FORMAT, "typed": typed, "completions": [asdict(completion) for completion in completions]}


def stories_as_json(stories: Stories, query: str) -> Json:
    """Articles that print the same text; the first copy of each story is the lead copy."""
    return {
        "format": FORMAT,
        "query": query,
        "total": stories.total,
        "partial": stories.partial,
        "stories": [{"count": len(story), "copies": [_copy(copy) for copy in story.copies]} for story in stories],
    }


def trend_as_json(trend: Trend) -> Json:
    """Counts by period for some queries."""
    return {"format": FORMAT, **asdict(trend)}


def saved_as_json(saved: SavedSearch) -> Json:
    """A saved search; `shown` counts the articles that its runs have shown."""
    return {
        "name": saved.name,
        "query": saved.query,
        "narrowing": {
            key: list(value) if isinstance(value, tuple) else value for key, value in saved.narrowing.items()
        },
        "created": saved.created.isoformat(timespec="seconds") if saved.created else None,
        "last_run": saved.last_run.isoformat(timespec="seconds") if saved.last_run else None,
        "shown": len(saved.seen),
    }


def report_as_json(report: Report, *, dry_run: bool = False) -> Json:
    """What a run of `index` did."""
    return {
        "format": FORMAT,
        "added": report.added,
        "updated": report.updated,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "articles": report.articles,
        "skipped": [_skipped(item) for item in report.skipped],
        "unreadable": report.unreadable,
        "notes": list(report.notes),
        "seconds": round(report.seconds, 3),
        "dry_run": dry_run,
    }


def status_as_json(status: Status) -> Json:
    """What is in an index."""
    return {
        "format": FORMAT,
        "articles": status.articles,
        "files": status.files,
        "oldest": format_date(status.oldest) or None,
        "newest": format_date(status.newest) or None,
        "undated": status.undated,
        "sections": _values(status.sections),
        "sources": _values(status.sources),
        "roots": dict(status.roots),
        "read_from": list(status.read_from),
        "tagger": status.tagger,
        "last_run": asdict(status.run) if status.run else None,
        "engine": dict(status.engine),
        "skipped": [_skipped(item) for item in status.skipped],
    }


def _metadata(article: Article) -> Json:
    return {
        "section": article.section,
        "sections": list(article.sections),
        "date": format_date(article.date) or None,
        "source": article.source,
        "authors": list(article.authors),
        "agency": article.agency,
        "language": article.language,
        "path": article.path,
        "url": article.url,
    }


def _copy(copy: Copy) -> Json:
    return {
        "id": copy.id,
        "headline": copy.headline,
        "source": copy.source,
        "date": format_date(copy.date) or None,
        "path": copy.path,
    }


def _snippet(snippet: Snippet) -> Json:
    return {"text": snippet.text, "marks": [list(mark) for mark in snippet.marks]}


def _values(facet: Facet) -> list[Json]:
    return [
        {"value": count.value, "count": count.count, **({"type": count.type} if count.type else {})} for count in facet
    ]


def _skipped(item: Skipped) -> Json:
    return {"path": item.path, "reason": item.reason}
