"""Column files, segments and articles of a test's own, and how many random ones are tried.

NEWSFIND_EXAMPLES sets how many examples a property is tried with (30 unless it is set).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from newsfind.article import Article, Entity
from newsfind.index.engines.whoosh import merging
from newsfind.index.engines.whoosh.codec.build import SegmentBuilder
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.segment import Segment

EXAMPLES = int(os.environ.get("NEWSFIND_EXAMPLES", "30"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

any_text = st.text(st.characters())
"""Any string at all: control characters, lone surrogates, combining marks, scripts of all kinds."""

WORDS = [
    "trade",
    "Trading",
    "trades",
    "talks",
    "no-spy",
    "U.S.",
    "G20",
    "1,000",
    "AT&T",
    "C++",
    "Müller",
    "中国",
    "e\u0301t",
]
JOINTS = [
    " ",
    " ",
    "\u2003",
    ", ",
    "-",
    ". ",
    ".” “",
    "…\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\0",
    "\x85",
    "\u2028",
    "\u200b",
]
news_text = st.lists(st.sampled_from([word + joint for word in WORDS for joint in JOINTS]), max_size=25).map("".join)
"""Words, and what may stand between them, so few that they meet again."""

zones = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
entities = st.builds(
    Entity,
    any_text,
    st.sampled_from(["person", "organisation", "place"]),
    st.integers(0, 2**40),
    st.booleans(),
    st.booleans(),
    st.lists(any_text, max_size=2).map(tuple),
    st.booleans(),
)
any_article = st.builds(
    Article,
    id=any_text,
    headline=any_text | news_text,
    body=any_text | news_text,
    section=any_text,
    date=st.none() | st.datetimes(timezones=st.none() | zones).map(lambda date: date.replace(fold=0)),
    source=any_text,
    authors=st.lists(any_text, max_size=3).map(tuple),
    agency=any_text,
    url=any_text,
    path=any_text,
    language=any_text,
    entities=st.lists(entities, max_size=3).map(tuple),
    other_sections=st.lists(any_text, max_size=2).map(tuple),
)


def different(articles: SearchStrategy[Article], most: int) -> SearchStrategy[list[Article]]:
    """Lists of articles with ids that differ."""
    return st.lists(articles, max_size=most, unique_by=lambda article: article.id)


@contextmanager
def column_file(write: Callable[[ColumnFileWriter], object]) -> Iterator[ColumnFile]:
    """A file with the columns that `write` appends."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out = ColumnFileWriter(Path(folder) / "some.columns")
        write(out)
        out.finish()
        yield ColumnFile(out.path)


@contextmanager
def segments(*batches: Sequence[Article]) -> Iterator[list[Segment]]:
    """A segment of each batch of articles, built one after the other as one process does."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        builder = SegmentBuilder()
        paths = [Path(folder) / f"{number}.columns" for number in range(len(batches))]
        for path, batch in zip(paths, batches, strict=True):
            builder.build(batch, path)
        yield [Segment(path) for path in paths]


@contextmanager
def segments_apart() -> Iterator[None]:
    """No merging at the end of a run, so that a small index has several segments."""
    with patch.object(merging, "_LARGE", 0):
        yield


def flat(lists: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """Lists one behind the other, and their lengths."""
    return np.array([value for values in lists for value in values], np.int64), np.array([len(v) for v in lists])
