"""A plain Whoosh searcher opens the folder and finds the same articles as newsfind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import whoosh.index
from whoosh.qparser import QueryParser
from whoosh.query import And, Every, Not, Or, Phrase, Prefix, Term, Wildcard
from whoosh.query import Query as PlainQuery

from index.engines.whoosh.making import segments_apart
from newsfind.article import Article, Entity
from newsfind.index.engine import Engine, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.query import ast

ARTICLES = [
    Article(
        "merkel",
        "“No-spy” agreement: Merkel’s talks",
        "The no-spy agreement with the U.S. failed.\n\nNo spy was named. Trade went on.",
        section="World",
        other_sections=("Politics",),
        date=datetime(2014, 2, 17),
        source="Northgate Times",
        authors=("Ann Bell",),
        entities=(Entity("Angela Merkel", "person", aliases=("Merkel",)), Entity("Berlin", "place")),
    ),
    Article("trade", "Trade talks open", "Huawei spoke of trading. AT&T and Müller did not.", section="WORLD"),
    Article(
        "words", "", "spy no talks trade agreement", section="Business", entities=(Entity("Huawei", "organisation"),)
    ),
    Article("bare", "", ""),
    Article("late", "A spy in Bonn", "Trade, trades, trading: the talks failed again.", section="Sport"),
    Article("chinese", "中国", "中国 trade 1,000 C++", section="World", language="zh"),
]


@dataclass(frozen=True)
class Both:
    """One index, opened by newsfind and by Whoosh."""

    engine: Engine
    searcher: Any
    schema: Any

    def plain(self, query: PlainQuery) -> set[str]:
        return {hit["id"] for hit in self.searcher.search(query, limit=None)}

    def ours(self, query: ast.Query) -> set[str]:
        return {hit.id for hit in self.engine.search(SearchRequest(query=query, limit=1000))}


def fill(folder: Path, batches: list[list[Article]], gone: list[str]) -> None:
    engine = open_engine(f"whoosh:{folder}", create=True)
    for batch in batches:
        with segments_apart(), engine.writer() as writer:
            writer.add(batch)
    with segments_apart(), engine.writer() as writer:
        writer.remove(gone)
    engine.close()


OLD = replace(ARTICLES[1], headline="Spy", body="An old version of trade and 中国", section="Old")
SHAPES = {
    "one segment": ([ARTICLES], []),
    "segments and deletions": (
        [[OLD, ARTICLES[0]], [Article("gone", "Spy", "trade talks no spy")], ARTICLES[1:]],
        ["gone"],
    ),
}


@pytest.fixture(scope="module", params=sorted(SHAPES))
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("plain") / "index"
    fill(folder, *SHAPES[request.param])
    index = whoosh.index.open_dir(str(folder))
    with index.searcher() as searcher:
        yield Both(open_engine(f"whoosh:{folder}"), searcher, index.schema)


def test_the_shapes_are_what_they_say(tmp_path: Path) -> None:
    shapes = {}
    for name, shape in SHAPES.items():
        fill(tmp_path / name, *shape)
        with whoosh.index.open_dir(str(tmp_path / name)).searcher() as searcher:
            shapes[name] = len(searcher.reader().leaf_readers()), searcher.reader().has_deletions()
    assert shapes == {"one segment": (1, False), "segments and deletions": (2, True)}


PAIRS: list[tuple[PlainQuery, ast.Query]] = [
    (Term("body", "trade"), ast.Scope("body", ast.Phrase("trade"))),
    (Term("headline", "spy"), ast.Scope("headline", ast.Phrase("spy"))),
    (Term("body", "muller"), ast.Scope("body", ast.Word("Müller"))),
    (Term("body", "at&t"), ast.Scope("body", ast.Word("AT&T"))),
    (Term("body", "中"), ast.Scope("body", ast.Word("中"))),
    (Term("body", "nowhere"), ast.Scope("body", ast.Word("nowhere"))),
    (Phrase("body", ["no", "spy"]), ast.Scope("body", ast.Phrase("no-spy"))),
    (Phrase("headline", ["trade", "talks"]), ast.Scope("headline", ast.Phrase("trade talks"))),
    (Phrase("body", ["中", "国"]), ast.Scope("body", ast.Phrase("中国"))),
    (
        And([Term("body", "spy"), Term("body", "trade")]),
        ast.And((ast.Scope("body", ast.Phrase("spy")), ast.Scope("body", ast.Phrase("trade")))),
    ),
    (Or([Term("body", "huawei"), Term("headline", "bonn")]), ast.Or((ast.Word("huawei"), ast.Word("bonn")))),
    (
        And([Term("body", "trade"), Not(Term("headline", "spy"))]),
        ast.And((ast.Scope("body", ast.Phrase("trade")), ast.Not(ast.Scope("headline", ast.Phrase("spy"))))),
    ),
    (Prefix("body", "trad"), ast.Scope("body", ast.Wildcard("trad*"))),
    (Wildcard("body", "t?lk*"), ast.Scope("body", ast.Wildcard("t?lk*"))),
    (Term("section", "world"), ast.Equals("section", "World")),
    (Term("section", "politics"), ast.Equals("section", "POLITICS")),
    (Term("entities", "angela merkel"), ast.Equals("entity", "Angela Merkel")),
    (Term("source", "northgate times"), ast.Equals("source", "Northgate Times")),
    (Term("authors", "ann bell"), ast.Equals("author", "ann bell")),
    (Term("language", "zh"), ast.Equals("language", "zh")),
    (Every(), ast.Everything()),
]


@pytest.mark.parametrize(("plain", "ours"), PAIRS, ids=[str(plain) for plain, _ in PAIRS])
def test_a_query_finds_the_same_articles(both: Both, plain: PlainQuery, ours: ast.Query) -> None:
    assert both.plain(plain) == both.ours(ours)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trade", {"merkel", "words", "late", "chinese"}),
        ('"no spy"', {"merkel"}),
        ("NO-SPY", {"merkel"}),
        ("“no-spy”", {"merkel"}),
        ("U.S. agreement", {"merkel"}),
        ("Müller", {"trade"}),
        ("1,000", {"chinese"}),
        ("trad*", {"merkel", "trade", "words", "late", "chinese"}),
        ("headline:trade", {"trade"}),
        ("section:World", {"merkel", "trade", "chinese"}),
        ('entities:"Angela Merkel"', {"merkel"}),
        ("headline:spy NOT body:agreement", {"late"}),
    ],
)
def test_whooshs_query_parser_understands_text_as_newsfind_does(both: Both, text: str, found: set[str]) -> None:
    assert both.plain(QueryParser("body", both.schema).parse(text)) == found


def test_every_stored_field_is_there(both: Both) -> None:
    [hit] = both.searcher.search(Term("entities", "angela merkel"))
    article = ARTICLES[0]
    assert hit.fields() == {
        "id": "merkel",
        "headline": article.headline,
        "body": article.body,
        "section": "World",
        "entities": ["Angela Merkel", "Berlin"],
        "source": "Northgate Times",
        "authors": ["Ann Bell"],
        "agency": "",
        "language": "",
        "date": "2014-02-17",
        "url": "",
        "path": "",
        "words": article.words,
    }
    assert {fields["id"]: fields["body"] for fields in both.searcher.documents()} == {a.id: a.body for a in ARTICLES}


def test_an_article_is_found_by_its_id(both: Both) -> None:
    assert both.plain(Term("id", "late")) == {"late"}
    assert both.searcher.document(id="merkel")["headline"] == ARTICLES[0].headline
    assert both.searcher.document(id="gone") is None
    assert sorted(both.searcher.reader().field_terms("id")) == sorted(article.id for article in ARTICLES)


def test_numbers_of_articles_and_terms_are_right(both: Both) -> None:
    assert both.searcher.doc_count() == len(both.engine) == len(ARTICLES)
    reader = both.searcher.reader()
    assert {term.decode() for term in reader.lexicon("section")} >= {"business", "politics", "sport", "world"}
    assert "trades" in list(reader.field_terms("body"))
    assert ("body", "nowhere") not in reader
    assert reader.frequency("body", "trading") == 2


def test_whooshs_own_scores_are_those_of_its_bm25(both: Both) -> None:
    hits = both.searcher.search(Term("body", "trade"), limit=None)
    assert len({hit["id"] for hit in hits}) == 4
    assert all(hit.score > 0 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_whooshs_highlights_mark_the_word(both: Both) -> None:
    [hit] = both.searcher.search(Term("body", "huawei"))
    assert ">Huawei<" in hit.highlights("body")


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [("body", "agreemnt", "agreement"), ("headline", "bon", "bonn"), ("body", "huawai", "huawei")],
)
def test_whoosh_suggests_words_of_the_index(both: Both, field: str, typed: str, meant: str) -> None:
    assert both.searcher.suggest(field, typed)[0] == meant
