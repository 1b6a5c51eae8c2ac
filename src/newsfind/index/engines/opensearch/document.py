"""Article <-> the document that OpenSearch keeps of it."""

from __future__ import annotations

import base64
import json
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import zstandard

from newsfind.article import Article, Entity
from newsfind.index.analysis import LEAD_WORDS, fold_value, forms, stem
from newsfind.index.copies import signatures, token_hashes
from newsfind.index.engine import FACET_FIELDS, PERIODS, FacetField, tie_break
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.mapping import ENTITY_FIELDS
from newsfind.index.engines.opensearch.stream import encode_stream
from newsfind.index.fields import facet_values
from newsfind.index.ranking import weighted_length

LONGEST_TERM = 200
"""Characters of a token or value as it is looked for; of longer ones the rest is told by a hash."""

_FIRST_DAY = datetime.min
_MICROSECOND = timedelta(microseconds=1)


class Built(NamedTuple):
    """A document ready to be sent: the key of its article, and its JSON without the beginning brace."""

    key: str
    json: str


class Batch(NamedTuple):
    """Documents that a worker built, compressed, for they are passed between processes."""

    packed: bytes

    def documents(self) -> Iterator[Built]:
        """Them."""
        for line in zstandard.ZstdDecompressor().decompress(self.packed).decode("ascii").splitlines():
            key, _, text = line.partition("\t")
            yield Built(key, text)


class DocumentBuilder:
    """Makes batches; it needs no connection, so any process on any machine can do it."""

    def build(self, articles: Sequence[Article]) -> object:
        """A batch of articles."""
        lines = [f"{key_of(article.id)}\t{json.dumps(document(article))[1:]}" for article in articles]
        return Batch(zstandard.ZstdCompressor(level=1).compress("\n".join(lines).encode("ascii")))


def key_of(article_id: str) -> str:
    """What stands for an article's id, which may be longer than OpenSearch allows."""
    return blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def fit(text: str) -> str:
    """A token or value as a term: the text itself unless it is far too long."""
    if len(text) <= LONGEST_TERM:
        return text.encode("utf-8", "replace").decode("utf-8")
    return f"{fit(text[: LONGEST_TERM - 40])}…{key_of(text)}"


def clock_number(date: datetime) -> int:
    """Microseconds since the beginning of the calendar, by the publisher's own clock."""
    return (date.replace(tzinfo=None) - _FIRST_DAY) // _MICROSECOND


def document(article: Article) -> Body:
    """The document of an article, as JSON, but for when it became visible."""
    head, body = list(map(fit, forms(article.headline))), list(map(fit, forms(article.body)))
    stems = {form: stem(form) for form in {*head, *body}}
    dated = {} if article.date is None else {"clock": clock_number(article.date)}
    return {
        "key": key_of(article.id),
        "tie": tie_break(article.id),
        "words": article.words,
        "length": weighted_length(len(head), len(body)),
        **dated,
        **_texts("", head, body),
        **_texts("_stems", [stems[form] for form in head], [stems[form] for form in body]),
        "forms": [f"{form}\t{count}" for form, count in Counter(head + body).items()],
        "stems": sorted({f"{s}\t" for s in stems.values()} | {f"{s}\t{form}" for form, s in stems.items()}),
        **_values(article),
        "aliases": sorted(_aliases(article)),
        "stream": _base64(encode_stream(article)),
        "signature": _base64(_signature(article)),
        "article": encode_article(article),
    }


def _texts(suffix: str, head: Sequence[str], body: Sequence[str]) -> Body:
    return {
        f"headline{suffix}": " ".join(head),
        f"lead{suffix}": " ".join(body[:LEAD_WORDS]),
        f"body{suffix}": " ".join(body),
    }


def _values(article: Article) -> Body:
    """The values of all facets, and how they are spelled."""
    found: dict[str, list[str]] = {}
    spelled: set[str] = set()
    for field in FACET_FIELDS:
        if field == "entities":
            continue
        name = field_name(field)
        for value in facet_values(field, article):
            key = fit(value.key[1])
            found.setdefault(name, []).append(key)
            if field not in PERIODS:
                spelled.add(f"{name}\t{key}\t{fit(value.text)}")
    return {**{name: sorted(set(keys)) for name, keys in found.items()}, "spelled": sorted(spelled)}


def field_name(field: FacetField) -> str:
    """The keyword field that a facet counts; entities have three."""
    return ENTITY_FIELDS.get(field, field)


def _aliases(article: Article) -> Iterable[str]:
    for entity in article.entities:
        name = fit(fold_value(entity.name))
        for alias in (entity.name, *entity.aliases):
            yield f"{entity.type}\t{fit(fold_value(alias))}\t{name}"


_SIGNATURE = struct.Struct(">IQ")


def _signature(article: Article) -> bytes:
    """The number of the body's tokens, the hash of all, and the numbers by which copies are found."""
    hashes = token_hashes(article.body)
    found = signatures(hashes, np.zeros(1, np.int64), np.array([len(hashes)]))
    return _SIGNATURE.pack(len(hashes), int(found.same[0])) + bytes(found.numbers[0].astype(">u2"))


def decode_signature(text: str) -> tuple[int, int, np.ndarray[tuple[int], np.dtype[np.uint16]]]:
    """Tokens, hash and numbers."""
    data = base64.b64decode(text + "==")
    tokens, same = _SIGNATURE.unpack_from(data)
    return tokens, same, np.frombuffer(data, ">u2", offset=_SIGNATURE.size).astype(np.uint16)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def encode_article(article: Article) -> str:
    """An article as JSON text: text within text, so that no byte of it is anybody's business but ours."""
    fields: Body = {name: getattr(article, name) for name in Article.__slots__}
    fields["date"] = article.date.isoformat() if article.date else None
    fields["entities"] = [{name: getattr(entity, name) for name in Entity.__slots__} for entity in article.entities]
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=_has_surrogates(fields))


def _has_surrogates(fields: Body) -> bool:
    """Whether some text cannot be written as UTF-8."""
    try:
        json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def decode_article(text: str) -> Article:
    """The article that `encode_article` wrote."""
    fields = {"id": "", "headline": "", "body": "", **json.loads(text)}
    date = fields.get("date")
    fields["date"] = datetime.fromisoformat(date) if date else None
    fields["entities"] = tuple(
        Entity(**{**entity, "aliases": tuple(entity["aliases"])}) for entity in fields.get("entities", ())
    )
    for name in ("authors", "other_sections"):
        fields[name] = tuple(fields.get(name, ()))
    return Article(**fields)
