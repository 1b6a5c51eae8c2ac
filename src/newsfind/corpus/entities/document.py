"""The document pass: what the whole article says about a name decides for its every mention. Good for any tagger."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from newsfind.article import EntityType
from newsfind.corpus.entities.mention import Mention

_SHORTEST_SPREAD: Final = 4  # shorter names ("Roh", "May") are too often something else where no tagger saw them
_MONTH: Final = re.compile(r" (?:April|May|June|August)(?= [a-z]|['’.,;])")
_LONGEST_PARTICLE: Final = 12
_CODE: Final = re.compile(r"<[A-Z0-9]{1,6}(?:\.[A-Z]{1,3})?>|\([A-Z]{1,5}\.[A-Z]{1,2}\)")
_NO_NAME: Final = re.compile(r"[DRI]-[A-Z][\w.]*|\w+[’'](?:m|ve|re|ll|d|t)", re.IGNORECASE)
_CALENDAR: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|July|(?:Septem|Octo|Novem|Decem)ber",
    re.IGNORECASE,
)
_PARTICLE: Final = re.compile(r" (?:(?:de|du|del|della|di|da|dos|van|von|der|den|ter|bin|ibn|la|le) )+| (?:al|el|ul)-")
_LONGEST_ARTICLE: Final = 4
_ARABIC: Final = re.compile(r"(?:^|[^\w-])((?:al|el|ul)-)\Z")
_MOST_WORDS: Final = 30  # of a name; more of them are a run of words in capitals
_NAME_TWICE: Final = 4  # words at least of a name that stands there twice; "Ford Madox Ford" has three
GENERATIONS: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def settle(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, retyped and completed.

    What cannot be a name is left out (`_is_name`), a name that stands twice in a row is taken once (`_once`), and a
    mention in capitals in which a name of the article stands is cut down to that name ("WORLD BANK TEAMS STUDY LOAN").
    Parts of a person's name around "de", "von", "al-" and the like become one mention. A name has one type in an
    article, the one it was most often given. A last name that stands alone is a person when its full name is one in the
    article. Names of several words, last names of such persons, and names tagged twice or more are mentions wherever
    else they stand.
    """
    mentions = [_once(text, mention) for mention in mentions if _is_name(text, mention)]
    mentions = _rejoined(text, [_with_month(text, mention) for mention in _cut_down(text, mentions)])
    mentions = [_with_article(text, mention) for mention in mentions]
    names = [text[mention.start : mention.end] for mention in mentions]
    types = _types(names, mentions)
    last_names = {name.rpartition(" ")[2] for name, kind in types.items() if kind == "person" and " " in name}
    last_names -= GENERATIONS
    types |= {name: "person" for name in types if name in last_names or name.title() in last_names}
    types |= dict.fromkeys(last_names, "person")
    settled = [Mention(mention.start, mention.end, types[name]) for name, mention in zip(names, mentions, strict=True)]
    counts = Counter(names)
    spread = [
        name
        for name in types
        if len(name) >= _SHORTEST_SPREAD and (" " in name or counts[name] > 1 or name in last_names)
    ]
    spread.sort(key=len, reverse=True)
    return _completed(text, settled, [(name, types[name]) for name in spread])


def _is_name(text: str, mention: Mention) -> bool:
    """False for the code of a share ("<GM>", "(GM.N)"), a party and state ("R-Ohio"), a day or month that nobody can be
    called, a pronoun with its verb ("We’ve"), and more words than any name has, whose parts would be compared for ever.
    """
    name = text[mention.start : mention.end]
    if name.count(" ") >= _MOST_WORDS:
        return False
    code = _CODE.match(text, mention.start - 1) if mention.start else None
    return not (code or _NO_NAME.fullmatch(name) or _CALENDAR.fullmatch(name))


