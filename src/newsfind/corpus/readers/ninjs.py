"""ninjs 1 to 3, news in JSON: names differ between the versions in case and number, so both are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsfind.article import EntityType
from newsfind.corpus.raw import RawArticle, Skipped, given_entities
from newsfind.corpus.readers.iptc import is_withdrawn, subject_name
from newsfind.corpus.readers.json_values import opening, parsed
from newsfind.corpus.readers.source import Source, Unreadable

_MARKS = (
    b'"versioncreated"',
    b'"versionCreated"',
    b'"pubstatus"',
    b'"pubStatus"',
    b'"body_html"',
    b'"body_xhtml"',
    b"ninjs",
)
_HTML, _PLAIN, _XML = 0, 1, 2
_NAMED: tuple[tuple[str, EntityType], ...] = (
    ("person", "person"),
    ("people", "person"),
    ("organisation", "organisation"),
    ("organisations", "organisation"),
    ("place", "place"),
    ("places", "place"),
)


class _Ninjs:
    name = "ninjs"
    suffixes = (".json", ".ninjs")
    many = False

    def sniff(self, head: bytes) -> bool:
        """An object with fields that only ninjs has."""
        return opening(head).startswith(b"{") and b'"uri"' in head and any(mark in head for mark in _MARKS)

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article."""
        item = parsed(source.read())
        if not isinstance(item, Mapping):
            raise Unreadable("The file is JSON, but no ninjs item.")
        yield _article(source.path, {str(key).lower(): value for key, value in item.items()})


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def _article(path: str, item: Mapping[str, Any]) -> RawArticle | Skipped:
    html, text = _body(item)
    withdrawn = is_withdrawn(_text(item.get("pubstatus")))
    if not html and not text and not withdrawn:
        return Skipped(path, f"The ninjs item has no text (its type is {_text(item.get('type')) or 'unknown'}).")
    return RawArticle(
        path=path,
        html=html,
        text=text,
        headline=_role(item, "headline", "headlines") or _text(item.get("title")),
        sections=tuple(_sections(item)),
        date=_first(item, "firstcreated", "contentcreated", "versioncreated"),
        source=_first(item, "copyrightholder", "source") or next(iter(_names(item, "infosources", "infosource")), ""),
        authors=_authors(item),
        agency=_first(item, "provider") or _provider(item),
        url=_canonical(item),
        language=_text(item.get("language")),
        entities=given_entities((name, kind) for field, kind in _NAMED for name in _names(item, field)),
        guid=_text(item.get("uri")),
        version=str(item.get("version") or item.get("versioncreated") or ""),
        withdrawn=withdrawn,
        embargo=_text(item.get("embargoed")),
        notes=tuple(_notes(item)),
    )


def _first(item: Mapping[str, Any], *names: str) -> str:
    return next((text for name in names if (text := _text(item.get(name)))), "")


def _role(item: Mapping[str, Any], one: str, several: str) -> str:
    """The value of ninjs 1, or of ninjs 2 and later the one of the role `main`, else the first."""
    if text := _text(item.get(one)):
        return text
    found = _objects(item.get(several))
    main = [part for part in found if _text(part.get("role")).lower() in ("", "main")]
    return next((text for part in [*main, *found] if (text := _text(part.get("value")))), "")


def _body(item: Mapping[str, Any]) -> tuple[str, str]:
    if html := _first(item, "body_html", "body_xhtml"):
        return html, ""
    if text := _first(item, "body_text"):
        return "", text
    described = [part for part in _objects(item.get("descriptions")) if "credit" not in _text(part.get("role")).lower()]
    pieces = [*_objects(item.get("bodies")), *described]
    texts = sorted(((_form(part), _text(part.get("value"))) for part in pieces), key=lambda piece: piece[0])
    form, text = next(((form, text) for form, text in texts if text and form < _XML), (_XML, ""))
    return (text, "") if form == _HTML else ("", text)


def _form(part: Mapping[str, Any]) -> int:
    """How good a form a piece of text has: HTML, then plain text, then what an XML reader would be needed for."""
    kind = str(part.get("contenttype") or part.get("contentType") or "").lower()
    value = _text(part.get("value"))
    if "html" in kind or (not kind and value.startswith("<")):
        return _HTML
    return _XML if "xml" in kind or value.startswith("<?xml") else _PLAIN


def _names(item: Mapping[str, Any], *fields: str) -> Iterator[str]:
    for name in fields:
        for part in _objects(item.get(name)):
            if text := _text(part.get("name")):
                yield text


def _sections(item: Mapping[str, Any]) -> Iterator[str]:
    for field in ("subject", "subjects"):
        for part in _objects(item.get(field)):
            code = _text(part.get("code") or part.get("literal") or part.get("qcode") or part.get("uri"))
            if name := subject_name(code) or _text(part.get("name")):
                yield name


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    if byline := _first(item, "byline", "by"):
        return (byline,)
    people = [
        part for part in _objects(item.get("people")) if "author" in _text(part.get("rel") or part.get("role")).lower()
    ]
    return tuple(name for part in people if (name := _text(part.get("name"))))


def _provider(item: Mapping[str, Any]) -> str:
    provider = item.get("provider")
    return _text(provider.get("name")) if isinstance(provider, Mapping) else ""


def _canonical(item: Mapping[str, Any]) -> str:
    for part in [*_objects(item.get("altids")), *_objects(item.get("links"))]:
        value = _text(part.get("href") or part.get("value"))
        if value.startswith("http") and "canonical" in _text(part.get("rel") or part.get("role")).lower():
            return value
    uri = _text(item.get("uri"))
    return uri if uri.startswith(("http://", "https://")) else ""


def _notes(item: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(urgency := item.get("urgency"), int):
        yield f"Urgency {urgency}."


reader = _Ninjs()
