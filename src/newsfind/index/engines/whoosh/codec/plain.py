"""The columns as a Whoosh codec: `whoosh.index.open_dir` and a plain Whoosh searcher find the same articles.

newsfind's own searches do not come this way: see `evaluate.py`. Everything here goes posting by posting, as Whoosh
does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.analysis import Analyzer, Token
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, TermsReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.fields import Schema
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from newsfind.article import Article, format_date
from newsfind.index.analysis import fold_value, tokens
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.file import Array
from newsfind.index.engines.whoosh.codec.segment import Segment

_TEXT_FIELDS = ("headline", "body")
_VALUE_FIELDS = {
    "section": ("section",),
    "entities": ("person", "organisation", "place"),
    "source": ("source",),
    "authors": ("author",),
    "agency": ("agency",),
    "language": ("language",),
}


class NewsSchema(Schema):  # type: ignore[misc]  # Whoosh has no types
    """A schema that Whoosh's own writers cannot commit: they would drop what only newsfind knows of."""

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._read_back = True

    def clean(self) -> None:
        """Called by Whoosh before it writes a table of contents: refused for a schema that was read from one."""
        if getattr(self, "_read_back", False):
            raise PermissionError("This index is written by newsfind only: newsfind index SOURCE...")
        super().clean()


class NewsAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """newsfind's analysis as Whoosh's query parser wants it."""

    def __call__(self, value: str, positions: bool = False, chars: bool = False, **kwargs: Any) -> Iterator[Token]:
        """The tokens of a text."""
        token = Token(positions, chars, **kwargs)
        for number, (form, start, end) in enumerate(tokens(value), kwargs.get("start_pos", 0)):
            token.text = token.original = form
            token.boost, token.stopped, token.pos = 1.0, False, number
            token.startchar, token.endchar = start, end
            yield token


