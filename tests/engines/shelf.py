"""Small articles and short questions, so that a test of the contract says only what matters to it."""

from __future__ import annotations

from typing import Any

from newsfind.article import Article
from newsfind.index.engine import Engine, SearchRequest
from newsfind.query.ast import Everything, Query, Word
from newsfind.results.hits import Results


def article(article_id: str, body: str = "", **fields: Any) -> Article:
    """An article with an empty headline unless one is given."""
    return Article(id=article_id, body=body, **{"headline": "", **fields})


EVERYTHING = Everything()


class Shelf:
    """An engine with articles in it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def put(self, *articles: Article, **bodies: str) -> Shelf:
        """Add articles, and one for each `id="body"`, in one commit."""
        with self.engine.writer() as writer:
            writer.add([*articles, *(article(key, body) for key, body in bodies.items())])
        self.engine.refresh()
        return self

    def search(self, query: Query | str = EVERYTHING, **request: Any) -> Results:
        """Results; a string is one word."""
        asked = Word(query) if isinstance(query, str) else query
        return self.engine.search(SearchRequest(query=asked, **{"limit": 1000, "passages": 0, **request}))

    def ids(self, query: Query | str = EVERYTHING, **request: Any) -> list[str]:
        """The ids of the hits, in order."""
        return [hit.id for hit in self.search(query, **request)]

    def found(self, query: Query | str = EVERYTHING, **request: Any) -> str:
        """The ids of the hits in alphabetical order, in one string."""
        return " ".join(sorted(self.ids(query, **request)))

    def score(self, query: Query | str, article_id: str) -> float:
        """The score of one article."""
        return next(hit.score for hit in self.search(query) if hit.id == article_id)

    def marked(self, query: Query | str, article_id: str) -> tuple[list[str], list[str]]:
        """The marked texts of an article's headline and body, each as `number:text`."""
        found = self.engine.get(article_id)
        assert found is not None
        headline, body = self.engine.marks(Word(query) if isinstance(query, str) else query, article_id)
        return (
            [f"{leaf}:{found.headline[start:end]}" for start, end, leaf in headline],
            [f"{leaf}:{found.body[start:end]}" for start, end, leaf in body],
        )
