"""Any article that goes in comes out the same, whatever characters, dates and entities it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.engines.whoosh.making import any_article, different, many, segments
from newsfind.article import Article
from newsfind.index.engines.whoosh.codec.build import SegmentBuilder
from newsfind.index.engines.whoosh.codec.merge import merge_segments
from newsfind.index.engines.whoosh.codec.packing import pack, unpack
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.stored import StoredArticles


@contextmanager
def stored(articles: Sequence[Article]) -> Iterator[StoredArticles]:
    with segments(articles) as [segment]:
        yield segment.stored


@many
@given(any_article)
@example(Article("", "", ""))
@example(Article("\ud83d\ude00", "\0", "a\0b", path="\udcff"))
def test_an_article_is_packed_and_unpacked_without_loss(article: Article) -> None:
    again = unpack(pack(article))
    assert again == article
    assert repr(again) == repr(article)


@pytest.mark.parametrize(
    "date",
    [
        None,
        datetime.min,
        datetime.max,
        datetime(2019, 6, 14),
        datetime(2019, 6, 14, 0, 0, tzinfo=UTC),
        datetime(2019, 6, 14, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=-11, minutes=-30))),
    ],
)
def test_a_date_keeps_its_time_zone_or_its_lack_of_one(date: datetime | None) -> None:
    again = unpack(pack(Article("a", "", "", date=date))).date
    assert again == date
    assert (again and again.utcoffset()) == (date and date.utcoffset())


@many
@given(different(any_article, 6), st.data())
def test_articles_are_read_by_number_in_any_order(articles: list[Article], data: st.DataObject) -> None:
    numbers = data.draw(st.permutations(range(len(articles))))
    with stored(articles) as found:
        assert [found[number] for number in numbers] == [articles[number] for number in numbers]
        assert [unpack(raw) for raw in found.raw(sorted(numbers[:3]))] == [articles[n] for n in sorted(numbers[:3])]


@pytest.mark.parametrize("sizes", [[0] * 5, [5000, 0, 100_000, 1, 4096, 4095], [1] * 20_000, [3_000_000], [900] * 2000])
def test_articles_of_any_size_fill_any_number_of_blocks(sizes: list[int]) -> None:
    """The last of these are enough to learn a dictionary from."""
    articles = [
        Article(f"id{n}", f"Headline {n}", f"words {n} and more " * (size // 18)) for n, size in enumerate(sizes)
    ]
    with stored(articles) as found:
        step = max(1, len(articles) // 50)
        for number in [*range(0, len(articles), step), len(articles) - 1]:
            assert found[number] == articles[number]


def test_merged_blocks_are_taken_as_they_are_where_all_their_articles_live() -> None:
    words = [f"word{number % 700} and more of {number}" for number in range(60)]
    batches = [
        [Article(f"{part}{n}", f"Headline {n}", " ".join(words[n % 50 :] * 3)) for n in range(500)] for part in "ab"
    ]
    with segments(*batches) as parts, TemporaryDirectory() as folder:
        gone = np.zeros(500, bool)
        gone[[3, 499]] = True
        parts[0].deleted = gone
        merge_segments(parts, Path(folder) / "merged.columns")
        merged = Segment(Path(folder) / "merged.columns")
        live = [one for batch in batches for one in batch if one.id not in ("a3", "a499")]
        assert [merged.stored[number] for number in range(merged.total)] == live
        before = {data for part in parts for data in _compressed(part.stored)}
        assert len(before - set(_compressed(merged.stored))) <= 4


def test_a_dictionary_that_no_block_needs_any_more_does_not_come_along(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(600))
    parts = []
    for part in "abc":
        articles = [Article(f"{part}{number}", f"Headline {number}", text) for number in range(4)]
        SegmentBuilder(f"the dictionary of {part} ".encode() * 50).build(articles, tmp_path / f"{part}.columns")
        parts.append(Segment(tmp_path / f"{part}.columns"))
    parts[1].deleted = np.ones(4, bool)
    merge_segments(parts, tmp_path / "merged.columns")
    merged = Segment(tmp_path / "merged.columns").stored
    assert [merged[number].id for number in range(len(merged))] == ["a0", "a1", "a2", "a3", "c0", "c1", "c2", "c3"]
    assert [dictionary.split()[3] for dictionary in merged.dictionaries] == [b"a", b"c"]


def _compressed(found: StoredArticles) -> list[bytes]:
    return [found.compressed(begin, end) for begin, end in pairwise(found.blocks().ends.tolist())]
