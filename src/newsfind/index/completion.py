"""Completion as you type: the rules that every engine keeps.

What is typed is completed to words, to names of people, organisations and places, and to sections, each with the number
of articles that a search for it finds:

* words by the beginning of one of their forms; all inflections are one entry, written as its commonest form that begins
  so. What has several words (`marco ru`) is completed to names and sections only;
* names and sections by the beginning of any of their words; names by an alias too, from its first word on. They are
  written as most articles write them.

The best are those with the most articles, ties in order of the text and the kind. At least half of the places are for
names and sections, where there are so many, since common words would leave no room for any name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from newsfind.index.analysis import fold_value, forms
from newsfind.query.ast import MetaField
from newsfind.results.hits import Completion

NAMED: tuple[MetaField, ...] = ("person", "organisation", "place", "section")
Order: TypeAlias = tuple[int, str, str]


def word_prefix(typed: str) -> str:
    """What the forms of a word must begin with; "" if what is typed is not one word."""
    found = forms(typed)
    return found[0] if len(found) == 1 else ""


def name_prefix(typed: str) -> str:
    """What a word of a name, folded by `fold_value`, must begin with, and the rest of the name go on with."""
    return fold_value(typed)


def completes(prefix: str, key: str) -> bool:
    """Whether a word of a folded name begins with a folded prefix."""
    at = key.find(prefix)
    while at > 0 and key[at - 1].isalnum():
        at = key.find(prefix, at + 1)
    return at >= 0


def order(completion: Completion) -> Order:
    """What completions are sorted by."""
    return -completion.articles, fold_value(completion.text), completion.kind


def mixed(words: Iterable[Completion], names: Iterable[Completion], limit: int) -> tuple[Completion, ...]:
    """The best of both, which must each be the best of their sort, at least `limit` of them if there are so many."""
    best_words, best_names = (sorted(found, key=order)[:limit] for found in (words, names))
    for_names = best_names[: max(-(-limit // 2), limit - len(best_words))]
    return tuple(sorted([*for_names, *best_words[: limit - len(for_names)]], key=order))
