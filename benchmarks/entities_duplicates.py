"""How many values of an article's facet are one thing under two names, by a list that a person checked.

The list (tests/data/entities/same.txt) holds names only: for an article, names that mean one person, organisation or
place. It was made by reading the values of 50 articles, 25 of the sample corpus and 25 of a set of news.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from newsfind.article import Article
from newsfind.corpus.entities import Tagger, annotate
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle
from newsfind.corpus.readers import read_file

ROOT = Path(__file__).resolve().parents[1]


@cache
def checked() -> dict[str, list[frozenset[str]]]:
    """By article the groups of names that are one; an article without groups was checked and has none."""
    groups: dict[str, list[frozenset[str]]] = {}
    for line in (ROOT / "tests/data/entities/same.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            article, _, names = line.partition(": ")
            found = groups.setdefault(article, [])
            if names:
                found.append(frozenset(name.casefold() for name in names.split(" = ")))
    return groups


def duplicates_per_hundred(articles: Iterable[Article], tagger: Tagger) -> float:
    values = duplicates = 0
    for article in annotate(list(articles), tagger):
        groups = checked()[article.id]
        names = [entity.name.casefold() for entity in article.entities]
        things = {next((group for group in groups if name in group), name) for name in names}
        values += len(names)
        duplicates += len(names) - len(things)
    return 100 * duplicates / values


def of_the_sample_corpus() -> list[Article]:
    found = []
    for file in sorted(path for path in (ROOT / "corpus").rglob("*") if path.is_file()):
        for raw in read_file(file, file.relative_to(ROOT / "corpus").as_posix()):
            assert isinstance(raw, RawArticle)
            article = normalize(raw)
            if isinstance(article, Article) and article.path in checked():
                found.append(Article(article.path, article.headline, article.body))
    return found


def of_news(file: Path) -> list[Article]:
    with file.open(encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if record["id"] in checked()]
    return [Article(record["id"], record["headline"] or "", record["body"]) for record in records]
