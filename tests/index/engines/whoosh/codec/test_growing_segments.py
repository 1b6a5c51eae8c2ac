"""A segment that grows by some articles at a time is the one that they make at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.making import any_article, different, many
from newsfind.article import Article
from newsfind.index.engines.whoosh.codec import build, invert, vocabulary
from newsfind.index.engines.whoosh.codec.build import SegmentBuilder
from newsfind.index.engines.whoosh.codec.file import ColumnFile

FEW = {(invert, "_STRETCH"): 3, (vocabulary, "_AT_ONCE"): 20}


def columns(parts: Sequence[Sequence[Article]]) -> Mapping[str, list[object]]:
    """All columns of a segment of these articles."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "some.columns"
        with closing(SegmentBuilder().begin(path)) as segment:
            for part in parts:
                segment.add(part)
            segment.finish()
        file = ColumnFile(path)
        return {name: file.array(name).tolist() for name in file.names()}


@many
@given(different(any_article, 6), st.integers(0, 6), st.integers(0, 6))
def test_some_at_a_time_or_all_at_once_the_columns_are_the_same(articles: list[Article], one: int, other: int) -> None:
    first, second = sorted((one, other))
    with ExitStack() as changed:
        for (module, name), value in FEW.items():
            changed.enter_context(patch.object(module, name, value))
        grown = columns([articles[:first], articles[first:second], articles[second:]])
    assert grown == columns([articles])


def test_a_segment_is_full_when_it_has_enough_tokens_and_knows_its_articles(tmp_path: Path) -> None:
    with patch.object(build, "_ENOUGH_TOKENS", 8), closing(SegmentBuilder().begin(tmp_path / "x.columns")) as segment:
        ties = build.ties_of(["a", "b", "c"])
        segment.add([Article("a", "one", "two")])
        assert not segment.full
        segment.add([Article("b", "one", "two")])
        assert segment.full
        assert segment.has_any(ties[1:])
        assert not segment.has_any(ties[2:])
    assert list(tmp_path.iterdir()) == []
