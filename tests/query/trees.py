"""Random query trees, of the kind that the parser makes."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from newsfind.query.ast import (
    DateMissing,
    DateRange,
    Equals,
    Everything,
    Fuzzy,
    Length,
    Near,
    Nothing,
    Phrase,
    Query,
    Wildcard,
    Within,
    Word,
)
from newsfind.query.combine import at_least, conjoin, disjoin, negate, scope

WORDS = ["huawei", "AND", "NOT", "near", "NEAR", "W/5", "/s", "no-spy", "-5", "U.S.", "AT&T", "O'Brien", "C++"]
WORDS += ["10:30", "http://x.org/a?b=c*d", "headline:x", "what?", "a~2", "*b*", "\\n", "Zürich", "atleast3", "5G", "+1"]
FIELDS = ["section", "source", "author", "agency", "language", "entity", "person", "organisation", "place"]
DAY = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30))
LETTERS = st.text("abcXYZéß-.'&/", min_size=1, max_size=6).map(lambda text: f"n{text}n")


def words() -> st.SearchStrategy[Word]:
    return st.builds(Word, st.sampled_from(WORDS) | LETTERS)


def phrases() -> st.SearchStrategy[Phrase]:
    text = st.lists(st.sampled_from([*WORDS, "(b)", "|", "*", "section:x"]), min_size=1, max_size=3).map(
        lambda parts: " ".join(["n", *parts])
    )
    return st.builds(Phrase, text, st.integers(0, 20))


def ranges() -> st.SearchStrategy[DateRange]:
    def later(start: datetime) -> st.SearchStrategy[datetime]:
        return st.timedeltas(timedelta(microseconds=1), datetime(9999, 12, 31) - start).map(lambda gap: start + gap)

    pairs = DAY.flatmap(lambda start: st.tuples(st.just(start), later(start)))
    days = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda d: datetime(d.year, d.month, d.day))
    whole = st.tuples(days, st.sampled_from([1, 7, 28, 30, 31, 365, 366])).map(lambda p: (p[0], p[0] + timedelta(p[1])))
    halves = st.one_of(DAY, days).flatmap(lambda day: st.sampled_from([(day, None), (None, day), (None, None)]))
    return st.one_of(pairs, whole, halves).map(lambda pair: DateRange(*pair))


def lengths() -> st.SearchStrategy[Length]:
    sides = st.tuples(st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
    return sides.map(lambda pair: Length(*(sorted(pair) if None not in pair else pair)))


def conditions() -> st.SearchStrategy[Query]:
    value = st.sampled_from(["Technology", "World News", "O'Brien", "OR", "AC/DC (band)", "a|b", "10:30", "w*", "-x"])
    return st.one_of(st.builds(Equals, st.sampled_from(FIELDS), value), ranges(), lengths(), st.just(DateMissing()))


def texts() -> st.SearchStrategy[Query]:
    patterns = st.sampled_from(["tele*", "wom?n", "*phone", "a*b?c"]).map(Wildcard)
    fuzzy = st.builds(Fuzzy, st.sampled_from(["huawie", "AND", "no-spi"]), st.integers(1, 2))

    def deeper(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
        either = st.lists(inner, min_size=2, max_size=3).map(disjoin)
        near = st.builds(Near, inner | either, inner | either, st.integers(1, 1000), st.booleans())
        within = st.builds(Within, inner | either, inner, st.sampled_from(["sentence", "paragraph"]))
        return near | within

    return st.recursive(st.one_of(words(), phrases(), patterns, fuzzy), deeper, max_leaves=6)


def trees() -> st.SearchStrategy[Query]:
    """Any tree that the parser makes."""
    leaves = st.one_of(texts(), conditions(), st.just(Everything()), st.just(Nothing()))
    counted = st.tuples(st.integers(1, 1000), texts()).map(lambda pair: at_least(*pair))

    def deeper(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
        several = st.lists(inner, min_size=2, max_size=4)
        scoped = st.tuples(st.sampled_from(["headline", "lead", "hlead", "body"]), inner).map(lambda p: scope(*p))
        return st.one_of(several.map(conjoin), several.map(disjoin), inner.map(negate), scoped)

    return st.recursive(leaves | counted, deeper, max_leaves=12)
