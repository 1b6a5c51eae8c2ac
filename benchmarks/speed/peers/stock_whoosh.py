"""Whoosh as it comes, with its own writer; no stop list, since newsfind has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from whoosh import analysis, fields, highlight, index, qparser, sorting, versionstring

from benchmarks.speed.peers import Answer, month
from benchmarks.speed.questions import Question
from newsfind.article import Article

_SEPARATOR = "|"


class StockWhoosh:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def version(self) -> str:
        return str(versionstring(build=False))

    def build(self, articles: Iterable[Article]) -> None:
        self._folder.mkdir(parents=True)
        words = analysis.StemmingAnalyzer(stoplist=None, minsize=1)
        several = analysis.RegexTokenizer(r"[^|]+")
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            headline=fields.TEXT(words, stored=True, phrase=True),
            body=fields.TEXT(words, stored=True, phrase=True),
            section=fields.TEXT(several, stored=True, phrase=False),
            entities=fields.TEXT(several, stored=True, phrase=False),
            month=fields.ID(stored=True, sortable=True),
            date=fields.DATETIME(stored=True),
        )
        writer = index.create_in(str(self._folder), schema).writer(limitmb=256)
        for article in articles:
            writer.add_document(**_values(article))
        writer.commit()

    def open(self) -> None:
        self._index = index.open_dir(str(self._folder))
        self._searcher = self._index.searcher()
        self._any = qparser.MultifieldParser(["headline", "body"], self._index.schema)

    def top(self, question: Question) -> Answer:
        results = self._searcher.search(self._any.parse(_typed(question)), limit=10)
        return Answer([hit["id"] for hit in results], len(results), {})

    def page(self, question: Question) -> Answer:
        groups = {
            "section": sorting.FieldFacet("section", allow_overlap=True, maptype=sorting.Count),
            "entities": sorting.FieldFacet("entities", allow_overlap=True, maptype=sorting.Count),
            "month": sorting.FieldFacet("month", maptype=sorting.Count),
        }
        results = self._searcher.search(self._any.parse(_typed(question)), limit=10, groupedby=groups)
        results.fragmenter = highlight.ContextFragmenter(maxchars=240)
        snippets = [hit.highlights("body", top=1) for hit in results]
        values = {name: len(results.groups(name)) for name in groups}
        return Answer([hit["id"] for hit in results], len(results), values, sum(map(bool, snippets)))

    def update(self, articles: Sequence[Article]) -> bool:
        writer = self._index.writer(limitmb=256)
        for article in articles:
            writer.update_document(**_values(article))
        writer.commit()
        self._searcher = self._searcher.refresh()
        return True


def _values(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "headline": article.headline,
        "body": article.body,
        "section": _SEPARATOR.join(article.sections),
        "entities": _SEPARATOR.join(entity.name for entity in article.entities),
        "month": str(month(article)),
        "date": article.date.replace(tzinfo=None) if article.date else None,
    }


def _typed(question: Question) -> str:
    if question.kind == "phrase":
        return f'"{" ".join(question.words)}"'
    return (" OR " if question.kind == "or" else " AND ").join(question.words)
