"""Whether totals and counts are exact: random phrases and proximities, looked up in an index and in its texts.

    python -m benchmarks.brute_force INDEX [--queries 500] [--seed 6]

The words of every article are written out as one string a field, by rules written down here once more, and every
query is answered by looking through all of them. Phrases of two to four words are drawn from the texts, proximities
from words that stand near each other, or do not. For ten of them, facets are counted article by article. Prints what
differs, and exits with 1 if anything does.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import newsfind
from newsfind.article import Article
from newsfind.index.engines import open_engine

FACETS = ("section", "source", "author", "year", "month", "people", "organisations", "places")
_WORD = re.compile(
    r"(?P<dotted>[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?[^\W_]*|\d+(?:\.\d+)+[^\W_]*)"
    r"|[^\W\d_]{1,2}&[^\W\d_]{1,2}(?![^\W_])|[^\W\d_](?:\+\+|\#)(?![^\W_])|[^\W_]+"
)
_PLAIN = re.compile(r"[a-z]{3,}")
"""What queries are made of: words that mean nothing but themselves, whatever stands around them."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article's words, each between spaces: ` the ferry to varn `."""

    article: Article
    headline: str
    body: str
    paragraphs: tuple[str, ...] = field(default=())

    @property
    def fields(self) -> tuple[str, str]:
        return self.headline, self.body


def words(text: str) -> Iterator[str]:
    """The words of a text, folded."""
    bare = "".join(
        c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) and c not in "\u00ad\u200b"
    )
    for found in _WORD.finditer(bare):
        if found["dotted"]:
            yield found[0].replace(".", "").lower()
        elif found["number"]:
            yield found[0].replace(",", "").lower()
        else:
            yield found[0].lower()


def spaced(text: str) -> str:
    return f" {' '.join(words(text))} "


def read(article: Article) -> Text:
    paragraphs = tuple(map(spaced, article.body.split("\n\n")))
    return Text(article, spaced(article.headline), spaced(article.body), paragraphs)


@dataclass(frozen=True, slots=True)
class Near:
    """Two words at most so many apart, in order or not; `unit`: in one paragraph instead."""

    one: str
    other: str
    most: int
    ordered: bool = False
    paragraph: bool = False

    @property
    def query(self) -> str:
        if self.paragraph:
            return f'"{self.one}" W/P "{self.other}"'
        return f'"{self.one}" {"PRE" if self.ordered else "W"}/{self.most} "{self.other}"'

    def found(self, texts: Sequence[Text]) -> Iterator[Text]:
        one, other = f" {self.one} ", f" {self.other} "
        for text in texts:
            stretches = (text.headline, *text.paragraphs) if self.paragraph else text.fields
            if any(one in part and other in part and self._near(part) for part in stretches):
                yield text

    def _near(self, part: str) -> bool:
        if self.paragraph:
            return self.one != self.other or part.split().count(self.one) > 1
        places: dict[str, list[int]] = {self.one: [], self.other: []}
        for at, word in enumerate(part.split()):
            if word in places:
                places[word].append(at)
        gaps = (b - a for a in places[self.one] for b in places[self.other] if a != b)
        return any(0 < gap <= self.most or (not self.ordered and 0 < -gap <= self.most) for gap in gaps)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, anywhere, or in the headline only."""

    text: str
    headline: bool = False

    @property
    def query(self) -> str:
        return f'{"headline:" if self.headline else ""}"{self.text}"'

    def found(self, texts: Sequence[Text]) -> Iterator[Text]:
        wanted = f" {self.text} "
        for text in texts:
            if wanted in text.headline or (not self.headline and wanted in text.body):
                yield text


def draw_queries(texts: Sequence[Text], count: int, draw: random.Random) -> Iterator[Phrase | Near]:
    """Phrases, headlines' phrases, and proximities of each kind, in turn."""
    made = 0
    while made < count:
        text = draw.choice(texts)
        found = text.headline.split() if made % 5 == 1 else text.body.split()
        if len(found) < 12:
            continue
        at = draw.randrange(len(found) - 11) if made % 5 != 1 else draw.randrange(len(found) - 3)
        if made % 5 < 2:
            run = found[at : at + draw.randint(2, 4)]
            query: Phrase | Near = Phrase(" ".join(run), headline=made % 5 == 1)
        else:
            run = [found[at], found[at + draw.randint(1, 10)]]
            if draw.random() < 0.5:
                run.reverse()
            query = Near(*run, most=draw.randint(1, 12), ordered=made % 5 == 3, paragraph=made % 5 == 4)
        if all(map(_PLAIN.fullmatch, run)):
            made += 1
            yield query


def differences(index: newsfind.Index, texts: Sequence[Text], queries: Iterable[Phrase | Near]) -> Iterator[str]:
    """A line for each query whose articles are not those that the texts say."""
    for query in queries:
        wanted = {text.article.id for text in query.found(texts)}
        found = {hit.id for hit in index.scan(query.query, passages=0)}
        total = index.search(query.query, limit=0).total
        if found != wanted or total != len(wanted):
            examples = sorted(found ^ wanted)[:3]
            yield f"{query.query}: {total} in the index, {len(wanted)} in the texts; {', '.join(examples)}"


def folded(value: str) -> str:
    bare = unicodedata.normalize("NFKD", value.replace("’", "'"))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).casefold().split())


def values(article: Article, name: str) -> Iterable[str]:
    kinds = {"people": "person", "organisations": "organisation", "places": "place"}
    match name:
        case "section":
            return article.sections
        case "source":
            return [article.source]
        case "author":
            return article.authors
        case "year" | "month":
            return [article.date.isoformat()[: 4 if name == "year" else 7]] if article.date else []
        case _:
            return [entity.name for entity in article.entities if entity.type == kinds[name]]


def miscounted(index: newsfind.Index, texts: Sequence[Text], queries: Iterable[Phrase | Near]) -> Iterator[str]:
    """A line for each facet of a query with another count than the articles that the texts say have."""
    for query in queries:
        results = index.search(query.query, limit=0, facets=[f"{name}:all" for name in FACETS])
        found = [text.article for text in query.found(texts)]
        for name in FACETS:
            counted = Counter(key for article in found for key in {folded(v) for v in values(article, name)} if key)
            told = {folded(count.value): count.count for count in results.facets[name]}
            if told != counted:
                wrong = [key for key in {**told, **counted} if told.get(key) != counted.get(key)]
                yield f"{query.query}, {name}: {wrong[:3]}: {[(told.get(k), counted.get(k)) for k in wrong[:3]]}"


def compare(place: str, count: int, seed: int) -> tuple[int, list[str]]:
    """The number of articles that the queries find in all, and what differs."""
    engine = open_engine(place)
    texts = [read(article) for article in engine.articles()]
    engine.close()
    draw = random.Random(seed)
    queries = list(draw_queries(texts, count, draw))
    with newsfind.open_index(place) as index:
        found = sum(index.search(query.query, limit=0).total for query in queries)
        common = sorted(queries, key=lambda query: -index.search(query.query, limit=0).total)[: len(queries) // 5]
        sample = draw.sample(common, min(10, len(common)))
        return found, [*differences(index, texts, queries), *miscounted(index, texts, sample)]


def main(typed: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index")
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--seed", type=int, default=6)
    chosen = parser.parse_args(typed)
    found, wrong = compare(chosen.index, chosen.queries, chosen.seed)
    print("\n".join(wrong))
    print(f"{chosen.queries} queries, {found:,} articles found, facets of 10 of them: {len(wrong)} differences")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
