"""Of the people that Reuters' own indexers named in Reuters-21578: those that the text has and the tagger finds."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsfind.article import Article
from newsfind.corpus.entities import Tagger, annotate

_STORY = re.compile(r"<REUTERS.*?</REUTERS>", re.DOTALL)
_PEOPLE = re.compile(r"<PEOPLE>(.*?)</PEOPLE>", re.DOTALL)
_VALUE = re.compile(r"<D>(.*?)</D>")
_TITLE = re.compile(r"<TITLE>(.*?)</TITLE>", re.DOTALL)
_BODY = re.compile(r"<BODY>(.*?)</BODY>", re.DOTALL)
_BLANK = re.compile(r"\n    +")


@dataclass(frozen=True, slots=True)
class Story:
    article: Article
    people: frozenset[str]


def people_found(folder: Path, tagger: Tagger) -> tuple[int, int]:
    """(found, wanted), counted a person a story."""
    wanted = missed = 0
    for story, missing in checked(folder, tagger):
        wanted += len(story.people)
        missed += len(missing)
    return wanted - missed, wanted


def checked(folder: Path, tagger: Tagger) -> Iterator[tuple[Story, set[str]]]:
    """Each story with the names in its text that the tagger did not find."""
    known = list(stories(folder))
    for story, article in zip(known, annotate([story.article for story in known], tagger), strict=True):
        names = [
            f" {_words(name)} "
            for entity in article.entities
            if entity.type == "person"
            for name in (entity.name, *entity.aliases)
        ]
        yield story, {person for person in story.people if not any(f" {person} " in name for name in names)}


def stories(folder: Path) -> Iterator[Story]:
    """The stories in whose text at least one of their people occurs."""
    for file in sorted(folder.glob("*.sgm")):
        for match in _STORY.finditer(file.read_text("latin-1")):
            people, body = _PEOPLE.search(match[0]), _BODY.search(match[0])
            title = _TITLE.search(match[0])
            if not (people and people[1] and body and title):
                continue
            paragraphs = [" ".join(part.split()) for part in _BLANK.split(html.unescape(body[1]))]
            article = Article("", " ".join(html.unescape(title[1]).split()), "\n\n".join(paragraphs))
            text = f" {_words(article.headline)} {_words(article.body)} "
            names = {_words(value) for value in _VALUE.findall(people[1])}
            present = frozenset(name for name in names if f" {name} " in text)
            if present:
                yield Story(article, present)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", text.lower().replace("'s", " ")))
