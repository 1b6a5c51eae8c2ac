"""Markdown, with front matter in YAML's or TOML's simple form; marks are taken off, text stays."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from newsfind.corpus.raw import RawArticle, Skipped
from newsfind.corpus.readers.encodings import decode
from newsfind.corpus.readers.fields import raw_of_record
from newsfind.corpus.readers.source import Source

_FRONT = re.compile(r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inside>.*?)\r?\n(?P=fence)[ \t]*(?:\r?\n|\Z)", re.S)
_YAML_LINE = re.compile(r"^(?P<indent>\s*)(?P<item>-\s+)?(?:(?P<key>[\w-]+)\s*:(?:\s+|$))?(?P<value>.*)$")
_YAML_BLOCK = re.compile(r"[>|][+-]?\d?")
"""Behind a key: the indented lines below are its text."""
_TITLE = re.compile(r"\A\s*(?:#\s+(?P<atx>.+?)\s*#*\s*\n|(?P<setext>[^\n]+)\n=+\s*\n)")
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:```|~~~).*$", re.M), ""),
    (re.compile(r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*\n", re.M), ""),
    (re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]]{1,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,500}\])"), r"\1"),
    (re.compile(r"^\[[^\]]+\]:\s.*$", re.M), ""),
    (re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.M), r"\1"),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"^[ \t]*>[ \t]?", re.M), ""),
    (re.compile(r"(\*\*\*|___|\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1", re.S), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`+([^`\n]+)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])"), r"\1"),
    (re.compile(r"</?[a-z][^<>\n]{0,500}>", re.I), ""),
)


class _Markdown:
    name = "Markdown"
    suffixes = (".md", ".markdown", ".mdown")
    many = False

    def sniff(self, head: bytes) -> bool:
        """Front matter; other Markdown is told from plain text by its suffix only."""
        return head.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n"))

    def read(self, source: Source) -> Iterator[RawArticle | Skipped]:
        """One article."""
        text = decode(source.read())
        values: dict[str, Any] = {}
        if match := _FRONT.match(text):
            values = _front_matter(match["fence"], match["inside"])
            text = text[match.end() :]
        title = _TITLE.match(text)
        if title:
            text = text[title.end() :]
            values.setdefault("title", _plain(title["atx"] or title["setext"]))
        made = raw_of_record(source.path, 1, {**values, "text": _plain(text), "id": ""}, source.field_map)
        if isinstance(made, Skipped):
            yield Skipped(source.path, "The file has no text.")
            return
        yield replace(made, record="", text=_plain(text), html="", folder=source.folder)


def _plain(text: str) -> str:
    text = _without_comments(text)
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text


def _without_comments(text: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join([*parts, text[at:]])


def _front_matter(fence: str, inside: str) -> dict[str, Any]:
    if fence == "+++":
        try:
            found = tomllib.loads(inside)
        except tomllib.TOMLDecodeError:
            return {}
        return {
            key: value if isinstance(value, str | int | list | Mapping) else str(value) for key, value in found.items()
        }
    return _yaml(inside)


def _yaml(inside: str) -> dict[str, Any]:
    """The part of YAML that front matter uses.

    That is `key: value`, `[a, b]`, lists of `- item` lines, text in the lines below `key: >`, and one level of keys
    below a key or a dash, as authors have (`- name: Ann Lee`).

    >>> _yaml("title: >-\\n  Bridge\\n  closes\\nauthors:\\n  - name: Ann Lee\\n    role: desk\\n  - Bo Chan")
    {'title': 'Bridge closes', 'authors': [{'name': 'Ann Lee', 'role': 'desk'}, 'Bo Chan']}
    """
    found: dict[str, Any] = {}
    top, is_text = "", False
    for line in inside.splitlines():
        match = _YAML_LINE.match(line)
        if match is None or not line.strip():
            continue
        value = match["value"].strip()
        if match["key"] and not match["indent"] and not match["item"]:
            top, is_text = match["key"], _YAML_BLOCK.fullmatch(value) is not None
            found[top] = "" if is_text else _value(value)
        elif top and is_text:
            found[top] = f"{found[top]} {line.strip()}".strip()
        elif top and match["item"]:
            earlier = found[top] if isinstance(found[top], list) else []
            found[top] = [*earlier, {match["key"]: _value(value)} if match["key"] else _value(value)]
        elif top and match["key"]:
            inner = found[top][-1] if isinstance(found[top], list) and found[top] else found[top]
            if isinstance(inner, dict):
                inner[match["key"]] = _value(value)
            elif not inner:
                found[top] = {match["key"]: _value(value)}
    return found


def _value(value: str) -> str | list[str]:
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part) for part in value[1:-1].split(",")]
    return _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


reader = _Markdown()
