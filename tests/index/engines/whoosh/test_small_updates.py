"""A thousand small updates leave an index that is hardly larger than a new one, and answers the same.

By default some hundreds are made; with NEWSFIND_EXAMPLES=150 (or more) all thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from index.engines.whoosh.making import EXAMPLES
from newsfind.article import Article, Entity
from newsfind.index.engine import Engine, FacetRequest, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.query.ast import And, Phrase, Query, Word
from newsfind.results.hits import Results

UPDATES = min(1000, 7 * EXAMPLES)
MOST_SEGMENTS = 4
WORDS = [f"w{number}" for number in range(400)] + ["trade", "trades", "talks", "trading", "spy"] * 20
QUERIES: list[Query] = [Word("trade"), And((Word("talks"), Word("spy"))), Phrase("trade talks"), Word("w7")]


def article(number: int, random: Random) -> Article:
    return Article(
        f"id{number}",
        " ".join(random.choices(WORDS, k=6)),
        "\n\n".join(" ".join(random.choices(WORDS, k=20)) + "." for _ in range(3)),
        section=random.choice(["World", "Sport", "Trade"]),
        date=datetime(2019, 1, 1) + timedelta(days=random.randrange(300)),
        entities=(Entity(random.choice(["Bonn", "Rio", "Oslo"]), "place"),),
    )


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


@dataclass
class Life:
    """An index, what should be in it, and how it fared on the way."""

    engine: Engine
    folder: Path
    kept: dict[str, Article] = field(default_factory=dict)
    segments: list[int] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    def update(self, random: Random) -> None:
        """One to three articles come, most of them in place of older ones; at times some go."""
        with self.engine.writer() as writer:
            for _ in range(random.choice([1, 1, 3])):
                new = article(random.randrange(600), random)
                writer.add([new])
                self.kept[new.id] = new
            if random.random() < 0.3:
                gone = random.sample(sorted(self.kept), min(len(self.kept), random.choice([1, 4])))
                writer.remove(gone)
                for article_id in gone:
                    self.kept.pop(article_id)
        self.engine.refresh()
        segments = self.engine.describe()["segments"]
        assert isinstance(segments, int)
        self.segments.append(segments)

    def compare(self, fresh: Path) -> None:
        """Note how much larger the index is than one that is built anew."""
        build(fresh, self.kept)
        self.ratios.append(size(self.folder) / size(fresh))


def build(folder: Path, kept: dict[str, Article]) -> Engine:
    engine = open_engine(f"whoosh:{folder}", create=True)
    with engine.writer() as writer:
        writer.add(kept.values())
    engine.refresh()
    return engine


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    folder = tmp_path_factory.mktemp("lives")
    random = Random(2019)
    life = Life(open_engine(f"whoosh:{folder}/index", create=True), folder / "index")
    for step in range(1, UPDATES + 1):
        life.update(random)
        if step % 100 == 0 or step == UPDATES:
            life.compare(folder / f"fresh{step}")
    yield life
    life.engine.close()


def test_there_are_never_many_segments(life: Life) -> None:
    assert max(life.segments) <= MOST_SEGMENTS


def test_the_index_stays_within_one_and_a_half_times_a_new_one(life: Life) -> None:
    assert max(life.ratios) <= 1.5, life.ratios


def test_nothing_is_left_over(life: Life) -> None:
    columns = [path for path in life.folder.iterdir() if path.suffix == ".columns"]
    assert len(columns) == life.segments[-1]
    assert len(list(life.folder.iterdir())) <= len(columns) + 4


def answer(results: Results) -> object:
    return results.total, [(hit.article, hit.snippets) for hit in results], dict(results.facets)


def test_it_answers_as_a_new_one(life: Life, tmp_path: Path) -> None:
    fresh = build(tmp_path / "index", life.kept)
    assert len(life.engine) == len(fresh) == len(life.kept)
    assert {one.id: one for one in life.engine.articles()} == life.kept
    facets = tuple(FacetRequest(name) for name in ("section", "places", "month"))
    for query in QUERIES:
        request = SearchRequest(query=query, facets=facets, limit=50)
        ours, theirs = life.engine.search(request), fresh.search(request)
        assert answer(ours) == answer(theirs)
        assert [hit.score for hit in ours] == pytest.approx([hit.score for hit in theirs], rel=1e-5)
    assert life.engine.check() == []


def test_articles_without_a_word_are_merged_as_any(tmp_path: Path) -> None:
    engine = open_engine(f"whoosh:{tmp_path}/index", create=True)
    for number in range(12):
        with engine.writer() as writer:
            writer.add([Article(f"id{number}", "", "…" if number % 8 < 5 else "a word")])
    engine.refresh()
    assert len(engine) == 12
    assert engine.search(SearchRequest(query=Word("word"))).total == 3
