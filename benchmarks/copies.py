"""How many of the copies in Reuters-21578 are found, against a comparison of every story with every other.

python -m benchmarks.copies FOLDER        the folder with the .sgm files
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from pathlib import Path
from time import perf_counter

import numpy as np

from newsfind.article import Article
from newsfind.index.copies import (
    LEAST_TOKENS,
    WITHIN,
    Hashes,
    Signatures,
    alike,
    shingled,
    signatures,
    token_hashes,
    worth_comparing,
)

_STORY = re.compile(r'<REUTERS.*?NEWID="(\d+)">(.*?)</REUTERS>', re.DOTALL)
_DATE = re.compile(r"\b\d\d?-[A-Z]{3}-\d{4} \d\d:\d\d:\d\d")
_COMMON = 60
"""Shingles that more stories have are a form's, and no pair is looked for by them."""


@dataclass(frozen=True, slots=True)
class Found:
    """Stories whose bodies are the same, token by token, beyond the first of each; and pairs that are copies otherwise:
    all of them, and those that signatures find. `compared` pairs were worth comparing. Seconds are for all signatures.
    """

    same: int
    pairs: int
    found: int
    compared: int
    seconds: float


def stories(folder: Path) -> Iterator[Article]:
    """The stories that have a body."""
    for file in sorted(folder.glob("*.sgm")):
        for number, text in _STORY.findall(file.read_text("latin-1")):
            if body := html.unescape(_field("BODY", text)):
                yield Article(number, html.unescape(_field("TITLE", text)), body, date=_date(_field("DATE", text)))


def _date(text: str) -> datetime | None:
    match = _DATE.search(text)
    return datetime.strptime(match[0], "%d-%b-%Y %H:%M:%S") if match else None


def _field(name: str, text: str) -> str:
    match = re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
    return match[1] if match else ""


def measure(articles: Sequence[Article]) -> Found:
    """Compare signatures with everything."""
    tokens = [token_hashes(article.body) for article in articles]
    ends = np.cumsum([len(found) for found in tokens])
    flat, begins = np.concatenate(tokens), ends - [len(found) for found in tokens]
    began = perf_counter()
    signed = signatures(flat, begins, ends)
    seconds = perf_counter() - began
    texts = list({int(same): row for row, same in enumerate(signed.same) if same}.values())
    long = [row for row in texts if len(tokens[row]) >= LEAST_TOKENS]
    near = [pair for pair in _near(articles, tokens, long) if alike(*(np.unique(shingled(tokens[n])) for n in pair))]
    worth = _worth(signed, long)
    copies = int(np.count_nonzero(signed.same)) - len(texts)
    return Found(copies, len(near), len(worth.intersection(near)), len(worth), seconds)


def _near(articles: Sequence[Article], tokens: Sequence[Hashes], rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs near in time that share a tenth of the shingles of either, by an index of all shingles."""
    shingles = [np.unique(shingled(tokens[row])) for row in rows]
    of = np.repeat(rows, [len(found) for found in shingles])
    flat = np.concatenate(shingles)
    order = np.argsort(flat, kind="stable")
    starts = np.flatnonzero(np.diff(flat[order], prepend=0))
    shared: Counter[tuple[int, int]] = Counter()
    for group in np.split(of[order], starts[1:]):
        if 1 < len(group) <= _COMMON:
            shared.update(combinations(group.tolist(), 2))
    for (one, other), count in shared.items():
        dates = articles[one].date, articles[other].date
        close = not all(dates) or abs(dates[0] - dates[1]) < WITHIN  # type: ignore[operator]
        if close and 10 * count > min(len(tokens[one]), len(tokens[other])):
            yield min(one, other), max(one, other)


def _worth(signed: Signatures, rows: Sequence[int]) -> set[tuple[int, int]]:
    numbers = signed.numbers[rows]
    found = set()
    for place, row in enumerate(rows):
        others = np.flatnonzero(worth_comparing(numbers[place : place + 1], numbers[place + 1 :]))
        found.update((min(row, rows[place + 1 + n]), max(row, rows[place + 1 + n])) for n in others.tolist())
    return found


if __name__ == "__main__":
    known = list(stories(Path(sys.argv[1])))
    result = measure(known)
    print(f"{len(known):,} stories; {result.same} print the same as an earlier one, token by token")
    print(f"{result.pairs} further pairs are copies; signatures find {result.found}, comparing {result.compared} pairs")
    print(f"{1e6 * result.seconds / len(known):.1f} microseconds a signature")
