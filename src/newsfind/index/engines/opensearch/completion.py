"""Completion by what the cluster counts; the rules are in `index/completion.py`."""

from __future__ import annotations

from collections.abc import Iterator

from newsfind.index.analysis import stem
from newsfind.index.completion import NAMED, completes, mixed, name_prefix, word_prefix
from newsfind.index.engines.opensearch.facets import as_one, shown_as
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.patterns import literal
from newsfind.index.names import Names
from newsfind.results.hits import Completion


def complete(lexicon: Lexicon, names: Names, typed: str, limit: int) -> tuple[Completion, ...]:
    """The best completions of what is typed."""
    prefix = name_prefix(typed)
    if limit <= 0 or not prefix:
        return ()
    first = word_prefix(typed)
    return mixed(_words(lexicon, first) if first else (), _names(lexicon, names, prefix, limit), limit)


def _words(lexicon: Lexicon, prefix: str) -> Iterator[Completion]:
    counts = lexicon.forms(f"{literal(prefix)}.*")
    commonest: dict[str, str] = {}
    for form in sorted(counts, key=lambda form: (-counts[form].occurrences, form)):
        commonest.setdefault(stem(form), form)
    articles = lexicon.articles_with(commonest)
    return (Completion(form, "word", articles[key]) for key, form in commonest.items())


def _names(lexicon: Lexicon, names: Names, prefix: str, limit: int) -> Iterator[Completion]:
    """Values of which a word begins with the prefix, or that have a name or an alias that does."""
    for kind in NAMED:
        fitting = {key for key in lexicon.terms(kind, f".*{literal(prefix)}.*") if completes(prefix, key)}
        fitting |= lexicon.named(kind, prefix)
        every = sorted({other for key in fitting for other in names.keys(kind, key)})
        found = as_one(lexicon, names, kind, lexicon.listed(kind, every), None)
        best = sorted(found, key=lambda key: (-found[key], key))[:limit]
        least = found[best[-1]] if best else 0
        asked = [(kind, key) for key in found if found[key] >= least]
        for (_, key), text in shown_as(lexicon, names, asked).items():
            yield Completion(text, kind, found[key])
