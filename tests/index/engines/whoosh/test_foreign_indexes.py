"""An index that this version cannot read says so, says what to do, and stays as it is until that is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import whoosh.index
from whoosh.fields import ID, TEXT, Schema
from whoosh.query import Term

import newsfind
from index.engines.whoosh import damage
from newsfind.errors import IndexCorrupt, IndexIncompatible, IndexNotFound, NewsfindError
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh.codec.file import FORMAT


def stock(folder: Path) -> None:
    """An index that Whoosh wrote by itself, some commits long."""
    folder.mkdir()
    index = whoosh.index.create_in(str(folder), Schema(id=ID(stored=True), body=TEXT(stored=True)))
    for number in range(3):
        writer = index.writer()
        writer.add_document(id=f"old{number}", body="an old harbour")
        writer.commit()


def of_another_format(folder: Path) -> None:
    damage.make(folder)
    for path in [*folder.glob("*.commit"), *folder.glob("*.columns")]:
        raw = bytearray(path.read_bytes())
        raw[8:12] = (1234).to_bytes(4, "little")
        path.write_bytes(raw)


def damaged(folder: Path) -> None:
    damage.make(folder)
    for path in [*folder.glob("*.commit"), *folder.glob("*.columns")]:
        path.write_bytes(path.read_bytes()[:-1])


Make = Callable[[Path], None]
KINDS: list[tuple[Make, type[NewsfindError], str]] = [
    (stock, IndexIncompatible, r"not written by this version of newsfind.*newsfind index .*--rebuild"),
    (of_another_format, IndexIncompatible, rf"has format 1234; .*reads format {FORMAT}\..*newsfind index .*--rebuild"),
    (damaged, IndexCorrupt, r"newsfind_\d+\.commit is damaged: it is cut short.*newsfind index .*--rebuild"),
]
kinds = pytest.mark.parametrize(("make", "error", "sentence"), KINDS, ids=lambda value: getattr(value, "__name__", ""))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "MAIN_WRITELOCK"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/one.txt").write_text("A new harbour\n\nThe harbour is new.\n", encoding="utf-8")
    return tmp_path / "corpus"


@kinds
def test_what_cannot_be_read_is_refused_with_a_sentence_that_says_what_to_do(
    tmp_path: Path, corpus: Path, make: Make, error: type[NewsfindError], sentence: str
) -> None:
    make(tmp_path / "index")
    before = contents(tmp_path / "index")
    with pytest.raises(error, match=sentence):
        newsfind.open_index(tmp_path / "index")
    with pytest.raises(error, match=sentence):
        newsfind.build(corpus, tmp_path / "index", jobs=1, tagger="none")
    assert contents(tmp_path / "index") == before


@kinds
def test_a_rebuild_makes_a_new_index_of_it(
    tmp_path: Path, corpus: Path, make: Make, error: type[NewsfindError], sentence: str
) -> None:
    make(tmp_path / "index")
    report = newsfind.build(corpus, tmp_path / "index", jobs=1, tagger="none", rebuild=True)
    assert report.added == 1
    with newsfind.open_index(tmp_path / "index") as index:
        assert index.search("harbour").total == len(index) == 1
        assert index.check() == []
    with whoosh.index.open_dir(str(tmp_path / "index")).searcher() as searcher:
        assert [hit["headline"] for hit in searcher.search(Term("body", "harbour"))] == ["A new harbour"]
    names = {path.name.partition("_")[0] + path.suffix for path in (tmp_path / "index").iterdir()}
    assert names == {"MAIN.columns", "MAIN", ".toc", "newsfind.commit", "newsfind.names"}


@kinds
def test_a_rebuild_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, make: Make, error: type[NewsfindError], sentence: str
) -> None:
    make(tmp_path / "index")
    before = contents(tmp_path / "index")
    engine = open_engine(f"whoosh:{tmp_path}/index", create=True)
    with pytest.raises(ZeroDivisionError), engine.writer(rebuild=True) as writer:
        writer.add([article for article in damage.ARTICLES if 1 / 0])
    after = contents(tmp_path / "index")
    assert before.items() <= after.items()
    with pytest.raises(error, match=sentence):
        open_engine(f"whoosh:{tmp_path}/index")


def test_a_folder_without_an_index_is_no_index_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(IndexNotFound, match="newsfind index SOURCE"):
        newsfind.open_index(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_files_and_folders_of_others_in_the_folder_of_an_index_are_left_alone(tmp_path: Path, corpus: Path) -> None:
    mine = {
        "notes.txt",
        "notes.tmp",
        ".gitkeep",
        "newsfind_1.commit.bak",
        "MAINTENANCE_1.log",
        "drafts.tmp",
        "link.tmp",
    }
    (tmp_path / "index/drafts.tmp").mkdir(parents=True)
    (tmp_path / "index/drafts.tmp/novel.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "index/link.tmp").symlink_to(corpus)
    for name in mine - {"drafts.tmp", "link.tmp"}:
        (tmp_path / "index" / name).write_text("mine", encoding="utf-8")
    newsfind.build(corpus, tmp_path / "index", jobs=1, tagger="none")
    newsfind.build(corpus, tmp_path / "index", jobs=1, tagger="none", rebuild=True)
    assert mine <= {path.name for path in (tmp_path / "index").iterdir()}
    assert (tmp_path / "index/drafts.tmp/novel.txt").exists()
    assert (tmp_path / "corpus/one.txt").exists()


@pytest.mark.parametrize(
    "name", ["newsfind_7.commit.tmp", "_MAIN_7.toc.tmp", "MAIN_abc.columns.tmp", "MAIN_abc.columns"]
)
def test_what_a_crash_left_behind_goes_with_the_next_writer(tmp_path: Path, name: str) -> None:
    damage.make(tmp_path / "index")
    (tmp_path / "index" / name).write_text("half", encoding="utf-8")
    with open_engine(f"whoosh:{tmp_path}/index").writer():
        assert name not in contents(tmp_path / "index")
    assert not [answer for answer in damage.answers(tmp_path / "index") if isinstance(answer, Exception)]
