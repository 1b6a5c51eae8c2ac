"""FORMAT.md tells the truth: its blocks are compared with an index that is made here, and it names every column.

NEWSFIND_GOLDEN=write puts what is true into the blocks.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from newsfind.article import Article, Entity
from newsfind.index.analysis import breaks, tokens
from newsfind.index.engines import open_engine
from newsfind.index.engines.whoosh.codec.facets import COLUMNS
from newsfind.index.engines.whoosh.codec.file import FORMAT, Array, ColumnFile, ColumnFileWriter
from newsfind.index.engines.whoosh.codec.lists import ListsWriter
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.ranking import LEAD_WEIGHT, weighted_length

PAGE = Path(__file__).resolve().parents[2] / "src/newsfind/index/engines/whoosh/FORMAT.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(.*)\n((?:(?!```).*\n)*)```$", re.M)
WIDTH = 110

NAMES = {"Article": Article, "Entity": Entity, "datetime": datetime}
BLOCKS = [(found[1], found[2].strip(), found[3]) for found in BLOCK.finditer(TEXT)]
[SOURCE] = [written for kind, _, written in BLOCKS if kind == "python"]
ARTICLES: list[Article] = eval(SOURCE, NAMES)


class Example:
    """The index that the page is about."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        engine = open_engine(f"whoosh:{folder}", create=True)
        with engine.writer() as writer:
            writer.add(ARTICLES)
            writer.keep(b"...")
        [path] = folder.glob("*.columns")
        self.segment = Segment(path)
        with engine.writer() as writer:
            writer.remove(["a1"])
        [commit] = folder.glob("*.commit")
        self.commit = ColumnFile(commit)


@pytest.fixture(scope="module")
def example() -> Iterator[Example]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Example(Path(folder) / "index")


def anonymous(text: str) -> str:
    """Text with the random name of a segment as stars."""
    return re.sub(r"MAIN_[0-9a-z]{16}", "MAIN_****************", text)


def short(items: list[str], room: int) -> str:
    """As many items as there is room for, and their number if they are cut."""
    line = " ".join(items)
    if len(line) <= room:
        return line
    shown = list(items)
    while len(line := f"{' '.join(shown)} ... {len(items)} items") > room:
        shown.pop()
    return line


def column(name: str, values: Array, width: int) -> str:
    kind = values.dtype.str[1:] if values.dtype.itemsize > 1 else "u1"
    head = f"{name:{width}} {kind}  "
    if name.endswith((".text", ".spellings", "segments", "state")):
        return (head + anonymous(json.dumps(bytes(values).decode(), ensure_ascii=False))).rstrip()
    return (head + short([str(value) for value in values.tolist()], WIDTH - len(head))).rstrip()


def listing(file: ColumnFile, patterns: list[str]) -> list[str]:
    names = [name for pattern in patterns for name in file._columns if fnmatch(name, pattern)]
    names = list(dict.fromkeys(names))
    width = max(map(len, names))
    return [column(name, file.array(name), width) for name in names]


def folder(example: Example, _: str) -> list[str]:
    return sorted(anonymous(path.name) for path in example.folder.iterdir())


def whole_file(example: Example, _: str) -> list[str]:
    path = example.folder.parent / "n.columns"
    out = ColumnFileWriter(path)
    out.append("n", np.array([1, 2, 3]), "<u4")
    out.finish()
    raw = path.read_bytes()
    rows = [(at, raw[at : at + 16]) for at in range(0, len(raw), 16)]
    return [f"{at:4}  {row.hex(' '):47}  {re.sub(rb'[^ -~]', b'.', row).decode()}" for at, row in rows]


def stream(example: Example, _: str) -> list[str]:
    segment = example.segment
    row = dict.fromkeys(range(int(segment.starts[-1])), "(gap)")
    for number in range(len(segment.forms)):
        row |= dict.fromkeys(segment.positions.decode(number).tolist(), segment.forms[number])
    shown = [f"{position} {form}" for position, form in row.items()]
    lines, line = [], ""
    for item in [*shown[:26], "...", shown[-1]]:
        if len(line) + len(item) + 3 > 100:
            lines.append(line)
            line = ""
        line = f"{line} | {item}" if line else item
    return [*lines, line]


def columns(example: Example, patterns: str) -> list[str]:
    return listing(example.segment.file, patterns.split())


def lists(example: Example, _: str) -> list[str]:
    path = example.folder.parent / "lists.columns"
    out = ColumnFileWriter(path)
    ListsWriter(out, "example").append(np.array([3, 4, 260, 261, 7, 70007]), np.array([4, 2]))
    out.finish()
    return listing(ColumnFile(path), ["example.*"])


