"""Examples in docstrings run and give what they say: those of public names on an index of the sample corpus.

NEWSFIND_GOLDEN=write puts in what they give.
"""

from __future__ import annotations

import doctest
import inspect
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import newsfind

ROOT = Path(__file__).resolve().parents[2]


def examples() -> list[doctest.DocTest]:
    """Those of every public name, and of the methods of every public class."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = (finder.find(getattr(newsfind, name), name) for name in newsfind.__all__)
    return sorted(test for each in found for test in each if test.examples)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[newsfind.Index]:
    place = tmp_path_factory.mktemp("docstrings") / "index"
    newsfind.build(ROOT / "corpus", place, jobs=1)
    with newsfind.open_index(place) as opened:
        yield opened


@pytest.mark.parametrize("test", examples(), ids=lambda test: test.name)
def test_an_example_gives_what_it_says(test: doctest.DocTest, index: newsfind.Index) -> None:
    test.globs = {"newsfind": newsfind, "index": index}
    if os.environ.get("NEWSFIND_GOLDEN") == "write":
        write(test)
        pytest.skip("written")
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=told.append)
    assert result.attempted == len(test.examples)
    assert result.failed == 0, "".join(told)


def inner_examples() -> list[doctest.DocTest]:
    """Those on the way of an article from its file to the door of an engine, but for public names, which come above."""
    source = ROOT / "src"
    rooms = [source / "newsfind" / "article.py", *(source / "newsfind" / "corpus").rglob("*.py")]
    shown = sorted(path for path in rooms if ">>> " in path.read_text(encoding="utf-8"))
    names = [".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__") for path in shown]
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [test for name in names for test in finder.find(import_module(name)) if test.examples]
    public = {f"{getattr(newsfind, name).__module__}.{name}" for name in newsfind.__all__}
    return [test for test in found if test.name not in public and test.name.rpartition(".")[0] not in public]


@pytest.mark.parametrize("test", inner_examples(), ids=lambda test: test.name)
def test_an_example_inside_of_a_room_gives_what_it_says(test: doctest.DocTest) -> None:
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=told.append)
    assert result.failed == 0, "".join(told)


def write(test: doctest.DocTest) -> None:
    """Puts what the last line of the examples gives below it."""
    path = Path(inspect.getsourcefile(inspect.unwrap(_named(test.name))) or "")
    *before, last = test.examples
    if last.exc_msg:
        return
    for example in before:
        exec(example.source, test.globs)
    given = repr(eval(last.source, test.globs))
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    [at] = [number for number, line in enumerate(lines) if line.strip() == f">>> {last.source.strip()}"]
    old = len(last.want.splitlines())
    pad = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    path.write_text("".join([*lines[: at + 1], f"{pad}{given}\n", *lines[at + 1 + old :]]), encoding="utf-8")


def _named(name: str) -> object:
    first, *rest = name.split(".")
    found = getattr(newsfind, first)
    for part in rest:
        found = getattr(found, part)
    return found


def test_what_people_begin_with_has_an_example() -> None:
    begun = {"Index.search", "Index.facet", "Index.trend", "Index.scan", "Index.similar", "parse", "parse_lenient"}
    answers = {"Results", "Hit", "Snippet", "Facet", "Trend", "Story", "Article", "Entity", "QuerySyntaxError"}
    assert begun | answers <= {test.name for test in examples()}
