"""Whether totals and counts are exact: random phrases and proximities, looked up in an index and in its texts.

    python -m benchmarks.brute_force INDEX [--queries 500] [--seed 6]

The words of every article are numbered, by rules written down here once more, and stand in one long row; every query is
answered by looking through the whole row. Phrases of two to four words are drawn from the texts, proximities from words
that stand near each other, or do not. For ten of them, facets are counted article by article; names that the index says
are one are counted as one. Prints what differs, and exits with 1 if anything does.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

import newsfind
from newsfind.article import Article, EntityType
from newsfind.index.engines import open_engine

Places: TypeAlias = NDArray[np.int64]

FACETS = ("section", "source", "author", "year", "month", "people", "organisations", "places")
_WORD = re.compile(
    r"(?P<dotted>[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?[^\W_]*|\d+(?:\.\d+)+[^\W_]*)"
    r"|[^\W\d_]{1,2}&[^\W\d_]{1,2}(?![^\W_])|[^\W\d_](?:\+\+|\#)(?![^\W_])|[^\W_]+"
)
_PLAIN = re.compile(r"[a-z]{3,}")
"""What queries are made of: words that mean nothing but themselves, whatever stands around them."""
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
_FEWEST = 12
_KINDS: Final[dict[str, EntityType]] = {"people": "person", "organisations": "organisation", "places": "place"}


@lru_cache(maxsize=1 << 20)
def words(text: str) -> tuple[str, ...]:
    """The words of a text without white space, folded."""
    bare = "".join(
        c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) and c not in "\u00ad\u200b"
    )
    return tuple(map(_folded_word, _WORD.finditer(bare)))


def _folded_word(found: re.Match[str]) -> str:
    if found["dotted"]:
        return found[0].replace(".", "").lower()
    return found[0].replace(",", "").lower() if found["number"] else found[0].lower()


class Texts:
    """All words of some articles in one row: the number of each word, and of the paragraph and field it stands in.

    Paragraphs are numbered through all articles, and a headline is one; fields are 2n for the headline of article n and
    2n + 1 for its body.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self.all: list[Article] = []
        self._numbers: dict[str, int] = {}
        row, paragraph, fields = array("i"), array("i"), array("i")
        for number, article in enumerate(articles):
            self.all.append(article)
            for place, text in enumerate((article.headline, *article.body.split("\n\n"))):
                ids = [self._number(word) for chunk in text.split() for word in words(chunk)]
                row.extend(ids)
                paragraph.extend([len(fields)] * len(ids))
                fields.append(2 * number + (place > 0))
        self.row, self.paragraph = np.array(row), np.array(paragraph)
        self.field = np.array(fields)[self.paragraph]

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers))

    def where(self, word: str) -> Places:
        """Where a word stands."""
        return np.flatnonzero(self.row == self._numbers.get(word, -1))

    def followed(self, places: Places, distance: int, word: str) -> Places:
        """Those of some places that have a word so many words behind them, in the same field."""
        inside = places[places + distance < len(self.row)]
        beyond = inside + distance
        same = self.field[inside] == self.field[beyond]
        return inside[same & (self.row[beyond] == self._numbers.get(word, -1))]

    def having(self, places: Places) -> set[int]:
        """The numbers of the articles in which some places are."""
        return set((self.field[places] // 2).tolist())


@dataclass(frozen=True, slots=True)
class Near:
    """Two words at most so many apart, in order or not; `paragraph`: in one paragraph instead."""

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

    def found(self, texts: Texts) -> set[int]:
        if self.paragraph:
            return self._in_one_paragraph(texts)
        pairs = ((self.one, self.other),) if self.ordered else ((self.one, self.other), (self.other, self.one))
        found: set[int] = set()
        for first, second in pairs:
            places = texts.where(first)
            for distance in range(1, self.most + 1):
                found |= texts.having(texts.followed(places, distance, second))
        return found

    def _in_one_paragraph(self, texts: Texts) -> set[int]:
        one, other = (texts.where(word) for word in (self.one, self.other))
        if self.one == self.other:
            one, other = one[1:], one[:-1]
            return texts.having(one[texts.paragraph[one] == texts.paragraph[other]])
        return texts.having(one[np.isin(texts.paragraph[one], texts.paragraph[other])])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, anywhere, or in the headline only."""

    text: str
    headline: bool = False

    @property
    def query(self) -> str:
        return f'{"headline:" if self.headline else ""}"{self.text}"'

    def found(self, texts: Texts) -> set[int]:
        first, *others = self.text.split()
        places = texts.where(first)
        for distance, word in enumerate(others, 1):
            places = texts.followed(places, distance, word)
        return texts.having(places[texts.field[places] % 2 == 0] if self.headline else places)


def draw_queries(texts: Texts, count: int, draw: random.Random) -> Iterator[Phrase | Near]:
    """Phrases, headlines' phrases, and proximities of each kind, in turn."""
    made = 0
    while made < count:
        article = draw.choice(texts.all)
        text = article.headline if made % 5 == 1 else article.body
        found = [word for chunk in text.split() for word in words(chunk)]
        if len(found) < _FEWEST:
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


def differences(index: newsfind.Index, texts: Texts, queries: Iterable[Phrase | Near]) -> Iterator[str]:
    """A line for each query whose articles are not those that the texts say."""
    for query in queries:
        wanted = {texts.all[number].id for number in query.found(texts)}
        found = {hit.id for hit in index.scan(query.query, passages=0)}
        total = index.search(query.query, limit=0).total
        if found != wanted or total != len(wanted):
            examples = sorted(found ^ wanted)[:3]
            yield f"{query.query}: {total} in the index, {len(wanted)} in the texts; {', '.join(examples)}"


def folded(value: str) -> str:
    bare = unicodedata.normalize("NFKD", value.replace("’", "'"))
    letters = "".join(c for c in bare if not unicodedata.combining(c)).casefold()
    return " ".join(letters.translate(_LETTERS).split())


def values(article: Article, name: str) -> Iterable[str]:
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
            return [entity.name for entity in article.entities if entity.type == _KINDS[name]]


def one_names(index: newsfind.Index) -> dict[tuple[str, str], str]:
    """For each name, by its facet, that the index counts under another: the other; both folded."""
    return {
        (facet, folded(other)): folded(entity.name)
        for facet, kind in _KINDS.items()
        for entity in index.entities(kind=kind, merged=True, limit=None)
        for other in entity.others
    }


def miscounted(index: newsfind.Index, texts: Texts, queries: Iterable[Phrase | Near]) -> Iterator[str]:
    """A line for each facet of a query with another count than the articles that the texts say have."""
    same = one_names(index)
    for query in queries:
        results = index.search(query.query, limit=0, facets=[f"{name}:all" for name in FACETS])
        found = [texts.all[number] for number in query.found(texts)]
        for name in FACETS:
            keys = ({same.get((name, folded(v)), folded(v)) for v in values(article, name)} for article in found)
            counted = Counter(key for each in keys for key in each if key)
            told = {folded(count.value): count.count for count in results.facets[name]}
            if told != counted:
                wrong = [key for key in {**told, **counted} if told.get(key) != counted.get(key)]
                yield f"{query.query}, {name}: {wrong[:3]}: {[(told.get(k), counted.get(k)) for k in wrong[:3]]}"


def compare(place: str, count: int, seed: int) -> tuple[int, list[str]]:
    """The number of articles that the queries find in all, and what differs."""
    engine = open_engine(place)
    texts = Texts(engine.articles())
    engine.close()
    draw = random.Random(seed)
    queries = list(draw_queries(texts, count, draw))
    with newsfind.open_index(place) as index:
        totals = {query: index.search(query.query, limit=0).total for query in queries}
        common = sorted(queries, key=lambda query: -totals[query])[: len(queries) // 5]
        sample = draw.sample(common, min(10, len(common)))
        return sum(totals.values()), [*differences(index, texts, queries), *miscounted(index, texts, sample)]


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
