"""tantivy through its Python binding: stemmed English, positions, stored text, columns for what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import tantivy

from benchmarks.speed.peers import Answer, month
from benchmarks.speed.questions import Question
from newsfind.article import Article

_HEAP = 300_000_000
_COUNTS = {
    "section": {"terms": {"field": "section", "size": 10}},
    "entities": {"terms": {"field": "entities", "size": 10}},
    "month": {"terms": {"field": "month", "size": 1000}},
}


class Tantivy:
    """Headline and body in fields of their own, as a search in headlines needs it."""

    _fields: tuple[str, ...] = ("headline", "body")
    _threads = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def version(self) -> str:
        return version("tantivy")

    def build(self, articles: Iterable[Article]) -> None:
        self._folder.mkdir(parents=True)
        index = tantivy.Index(self._schema(), str(self._folder))
        writer = index.writer(_HEAP, self._threads)
        for article in articles:
            writer.add_document(self._document(article))
        writer.commit()
        writer.wait_merging_threads()

    def _schema(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in self._fields:
            builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
        for name in ("section", "entities"):
            builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("month", fast=True)
        builder.add_date_field("date", stored=True, indexed=True, fast=True)
        return builder.build()

    def _document(self, article: Article) -> tantivy.Document:
        document = tantivy.Document()
        document.add_text("id", article.id)
        self._add_text(document, article)
        for section in article.sections:
            document.add_text("section", section)
        for entity in article.entities:
            document.add_text("entities", entity.name)
        document.add_unsigned("month", month(article))
        if article.date:
            document.add_date("date", article.date)
        return document

    def _add_text(self, document: tantivy.Document, article: Article) -> None:
        document.add_text("headline", article.headline)
        document.add_text("body", article.body)

    def open(self) -> None:
        self._index = tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()

    def top(self, question: Question) -> Answer:
        found = self._searcher.search(self._query(question), 10, count=True)
        return Answer([self._searcher.doc(place)["id"][0] for _, place in found.hits], _count(found), {})

    def page(self, question: Question) -> Answer:
        query = self._query(question)
        found = self._searcher.search(query, 10, count=True)
        counts = self._searcher.aggregate(query, _COUNTS)
        generator = tantivy.SnippetGenerator.create(self._searcher, query, self._index.schema, self._fields[-1])
        generator.set_max_num_chars(240)
        documents = [self._searcher.doc(place) for _, place in found.hits]
        snippets = [generator.snippet_from_doc(document).to_html() for document in documents]
        values = {name: len(counts[name]["buckets"]) for name in _COUNTS}
        return Answer([document["id"][0] for document in documents], _count(found), values, sum(map(bool, snippets)))

    def _query(self, question: Question) -> tantivy.Query:
        if question.kind == "phrase":
            typed = f'"{" ".join(question.words)}"'
        else:
            typed = (" OR " if question.kind == "or" else " ").join(question.words)
        return self._index.parse_query(typed, list(self._fields), conjunction_by_default=True)

    def update(self, articles: Sequence[Article]) -> bool:
        writer = self._index.writer(_HEAP, self._threads)
        for article in articles:
            writer.delete_documents_by_term("id", article.id)
            writer.add_document(self._document(article))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        return True


def _count(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # its type stub forgets it


class TantivyTwoThreads(Tantivy):
    _threads = 2


class TantivyOneField(Tantivy):
    """Headline and body as one text: less to do, but headlines can be neither searched nor weighted."""

    _fields = ("text",)

    def _add_text(self, document: tantivy.Document, article: Article) -> None:
        document.add_text("text", f"{article.headline}\n\n{article.body}")
