"""Hyphens at line ends: which of them are undone, which of them stay, by who is asked for words.

    NEWSFIND_CORPORA=FOLDER python -m benchmarks.hyphens

Articles of `news-articles-15k.jsonl` are set in lines of 62 characters in two ways. In the first, words that do not
fit are broken between a vowel and the consonants behind it, as a typesetter does; in the second, lines end only at
spaces and at hyphens that words have of their own. Then the paragraphs are put together again. `knows` counts broken
words that came back whole, `keeps` hyphens of words' own that stayed.
"""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from newsfind.corpus.normalize import hyphens
from newsfind.corpus.normalize.paragraphs import split_paragraphs
from newsfind.corpus.raw import RawArticle
from newsfind.corpus.readers import read_file

WIDTH = 62
EVERY = 15
_SYLLABLE = re.compile(
    r"(?<=[aeiouy])(?=[bcdfghjklmnpqrstvwxz][aeiouy])|(?<=[aeiouy][bcdfghjklmnpqrstvwxz])(?=[bcdfghjklmnpqrstvwxz][aeiouy])"
)
_LETTERS = re.compile(r"[^\W\d_]+")


def typeset(text: str, *, broken: bool) -> tuple[str, list[str], list[str]]:
    """The text in lines, the words that were broken, and the words whose own hyphen ended a line."""
    lines: list[str] = []
    line = ""
    split: list[str] = []
    kept: list[str] = []
    for word in text.split():
        if not line or len(line) + 1 + len(word) <= WIDTH:
            line = f"{line} {word}".strip()
            continue
        room = WIDTH - len(line) - 2
        head, own = _fitting(word, room, broken=broken)
        if head:
            (kept if own else split).append(word)
            lines.append(f"{line} {head}" if own else f"{line} {head}-")
            line = word[len(head) :]
        else:
            lines.append(line)
            line = word
    return "\n".join([*lines, line]), split, kept


def _fitting(word: str, room: int, *, broken: bool) -> tuple[str, bool]:
    """The longest beginning of a word that fits, and whether a hyphen of its own ends it."""
    at = word.rfind("-", 2, max(room, 2))
    if at > 1 and word[at - 1].isalpha() and word[at + 1 : at + 2].islower() and word.count("-") == 1:
        return word[: at + 1], True
    places = [match.start() for match in _SYLLABLE.finditer(word)] if broken and _LETTERS.fullmatch(word) else []
    place = max((place for place in places if 2 <= place <= min(room, len(word) - 3)), default=0)
    return word[:place], False


def articles(path: Path) -> Iterator[str]:
    """The bodies of every 15th article."""
    for item in islice(read_file(path, path.name), 0, None, EVERY):
        if isinstance(item, RawArticle):
            yield item.text


def measure(texts: list[str], *, broken: bool) -> tuple[float, float, int, int]:
    """Shares of broken words that are whole again and of own hyphens that stayed, and how many there are of each."""
    whole = stayed = words = own = 0
    for text in texts:
        lines, split, kept = typeset(text, broken=broken)
        made = set(" ".join(split_paragraphs(lines)).split())
        words, own = words + len(split), own + len(kept)
        whole += sum(word in made for word in split)
        stayed += sum(word in made for word in kept)
    return whole / max(words, 1), stayed / max(own, 1), words, own


def main() -> None:
    """Prints the figures: as it is, without the word list, and with what nobody knows left as it was."""
    texts = list(articles(Path(os.environ["NEWSFIND_CORPORA"]) / "news-articles-15k.jsonl"))
    for name in ("text and word list", "text alone, else by the text's habit", "text alone"):
        if name != "text and word list":
            hyphens.known_words = frozenset
        if name == "text alone":
            hyphens.Hyphens._is_hyphenated = False
        for broken in (True, False):
            knows, keeps, count, own = measure(texts, broken=broken)
            kind = "words broken" if broken else "not broken"
            print(f"{name:38}{kind:14}knows {knows:.3f} of {count:5}   keeps {keeps:.3f} of {own}")


if __name__ == "__main__":
    main()
