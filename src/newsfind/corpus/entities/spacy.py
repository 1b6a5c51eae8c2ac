"""Any installed spaCy pipeline as tagger: `spacy:MODEL`, where MODEL is a package name or a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

import spacy

from newsfind.article import Article, EntityType
from newsfind.corpus.entities.mention import Mention, full_text
from newsfind.corpus.entities.tagger import Tagger
from newsfind.errors import TaggerUnavailable

# The label sets of OntoNotes (the English models), WikiNER (most other languages) and CoNLL.
TYPES: Final[dict[str, EntityType]] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
# Components that no entity recogniser reads from; without them a pipeline is up to twice as fast.
UNUSED = ("tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer", "textcat")
TEXTS_AT_ONCE = 64


class Span(Protocol):
    """What is used of spaCy's Span."""

    label_: str
    start_char: int
    end_char: int


class Parsed(Protocol):
    """What is used of spaCy's Doc."""

    text: str
    ents: Sequence[Span]


class Pipeline(Protocol):
    """What is used of spaCy's Language."""

    lang: str | None
    max_length: int

    def pipe(self, texts: Iterable[str], *, batch_size: int) -> Iterator[Parsed]:
        """The texts with their entities, in order."""


class SpacyTagger:
    """A spaCy pipeline; its labels for people, organisations and places are used, all others are left out."""

    def __init__(self, model: str, pipeline: Pipeline) -> None:
        self.name = f"spacy:{model}"
        language = pipeline.lang or "xx"
        self.languages = frozenset[str]() if language == "xx" else frozenset({language})
        self._pipeline = pipeline

    def tag(self, articles: Sequence[Article]) -> Iterable[Sequence[Mention]]:
        """See `Tagger.tag`. A text longer than the pipeline's own limit is read up to that limit."""
        limit = self._pipeline.max_length
        texts = (full_text(article)[:limit] for article in articles)
        for parsed in self._pipeline.pipe(texts, batch_size=TEXTS_AT_ONCE):
            yield list(_mentions(parsed))


def open_spacy(argument: str) -> Tagger:
    """The pipeline named `argument`.

    Raises:
        TaggerUnavailable: No name was given, or no pipeline of that name is installed.
    """
    if not argument:
        raise TaggerUnavailable("Which spaCy pipeline? Name one, for example: --tagger spacy:en_core_web_sm")
    try:
        pipeline = spacy.load(argument, exclude=UNUSED)
    except OSError as error:
        raise TaggerUnavailable(
            f"spaCy has no pipeline {argument!r} installed. Get one: python -m spacy download {argument}"
        ) from error
    return SpacyTagger(argument, pipeline)


def _mentions(parsed: Parsed) -> Iterator[Mention]:
    for span in parsed.ents:
        kind = TYPES.get(span.label_)
        start, end = _trimmed(parsed.text, span.start_char, span.end_char)
        if kind and start < end:
            yield Mention(start, end, kind)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a leading "the" and a trailing possessive, which spaCy counts in and newsfind does not."""
    name = text[start:end]
    if name[:4].lower() == "the ":
        start += 4
    if name.endswith(("'s", "’s")):
        end -= 2
    return start, end
