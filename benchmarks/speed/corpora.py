"""What is measured on: corpora in a folder of the user's, or invented articles; once, or repeated with fresh ids."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import cast

from benchmarks.speed.invented import write_invented
from newsfind.article import Article
from newsfind.index.engines import open_engine

NAMES = ("reuters", "articles", "invented")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Files of articles, and how often they are repeated where only engines are compared."""

    name: str
    sources: tuple[Path, ...]
    times: int = 1

    @property
    def label(self) -> str:
        """Name of the run: `reuters`, `reuters-x10`."""
        return self.name if self.times == 1 else f"{self.name}-x{self.times}"


def sources_of(name: str, folder: Path | None, work: Path, invented: int, seed: int) -> tuple[Path, ...]:
    """The files of a corpus; none where the folder does not have it."""
    if name == "invented":
        file = work / "invented.jsonl"
        write_invented(file, invented, seed)
        return (file,)
    if folder is None:
        return ()
    if name == "reuters":
        return tuple(sorted((folder / "reuters21578").glob("*.sgm")))
    return tuple(folder.glob("news-articles-15k.jsonl"))


def times_for(articles: int, wanted: int) -> int:
    """How often a corpus is repeated to have about as many articles as wanted."""
    return max(ceil(wanted / articles), 1) if wanted else 1


def unpack(place: Path, file: Path) -> list[Article]:
    """The articles of an index, kept in a file for the workers, in the order of their ids."""
    engine = open_engine(place)
    articles = sorted(engine.articles(), key=lambda article: article.id)
    engine.close()
    with file.open("wb") as stream:
        pickle.dump(articles, stream, pickle.HIGHEST_PROTOCOL)
    return articles


def load(file: Path) -> list[Article]:
    """What `unpack` kept."""
    with file.open("rb") as stream:
        return cast("list[Article]", pickle.load(stream))


def repeated(articles: Sequence[Article], times: int) -> Iterator[Article]:
    """The articles again and again, each time with other ids."""
    if times == 1:
        yield from articles
        return
    for number in range(times):
        for article in articles:
            yield replace(article, id=f"{article.id}-{number}")


def raw_bytes(articles: Sequence[Article]) -> int:
    """Headlines and bodies in UTF-8."""
    return sum(len(article.headline.encode()) + len(article.body.encode()) for article in articles)
