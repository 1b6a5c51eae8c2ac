"""“Did you mean”: a query whose words the index does not have -> one whose words it has, the same for every engine.

A token is misspelt if no article has it, or any inflection of it, or if at most `FEW` have it and something near it
occurs at least `OFTEN` times as often: newspapers misspell, too. What it stands for is looked for among the forms of
the index that are at most `tolerance` edits away (insert, delete, replace, swap neighbours): first among those that
begin with the same letter, since people seldom mistype the first, and only then among the others. The best of them has
the highest

    ln(number of its occurrences) - EDIT * (number of edits)

which is a noisy channel with one probability for every edit (Kernighan, Church and Gale, "A spelling correction program
based on a noisy channel model", 1990): one more edit must be paid for by 33 times the occurrences. Values of fields
(`entity:"Marco Rubbio"`) are put right in the same way, by the number of articles, and come back as the index spells
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import log
from typing import Protocol

from newsfind.index.analysis import fold_value, tokens
from newsfind.query.ast import And, AtLeast, Equals, MetaField, Near, Or, Phrase, Query, Scope, Within, Word
from newsfind.query.walk import nodes

EDIT = 3.5
FEW = 50
OFTEN = 100
MOST_WORDS = 16
"""Different tokens and values that are looked up for one query; what comes after them stays as it is."""


class Dictionary(Protocol):
    """What an engine knows of words and values. Every count is of live articles."""

    def matching(self, query: Word | Equals) -> int:
        """How many articles match."""
        ...

    def near_forms(self, form: str, distance: int, *, same_start: bool, least: int) -> Mapping[str, int]:
        """The forms at most so many edits away that occur at least so often, and how often they do; those with the same
        first letter, or all.
        """
        ...

    def near_values(self, field: MetaField, key: str, distance: int, *, same_start: bool) -> Mapping[str, int]:
        """The values of a field, as spelt, near one that is given folded, and how many articles have each."""
        ...


def tolerance(word: str) -> int:
    """How many edits away a word may be: none for very short words, and for those with digits or signs (`at&t`)."""
    if len(word) < 3 or any(char.isdigit() or char in "&+#" for char in word):
        return 0
    return 1 if len(word) < 5 else 2


def best_of(word: str, candidates: Mapping[str, int]) -> str | None:
    """The candidate that a word most probably stands for; None if there is none."""
    if not candidates:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - seldom needed

    def cost(other: str) -> tuple[float, str]:
        return EDIT * OSA.distance(word, fold_value(other)) - log(candidates[other]), other

    return min(candidates, key=cost)


def corrected(query: Query, dictionary: Dictionary) -> Query | None:
    """The query with what is misspelt put right; None if there is nothing to put right or nothing near."""
    better = _Corrector(dictionary).correct(query)
    return None if better == query else better


class _Corrector:
    """One run of `corrected`."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._known: dict[str, str | None] = {}

    def correct(self, query: Query) -> Query:
        match query:
            case Word(text):
                return Word(self._text(text))
            case Phrase(text, slop):
                return Phrase(self._text(text), slop)
            case Equals():
                return self._equals(query)
            case And(parts) | Or(parts):
                return replace(query, parts=tuple(map(self.correct, parts)))
            case Near(left, right) | Within(left, right):
                return replace(query, left=self.correct(left), right=self.correct(right))
            case AtLeast(_, part) | Scope(_, part):
                return replace(query, part=self.correct(part))
            case _:
                return query

    def _text(self, text: str) -> str:
        pieces, done = [], 0
        for form, start, end in tokens(text):
            if better := self._form(form):
                pieces += [text[done:start], _as_typed(text[start:end], better)]
                done = end
        return "".join([*pieces, text[done:]])

    def _form(self, form: str) -> str | None:
        """What a misspelt form stands for; None for one that is well spelt, or like no other."""
        if form not in self._known:
            distance = tolerance(form) if len(self._known) < MOST_WORDS else 0
            self._known[form] = None
            having = self._dictionary.matching(Word(form)) if distance else FEW + 1
            if having <= FEW:
                self._known[form] = self._near(form, distance, having * OFTEN)
        return self._known[form]

    def _near(self, form: str, distance: int, least: int) -> str | None:
        """The best of the near forms that occur at least so often."""
        for same_start in (True, False):
            near = self._dictionary.near_forms(form, distance, same_start=same_start, least=least)
            others = {other: count for other, count in near.items() if other != form}
            if others:
                return best_of(form, others)
        return None

    def _equals(self, query: Equals) -> Equals:
        key = fold_value(query.value)
        distance = tolerance(key) if len(self._known) < MOST_WORDS else 0
        if not distance or self._dictionary.matching(query):
            return query
        self._known[f"{query.field}:{key}"] = None
        near = self._dictionary.near_values(query.field, key, distance, same_start=True)
        near = near or self._dictionary.near_values(query.field, key, distance, same_start=False)
        return replace(query, value=best_of(key, near) or query.value)


def _as_typed(typed: str, form: str) -> str:
    """A form in the capitals that a misspelt word was typed in."""
    if len(typed) > 1 and typed.isupper():
        return form.upper()
    return form[0].upper() + form[1:] if typed[0].isupper() else form


def in_the_words_of(typed: str, before: Query, after: Query) -> str:
    """What was typed, with the words that differ between two queries of one shape replaced wherever they stand."""
    better: dict[str, str] = {}
    for old, new in zip(nodes(before), nodes(after), strict=True):
        match old, new:
            case (Word(one), Word(other)) | (Phrase(one), Phrase(other)):
                better |= _replaced(one, other)
            case Equals(_, one), Equals(_, other):
                better[one] = other
            case _:
                pass
    for one, other in better.items():
        typed = typed.replace(one, other)
    return typed


def _replaced(one: str, other: str) -> dict[str, str]:
    pairs = zip(tokens(one), tokens(other), strict=True)
    return {one[a.start : a.end]: other[b.start : b.end] for a, b in pairs if a.form != b.form}
