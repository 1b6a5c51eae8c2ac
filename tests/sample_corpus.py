"""The sample corpus as plain texts: read here without newsfind, by the simplest means."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
LIST: dict[str, Any] = json.loads((ROOT / "tests/data/sample_corpus.json").read_text(encoding="utf-8"))
TEXT_OF_PAGE = ".story__text, .post-body"
NOT_TEXT = "aside, figure, .slot-mid"
FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class Read:
    """An article as this test reads it; `published` is the line or field as it stands in the file."""

    section: str
    headline: str
    paragraphs: tuple[str, ...]
    published: str

    @property
    def words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    @property
    def folded(self) -> str:
        return "\n".join((self.headline, *self.paragraphs)).translate(FOLDED)


def _text_file(path: Path, encoding: str, *, section_first: bool) -> Read:
    lines = path.read_text(encoding=encoding).split("\n")
    section = lines.pop(0) if section_first else path.parent.name
    headline, blank, *rest = lines
    assert blank == ""
    blocks = "\n".join(rest).strip().split("\n\n")
    about = blocks.pop(0).split("\n") if re.match("(By|Published:|Source:) ", blocks[0]) else []
    return Read(section, headline, tuple(blocks), "".join(line for line in about if line.startswith("Published")))


def _page(path: Path, encoding: str) -> Read:
    soup = BeautifulSoup(path.read_text(encoding=encoding), "html.parser")
    (text,) = soup.select(TEXT_OF_PAGE)
    for aside in text.select(NOT_TEXT):
        aside.decompose()
    headline, section, when = (
        soup.select_one("h1"),
        soup.select_one(".story__kicker, .crumbs a + a"),
        soup.select_one("time, .when"),
    )
    assert headline is not None
    assert section is not None
    assert when is not None
    paragraphs = tuple(part.get_text() for part in text.select("p, h2, li"))
    return Read(section.get_text(), headline.get_text(), paragraphs, str(when.get("datetime") or when["data-utc"]))


@cache
def records() -> dict[str, dict[str, Any]]:
    lines = (CORPUS / "tidewater-digest/articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


@cache
def read(path: str) -> Read:
    entry = LIST["articles"][path]
    file, _, record = path.partition("#")
    match entry["layout"]:
        case "jsonl":
            found = records()[record]
            return Read(found["section"], found["title"], tuple(found["text"].split("\n\n")), found["published"])
        case "page":
            return _page(CORPUS / file, entry["encoding"])
        case layout:
            return _text_file(CORPUS / file, entry["encoding"], section_first=layout == "wire")