class ValueAnalyzer(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """A whole value as one token, folded."""

    def __call__(self, value: str, positions: bool = False, chars: bool = False, **kwargs: Any) -> Iterator[Token]:
        """The folded value."""
        token = Token(positions, chars, **kwargs)
        token.text = token.original = fold_value(value)
        token.boost, token.stopped, token.pos = 1.0, False, kwargs.get("start_pos", 0)
        token.startchar, token.endchar = 0, len(value)
        yield token


class ColumnSegment(WhooshSegment):  # type: ignore[misc]  # Whoosh has no types
    """A segment as Whoosh's table of contents names it."""

    def __init__(self, index_name: str, segment_id: str, articles: int, deleted: Array | None) -> None:
        super().__init__(index_name)
        self.segid = segment_id
        self._articles = articles
        self._deleted = frozenset() if deleted is None else frozenset(np.flatnonzero(deleted).tolist())

    def codec(self) -> ColumnCodec:
        """The codec that reads it."""
        return ColumnCodec()

    def doc_count_all(self) -> int:
        """Articles, the deleted ones included."""
        return self._articles

    def deleted_count(self) -> int:
        """Deleted articles."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterable[int]:
        """Their numbers."""
        return sorted(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Refused: only newsfind writes."""
        raise PermissionError("This index is written by newsfind only.")


class ColumnCodec(Codec):  # type: ignore[misc]  # Whoosh has no types
    """Reads newsfind's segments. There is no writing half: `newsfind index` writes them."""

    def per_document_writer(self, storage: Any, segment: Any) -> None:
        """Refused: only newsfind writes."""
        raise PermissionError("This index is written by newsfind only.")

    field_writer = new_segment = per_document_writer

    def terms_reader(self, storage: Any, segment: ColumnSegment) -> ColumnTerms:
        """Whoosh's view of the terms."""
        return ColumnTerms(_open(storage, segment))

    def per_document_reader(self, storage: Any, segment: ColumnSegment) -> ColumnDocuments:
        """Whoosh's view of the articles."""
        return ColumnDocuments(_open(storage, segment), segment)


def _open(storage: Any, segment: ColumnSegment) -> Segment:
    return Segment(Path(storage.folder) / segment.make_filename(".columns"))


class ColumnDocuments(PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """Stored fields and field lengths."""

    def __init__(self, columns: Segment, segment: ColumnSegment) -> None:
        self._columns, self._segment = columns, segment

    def doc_count(self) -> int:
        """Articles that are not deleted."""
        return self._segment.doc_count_all() - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        """Articles, the deleted ones included."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterable[int]:
        """The deleted ones."""
        return self._segment.deleted_docs()

    def _lengths(self, field: str) -> Array:
        starts, bodies = self._columns.starts, self._columns.bodies
        if field == "headline":
            return np.asarray(bodies - starts[:-1] - 1)
        return np.asarray(starts[1:] - bodies - 1) if field == "body" else np.ones(len(bodies), np.int32)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Tokens of one article's field."""
        return int(self._lengths(fieldname)[docnum])

    def field_length(self, fieldname: str) -> int:
        """Tokens of a field."""
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        """Tokens of the shortest."""
        return int(self._lengths(fieldname).min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        """Tokens of the longest."""
        return int(self._lengths(fieldname).max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """An article as Whoosh's stored fields."""
        article: Article = self._columns.stored[docnum]
        return {
            "id": article.id,
            "headline": article.headline,
            "body": article.body,
            "section": article.section,
            "entities": [entity.name for entity in article.entities],
            "source": article.source,
            "authors": list(article.authors),
            "agency": article.agency,
            "language": article.language,
            "date": format_date(article.date),
            "url": article.url,
            "path": article.path,
            "words": article.words,
        }


class _ColumnTermInfo(TermInfo):  # type: ignore[misc]  # Whoosh has no types
    """What Whoosh wants to know of a term."""

    def __init__(self, articles: Array, frequencies: Array) -> None:
        super().__init__(
            weight=float(frequencies.sum()),
            df=len(articles),
            minlength=1,
            maxlength=1 << 20,
            maxweight=float(frequencies.max(initial=0)),
            minid=int(articles[0]) if len(articles) else None,
            maxid=int(articles[-1]) if len(articles) else None,
        )


class ColumnTerms(TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """Terms and their postings: forms in headline and body, folded values in the other fields."""

    def __init__(self, columns: Segment) -> None:
        self._columns = columns

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return len(self._postings(*term)[0]) > 0

    def _postings(self, field: str, text: bytes) -> tuple[Array, Array, list[list[int]]]:
        """Articles that have a term, how often, and where."""
        term = text.decode("utf-8", "surrogatepass")
        if field in _TEXT_FIELDS:
            return self._text_postings(field, term)
        if field == "id":
            articles = self._columns.numbers_of(np.array([tie_break(term)]))
            return articles, np.ones(len(articles)), [[0]] * len(articles)
        columns = [self._columns.facet(name) for name in _VALUE_FIELDS.get(field, ())]
        found = [column.articles_with([fold_value(term)]) for column in columns]
        articles = np.unique(np.concatenate(found)) if found else np.empty(0, np.int32)
        return articles, np.ones(len(articles)), [[0]] * len(articles)

    def _text_postings(self, field: str, term: str) -> tuple[Array, Array, list[list[int]]]:
        number = self._columns.forms.find(term)
        if number < 0:
            return np.empty(0, np.int32), np.empty(0), []
        positions = self._columns.positions.decode(number)
        articles = self._columns.articles_at(positions)
        inside = positions - self._columns.bodies[articles]
        kept = inside < 0 if field == "headline" else inside >= 0
        begins = self._columns.starts[:-1] if field == "headline" else self._columns.bodies
        positions, articles = positions[kept], articles[kept]
        different, first = np.unique(articles, return_index=True)
        local = np.split(positions - begins[articles], first[1:])
        return different, np.diff(np.append(first, len(articles))), [part.tolist() for part in local[: len(different)]]

    def _words(self, field: str) -> Iterator[bytes]:
        if field in _TEXT_FIELDS:
            forms = self._columns.forms
            yield from (forms.raw(number) for number in range(len(forms)))
        elif field == "id":
            stored = self._columns.stored
            yield from sorted(stored[number].id.encode("utf-8", "surrogatepass") for number in range(len(stored)))
        else:
            columns = (self._columns.facet(name).keys for name in _VALUE_FIELDS.get(field, ()))
            yield from sorted({keys.raw(number) for keys in columns for number in range(len(keys))})

    def indexed_field_names(self) -> list[str]:
        """Fields that have terms."""
        return ["id", *_TEXT_FIELDS, *_VALUE_FIELDS]

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every term that occurs."""
        for field in sorted(self.indexed_field_names()):
            yield from ((field, word) for word in self._words(field) if (field, word) in self)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """A field's terms from `prefix` on."""
        yield from (
            (fieldname, word) for word in self._words(fieldname) if word >= prefix and (fieldname, word) in self
        )

    def items(self) -> Iterator[tuple[tuple[str, bytes], _ColumnTermInfo]]:
        """Terms with what is known of them."""
        yield from ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], _ColumnTermInfo]]:
        """The same, from a prefix on."""
        yield from ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> _ColumnTermInfo:
        """What is known of a term."""
        articles, frequencies, _ = self._postings(fieldname, text)
        if not len(articles):
            raise TermNotFound(f"{fieldname}:{text!r}")
        return _ColumnTermInfo(articles, frequencies)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Occurrences of a term."""
        return float(self._postings(fieldname, text)[1].sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Articles that have a term."""
        return len(self._postings(fieldname, text)[0])

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        """A term's postings, as Whoosh walks them."""
        articles, frequencies, places = self._postings(fieldname, text)
        if not len(articles):
            raise TermNotFound(f"{fieldname}:{text!r}")
        values = [
            format_.encode(part) if hasattr(format_, "encode") and format_.supports("positions") else b""
            for part in places
        ]
        return ListMatcher(
            articles.tolist(),
            [float(frequency) for frequency in frequencies],
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=_ColumnTermInfo(articles, frequencies),
        )

    def cursor(self, fieldname: str, fieldobj: Any) -> ColumnCursor:
        """A cursor over a field's terms."""
        words = [word.decode("utf-8", "surrogatepass") for _, word in self.terms_from(fieldname, b"")]
        return ColumnCursor(words, self, fieldname)


class ColumnCursor(FieldCursor):  # type: ignore[misc]  # Whoosh has no types
    """Walks the terms of a field, for Whoosh's spelling suggestions, which speak text rather than bytes."""

    def __init__(self, words: list[str], terms: ColumnTerms, field: str) -> None:
        self._words, self._terms, self._field, self._at = words, terms, field, 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term not before `string`."""
        text = string if isinstance(string, str) else string.decode("utf-8", "surrogatepass")
        self._at = bisect_left(self._words, text)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """The term."""
        return self._words[self._at] if self.is_valid() else None

    def term_info(self) -> _ColumnTermInfo:
        """What is known of it."""
        return self._terms.term_info(self._field, self._words[self._at].encode("utf-8", "surrogatepass"))

    def is_valid(self) -> bool:
        """Whether there is one."""
        return self._at < len(self._words)
