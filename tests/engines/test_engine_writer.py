from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engines.registry import LASTING, open_fresh
from engines.shelf import Shelf, article
from newsfind.article import Article, Entity
from newsfind.errors import IndexLocked
from newsfind.index.engine import Engine, FacetRequest
from newsfind.query.ast import Everything, Phrase, Wildcard, Word

FULL = Article(
    id="full/ä#1", headline="A “headline”", body="First — “one”.\n\nSecond \U0001f600 two.\x00\ud800", section="World",
    date=datetime(2019, 6, 14, 8, 30, 15, 250000, tzinfo=UTC), source="Hill", authors=("Ann", "Bob"), agency="AP",
    url="https://news.example/1?a=b", path="folder/file.txt#1", language="en", other_sections=("Asia",),
    entities=(Entity("Marco Rubio", "person", 3, in_headline=True, aliases=("Rubio",), given=True),),
)  # fmt: skip


def test_an_article_comes_back_as_it_went_in(shelf: Shelf) -> None:
    shelf.put(FULL, article("b"))
    assert shelf.engine.get(FULL.id) == FULL
    assert shelf.engine.get("c") is None
    assert sorted(shelf.engine.articles(), key=lambda item: item.id) == [article("b"), FULL]
    assert len(shelf.engine) == 2


def test_an_article_replaces_the_one_with_its_id(shelf: Shelf) -> None:
    shelf.put(a="alpha", b="alpha").put(a="beta")
    assert len(shelf.engine) == 2
    assert shelf.found("alpha") == "b"
    assert shelf.found("beta") == "a"
    assert shelf.search(facets=(FacetRequest("section"),)).total == 2


def test_of_one_id_twice_in_a_row_the_last_counts(shelf: Shelf) -> None:
    shelf.put(article("a", "alpha"), article("a", "beta"), article("a", "gamma"))
    assert len(shelf.engine) == 1
    assert shelf.found("alpha") == shelf.found("beta") == ""
    assert shelf.found("gamma") == "a"


def test_removed_articles_are_gone_from_everything(shelf: Shelf) -> None:
    shelf.put(article("a", "alpha", section="World"), article("b", "alpha omega", section="Sport"))
    with shelf.engine.writer() as writer:
        writer.remove(["a", "never there"])
    shelf.engine.refresh()
    assert len(shelf.engine) == 1
    assert shelf.engine.get("a") is None
    assert [item.id for item in shelf.engine.articles()] == ["b"]
    results = shelf.search(Wildcard("al*"), facets=(FacetRequest("section"),))
    assert (results.total, [c.value for c in results.facets["section"]]) == (1, ["Sport"])
    assert shelf.engine.marks(Word("alpha"), "a") == ((), ())


def test_within_one_commit_the_order_of_steps_counts(shelf: Shelf) -> None:
    with shelf.engine.writer() as writer:
        writer.add([article("a", "alpha"), article("b", "alpha")])
        writer.remove(["a", "b"])
        writer.add([article("b", "beta")])
        writer.adopt(writer.builder().build([article("c", "beta"), article("b", "beta gamma")]))
        writer.remove(["c"])
    shelf.engine.refresh()
    assert shelf.found() == "b"
    assert shelf.found("gamma") == "b"


def test_a_batch_built_elsewhere_is_as_good_as_the_articles(shelf: Shelf) -> None:
    shelf.put(a="old alpha", b="alpha beta")
    with shelf.engine.writer() as writer:
        builder = pickle.loads(pickle.dumps(writer.builder()))
        batch = pickle.loads(pickle.dumps(builder.build([article("a", "alpha talks"), FULL])))
        writer.adopt(batch)
        writer.adopt(builder.build([]))
    shelf.engine.refresh()
    assert shelf.found("alpha") == "a b"
    assert shelf.found(Phrase("alpha talks")) == "a"
    assert shelf.found("old") == ""
    assert shelf.engine.get(FULL.id) == FULL


def test_a_reader_sees_the_last_commit_as_of_its_refresh(engine: Engine) -> None:
    shelf = Shelf(engine)
    assert engine.refresh() is False
    with engine.writer() as writer:
        writer.add([article("a", "alpha")])
        writer.commit()
        assert shelf.found() == ""
        writer.add([article("b", "alpha")])
        assert engine.refresh() is True
        assert shelf.found() == "a"
    assert shelf.found() == "a"
    assert engine.refresh() is True
    assert shelf.found() == "a b"
    assert engine.refresh() is False


def test_an_error_publishes_nothing_more_and_frees_the_index(shelf: Shelf) -> None:
    def fail_between_commits() -> None:
        with shelf.engine.writer() as writer:
            writer.add([article("b", "beta")])
            writer.keep(b"one")
            writer.commit()
            writer.add([article("c", "gamma")])
            writer.remove(["a"])
            writer.keep(b"two")
            raise ZeroDivisionError

    shelf.put(a="alpha")
    with pytest.raises(ZeroDivisionError):
        fail_between_commits()
    shelf.engine.refresh()
    assert shelf.found() == "a b"
    assert shelf.engine.state() == b"one"
    shelf.put(d="delta")
    assert shelf.found() == "a b d"


