"""Segments of no article, of one, and of one more than 16 bits can number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
import pytest

from index.engines.whoosh.making import segments
from newsfind.article import Article, Entity
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.dates import NO_DATE
from newsfind.index.engines.whoosh.codec.facets import COLUMNS
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.matches import StemMatches

MANY = 2**16 + 1


def test_a_segment_of_no_article_has_nothing_and_says_so() -> None:
    with segments([]) as [segment]:
        segment.file.verify_all()
        assert segment.total == len(segment.forms) == len(segment.stems) == len(segment.stored) == 0
        assert segment.live.tolist() == segment.sentences.tolist() == segment.paragraphs.tolist() == []
        assert segment.starts.tolist() == [0]
        assert segment.stem_number("trade") == -1
        assert segment.numbers_of(np.array([tie_break("a")])).tolist() == []
        for field in COLUMNS:
            column = segment.facet(field)
            assert len(column) == 0
            assert column.counts(segment.everything).tolist() == column.articles_with(["world"]).tolist() == []
            assert column.called("world") == column.going_by("w").tolist() == []


def test_a_segment_of_one_article_without_text_holds_that_article() -> None:
    with segments([Article("a", "", "")]) as [segment]:
        assert segment.total == 1
        assert segment.stored[0] == Article("a", "", "")
        assert (segment.starts.tolist(), segment.bodies.tolist()) == ([0, 2], [1])
        assert segment.lengths.tolist() == [0]
        assert segment.dates.tolist() == [NO_DATE]


def test_a_segment_of_one_article_holds_its_words() -> None:
    article = Article("a", "Trade", "Talks, trading.\n\nTalks", section="World", entities=(Entity("Bonn", "place"),))
    with segments([article]) as [segment]:
        assert segment.forms.slice(0, 3) == ["talks", "trade", "trading"]
        assert segment.stems.slice(0, 2) == ["talk", "trade"]
        assert segment.positions.decode_range(0, 3)[0].tolist() == [2, 4, 0, 3]
        assert segment.paragraphs.tolist() == [0, 2, 4]
        assert segment.positions_of([0, 1]).tolist() == [0, 2, 4]
        assert segment.facet("section").spellings(0) == {"World": 1}
        assert segment.facet("place").articles_with(["bonn"]).tolist() == [0]


def body(number: int) -> str:
    """Every article has "every" once and its own number; every third "third" and every 70th "rare"."""
    return f"every n{number}" + " third" * (number % 3 == 0) + " rare" * (number % 7000 == 0)


def one(number: int) -> Article:
    day = datetime(1900, 1, 1) + timedelta(days=number)
    return Article(f"id{number}", "", body(number), section=f"S{number % 5}", date=day, authors=(f"A{number}",))


@pytest.fixture(scope="module")
def large() -> Iterator[Segment]:
    with segments([one(number) for number in range(MANY)]) as [segment]:
        yield segment


def articles_with(segment: Segment, word: str) -> list[int]:
    matches = StemMatches(segment, segment.stem_number(word))
    assert matches.count == len(matches.articles)
    assert (matches.frequencies(matches.articles) == 2).all()
    return matches.articles.tolist()


def test_words_of_more_articles_than_16_bits_can_number_are_found_in_all_of_them(large: Segment) -> None:
    assert articles_with(large, "every") == list(range(MANY))
    assert articles_with(large, "third") == list(range(0, MANY, 3))
    assert articles_with(large, "rare") == list(range(0, MANY, 7000))
    assert articles_with(large, f"n{MANY - 1}") == [MANY - 1]
    assert len(large.forms) == MANY + 3


def test_columns_of_more_articles_than_16_bits_can_number_are_whole(large: Segment) -> None:
    large.file.verify_all()
    assert large.facet("section").counts(large.everything).tolist() == [len(range(n, MANY, 5)) for n in range(5)]
    assert large.facet("author").articles_with([f"a{MANY - 1}"]).tolist() == [MANY - 1]
    assert np.diff(large.dates).tolist() == [86_400_000_000] * (MANY - 1)
    assert large.numbers_of(np.array([tie_break(f"id{MANY - 1}")])).tolist() == [MANY - 1]
    assert large.articles_at(large.starts[:-1]).tolist() == list(range(MANY))


def test_any_of_more_articles_than_16_bits_can_number_can_be_read(large: Segment) -> None:
    for number in [0, 1, 2**16 - 1, 2**16, 12_345, *range(7, MANY, 9_999)]:
        assert large.stored[number] == one(number)


def test_any_number_of_lists_can_be_decoded_together(large: Segment) -> None:
    numbers = np.arange(0, MANY, 2)
    values, counts = large.positions.decode_many(numbers)
    assert len(values) == counts.sum() == sum(large.positions.count(number) for number in numbers.tolist())
    everything, all_counts = large.positions.decode_range(0, len(large.forms))
    ends = np.cumsum(all_counts)
    chosen = [everything[ends[n] - all_counts[n] : ends[n]] for n in numbers.tolist()]
    assert values.tolist() == np.concatenate(chosen).tolist()
