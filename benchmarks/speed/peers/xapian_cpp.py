"""Xapian: Snowball's English stemmer, headline and body as one text, headline once more with a prefix.

It counts one value an article by itself; entities, of which an article has many, it lets a callback count.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import xapian

from benchmarks.speed.peers import Answer, month
from benchmarks.speed.questions import Question
from newsfind.article import Article

_SECTION, _MONTH, _ENTITIES = 0, 1, 2
_SEPARATOR = "\x1f"


class _Entities(xapian.MatchSpy):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def __call__(self, document: xapian.Document, weight: float) -> None:
        values = document.get_value(_ENTITIES)
        if values:
            self.counts.update(values.decode().split(_SEPARATOR))


class Xapian:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def version(self) -> str:
        return str(xapian.version_string())

    def build(self, articles: Iterable[Article]) -> None:
        self._write(articles, xapian.DB_CREATE)

    def _write(self, articles: Iterable[Article], action: int) -> None:
        base = xapian.WritableDatabase(str(self._folder), action)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("en"))
        for article in articles:
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(article.headline, 1, "S")
            generator.index_text(article.headline)
            generator.increase_termpos()
            generator.index_text(article.body)
            document.set_data(json.dumps({"id": article.id, "headline": article.headline, "body": article.body}))
            document.add_value(_SECTION, article.section)
            document.add_value(_MONTH, str(month(article)))
            document.add_value(_ENTITIES, _SEPARATOR.join(entity.name for entity in article.entities))
            document.add_boolean_term(f"Q{article.id}")
            base.replace_document(f"Q{article.id}", document)
        base.commit()
        base.close()

    def open(self) -> None:
        self._base = xapian.Database(str(self._folder))
        self._stemmer = xapian.Stem("en")
        self._parser = xapian.QueryParser()
        self._parser.set_stemmer(self._stemmer)
        self._parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        self._parser.set_database(self._base)

    def top(self, question: Question) -> Answer:
        found = self._enquire(question).get_mset(0, 10, self._base.get_doccount())
        return Answer(_ids(found), found.get_matches_estimated(), {})

    def page(self, question: Question) -> Answer:
        enquire = self._enquire(question)
        section, months = xapian.ValueCountMatchSpy(_SECTION), xapian.ValueCountMatchSpy(_MONTH)
        entities = _Entities()
        for spy in (section, months, entities):
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, 10, self._base.get_doccount())
        values = {
            "section": sum(1 for _ in section.top_values(10)),
            "entities": len(entities.counts.most_common(10)),
            "month": sum(1 for _ in months.values()),
        }
        bodies = [json.loads(match.document.get_data())["body"] for match in found]
        snippets = [found.snippet(body, 240, self._stemmer) for body in bodies]
        return Answer(_ids(found), found.get_matches_estimated(), values, sum(map(bool, snippets)))

    def _enquire(self, question: Question) -> xapian.Enquire:
        typed = (" OR " if question.kind == "or" else " AND ").join(question.words)
        if question.kind == "phrase":
            typed = f'"{" ".join(question.words)}"'
        enquire = xapian.Enquire(self._base)
        enquire.set_query(self._parser.parse_query(typed))
        return enquire

    def update(self, articles: Sequence[Article]) -> bool:
        self._write(articles, xapian.DB_OPEN)
        return bool(self._base.reopen())


def _ids(found: xapian.MSet) -> list[str]:
    return [json.loads(match.document.get_data())["id"] for match in found]
