"""Random articles and random queries out of so few words that they collide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from newsfind.article import Article, Entity
from newsfind.index.engine import FACET_FIELDS, FacetRequest, Filter, Recency, SearchRequest
from newsfind.query.ast import (
    And,
    AtLeast,
    DateMissing,
    DateRange,
    Equals,
    Everything,
    Fuzzy,
    Length,
    MetaField,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Query,
    Scope,
    TextField,
    Wildcard,
    Within,
    Word,
)

COMMON = ["trade", "trading", "talks", "spy", "no"]
ODD = ["Trades", "talk", "the", "no-spy", "G20", "G-20", "g 20", "U.S.", "Müller", "muller", "1,000", "AT&T", "O’Brien"]
common_words = st.sampled_from(COMMON)
words = st.one_of(common_words, common_words, common_words, st.sampled_from([*ODD, "huawei", "huawai", "中国"]))
NOTHING = ["—", "…", ""]
JOINTS = [" ", " ", " ", " ", ", ", "-", ". ", ".\n", "\n\n", ".” “"]
NAMES = ["Müller", "MULLER", "Huawei", "Bonn", "Marco Rubio", "Huawei Co", "Marco-Rubio"]
SECTIONS = ["World", "WORLD", "wörld", "Sport", "Asia"]
SOURCES = ["", "Hill", "hill", "Post"]
OTHERS = ["rubio", "Ann", "AP", "EN"]
IDS = [f"id{n}" for n in range(9)]
DAY = datetime(2019, 6, 14)
TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)
META_FIELDS: tuple[MetaField, ...] = get_args(MetaField)


PARTS = [word + joint for word in COMMON * 4 + [*ODD, "huawei", "huawai", "中国"] for joint in JOINTS]


def texts(least: int, most: int) -> SearchStrategy[str]:
    """Words with spaces, punctuation, or the ends of sentences and paragraphs between them."""
    return st.lists(st.sampled_from(PARTS), min_size=least, max_size=most).map("".join)


fillers = st.sampled_from(["", "", "", "x " * 92, "x " * 96])
bodies = st.builds(str.__add__, fillers, texts(0, 3) | texts(10, 20) | texts(10, 20))
"""Some begin just before the end of the lead."""

zones = st.sampled_from([None, None, UTC, timezone(timedelta(hours=9))])
dates = st.builds(lambda hours, zone: (DAY + timedelta(hours=hours)).replace(tzinfo=zone), st.integers(-40, 40), zones)

# A name always goes by the same aliases: one that only a removed article knew may or may not be forgotten at once.
ALIASES = dict(zip(NAMES, [("Rubio",), ("Rubio",), ("Bonn", "Rubio"), ("Marco Rubio",)], strict=False))

entities = st.builds(
    lambda name, kind: Entity(name, kind, aliases=ALIASES.get(name, ())),
    st.sampled_from(NAMES),
    st.sampled_from(["person", "organisation", "place"]),
)

decisions = st.sampled_from(
    [
        "",
        "",
        "split organisation: Huawei = huawei co",
        "merge person: New Name = Bonn = Müller\nsplit place: Bonn = Huawei",
        "merge place: HUAWEI CO = Marco Rubio\nmerge organisation: Bonn = Huawei",
    ]
)
"""What people decided about names."""

articles = st.builds(
    Article,
    id=st.sampled_from(IDS),
    headline=texts(0, 4),
    body=bodies,
    section=st.sampled_from(["", *SECTIONS]),
    other_sections=st.lists(st.sampled_from(SECTIONS), max_size=2).map(tuple),
    date=st.none() | dates,
    source=st.sampled_from(SOURCES),
    authors=st.lists(st.sampled_from(["Ann", "ann", "Bob"]), max_size=2).map(tuple),
    agency=st.sampled_from(["", "AP"]),
    language=st.sampled_from(["", "en", "de"]),
    entities=st.lists(entities, max_size=3).map(tuple),
)

Step = tuple[str, Any]
first_step = st.lists(articles, min_size=5, max_size=7).map(lambda added: [("add", added)])
later_steps: SearchStrategy[list[list[Step]]] = st.lists(
    st.lists(
        st.one_of(
            st.tuples(st.just("add"), st.lists(articles, min_size=1, max_size=4)),
            st.tuples(st.just("adopt"), st.lists(articles, max_size=3)),
            st.tuples(st.just("remove"), st.lists(st.sampled_from(IDS), max_size=2)),
        ),
        min_size=1,
        max_size=3,
    ),
    max_size=2,
)
steps = st.builds(lambda first, later: [first, *later], first_step, later_steps)
"""Commits, each of them some steps."""

typed = st.one_of(words, st.sampled_from(["trade’s", "g20's", *NOTHING]))
phrases = st.lists(common_words, min_size=2, max_size=3).map(" ".join) | st.lists(words, max_size=2).map(" ".join)
patterns = st.sampled_from(["tra*", "*l*", "t?lk*", "tr*s", "no-sp*", "* talks", "g*", "m?ller", "u.s*", "*-*", "zz*"])
text_leaves: SearchStrategy[Query] = st.one_of(
    st.builds(Word, common_words),
    st.builds(Word, words | typed),
    st.builds(Phrase, phrases),
    st.builds(Phrase, phrases, st.integers(0, 4)),
    st.builds(Wildcard, patterns),
    st.builds(Fuzzy, st.sampled_from(["huawie", "trad", "talk", "no-spi", "spy", "…"]), st.integers(1, 2)),
)


def _proximities(parts: SearchStrategy[Query]) -> SearchStrategy[Query]:
    return st.one_of(
        st.builds(Near, parts, parts, st.integers(1, 8), st.booleans()),
        st.builds(Within, parts, parts, st.sampled_from(["sentence", "paragraph"])),
    )


def _around_text(parts: SearchStrategy[Query]) -> SearchStrategy[Query]:
    return st.one_of(
        _proximities(parts),
        _proximities(parts),
        st.lists(parts, min_size=2, max_size=3).map(lambda several: Or(tuple(several))),
        st.builds(Scope, st.sampled_from(TEXT_FIELDS), parts),
    )


with_places = st.recursive(text_leaves, _around_text, max_leaves=4)
common_leaves = st.builds(Word, common_words)
proximities = _proximities(common_leaves) | _proximities(common_leaves | with_places)
near_the_leads_end = st.builds(Scope, st.sampled_from(["lead", "hlead"]), text_leaves)
together = st.lists(st.builds(Word, common_words), min_size=2, max_size=2).map(lambda several: And(tuple(several)))

conditions: SearchStrategy[Query] = st.one_of(
    st.builds(Equals, st.sampled_from(META_FIELDS), st.sampled_from([*NAMES, *SECTIONS, *SOURCES, *OTHERS])),
    st.builds(DateRange, st.none() | st.just(DAY), st.none() | st.just(DAY + timedelta(days=1))),
    st.just(DateMissing()),
    st.builds(Length, st.none() | st.integers(0, 12), st.none() | st.integers(0, 100)),
    st.just(Everything()),
    st.just(Nothing()),
)


def _around(parts: SearchStrategy[Query]) -> SearchStrategy[Query]:
    return st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda several: And(tuple(several))),
        st.lists(parts, min_size=2, max_size=3).map(lambda several: Or(tuple(several))),
        st.builds(Not, parts),
        st.builds(Scope, st.sampled_from(TEXT_FIELDS), parts),
    )


queries = st.recursive(
    st.one_of(
        together, text_leaves, proximities, proximities, st.builds(AtLeast, st.integers(1, 6), proximities), conditions
    ),
    _around,
    max_leaves=5,
)

filters = st.builds(
    Filter,
    st.sampled_from(FACET_FIELDS),
    st.lists(
        st.sampled_from([*NAMES, *SECTIONS, *SOURCES, *OTHERS, "2019", "2019-06", "2019-06-14", "2019-06-15"]),
        min_size=1,
        max_size=3,
    ).map(tuple),
)
facets = st.builds(
    FacetRequest,
    st.sampled_from(FACET_FIELDS),
    limit=st.sampled_from([None, None, 2]),
    prefix=st.sampled_from(["", "", "w", "M", "2019-06-1"]),
    order=st.sampled_from(["count", "count", "significant"]),
)
requests = st.builds(
    SearchRequest,
    query=queries | proximities | together | near_the_leads_end,
    filters=st.just(()) | st.just(()) | st.lists(filters, max_size=2).map(tuple),
    facets=st.lists(facets, max_size=3, unique_by=lambda facet: facet.field).map(tuple),
    offset=st.sampled_from([0, 0, 0, 1, 3]),
    limit=st.sampled_from([10, 10, 0, 2]),
    sort=st.sampled_from(["relevance", "relevance", "newest", "oldest"]),
    boost=st.none() | st.none() | st.just(Recency(DAY)),
    passages=st.sampled_from([0, 2]),
)
