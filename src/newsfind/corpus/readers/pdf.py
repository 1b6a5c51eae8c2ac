"""PDF: the text layer only, page by page; scanned pages have none."""

from __future__ import annotations

import io
from collections.abc import Iterator

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.source import Source, Unreadable

try:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
except ImportError:  # the extra `pdf` is not installed
    PdfReader = None  # type: ignore[assignment, misc]
    PyPdfError = Exception  # type: ignore[assignment, misc]

_MOST_PAGES = 2000
_MOST_TEXT = 8_000_000


class _Pdf:
    name = "PDF"
    suffixes = (".pdf",)
    many = False

    def sniff(self, head: bytes) -> bool:
        """The sign that every PDF begins with."""
        return head.lstrip()[:5] == b"%PDF-"

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article."""
        if PdfReader is None:
            raise Unreadable("PDF files need one more package: pip install 'newsfind[pdf]'.")
        try:
            document = PdfReader(io.BytesIO(source.read()))
            text = _text(document)
            title, author = _properties(document)
        except (
            PyPdfError,
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            IndexError,
            RecursionError,
            OSError,
            ArithmeticError,
            AssertionError,  # the library's own, on some damaged files
        ) as error:
            raise Unreadable(f"The PDF is damaged, or locked by a password ({type(error).__name__}).") from error
        if not text.strip():
            yield Skipped(source.path, "The PDF has no text layer; scanned pages would have to be read by OCR first.")
            return
        yield RawArticle(path=source.path, text=text, headline=title, authors=author, folder=source.folder)


def _text(document: PdfReader) -> str:
    pages: list[str] = []
    size = 0
    for number, page in enumerate(document.pages):
        if number >= _MOST_PAGES or size > _MOST_TEXT:
            break
        pages.append(page.extract_text() or "")
        size += len(pages[-1])
    return "\f".join(pages)


def _properties(document: PdfReader) -> tuple[str, tuple[str, ...]]:
    """Title and author of the document, unless a program filled them in."""
    known = document.metadata
    title = str(known.title or "") if known else ""
    author = str(known.author or "") if known else ""
    if title.lower().endswith((".doc", ".docx", ".indd", ".qxd", ".pdf")) or title.startswith("Microsoft Word"):
        title = ""
    return title.strip(), tuple(filter(None, [author.strip()]))


reader = _Pdf()