def phrase(example: Example, _: str) -> list[str]:
    segment = example.segment
    trade, talks = (segment.positions.decode(segment.forms.find(word)) for word in ("trade", "talks"))
    both = np.intersect1d(trade + 1, talks)
    return [
        f"positions of trade     {short([str(p) for p in trade], 60)}",
        f"one further            {short([str(p) for p in trade + 1], 60)}",
        f"positions of talks     {short([str(p) for p in talks], 60)}",
        f"in both                {short([str(p) for p in both], 60)}",
        f"so the phrase is at    {short([str(p) for p in both - 1], 60)}",
        f"which is in article    {short([str(p) for p in segment.articles_at(both - 1)], 60)}",
    ]


def packed(example: Example, _: str) -> list[str]:
    raw = example.segment.stored.packed(0)
    size = int.from_bytes(raw[:4], "little")
    fields = raw[4 : 4 + size].decode()
    return [raw[:4].hex(" "), fields, json.dumps(raw[4 + size :].decode())]


def commit(example: Example, _: str) -> list[str]:
    return listing(example.commit, ["*"])


KINDS: dict[str, Callable[[Example, str], list[str]]] = {
    "folder": folder,
    "bytes": whole_file,
    "stream": stream,
    "columns": columns,
    "lists": lists,
    "phrase": phrase,
    "packed": packed,
    "commit": commit,
}
SHOWN = [block for block in BLOCKS if block[0] != "python"]


def real(example: Example, kind: str, what: str) -> str:
    return "".join(f"{line}\n" for line in KINDS[kind](example, what))


@pytest.mark.parametrize(("kind", "what", "written"), SHOWN, ids=[f"{kind} {what}" for kind, what, _ in SHOWN])
def test_a_block_shows_what_is_there(example: Example, kind: str, what: str, written: str) -> None:
    if os.environ.get("NEWSFIND_GOLDEN") == "write":
        block = f"```{kind}{' ' if what else ''}{what}\n"
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(
            text.replace(f"{block}{written}```", f"{block}{real(example, kind, what)}```"), encoding="utf-8"
        )
    else:
        assert written == real(example, kind, what)


def test_every_kind_of_block_is_on_the_page() -> None:
    assert {kind for kind, _, _ in SHOWN} == set(KINDS)
    assert TEXT.count("```") == 2 * len(BLOCKS)


def test_every_column_is_on_the_page(example: Example) -> None:
    """By its name, or, in a facet, by that of another facet's column, or by its ending in the tables."""
    patterns = {pattern for kind, what, _ in BLOCKS if kind == "columns" for pattern in what.split()}
    for name in example.segment.file._columns:
        field = name.split(".")[1] if name.startswith("facet.") else ""
        alike = name.replace(f"facet.{field}.", "facet.section.")
        assert any(fnmatch(alike, pattern) for pattern in patterns) or f"`{name}`" in TEXT, name
    for name in example.commit._columns:
        assert f"`{name.replace('0', 'N')}`" in TEXT, name
    assert all(f"`{field}`" in TEXT for field in COLUMNS)


def test_the_table_of_versions_ends_with_the_format_that_is_written() -> None:
    rows = re.findall(r"^\| (\d+) \| \S", TEXT.partition("## Versions")[2], re.M)
    assert [int(row) for row in rows] == list(range(1, FORMAT + 1))


def test_every_file_of_an_index_is_in_the_table(example: Example) -> None:
    named = set(re.findall(r"^\| `([^`]+)` \|", TEXT, re.M))
    for path in example.folder.iterdir():
        generic = re.sub(r"_\d+\.", "_N.", re.sub(r"MAIN_[0-9a-z]{16}", "MAIN_*", path.name))
        assert generic in named, path.name


def test_every_module_and_name_that_the_page_mentions_is_there() -> None:
    package = PAGE.parents[3]
    for path in re.findall(r"`((?:\w+/)+\w*(?:\.py)?)`", TEXT):
        places = (package, PAGE.parent, PAGE.parents[5])
        assert any((place / path).exists() for place in places), path


def test_the_columns_of_the_example_say_what_the_page_says_of_them(example: Example) -> None:
    """Worked out from the articles themselves."""
    file, starts = example.segment.file, example.segment.starts.tolist()
    headline, body = [[token.form for token in tokens(text)] for text in (ARTICLES[0].headline, ARTICLES[0].body)]
    assert starts[1] == len(headline) + 1 + len(body) + 1
    assert file.array("body")[0] == len(headline) + 1
    assert file.array("length")[0] == weighted_length(len(headline), len(body))
    assert file.array("words").tolist() == [len(article.body.split()) for article in ARTICLES]
    paragraphs = [0, *(len(headline) + 1 + at for at in breaks(ARTICLES[0].body).paragraphs)]
    assert example.segment.paragraphs.tolist()[: len(paragraphs)] == paragraphs
    rows = example.segment.stems.find("row")
    assert example.segment.articles.decode(example.segment.stem_list(rows)).tolist() == [1]
    assert file.array("articles.tf").tolist() == [0]
    assert file.array("articles.large").tolist() == [LEAD_WEIGHT * 32]
    assert example.segment.frequencies(0).tolist() == [LEAD_WEIGHT * 32]
