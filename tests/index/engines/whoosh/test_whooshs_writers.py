"""Whoosh's own writers, which do not know what newsfind keeps beside the columns, are refused before they do harm."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
import whoosh.fields
import whoosh.index
from whoosh.query import Term
from whoosh.writing import CLEAR

from index.engines.whoosh import damage
from newsfind.article import Article
from newsfind.index.engines import open_engine

# Whoosh leaves files open when a commit fails.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    damage.make(tmp_path / "index")
    return tmp_path / "index"


def adding(index: Any) -> None:
    writer = index.writer()
    writer.add_document(id="new", body="trade")
    writer.commit()


def replacing(index: Any) -> None:
    writer = index.writer()
    writer.update_document(id="id1", body="trade")
    writer.commit()


def deleting(index: Any) -> None:
    index.delete_by_term("body", "trade")


def optimizing(index: Any) -> None:
    index.writer().commit(optimize=True)


def clearing(index: Any) -> None:
    index.writer().commit(mergetype=CLEAR)


def new_field(index: Any) -> None:
    index.add_field("more", whoosh.fields.TEXT)


@pytest.mark.parametrize(
    "write", [adding, replacing, deleting, optimizing, clearing, new_field], ids=lambda w: w.__name__
)
def test_whooshs_own_writers_are_refused_and_do_no_harm(folder: Path, write: Any) -> None:
    sound = damage.answers(folder)
    with pytest.raises(PermissionError, match="written by newsfind only"):
        write(whoosh.index.open_dir(str(folder)))
    gc.collect()  # the lock goes with the writer that was refused
    assert damage.answers(folder) == sound
    with open_engine(f"whoosh:{folder}").writer() as writer:
        writer.add([Article("new", "", "unheard of")])
    names = {path.name.partition("_")[0] + path.suffix for path in folder.iterdir()}
    assert names == {"MAIN.columns", "MAIN", ".toc", "newsfind.commit", "newsfind.names"}
    with whoosh.index.open_dir(str(folder)).searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(Term("body", "unheard"))] == ["new"]
