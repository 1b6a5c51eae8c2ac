"""Web pages: one article a file; the normalizer reads the page's own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.encodings import decode_html
from newsfind.corpus.readers.source import Source

_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)


class _Html:
    name = "html"
    suffixes = (".html", ".htm", ".xhtml")
    many = False

    def sniff(self, head: bytes) -> bool:
        """A page that says early on that it is one."""
        return bool(_PAGE.search(head.replace(b"\0", b"")))

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article."""
        yield RawArticle(path=source.path, html=decode_html(source.read()), folder=source.folder)


reader = _Html()
