"""Word documents (.docx): the paragraphs, with title, author and keywords from the document's properties."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.source import MAX_RATIO, MAX_WHOLE, Source, Unreadable
from newsfind.corpus.readers.xml_tree import Element, parse

_DOCUMENT = "word/document.xml"
_REPEATED = ("Fallback", "moveFrom")
"""What an older program shows in place of a newer element, and where a moved text stood: the same text once more."""
_TITLES = frozenset(
    (
        "title", "heading1", "heading 1", "titel", "berschrift1", "titre", "titre1", "ttulo", "ttulo1", "titolo",
        "titolo1", "kop1", "tytu", "nagwek1", "rubrik1", "overskrift1",
    )
)  # fmt: skip
"""Names of the styles of titles, as Word writes them in several languages: without the letters that are not ASCII."""


class _Docx:
    name = "Word document"
    suffixes = (".docx",)
    many = False

    def sniff(self, head: bytes) -> bool:
        """A zip file that begins as Word's do."""
        return head.startswith(b"PK\x03\x04") and (b"[Content_Types].xml" in head or b"word/" in head)

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article."""
        try:
            with zipfile.ZipFile(io.BytesIO(source.read())) as archive:
                document = parse(_member(archive, _DOCUMENT))
                properties = _properties(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
            raise Unreadable("The file is no Word document, or damaged.") from error
        title, paragraphs = _paragraphs(document)
        if not paragraphs:
            yield Skipped(source.path, "The document has no text.")
            return
        yield RawArticle(
            path=source.path,
            text="\n\n".join(paragraphs),
            headline=title or properties.text("title"),
            authors=tuple(filter(None, [properties.text("creator")])),
            sections=(properties.text("category"),),
            language=properties.text("language"),
            folder=source.folder,
            notes=("The file names when it was written, which is not when it was published.",)
            if properties.text("created")
            else (),
        )


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    entry = archive.getinfo(name)
    if entry.file_size > MAX_WHOLE or entry.file_size > max(entry.compress_size, 1024) * MAX_RATIO:
        raise Unreadable("The document grows too large when it is decompressed.")
    return archive.read(entry)


def _properties(archive: zipfile.ZipFile) -> Element:
    try:
        return parse(_member(archive, "docProps/core.xml"))
    except KeyError:
        return Element("coreProperties")


def _paragraphs(document: Element) -> tuple[str, list[str]]:
    """(title, paragraphs): the title is the first paragraph where its style says so.

    The paragraphs of a text box stand inside of the one that it is fastened to; they come behind it.
    """
    title = ""
    found: list[str] = []
    for paragraph in document.descendants("p", outside=_REPEATED):
        text = " ".join("".join(_runs(paragraph)).split())
        style = next((style.get("val").lower() for style in paragraph.all("pPr/pStyle")), "")
        if text and not found and not title and style in _TITLES:
            title = text
        elif text:
            found.append(text)
    return title, found


def _runs(paragraph: Element) -> Iterator[str]:
    for run in paragraph.descendants("t", "tab", "br", "noBreakHyphen", outside=("p", *_REPEATED)):
        if run.name == "t":
            yield "".join(child for child in run.children if isinstance(child, str))
        else:
            yield "-" if run.name == "noBreakHyphen" else " "


reader = _Docx()
