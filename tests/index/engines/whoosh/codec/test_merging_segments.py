"""A merged segment answers as one that was built of the same articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import any_article, different, many, news_text, segments
from newsfind.article import Article, Entity
from newsfind.index.engines.whoosh.codec.facets import COLUMNS, FacetColumn
from newsfind.index.engines.whoosh.codec.merge import merge_segments
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.matches import StemMatches

names = st.sampled_from(["World", "WORLD", "wörld", "Bonn", "bonn"])
small_articles = st.builds(
    Article,
    id=st.integers(0, 10**9).map(str),
    headline=news_text,
    body=st.builds(lambda text, often: f"{text}\n\n" * often, news_text, st.sampled_from([0, 1, 1, 12])),
    section=names,
    date=st.none() | st.sampled_from([datetime(2019, 6, 14), datetime(2019, 6, 15)]),
    authors=st.lists(names, max_size=2).map(tuple),
    entities=st.lists(st.builds(Entity, names, st.just("place"), aliases=st.lists(names).map(tuple)), max_size=2).map(
        tuple
    ),
)
articles = different(small_articles | any_article, 9)


@contextmanager
def merged(parts: Sequence[Segment]) -> Iterator[Segment]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "merged.columns"
        assert merge_segments(parts, path) == path.stat().st_size
        yield Segment(path)


def cut(some: Sequence[Article], cuts: Sequence[int]) -> list[Sequence[Article]]:
    """The articles in batches, of which some may be empty."""
    borders = [0, *sorted(min(at, len(some)) for at in cuts), len(some)]
    return [some[low:high] for low, high in pairwise(borders)]


def columns(segment: Segment) -> dict[str, list[Any]]:
    """All columns but those of compressed articles, whose blocks fall as they fall."""
    return {name: segment.file.array(name).tolist() for name in segment.file._columns if not name.startswith("stored.")}


def words(segment: Segment) -> dict[str, list[int]]:
    found = {segment.forms[n]: segment.positions.decode(n).tolist() for n in range(len(segment.forms))}
    return {form: positions for form, positions in found.items() if positions}


def stems(segment: Segment) -> dict[str, tuple[list[int], list[int], int]]:
    """Each stem's articles, weighted frequencies and number of articles, however they are kept."""
    found = {}
    for number in range(len(segment.stems)):
        matches = StemMatches(segment, number)
        if matches.count:
            frequencies = matches.frequencies(matches.articles).tolist()
            found[segment.stems[number]] = matches.articles.tolist(), frequencies, segment.stem_articles(number)
    return found


def values(column: FacetColumn) -> dict[str, list[int]]:
    found = {column.keys[n]: column.articles_with([column.keys[n]]).tolist() for n in range(len(column))}
    return {key: having for key, having in found.items() if having}


def plain(segment: Segment) -> dict[str, list[Any]]:
    names = ("date", "id", "start", "body", "words", "length", "copies.same", "copies.numbers")
    found = {name: segment.file.array(name).tolist() for name in names}
    return found | {"sentences": segment.sentences.tolist(), "paragraphs": segment.paragraphs.tolist()}


def stored(segment: Segment) -> list[Article]:
    return [segment.stored[number] for number in range(segment.total)]


@many
@given(articles, st.lists(st.integers(0, 9), max_size=3))
@example([], [])
@example([], [0])
def test_the_columns_of_merged_segments_are_those_of_one_built_at_once(some: list[Article], cuts: list[int]) -> None:
    with segments(*cut(some, cuts), some) as [*parts, whole], merged(parts) as together:
        together.file.verify_all()
        assert columns(together) == columns(whole)
        assert stored(together) == some


@many
@given(articles, st.lists(st.integers(0, 9), max_size=3), st.data())
def test_deleted_articles_leave_nothing_that_could_be_found(
    some: list[Article], cuts: list[int], data: st.DataObject
) -> None:
    batches = cut(some, cuts)
    masks = [np.array([data.draw(st.booleans()) for _ in batch], bool) for batch in batches]
    kept = [
        one
        for batch, mask in zip(batches, masks, strict=True)
        for one, gone in zip(batch, mask, strict=True)
        if not gone
    ]
    with segments(*batches, kept) as [*parts, whole]:
        for part, mask in zip(parts, masks, strict=True):
            part.deleted = mask if mask.any() else None
        with merged(parts) as together:
            assert plain(together) == plain(whole)
            assert words(together) == words(whole)
            assert stems(together) == stems(whole)
            assert stored(together) == kept
            for field in COLUMNS:
                assert values(together.facet(field)) == values(whole.facet(field))
                assert known_aliases(whole.facet(field)) <= known_aliases(together.facet(field))


def known_aliases(column: FacetColumn) -> set[tuple[str, str]]:
    return {(column.keys[n], name) for n, found in column.aliases().items() for name in found}


def test_a_merge_of_merges_is_the_same_as_one() -> None:
    some = [Article(f"id{n}", f"Trade {n}", "Talks on trade. " * n, section=f"S{n % 3}") for n in range(40)]
    with (
        segments(some[:10], some[10:20], some[20:], some) as [*parts, whole],
        merged(parts[:2]) as first,
        merged([first, parts[2]]) as together,
    ):
        assert columns(together) == columns(whole)


def test_a_long_dictionary_is_merged_in_stretches(monkeypatch: Any) -> None:
    from newsfind.index.engines.whoosh.codec import merge

    some = [Article(f"id{n}", "", f"trade word{n} " * 20 + "the " * 40) for n in range(60)]
    with segments(some[:30], some[30:], some) as [*parts, whole]:
        monkeypatch.setattr(merge, "_STRETCH", 100)
        with merged(parts) as together:
            assert columns(together) == columns(whole)
