"""Quality and speed of reading web pages, beside trafilatura where it is installed.

    NEWSFIND_CORPORA=FOLDER python -m benchmarks.extraction [--peer]

FOLDER holds `tests/evaldata.json` with `tests/cache/` and `tests/eval/`, the annotated pages of trafilatura's
repository. The counting is that of its own evaluation: white space is folded, a segment counts where the text holds
it; comments are no text. Titles and dates must be equal, authors must be the same set of names.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle
from newsfind.corpus.readers.encodings import decode_html

_NAMES = re.compile(r"\s*(?:,|;|\||&|/|\b(?:und|and|et|y)\b)\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page and what is known of it."""

    data: bytes
    known: dict[str, object]


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor made of a page."""

    text: str = ""
    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """F over segments; shares of the pages with gold whose title, date, authors are right; pages a second."""

    f1: float
    title: float
    date: float
    author: float
    speed: float

    def __str__(self) -> str:
        return (
            f"F {self.f1:.4f}   title {self.title:.3f}   date {self.date:.3f}   author {self.author:.3f}   "
            f"{self.speed:.0f} pages/s"
        )


def load(corpora: Path) -> list[Page]:
    """The annotated pages."""
    folder = corpora / "tests"
    known = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    return list(_pages(folder, known.values()))


def _pages(folder: Path, known: Iterator[dict[str, object]]) -> Iterator[Page]:
    for item in known:
        for place in ("cache", "eval"):
            path = folder / place / str(item["file"])
            if path.is_file():
                yield Page(path.read_bytes(), item)
                break


def own(data: bytes) -> Found:
    """newsfind, from bytes to article."""
    made = normalize(RawArticle(path="page", html=decode_html(data)), keep_all=True)
    if not isinstance(made, Article):
        return Found()
    return Found(made.body, made.headline, made.date.date().isoformat() if made.date else "", made.authors)


def peer(*, fast: bool) -> Callable[[bytes], Found]:
    """trafilatura with metadata; `fast` is without its fallbacks."""
    trafilatura = import_module("trafilatura")

    def extract(data: bytes) -> Found:
        made = trafilatura.bare_extraction(data, fast=fast, with_metadata=True, include_comments=False)
        if made is None:
            return Found()
        authors = tuple((made.author or "").split("; "))
        return Found(made.text or "", made.title or "", made.date or "", authors)

    return extract


def measure(pages: list[Page], extract: Callable[[bytes], Found]) -> Figures:
    """Runs an extractor over the pages."""
    begin = time.process_time()
    found = [extract(page.data) for page in pages]
    seconds = time.process_time() - begin
    return Figures(
        score_text(pages, found),
        _share(pages, found, "title", lambda made, gold: _fold(made.title) in map(_fold, _texts(gold))),
        _share(pages, found, "date", lambda made, gold: made.date == gold),
        _share(pages, found, "author", lambda made, gold: _people(made.authors) == _people(_texts(gold))),
        len(pages) / seconds,
    )


def score_text(pages: list[Page], found: list[Found]) -> float:
    """F over the segments that a page's text must and must not hold."""
    right = wrong = missed = 0
    for page, made in zip(pages, found, strict=True):
        text = _fold(made.text)
        wanted = _texts(page.known["with"])
        held = sum(_fold(segment) in text for segment in wanted)
        right += held
        missed += len(wanted) - held
        wrong += sum(_fold(segment) in text for segment in _texts(page.known["without"]))
    return 2 * right / (2 * right + wrong + missed)


def _share(pages: list[Page], found: list[Found], field: str, same: Callable[[Found, object], bool]) -> float:
    judged = [same(made, page.known[field]) for page, made in zip(pages, found, strict=True) if page.known.get(field)]
    return sum(judged) / len(judged)


def _texts(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list | tuple) else [str(value)]


def _fold(text: str) -> str:
    return " ".join(text.split())


def _people(names: list[str] | tuple[str, ...]) -> set[str]:
    return {_fold(name).casefold() for text in names for name in _NAMES.split(text) if name.strip()}


def main() -> None:
    """Prints the figures."""
    pages = load(Path(os.environ["NEWSFIND_CORPORA"]))
    print(f"{len(pages)} pages")
    print(f"{'newsfind':22}", measure(pages, own))
    if "--peer" in sys.argv[1:]:
        print(f"{'trafilatura, fast':22}", measure(pages, peer(fast=True)))
        print(f"{'trafilatura, standard':22}", measure(pages, peer(fast=False)))


if __name__ == "__main__":
    main()
