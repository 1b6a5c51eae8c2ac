"""A long life: a thousand small updates, a hundred thousand queries."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from newsfind.article import Article
from newsfind.index.engine import Engine, FacetRequest, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.query.ast import And, Fuzzy, Near, Or, Phrase, Query, Wildcard, Word
from torture.newsroom import Newsroom, bring_up_to_date, fingerprint, leftovers, opened
from torture.trial import Harm, Trial, must, share

UPDATES = 1000
MOST_SIZE = 1.5
MOST_SECONDS = 1.3
QUERIES = 100_000
MOST_GROWTH = 16 * 1024 * 1024
"""Bytes that a process may have more after the last tenth of its queries than after the first."""

_WORDS = [f"w{number}" for number in range(3000)] + ["trade", "trades", "talks", "tariff", "ferry"] * 60
_ASKED: tuple[Query, ...] = (
    Word("trade"),
    And((Word("talks"), Word("ferry"))),
    Or((Word("tariff"), Word("w7"), Word("w70"))),
    Phrase("trade talks"),
    Wildcard("w12*"),
    Near(Word("trade"), Word("ferry"), 5),
)


def small_updates(folder: Path, much: float) -> Harm:
    """Articles come, change and go, a few at a time; then the index is compared with one made of what is left."""
    harm = Harm()
    random = Random("life")
    engine = open_engine(f"whoosh:{folder / 'index'}", create=True)
    kept: dict[str, Article] = {}
    first = [_article(f"a{number}", random) for number in range(share(5000, much, 300))]
    _update(engine, kept, first, [])
    for _ in range(share(UPDATES, much, 20)):
        changed = random.sample(sorted(kept), random.randint(0, 3))
        new = [_article(name, random) for name in (*changed, f"n{random.randrange(10**9)}")]
        _update(engine, kept, new, random.sample(sorted(kept), random.randint(0, 2)))
        harm.tried += 1
    engine.refresh()
    must(not leftovers(folder / "index"), f"left over: {leftovers(folder / 'index')}")
    fresh = open_engine(f"whoosh:{folder / 'fresh'}", create=True)
    _update(fresh, {}, list(kept.values()), [])
    fresh.refresh()
    must(engine.check() == [] and len(engine) == len(kept), "articles are missing, or too many")
    must(fingerprint(engine) == fingerprint(fresh), "other answers than those of an index made anew")
    size = _size(folder / "index") / _size(folder / "fresh")
    must(size <= MOST_SIZE, f"the index is {size:.2f} times as large as one made anew")
    slower = _compared(engine, fresh, rounds=share(60, much, 10))
    must(slower <= MOST_SECONDS or much < 0.3, f"queries take {slower:.2f} times as long as in one made anew")
    harm.note(f"size {size:.2f} and CPU time of queries {slower:.2f} times those of an index made anew")
    harm.note("the same answers and ids; nothing left over")
    return harm


def _article(name: str, random: Random) -> Article:
    text = ". ".join(" ".join(random.choices(_WORDS, k=15)) for _ in range(8))
    return Article(name, " ".join(random.choices(_WORDS, k=6)), text, section=random.choice("ABCD"))


def _update(engine: Engine, kept: dict[str, Article], new: list[Article], gone: list[str]) -> None:
    with engine.writer() as writer:
        writer.remove(gone)
        writer.add(new)
    for name in gone:
        kept.pop(name)
    kept.update((article.id, article) for article in new)


def _size(index: Path) -> int:
    return sum(path.stat().st_size for path in index.iterdir())


def _compared(one: Engine, other: Engine, rounds: int) -> float:
    """How many times as long the queries take, by CPU time, each asked of both in turn: the median of the rounds."""
    ratios = []
    for _ in range(rounds):
        took = [_timed(engine) for engine in (one, other)]
        ratios.append(took[0] / took[1])
    return statistics.median(ratios)


def _timed(engine: Engine) -> float:
    began = time.process_time()
    for query in _ASKED:
        engine.search(SearchRequest(query, facets=(FacetRequest("section"),)))
    return time.process_time() - began


def ids_stay(folder: Path, much: float) -> Harm:
    """The id of a hit stays that of its article through updates, merges and rebuilds."""
    harm = Harm()
    newsroom = Newsroom(folder / "news", 300)
    for day in range(share(20, much, 3)):
        bring_up_to_date(newsroom, folder / "index")
        with opened(folder / "index") as engine:
            held = {article.id for article in engine.articles()}
            must(held == newsroom.published().keys(), "the id of an article has changed")
            must(all(engine.get(hit.id) == hit.article for hit in engine.search(SearchRequest(Word("ferry")))), "get")
        harm.tried += 1
        if day % 7 == 6:
            shutil.rmtree(folder / "index")
        newsroom.change(0.3)
    harm.note("an article's id is the same on each day, rebuilt or not", harm.tried)
    return harm


def many_queries(folder: Path, much: float) -> Harm:
    """One searcher answers queries of all kinds, none twice, and moves on to new commits now and then."""
    harm = Harm()
    random = Random("queries")
    newsroom = Newsroom(folder / "news", 300)
    bring_up_to_date(newsroom, folder / "index")
    engine = open_engine(f"whoosh:{folder / 'index'}")
    wanted = share(QUERIES, much, 500)
    between = wanted // share(50, much, 5)
    measured = []
    for number in range(wanted):
        engine.search(SearchRequest(_any_query(random, number), limit=2, passages=number % 2))
        if number % between == 0:
            newsroom.change(0.02)
            bring_up_to_date(newsroom, folder / "index")
            engine.refresh()
            measured.append(_held())
        harm.tried += 1
    settled, last = measured[len(measured) // 5], measured[-1]
    must(last[0] - settled[0] <= MOST_GROWTH, f"memory grew by {(last[0] - settled[0]) / 2**20:.1f} MB")
    must(last[1] <= settled[1] + 8, f"{last[1] - settled[1]} more files are open")
    must(last[2] <= settled[2] + 8, f"{last[2] - settled[2]} more files of the index are mapped")
    grown = max(0.0, (last[0] - settled[0]) / 2**20)
    harm.note(f"memory grew by {grown:.1f} MB between the first fifth and the end; no more files open or mapped")
    engine.close()
    return harm


def _any_query(random: Random, number: int) -> Query:
    letters = "".join(random.choices("abcdefghijklmnoprstuw", k=3))
    make: tuple[Callable[[], Query], ...] = (
        lambda: Word(f"edition{number}"),
        lambda: Wildcard(f"{letters[:2]}*{letters[2]}{number % 9973}"),
        lambda: Fuzzy(f"fer{letters}", 1 + number % 2),
        lambda: And((Word("ferry"), Wildcard(f"{letters[0]}*"))),
        lambda: Phrase(f"trade talks {letters}"),
        lambda: Near(Word("trade"), Word("strike"), 1 + number % 900),
    )
    return make[number % len(make)]()


def _held() -> tuple[int, int, int]:
    """Resident memory in bytes, open files, mapped files of an index."""
    with open("/proc/self/statm", encoding="ascii") as file:
        resident = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as file:
        mapped = sum(".columns" in line or ".commit" in line for line in file)
    return resident, len(list(Path("/proc/self/fd").iterdir())), mapped


TRIALS = (
    Trial("A long life", "small updates and deletes, one commit each", small_updates, 90),
    Trial("A long life", "days of changes: ids of hits", ids_stay),
    Trial("A long life", "queries to one searcher, none asked twice, with commits meanwhile", many_queries, 150),
)
