"""Where an article came from: its file, if that is still there, and its address on the web, if it has one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsfind.article import Article
from newsfind.corpus.readers import reader_for

_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file; `alone`: it holds nothing but the one article."""

    file: Path
    alone: bool


def web_address(article: Article) -> str | None:
    """The article's address. Only addresses of the web are: an article may claim any other."""
    return article.url if _WEB.match(article.url) else None


def source_file(article: Article, roots: Mapping[str, str]) -> Source | None:
    """The file that an article was read from, if it is there. `roots`: the folder of each label (`Status.roots`).

    A path that leads out of its root, by whatever way, is none, nor is a file that no reader knows: an index of a
    stranger may name a program.
    """
    for path, alone in ((article.path, True), (article.path.rpartition("#")[0], False)):
        label, _, rest = path.partition("/")
        if label not in roots:
            continue
        root = Path(roots[label])
        try:
            file = (root / rest if rest else root).resolve()
            if file.is_relative_to(root.resolve()) and file.is_file() and reader_for(file):
                return Source(file, alone)
        except (OSError, ValueError):
            continue
    return None
