"""Labelled text, from the formats that it is published in, as plain text and character spans; and the score."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int, str]
Token = tuple[str, str]

NO_LABEL = "O"
CROSSNER_TYPES = {
    **dict.fromkeys(("person", "politician", "writer", "musicalartist", "scientist", "researcher"), "PER"),
    **dict.fromkeys(("organisation", "politicalparty", "band", "university"), "ORG"),
    **dict.fromkeys(("location", "country"), "LOC"),
}
RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
CONLL_TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}

_MARK = re.compile(r"\[([^\]|]+)\|([POL])\]")
_MARK_TYPES = {"P": "PER", "O": "ORG", "L": "LOC"}
_NO_SPACE_BEFORE = re.compile(r"[,.;:!?)\]}%]|['’](s|S|re|ve|ll|d|m|t)?|n['’]t")
_NO_SPACE_BEHIND = frozenset("([{$£€#")
_SENTENCE_ENDS = (".", "!", "?", '"', "”", ")", "'", "’")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and its spans (start, end, type), type being PER, ORG or LOC; sorted, without overlap."""

    text: str
    spans: tuple[Span, ...]


def wikigold(folder: Path) -> list[Sample]:
    """145 articles; the type MISC is left out."""
    text = (folder / "CONLL-format/data/wikigold.conll.txt").read_text("utf-8")
    return [_joined(_sentences(part, " ", CONLL_TYPES)) for part in re.split(r"-DOCSTART-.*\n", text) if part.strip()]


def crossner(folder: Path) -> list[Sample]:
    """Sentences of five domains, each a text of its own, for they come from different articles."""
    files = sorted(folder.glob("*/*.txt"))
    return [
        _joined([sentence]) for file in files for sentence in _sentences(file.read_text("utf-8"), "\t", CROSSNER_TYPES)
    ]


def re3d(folder: Path) -> list[Sample]:
    """One text a file."""
    files = sorted(folder.glob("CONLL-format/data-by-source/conll/*/*.conll"))
    return [_joined(_sentences(file.read_text("utf-8"), "\t", RE3D_TYPES)) for file in files]


def uner(file: Path) -> list[Sample]:
    """One text a document, from the sentences as they were written and not from their tokens."""
    documents = re.split(r"^# newdoc id.*\n", file.read_text("utf-8"), flags=re.MULTILINE)
    return [_uner_document(document) for document in documents if document.strip()]


def silver(file: Path) -> list[Sample]:
    """One text a line: {"text": str, "spans": [[start, end, type]]}."""
    samples = []
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        spans = (_trimmed(text, start, end, kind) for start, end, kind in record["spans"])
        samples.append(Sample(text, tuple(span for span in spans if span[0] < span[1])))
    return samples


def _trimmed(text: str, start: int, end: int, kind: str) -> Span:
    """Without a leading "the" and a trailing possessive, which people who label do not count in."""
    name = text[start:end]
    start += 4 if name[:4].lower() == "the " else 0
    end -= 2 if name.endswith(("'s", "’s")) else 0
    return start, end, kind


def marked(file: Path) -> list[Sample]:
    """One text a line, names marked as [Name|P], [Name|O] or [Name|L]; lines that begin with # are comments."""
    lines = file.read_text("utf-8").splitlines()
    return [_unmarked(line) for line in lines if line and not line.startswith("#")]


def _unmarked(line: str) -> Sample:
    text, spans, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        spans.append((len(text), len(text) + len(match[1]), _MARK_TYPES[match[2]]))
        text += match[1]
        at = match.end()
    return Sample(text + line[at:], tuple(spans))


def joined(samples: Iterable[Sample], between: str = "\n") -> Sample:
    """Several texts as one."""
    text, spans = "", []
    for sample in samples:
        text += between if text else ""
        spans += [(start + len(text), end + len(text), kind) for start, end, kind in sample.spans]
        text += sample.text
    return Sample(text, tuple(spans))


@dataclass(frozen=True, slots=True)
class Score:
    """Exact spans and types: how many were right, how many were found, how many there are."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0


def score(wanted: Sequence[Iterable[Span]], found: Sequence[Iterable[Span]]) -> dict[str, Score]:
    """By type, and under "all" for the types together."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in ("all", "PER", "ORG", "LOC")}
    for wanted_spans, found_spans in zip(wanted, found, strict=True):
        one, other = set(wanted_spans), set(found_spans)
        for name, spans in (("wanted", one), ("found", other), ("right", one & other)):
            for span in spans:
                counts["all"][name] += 1
                counts[span[2]][name] += 1
    return {kind: Score(count["right"], count["found"], count["wanted"]) for kind, count in counts.items()}


def _sentences(text: str, separator: str, types: dict[str, str]) -> list[list[Token]]:
    sentences: list[list[Token]] = [[]]
    for line in text.splitlines():
        word, _, label = line.strip().rpartition(separator)
        if word:
            prefix, _, kind = label.partition("-")
            sentences[-1].append((word.strip(), f"{prefix}-{types[kind]}" if kind in types else NO_LABEL))
        elif sentences[-1]:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _joined(sentences: Iterable[list[Token]]) -> Sample:
    return joined((_written(sentence) for sentence in sentences), " ")


def _written(sentence: list[Token]) -> Sample:
    """Tokens as a person would have typed them."""
    text, offsets, open_quote = "", [], False
    glue = True
    for word, _ in sentence:
        word = {"``": '"', "''": '"'}.get(word, word)
        closes = word == '"' and open_quote
        if not (glue or closes or _NO_SPACE_BEFORE.fullmatch(word)):
            text += " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
        open_quote ^= word == '"'
        glue = word in _NO_SPACE_BEHIND or (word == '"' and open_quote)
    return Sample(text, tuple(_spans(offsets, [label for _, label in sentence])))


def _uner_document(document: str) -> Sample:
    samples = []
    for part in document.split("\n\n"):
        lines = part.splitlines()
        text = next((line[len("# text = ") :] for line in lines if line.startswith("# text = ")), "")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if rows:
            samples.append(_aligned(text, [(row[1], row[2]) for row in rows if row[0].isdigit()]))
    text_ends = [sample.text.endswith(_SENTENCE_ENDS) for sample in samples]
    whole = Sample("", ())
    for sample, ends in zip(samples, [True, *text_ends], strict=False):
        whole = joined((whole, sample), " " if ends else "\n") if whole.text else sample
    return whole


def _aligned(text: str, tokens: list[Token]) -> Sample:
    offsets, at = [], 0
    for word, _ in tokens:
        found = text.find(word, at)
        start = found if found >= 0 else at
        at = start + len(word)
        offsets.append((start, at))
    labels = [label if label[2:] in CONLL_TYPES else NO_LABEL for _, label in tokens]
    return Sample(text, tuple(_spans(offsets, labels)))


def _spans(offsets: Sequence[tuple[int, int]], labels: Sequence[str]) -> Iterator[Span]:
    """A span begins at B, or at I behind another type or nothing (IOB1 and IOB2 alike)."""
    current: Span | None = None
    for (start, end), label in zip(offsets, labels, strict=True):
        prefix, _, kind = label.partition("-")
        if current and prefix == "I" and kind == current[2]:
            current = (current[0], end, kind)
            continue
        if current:
            yield current
        current = (start, end, kind) if kind else None
    if current:
        yield current