def _once(text: str, mention: Mention) -> Mention:
    """A person's name without what links to topics leave behind it when their text is taken from a page: the name in
    full, and the next headline without a blank ("Rubio Marco Antonio RubioSenate").
    """
    words = text[mention.start : mention.end].split(" ")
    if mention.type != "person" or len(words) < _NAME_TWICE:
        return mention
    kept = 0
    for later, word in enumerate(words[2:], 2):
        for earlier, first in enumerate(words[: later - 1]):
            if len(first) > 1 and word.startswith(first):
                rest = word[len(first) :]
                if rest[:1].isupper() or rest[:1].isdigit() or (not rest and earlier):
                    kept = max(kept, earlier + 1)
                elif not rest:
                    kept = max(kept, later)
    return Mention(mention.start, mention.start + len(" ".join(words[:kept])), mention.type) if kept else mention


def _cut_down(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in capitals, cut down to the longest name that stands in them and that the article writes small too."""
    known = {
        name.upper(): mention.type
        for mention in mentions
        if not (name := text[mention.start : mention.end]).isupper() and len(name) >= _SHORTEST_SPREAD
    }
    cut = []
    for mention in mentions:
        name = text[mention.start : mention.end]
        if " " in name and name.isupper() and name not in known:
            inside = [one for one in known if next(_standing(name, one), None) is not None]
            if inside:
                longest = max(inside, key=len)
                start = mention.start + next(_standing(name, longest))
                mention = Mention(start, start + len(longest), known[longest])
        cut.append(mention)
    return cut


def _with_month(text: str, mention: Mention) -> Mention:
    """ "Theresa May", of whom taggers see "Theresa" and a month; no date ("May 5"), no headline ("Trump May Visit")."""
    month = _MONTH.match(text, mention.end) if mention.type == "person" else None
    return Mention(mention.start, month.end(), "person") if month else mention


def _with_article(text: str, mention: Mention) -> Mention:
    """ "al-Qaeda", of which taggers see "Qaeda" where the article is written small."""
    article = _ARABIC.search(text, max(mention.start - _LONGEST_ARTICLE, 0), mention.start)
    return Mention(article.start(1), mention.end, mention.type) if article else mention


def _rejoined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and mention.start < before.end:  # the month that has just become part of a name
            continue
        if (
            before
            and before.type == mention.type == "person"
            and mention.start - before.end <= _LONGEST_PARTICLE
            and _is_one_name(text, before, mention)
        ):
            joined[-1] = Mention(before.start, mention.end, "person")
        else:
            joined.append(mention)
    return joined


def _is_one_name(text: str, one: Mention, other: Mention) -> bool:
    """Around a particle; around a hyphen only where a side has two words ("Jean-Luc Roy"), for "Roy-Kim" are two."""
    if text[one.end : other.start] == "-":
        return " " in text[one.start : one.end] or " " in text[other.start : other.end]
    return _PARTICLE.fullmatch(text, one.end, other.start) is not None


def _types(names: Sequence[str], mentions: Sequence[Mention]) -> dict[str, EntityType]:
    """By name the type with most votes over all its capitalisations; CAPITALS, which say less, have half a vote."""
    votes: dict[str, dict[EntityType, int]] = {}
    times = Counter(zip(names, (mention.type for mention in mentions), strict=True))
    for (name, kind), count in times.items():
        counts = votes.setdefault(name.lower(), {})
        counts[kind] = counts.get(kind, 0) + (count if name.isupper() else 2 * count)
    types = {small: max(counts, key=counts.__getitem__) for small, counts in votes.items()}
    return {name: types[name.lower()] for name, _ in times}


def _completed(text: str, settled: list[Mention], names: Sequence[tuple[str, EntityType]]) -> list[Mention]:
    """Adds the places where a name stands untagged; longer names first, so that they win over their parts."""
    starts = [mention.start for mention in settled]
    for name, kind in names:
        for start in _standing(text, name):
            end = start + len(name)
            at = bisect_right(starts, start)
            free_before = not at or settled[at - 1].end <= start
            if free_before and (at == len(starts) or starts[at] >= end):
                settled.insert(at, Mention(start, end, kind))
                starts.insert(at, start)
    return settled


def _standing(text: str, name: str) -> Iterator[int]:
    """Where `name` stands as words of its own."""
    size, at = len(name), text.find(name)
    while at >= 0:
        end = at + size
        if not _joins(text[at - 1 : at]) and not _joins(text[end : end + 1]):
            yield at
        at = text.find(name, end)


def _joins(letter: str) -> bool:
    return letter.isalnum() or letter in {"-", "_"}
