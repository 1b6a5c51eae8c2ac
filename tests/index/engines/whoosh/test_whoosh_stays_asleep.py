"""Newsfind's searches do not load Whoosh, and nothing of newsfind unpickles the table of contents."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import whoosh.index
from whoosh.fields import FieldConfigurationError
from whoosh.util.varints import varint

from index.engines.whoosh import damage
from newsfind.index.engines import open_engine

SEARCH = """
import sys
from newsfind.index.engine import SearchRequest
from newsfind.index.engines import open_engine
from newsfind.query.ast import Word
engine = open_engine("whoosh:" + sys.argv[1])
print(engine.search(SearchRequest(query=Word("trade"))).total, "whoosh" in sys.modules)
"""


class Trap:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    damage.make(tmp_path / "index")
    return tmp_path / "index"


def test_a_search_does_not_wait_for_whoosh_to_load(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SEARCH, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["6", "False"]


def set_trap(folder: Path, spring: Path) -> None:
    """Put a hostile pickle before the schema in Whoosh's table of contents."""
    [toc] = folder.glob("*.toc")
    whole, trap = toc.read_bytes(), pickle.dumps(Trap(spring), 2)
    begin = whole.index(b"\x80\x02") - 2  # the length of the schema takes two bytes
    toc.write_bytes(whole[:begin] + varint(len(trap)) + trap + whole[begin:])


def test_what_a_stranger_put_into_the_table_of_contents_is_never_run(folder: Path, tmp_path: Path) -> None:
    sound = damage.answers(folder)
    set_trap(folder, tmp_path / "sprung")
    assert damage.answers(folder) == sound
    with open_engine(f"whoosh:{folder}").writer() as writer:
        writer.add([damage.ARTICLES[0]])
    assert damage.faults(folder) == []
    assert not (tmp_path / "sprung").exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the file open
def test_plain_whoosh_does_run_it(folder: Path, tmp_path: Path) -> None:
    """Which shows that the trap of the test above is one."""
    set_trap(folder, tmp_path / "sprung")
    with pytest.raises(FieldConfigurationError):
        whoosh.index.open_dir(str(folder))
    assert (tmp_path / "sprung").exists()
