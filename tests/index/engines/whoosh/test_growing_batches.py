"""A writer whose segment grows while articles come and go does as it is told, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.registry import open_fresh
from engines.strategies import Step, steps
from engines.test_engines_agree import apply, compare_articles
from index.engines.whoosh.making import many, segments_apart
from newsfind.article import Article, Entity
from newsfind.errors import NewsfindError
from newsfind.index.engine import Engine, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh import writer
from newsfind.index.engines.whoosh.codec import build


@contextmanager
def growing(at_once: int, enough: int) -> Iterator[None]:
    """So many articles are read at once, and so many tokens are enough for a segment."""
    with patch.object(writer, "_MOST_ARTICLES", at_once), patch.object(build, "_ENOUGH_TOKENS", enough):
        yield


@many
@given(steps, st.integers(1, 3), st.sampled_from([10, 1000]))
def test_an_index_that_grew_article_by_article_holds_what_it_should(
    commits: list[list[Step]], at_once: int, enough: int
) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, growing(at_once, enough):
        plain, fast = open_fresh("memory", Path(folder)), open_fresh("whoosh", Path(folder))
        for commit in commits:
            apply(plain, commit)
            apply(fast, commit)
        compare_articles(plain, fast)
        assert fast.search(SearchRequest()).total == len(plain)
        fast.close()


def test_articles_read_some_at_a_time_make_one_segment(tmp_path: Path) -> None:
    """Three of one size would stay apart."""
    with segments_apart(), growing(2, 1000), open_engine(tmp_path, create=True).writer() as one:
        one.add(Article(str(number), "Trade", "talks") for number in range(5))
    assert len(list(tmp_path.glob("*.columns"))) == 1
    assert len(open_engine(tmp_path)) == 5


def test_a_segment_that_has_enough_is_followed_by_another(tmp_path: Path) -> None:
    with segments_apart(), growing(2, 1), open_engine(tmp_path, create=True).writer() as one:
        one.add(Article(str(number), "Trade", "talks") for number in range(5))
    assert len(list(tmp_path.glob("*.columns"))) == 3


def add_and_fail(engine: Engine) -> None:
    with engine.writer() as one:
        one.add([Article("b", "Trade", "talks"), Article("c", "Trade", "talks")])
        raise ZeroDivisionError


def test_nothing_is_left_of_a_segment_that_grew_in_vain(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, create=True)
    with engine.writer() as one:
        one.add([Article("a", "Trade", "talks")])
    before = sorted(path.name for path in tmp_path.iterdir())
    with growing(1, 1000), pytest.raises(ZeroDivisionError):
        add_and_fail(engine)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def add_odd(engine: Engine) -> None:
    """Go on after an article that cannot be written."""
    odd = Article("b", "Trade", "talks", entities=(Entity("Bonn", "river"),))  # type: ignore[arg-type]
    with engine.writer() as one:
        one.add([Article("a", "Trade", "talks")])
        with suppress(KeyError):
            one.add([odd])
        one.commit()


def test_a_segment_of_which_some_articles_are_lost_is_never_published(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, create=True)
    with growing(1, 1000), pytest.raises(NewsfindError, match="Add them again"):
        add_odd(engine)
    engine.refresh()
    assert len(engine) == 0
