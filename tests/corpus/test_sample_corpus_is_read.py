"""The sample corpus, which holds most layouts that are met, comes out as its description says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle
from newsfind.corpus.readers import read_file

ROOT = Path(__file__).parents[2]
DESCRIPTION = json.loads((ROOT / "tests" / "data" / "sample_corpus.json").read_text(encoding="utf-8"))


@cache
def articles() -> dict[str, Article]:
    corpus = ROOT / "corpus"
    files = [path for path in sorted(corpus.rglob("*")) if path.is_file()]
    found = [item for path in files for item in read_file(path, path.relative_to(corpus).as_posix())]
    made = [normalize(item) for item in found if isinstance(item, RawArticle)]
    assert len(made) == len(found)
    return {item.path: item for item in made if isinstance(item, Article)}


def test_every_article_is_found_and_nothing_else() -> None:
    assert set(articles()) == set(DESCRIPTION["articles"])


@pytest.mark.parametrize("path", DESCRIPTION["articles"])
def test_the_fields_of_an_article_are_those_described(path: str) -> None:
    made, known = articles()[path], DESCRIPTION["articles"][path]
    assert (made.headline, made.section) == (known["headline"], known["section"])
    assert list(made.authors) == known["authors"]
    assert (made.date.date().isoformat() if made.date else "") == (known["date"] or "")[:10]
    assert made.source == known["source"]
    if known["url"]:
        assert made.url == known["url"]


@pytest.mark.parametrize("word", DESCRIPTION["furniture"])
def test_no_furniture_of_a_page_is_left_in_a_body(word: str) -> None:
    assert [path for path, made in articles().items() if word in made.body] == []


def test_no_ad_code_is_left() -> None:
    assert [path for path, made in articles().items() if "{" in made.body] == []
