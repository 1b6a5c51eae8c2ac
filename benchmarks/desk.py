"""What a news desk waits for in a large index: completion and did-you-mean while it types, pages with facets that it
narrows by names, and exports of everything.

    python -m benchmarks.desk INDEX... --work FOLDER [--articles 200000]

The articles of the indexes given are repeated with fresh ids to about as many as wanted, in an index in FOLDER, which
is kept. Then it is asked, in this process:

* completions of the first one to eight letters of words and names, drawn from the articles;
* did-you-mean for drawn words with one or two typing errors, alone (`suggest`) and as the whole search of `newsfind
  search`, ten hits with passages included;
* pages for drawn words, as a browser shows them (facets over sections and names, a histogram of months): of all
  articles, of those that have a name that an article with the word has, and with copies grouped;

and the command line writes every article in each form, of the indexes given and of the large one, and ten of them, for
comparison: seconds, the most anonymous memory of the process (the index is mapped, and its pages the system's), and how
many bytes of it each further hit takes. Times are CPU milliseconds of each question, the least of three; the answer of
each is another than of the one before, so no cache helps.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from math import ceil
from pathlib import Path

import newsfind
from benchmarks.speed.corpora import repeated
from benchmarks.speed.costs import run
from newsfind.api.index import Index
from newsfind.article import Article
from newsfind.index.analysis import forms
from newsfind.index.engine import Copies, Engine
from newsfind.index.engines import open_engine
from newsfind.query.ast import Word
from newsfind.ui.formats import FORMATS

SEED = 6
QUESTIONS = 300
ROUNDS = 3
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main(typed: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", nargs="+", metavar="INDEX")
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--work", type=Path, required=True, help="where the large index is, or is made")
    chosen = parser.parse_args(typed)
    articles = [article for place in chosen.indexes for article in articles_of(place)]
    place = chosen.work / f"desk-{chosen.articles}"
    if not place.exists():
        build(articles, ceil(chosen.articles / len(articles)), place)
    engine = open_engine(place)
    print(f"{len(engine):,} articles ({len(articles):,} different ones)")
    draw = random.Random(SEED)
    report("complete", [lambda typed=typed: engine.complete(typed, 10) for typed in prefixes(articles, draw)])
    wrong = misspelt(articles, draw)
    report("did you mean, alone", [lambda word=word: engine.suggest(Word(word)) for word in wrong])
    index = Index(engine)
    report("did you mean, whole search", [lambda word=word: index.search(word) for word in wrong])
    offered(engine, wrong)
    narrowed = words_and_names(articles, draw)
    report("page", [lambda word=word: page(index, word) for word, _ in narrowed])
    report(
        "page of one name", [lambda word=word, name=name: page(index, word, entities=name) for word, name in narrowed]
    )
    report("page, copies grouped", [lambda word=word: page(index, word, copies="group") for word, _ in narrowed])
    index.close()
    small = Path(chosen.indexes[0])
    for form in ([], ["--json"], *(["--format", name] for name in FORMATS)):
        export(small, ["-n", "10", *form])
        export(place, ["-n", "10", *form])
        few, many = export(small, ["-n", "all", *form]), export(place, ["-n", "all", *form])
        further = count(place) - count(small)
        print(f"{(many - few) * 1e6 / further:.0f} bytes for each of {further:,} further hits")


def count(place: Path) -> int:
    with newsfind.open_index(place) as index:
        return len(index)


def articles_of(place: str) -> list[Article]:
    engine = open_engine(place)
    try:
        return list(engine.articles())
    finally:
        engine.close()


def build(articles: Sequence[Article], times: int, place: Path) -> None:
    engine = open_engine(place, create=True)
    again = repeated(articles, times)
    with engine.writer() as writer:
        while batch := list(islice(again, 5000)):
            writer.add(batch)
    engine.close()


def prefixes(articles: Sequence[Article], draw: random.Random) -> list[str]:
    """Beginnings of words and names, as many of each length from one to eight."""
    found: set[str] = set()
    while len(found) < QUESTIONS:
        article = draw.choice(articles)
        names = [entity.name for entity in article.entities]
        words = forms(article.body) or ["x"]
        typed = draw.choice(names) if names and draw.random() < 0.5 else draw.choice(words)
        found.add(typed[: draw.randint(1, 8)])
    return sorted(found, key=lambda _: draw.random())


def misspelt(articles: Sequence[Article], draw: random.Random) -> list[str]:
    """Words of five letters or more with one typing error or two."""
    found: set[str] = set()
    while len(found) < QUESTIONS:
        words = [form for form in forms(draw.choice(articles).body) if len(form) > 4 and form.isalpha()]
        if words:
            word = draw.choice(words)
            for _ in range(draw.randint(1, 2)):
                word = mistyped(word, draw)
            found.add(word)
    return sorted(found, key=lambda _: draw.random())


def words_and_names(articles: Sequence[Article], draw: random.Random) -> list[tuple[str, str]]:
    """Words of articles, the common ones oftener, each with a name that the same article has."""
    found: set[tuple[str, str]] = set()
    while len(found) < QUESTIONS:
        article = draw.choice(articles)
        words = [form for form in forms(article.body) if len(form) > 4 and form.isalpha()]
        if words and article.entities:
            found.add((draw.choice(words), draw.choice(article.entities).name))
    return sorted(found, key=lambda _: draw.random())


def page(index: Index, word: str, *, entities: str = "", copies: Copies = "show") -> object:
    return index.search(word, facets=("section", "entities", "month"), entities=entities, copies=copies)


def mistyped(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word))
    kind = draw.choice(("swap", "drop", "double", "other"))
    if kind == "swap" and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + draw.choice(LETTERS) + word[at + 1 :]


def report(name: str, questions: Sequence[Callable[[], object]]) -> None:
    questions[0]()
    rounds = [[cpu(ask) for ask in questions] for _ in range(ROUNDS)]
    times = sorted(min(each) for each in zip(*rounds, strict=True))
    p50, p95, p99 = (times[min(int(len(times) * share), len(times) - 1)] for share in (0.5, 0.95, 0.99))
    print(f"{name:<28} p50 {p50:6.2f}  p95 {p95:6.2f}  p99 {p99:6.2f}  worst {times[-1]:6.2f} ms of CPU")


def cpu(ask: Callable[[], object]) -> float:
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def offered(engine: Engine, wrong: Sequence[str]) -> None:
    known = sum(engine.suggest(Word(word)) is not None for word in wrong)
    print(f"{known} of {len(wrong)} misspelt words have a better spelling offered")


def export(place: Path, what: Sequence[str]) -> float:
    """Run the command line as a user does, its output thrown away; megabytes of memory."""
    command = [sys.executable, "-m", "newsfind", "search", "*", "--index", str(place), "--dupes", "show", *what]
    cost = run(command, watch=True, memory="Anonymous")
    name = f"{place.name}: {' '.join(what)}"
    print(f"{name:<40} {cost.cpu:6.1f} s of CPU, {cost.wall:6.1f} s; {cost.peak_mb:.1f} MB of memory at most")
    return cost.peak_mb


if __name__ == "__main__":
    main()
