"""A first tagger by rules: what a run of capitalised words is, by its title, its suffix, or a list of countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsfind.article import Article, EntityType
from newsfind.corpus.entities.mention import Mention, full_text
from newsfind.corpus.entities.tagger import Tagger

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*\w"
_RUN = re.compile(rf"{_WORD}(?:(?: (?:of|for|on|the|and|de|van|al))? (?:[A-Z]\. )?{_WORD})*")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|President|Secretary|Minister|Representative)\.?$")
_ORGANISATION = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co|Group|Bank|University|Committee|Council|Department|Ministry|Party|Agency)\b"
)
_PLACES = frozenset(
    [
        "China",
        "Russia",
        "Germany",
        "France",
        "Britain",
        "Canada",
        "Mexico",
        "Japan",
        "India",
        "Iran",
        "Iraq",
        "Israel",
        "Syria",
        "Ukraine",
        "Brazil",
        "Australia",
        "Europe",
        "Africa",
        "Asia",
        "London",
        "Paris",
        "Berlin",
        "Moscow",
        "Beijing",
        "Washington",
        "California",
        "Texas",
        "Florida",
    ]
)


class BuiltinTagger:
    """English only; the same text always gives the same mentions."""

    name = "builtin"
    languages = frozenset({"en"})

    def tag(self, articles: Sequence[Article]) -> Iterable[Sequence[Mention]]:
        """See `Tagger.tag`."""
        return [list(_mentions(full_text(article))) for article in articles]


def open_builtin(argument: str) -> Tagger:
    """The entry point of "builtin"; there is one model, so `argument` is not looked at."""
    del argument
    return BuiltinTagger()


def _mentions(text: str) -> Iterable[Mention]:
    for run in _RUN.finditer(text):
        kind = _kind(run.group(), text[max(0, run.start() - 30) : run.start()].rstrip())
        if kind:
            yield Mention(run.start(), run.end(), kind)


def _kind(run: str, before: str) -> EntityType | None:
    if run in _PLACES:
        return "place"
    if _ORGANISATION.search(run):
        return "organisation"
    if _TITLE.search(before):
        return "person"
    return None
