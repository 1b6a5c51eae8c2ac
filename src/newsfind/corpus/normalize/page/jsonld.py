"""JSON-LD of a page -> the object that describes its article, also out of broken JSON."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_ARTICLE = re.compile(
    r"(?:Article|BlogPosting|Report|LiveBlogPosting|Review|SocialMediaPosting|DiscussionForumPosting)$"
)
_DOWN = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_BEFORE = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_BEHIND = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", ";")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_MISSING_COMMA = re.compile(r'(?<=["}\]])[ \t\r]*\n\s*(?="[\w@]+"\s*:)')
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_MOST = 200
_LONGEST = 2_000_000

Object = Mapping[str, Any]


def objects(tree: LexborHTMLParser) -> tuple[list[Object], int]:
    """Every JSON-LD object of the page in order, and the number of blocks that could not be read."""
    found: list[Object] = []
    broken = 0
    for script in tree.css('script[type*="ld+json" i]'):
        text = script.text(deep=True)
        if not text.strip() or len(text) > _LONGEST:
            continue
        block = _load(text)
        if block is None:
            broken += 1
            block = _salvage(text)
        found.extend(_flatten(block))
    return found, broken


def article_of(found: Sequence[Object]) -> Object:
    """The object that describes the page's article: of an article's type, with a headline, earliest in the page."""
    best: Object = {}
    for item in found:
        if any(_ARTICLE.search(kind) for kind in strings(item.get("@type"))):
            if "headline" in item or "datePublished" in item:
                return item
            best = best or item
    return best


def types(found: Sequence[Object]) -> set[str]:
    """All the types that the page's objects claim."""
    return {kind for item in found for kind in strings(item.get("@type"))}


def strings(value: object, key: str = "name", depth: int = 6) -> list[str]:
    """The texts in a JSON-LD value of any shape; of objects, their `key`."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if depth == 0:
        return []
    if isinstance(value, Mapping):
        for name in (key, "@value", "name", "alternateName"):
            if found := strings(value.get(name), key, depth - 1):
                return found
        return []
    if isinstance(value, list):
        return [text for part in value for text in strings(part, key, depth - 1)]
    return []


def _load(text: str) -> object:
    """Parsed JSON after ever bolder repairs; None where none helps."""
    trimmed = _unwrapped(text)
    for repair in (_as_is, str.strip, _mended, html.unescape):
        try:
            found: object = json.loads(repair(text if repair is _as_is else trimmed), strict=False)
        except (ValueError, RecursionError):
            continue
        return found
    return None


def _unwrapped(text: str) -> str:
    """Without what hid a script's text from browsers of long ago, and without a last semicolon."""
    text = text.strip()
    for before in _BEFORE:
        text = text.removeprefix(before).strip()
    for behind in (*_BEHIND, *_BEHIND):
        text = text.removesuffix(behind).strip()
    return text


def _as_is(text: str) -> str:
    return text


def _mended(text: str) -> str:
    """With commas where they are missing or too many, and backslashes that escape nothing doubled."""
    return _BAD_ESCAPE.sub(r"\\\\", _MISSING_COMMA.sub(",", _TRAILING_COMMA.sub("", text)))


_PAIR = re.compile(
    r'"(?P<key>@type|headline|datePublished|dateModified|articleSection|inLanguage)"\s*:\s*"(?P<value>(?:[^"\\\n]|\\.)*)"'
)
_AUTHOR = re.compile(r'"author"\s*:\s*(?:\[\s*)?(?:\{[^{}]*?"name"\s*:\s*)?"(?P<value>(?:[^"\\\n]|\\.)*)"')


def _salvage(text: str) -> dict[str, Any]:
    """The plain fields of a block that is no JSON, each where it first stands."""
    found: dict[str, Any] = {}
    for match in _PAIR.finditer(text):
        found.setdefault(match["key"], _unquote(match["value"]))
    if (author := _AUTHOR.search(text)) is not None:
        found["author"] = _unquote(author["value"])
    if "headline" in found:
        found["@type"] = "NewsArticle"
    return found


def _unquote(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _flatten(block: object) -> Iterator[Object]:
    """The objects inside lists, graphs and entities, outer ones first, at most _MOST."""
    queue = [block]
    count = 0
    while queue and count < _MOST:
        value = queue.pop(0)
        if isinstance(value, list):
            queue[:0] = value[:_MOST]
        elif isinstance(value, Mapping):
            count += 1
            yield value
            queue.extend(value[name] for name in _DOWN if isinstance(value.get(name), list | Mapping))