def test_an_error_in_the_middle_of_adding_publishes_nothing(shelf: Shelf) -> None:
    def broken() -> Iterator[Article]:
        yield article("a", "alpha")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), shelf.engine.writer() as writer:
        writer.add(broken())
    shelf.engine.refresh()
    assert shelf.found() == ""


def test_state_is_published_with_a_commit_and_stays_until_there_is_a_newer_one(shelf: Shelf) -> None:
    assert shelf.engine.state() == b""
    with shelf.engine.writer() as writer:
        writer.keep(b"early")
        writer.keep(b"\x00late")
    assert shelf.engine.state() == b""
    shelf.engine.refresh()
    assert shelf.engine.state() == b"\x00late"
    shelf.put(a="alpha")
    assert shelf.engine.state() == b"\x00late"


def test_a_rebuild_replaces_everything_at_its_first_commit(shelf: Shelf) -> None:
    shelf.put(a="alpha", b="alpha")
    with shelf.engine.writer() as writer:
        writer.keep(b"old")
    with shelf.engine.writer(rebuild=True) as writer:
        writer.add([article("c", "alpha")])
        shelf.engine.refresh()
        assert shelf.found() == "a b"
        assert shelf.engine.state() == b"old"
        writer.commit()
        writer.add([article("d", "alpha")])
    shelf.engine.refresh()
    assert shelf.found() == "c d"
    assert shelf.engine.state() == b""


def test_a_rebuild_that_fails_leaves_everything_as_it_was(shelf: Shelf) -> None:
    def fail_before_the_commit() -> None:
        with shelf.engine.writer(rebuild=True) as writer:
            writer.add([article("c", "alpha")])
            raise ZeroDivisionError

    shelf.put(a="alpha")
    with pytest.raises(ZeroDivisionError):
        fail_before_the_commit()
    shelf.engine.refresh()
    assert shelf.found() == "a"


def test_there_is_one_writer_at_a_time(shelf: Shelf) -> None:
    with shelf.engine.writer() as writer:
        with pytest.raises(IndexLocked):
            shelf.engine.writer()
        with pytest.raises(IndexLocked):
            shelf.engine.writer(rebuild=True, wait=0.05)
        writer.add([article("a", "alpha")])
    shelf.engine.refresh()
    assert shelf.found() == "a"


def test_what_was_handed_out_stays_good(shelf: Shelf) -> None:
    shelf.put(a="alpha")
    results = shelf.search("alpha", passages=1)
    shelf.put(a="beta")
    shelf.engine.close()
    (hit,) = results
    assert (hit.article.body, hit.snippets["body"][0].text) == ("alpha", "alpha")


def test_many_small_commits_are_one_index(shelf: Shelf) -> None:
    for n in range(12):
        shelf.put(article(f"n{n}", "alpha", section=f"S{n % 2}"))
    results = shelf.search("alpha", facets=(FacetRequest("section"),))
    assert (results.total, [c.count for c in results.facets["section"]]) == (12, [6, 6])
    assert len({hit.score for hit in results}) == 1
    assert shelf.engine.check() == []


def test_a_sound_index_has_no_faults_and_describes_itself(shelf: Shelf, engine_name: str) -> None:
    assert shelf.engine.check() == []
    shelf.put(FULL)
    assert shelf.engine.check() == []
    assert shelf.engine.describe()["engine"] == engine_name


def test_an_index_is_there_again_when_it_is_opened_again(engine_name: str, tmp_path: Path) -> None:
    first = open_fresh(engine_name, tmp_path)
    if engine_name not in LASTING:
        pytest.skip(f"an index of {engine_name} ends with its process")
    Shelf(first).put(FULL, article("a", "alpha"))
    second = open_fresh(engine_name, tmp_path)
    assert Shelf(second).found() == f"a {FULL.id}"
    with first.writer() as writer:
        with pytest.raises(IndexLocked):
            second.writer()
        writer.remove(["a"])
    assert Shelf(second).found() == f"a {FULL.id}"
    assert second.refresh() is True
    assert Shelf(second).found() == FULL.id
    first.close()
    second.close()


def test_a_commit_leaves_batches_alone_that_wait_to_be_adopted(shelf: Shelf) -> None:
    with shelf.engine.writer() as writer:
        first = writer.builder().build([article("a")])
        second = writer.builder().build([article("b")])
        writer.adopt(first)
        writer.commit()
        writer.adopt(second)
    shelf.engine.refresh()
    assert shelf.found(Everything()) == "a b"
