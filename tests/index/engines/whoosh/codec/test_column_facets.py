"""A facet column counts and finds values as plain Python does with the values themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import any_text, column_file, many
from newsfind.index.analysis import fold_value
from newsfind.index.engines.whoosh.codec import facets
from newsfind.index.engines.whoosh.codec.faceting import FacetWriter
from newsfind.index.engines.whoosh.codec.facets import FacetColumn
from newsfind.index.engines.whoosh.codec.file import ColumnFileWriter
from newsfind.index.engines.whoosh.codec.masks import Subset
from newsfind.index.engines.whoosh.codec.spellings import commonest

values = st.sampled_from(["World", "WORLD", "wörld", " world ", "Bonn", "bonn’s", "bonn's", "中国", "", " ", "\u0301"])
"""Some differ in case, accents, quotes and white space only; some fold to nothing."""
several = st.lists(values | any_text, max_size=4)
named = st.dictionaries(values, st.lists(values | any_text, max_size=3), max_size=4)


@contextmanager
def stored(articles: Sequence[Sequence[str]], aliases: Mapping[str, Sequence[str]] = {}) -> Iterator[FacetColumn]:
    """A column of these articles' values; aliases are those of values that an article has."""

    def write(out: ColumnFileWriter) -> None:
        facet = FacetWriter(out, "some")
        for some in (articles[:3], articles[3:]):  # a segment grows by some articles at a time
            values = [value for article in some for value in article]
            others = [(value, aliases.get(value, ())) for value in values]
            facet.add(np.array([len(article) for article in some], int), values, others)
        facet.finish()

    with column_file(write) as file:
        yield FacetColumn(file, "some")


def keys_of(article: Sequence[str]) -> set[str]:
    return {fold_value(value) for value in article} - {""}


def keys_in_order(articles: Sequence[Sequence[str]]) -> list[str]:
    return sorted(
        {key for article in articles for key in keys_of(article)}, key=lambda key: key.encode("utf-8", "replace")
    )


@many
@given(st.lists(several, max_size=8))
@example([])
@example([["World", "WORLD", ""], [], [" world ", "Bonn"]])
def test_each_article_has_each_of_its_values_once(articles: list[list[str]]) -> None:
    with stored(articles) as column:
        keys = column.keys.slice(0, len(column))
        assert set(keys) == set(keys_in_order(articles))
        assert column.starts.tolist()[0] == 0
        for number, article in enumerate(articles):
            ordinals = column.ordinals[column.starts[number] : column.starts[number + 1]].tolist()
            assert len(ordinals) == len(set(ordinals))
            assert {keys[ordinal] for ordinal in ordinals} == keys_of(article)


@many
@given(st.lists(several, max_size=8), st.data())
def test_counts_are_those_of_the_articles_asked_for(articles: list[list[str]], data: st.DataObject) -> None:
    chosen = [number for number in range(len(articles)) if data.draw(st.booleans())]
    expected = Counter(key for number in chosen for key in keys_of(articles[number]))
    at_once = data.draw(st.sampled_from([1, 3, 1 << 16]))  # of more articles than that, values are counted by value
    with stored(articles) as column, patch.object(facets, "_COUNTED_AT_ONCE", at_once):
        counts = column.counts(Subset(np.array(chosen, np.int32), len(articles)))
        assert {column.keys[n]: count for n, count in enumerate(counts.tolist()) if count} == expected


@many
@given(st.lists(several, max_size=8), st.lists(values | any_text, max_size=3))
def test_the_articles_with_a_value_are_those_that_have_it_in_any_spelling(
    articles: list[list[str]], asked: list[str]
) -> None:
    wanted = keys_of(asked)
    with stored(articles) as column:
        found = column.articles_with(fold_value(value) for value in asked)
        assert found.tolist() == [number for number, article in enumerate(articles) if keys_of(article) & wanted]


@many
@given(st.lists(several, max_size=8), st.lists(values | any_text, max_size=12), st.data())
def test_of_any_articles_those_are_told_that_have_a_value(
    articles: list[list[str]], asked: list[str], data: st.DataObject
) -> None:
    wanted = keys_of(asked)
    chosen = [number for number in range(len(articles)) if data.draw(st.booleans())]
    small_part = data.draw(st.sampled_from([0, 16]))  # with 0 any part is a small one
    with stored(articles) as column, patch.object(facets, "_SMALL_PART", small_part):
        having = column.having(np.array(chosen, np.int32), map(fold_value, asked))
        assert having.tolist() == [bool(keys_of(articles[number]) & wanted) for number in chosen]


@many
@given(st.lists(several, max_size=8))
def test_a_value_knows_its_spellings_and_how_many_articles_use_each(articles: list[list[str]]) -> None:
    written = Counter((fold_value(value), value) for article in articles for value in set(article))
    with stored(articles) as column:
        for number in range(len(column)):
            key = column.keys[number]
            expected = {value: count for (folded, value), count in written.items() if folded == key}
            assert column.spellings(number) == expected


@many
@given(st.lists(several, max_size=8), named, st.lists(any_text | values, max_size=3))
@example([["Bonn", "World"]], {"Bonn": ["W", "wörld"], "World": ["W"]}, ["w"])
def test_an_alias_leads_to_every_value_that_goes_by_it(
    articles: list[list[str]], aliases: dict[str, list[str]], asked: list[str]
) -> None:
    present = {value for article in articles for value in article}
    pairs = {(fold_value(name), fold_value(v)) for v in present for name in aliases.get(v, ()) if fold_value(v)}
    with stored(articles, aliases) as column:
        for alias in [*map(fold_value, asked), *(fold_value(name) for names in aliases.values() for name in names)]:
            if alias:
                assert set(column.called(alias)) == {key for name, key in pairs if name == alias}
                going = {column.keys[n] for n in column.going_by(alias).tolist()}
                assert going == {key for name, key in pairs if name.startswith(alias)}
        by_value = {column.keys[n]: names for n, names in column.aliases().items()}
        assert {(name, key) for key, names in by_value.items() for name in names if name} == {p for p in pairs if p[0]}


def test_the_commonest_spelling_is_shown_and_of_equal_ones_the_first() -> None:
    assert commonest({"World": 2, "WORLD": 3}) == "WORLD"
    assert commonest({"World": 3, "WORLD": 3}) == "WORLD"


def test_a_hash_stands_for_one_value_in_every_segment() -> None:
    with stored([["World"]]) as one, stored([["Bonn"], ["WÖRLD"]]) as other:
        assert one.hashes.tolist() == other.hashes.tolist()[1:]
