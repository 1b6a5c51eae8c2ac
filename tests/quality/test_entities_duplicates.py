"""Few values of an article's facet are one thing under two names (benchmarks/entities_duplicates.py)."""

import os
from pathlib import Path

import pytest
from benchmarks.entities_duplicates import duplicates_per_hundred, of_news, of_the_sample_corpus

from newsfind.corpus.entities import open_tagger

MOST_PER_HUNDRED = 3.0

corpora = os.environ.get("NEWSFIND_CORPORA")
needs_corpora = pytest.mark.skipif(not corpora, reason="NEWSFIND_CORPORA names no folder of labelled corpora")


def test_the_sample_corpus_has_few_duplicate_values() -> None:
    articles = of_the_sample_corpus()
    assert len(articles) == 25
    assert duplicates_per_hundred(articles, open_tagger()) <= MOST_PER_HUNDRED


@needs_corpora
def test_news_has_few_duplicate_values() -> None:
    articles = of_news(Path(str(corpora)) / "news-articles-15k.jsonl")
    assert len(articles) == 25
    assert duplicates_per_hundred(articles, open_tagger()) <= MOST_PER_HUNDRED
