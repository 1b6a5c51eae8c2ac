"""bm25s: scores of every article in a sparse matrix. It ranks, and neither counts nor knows phrases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

import bm25s
import Stemmer

from benchmarks.speed.peers import Answer
from benchmarks.speed.questions import Question
from newsfind.article import Article


class Bm25s:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stemmer = Stemmer.Stemmer("english")

    def version(self) -> str:
        return version("bm25s")

    def build(self, articles: Iterable[Article]) -> None:
        ids, texts = [], []
        for article in articles:
            ids.append(article.id)
            texts.append(f"{article.headline}\n{article.body}")
        retriever = bm25s.BM25()
        tokens = bm25s.tokenize(texts, stopwords=None, stemmer=self._stemmer, show_progress=False)
        retriever.index(tokens, show_progress=False)
        retriever.save(str(self._folder), show_progress=False)
        (self._folder / "ids.json").write_text(json.dumps(ids))

    def open(self) -> None:
        self._ids = json.loads((self._folder / "ids.json").read_text())
        self._retriever = bm25s.BM25.load(str(self._folder), mmap=True)

    def top(self, question: Question) -> Answer | None:
        if question.kind not in ("word", "or"):
            return None
        tokens = bm25s.tokenize(
            [" ".join(question.words)], stopwords=None, stemmer=self._stemmer, return_ids=False, show_progress=False
        )
        rows = self._retriever.retrieve(tokens, k=min(10, len(self._ids)), show_progress=False).documents[0]
        return Answer([self._ids[row] for row in rows], None, {})

    def page(self, question: Question) -> None:
        return None

    def update(self, articles: Sequence[Article]) -> bool:
        return False
