"""A leaf of the query -> a program that a script on the data nodes runs over an article's stream of tokens.

The script, `walk.painless`, is always the same, so OpenSearch compiles it once; what it is to look for comes as
parameters. A program is a tree of nodes that stand for spans, stretches of tokens in a row:

    {"op": "row", "atoms": [0, 1], ...}                 tokens of these atoms one after the other
    {"op": "loose", "atoms": [0, 1], "needed": [2, 1], "most": 5, ...}    so many of each, in so many tokens
    {"op": "any", "parts": [...]}                       all spans of these
    {"op": "near", "left", "right", "distance", "ordered"}    nearest pairs
    {"op": "within", "left", "right", "paragraph"}            nearest pairs in one sentence or paragraph

An atom is a set of forms. `headline` and `text` (0: nothing, 1: the lead, 2: all of the body) say where a row counts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from newsfind.errors import UnsupportedQuery
from newsfind.index.analysis import LEAD_WORDS, alternatives, word_alternatives
from newsfind.index.engines.opensearch.cluster import Body
from newsfind.index.engines.opensearch.lexicon import Lexicon
from newsfind.index.engines.opensearch.stream import HASH_BITS, form_hash
from newsfind.index.engines.opensearch.zones import Zones
from newsfind.index.ranking import BODY_WEIGHT, HEADLINE_WEIGHT, LEAD_WEIGHT, MOST_FREQUENCY
from newsfind.query.ast import AtLeast, Fuzzy, Near, Or, Phrase, Query, Scope, Wildcard, Within, Word

_WALK = files(__package__).joinpath("walk.painless").read_text(encoding="utf-8")
FOUND = f"{_WALK}\nreturn walked(doc['stream'].value, params)[0] >= params.least;\n"
COUNTING = (
    f"{_WALK}\nlong[] told = walked(doc['stream'].value, params);\n"
    "return told[0] >= params.least ? Math.min(told[1], params.most_frequency) : 0;\n"
)
_TEXTS = {"none": 0, "lead": 1, "body": 2}


@dataclass(frozen=True, slots=True)
class Programmed:
    """What finds a leaf's articles, and what does with its weighted frequency as score."""

    found: Body
    counting: Body


def programmed(query: Query, zones: Zones, lexicon: Lexicon, candidates: Body) -> Programmed:
    """A leaf as a program, run over `candidates`.

    Raises:
        UnsupportedQuery: A part of the leaf has no places in the text.
    """
    least, part = (query.count, query.part) if isinstance(query, AtLeast) else (1, query)
    making = _Making(lexicon)
    node = making.node(part, zones)
    parameters = {"node": node, "least": max(least, 1), **making.parameters(), **_WEIGHTS}
    found = {"script": {"script": {"source": FOUND, "params": parameters}}}
    counted = {"query": candidates, "script": {"source": COUNTING, "params": parameters}}
    return Programmed({"bool": {"filter": [candidates, found]}}, {"script_score": counted})


_WEIGHTS: Body = {
    "headline_weight": HEADLINE_WEIGHT,
    "lead_weight": LEAD_WEIGHT,
    "body_weight": BODY_WEIGHT,
    "lead_words": LEAD_WORDS,
    "most_frequency": MOST_FREQUENCY,
}


@dataclass(slots=True)
class _Making:
    lexicon: Lexicon
    atoms: dict[frozenset[str], int] = field(default_factory=dict)
    units: bool = False

    def node(self, query: Query, zones: Zones) -> Body:
        match query:
            case Word() | Wildcard() | Fuzzy():
                return self._rows(rows_of(query, self.lexicon), zones)
            case Phrase(text, slop):
                spellings = alternatives(text)
                if slop > 0 and spellings and len(spellings[0]) > 1:
                    return self._loose(spellings[0], slop, zones)
                return self._rows(rows_of(query, self.lexicon), zones)
            case Or(parts):
                return {"op": "any", "parts": [self.node(part, zones) for part in parts]}
            case Scope(name, part):
                return self.node(part, zones.within(name))
            case Near(left, right, distance, ordered):
                sides = {"left": self.node(left, zones), "right": self.node(right, zones)}
                return {"op": "near", **sides, "distance": distance, "ordered": ordered}
            case Within(left, right, unit):
                self.units = True
                sides = {"left": self.node(left, zones), "right": self.node(right, zones)}
                return {"op": "within", **sides, "paragraph": unit == "paragraph"}
            case _:
                raise UnsupportedQuery(
                    f"{type(query).__name__} cannot stand inside Near, Within or AtLeast: only words, phrases, "
                    "wildcards, fuzzy words, proximities, fields and OR of these have places in the text."
                )

    def _rows(self, rows: Sequence[Sequence[Collection[str]]], zones: Zones) -> Body:
        parts = [{"op": "row", "atoms": [self._atom(forms) for forms in row], **_where(zones)} for row in rows if row]
        return {"op": "any", "parts": parts}

    def _loose(self, words: Sequence[str], slop: int, zones: Zones) -> Body:
        different = list(dict.fromkeys(words))
        return {
            "op": "loose",
            "atoms": [self._atom((word,)) for word in different],
            "needed": [words.count(word) for word in different],
            "most": len(words) - 1 + slop,
            **_where(zones),
        }

    def _atom(self, forms: Collection[str]) -> int:
        return self.atoms.setdefault(frozenset(forms), len(self.atoms))

    def parameters(self) -> Body:
        """What the atoms are: hashes of forms, ascending, and of which atoms each is."""
        atoms_of: dict[int, list[int]] = {}
        for forms, number in self.atoms.items():
            for form in forms:
                atoms_of.setdefault(form_hash(form), []).append(number)
        hashes = sorted(atoms_of)
        bloom = 0
        for number in hashes:
            bloom |= 1 << (number & 63)
        return {
            "count": len(self.atoms),
            "units": self.units,
            # One bit more than any hash has, so that JSON's numbers all become Java's long.
            "hashes": [number | 1 << HASH_BITS for number in hashes],
            "atoms": [atoms_of[number] for number in hashes],
            "bloom": str(bloom - (1 << 64) if bloom >= 1 << 63 else bloom),
        }


def _where(zones: Zones) -> Body:
    return {"headline": zones.headline, "text": _TEXTS[zones.text]}


def rows_of(query: Word | Phrase | Wildcard | Fuzzy, lexicon: Lexicon) -> list[list[frozenset[str]]]:
    """The rows of tokens that a text node stands for, each token by the forms that may stand there."""
    match query:
        case Wildcard(pattern):
            return [lexicon.wildcard(pattern)]
        case Fuzzy(text, distance):
            return [lexicon.fuzzy(text, distance)]
        case Phrase(text):
            return [[frozenset({form}) for form in spelling] for spelling in alternatives(text)]
        case Word(text):
            spellings = word_alternatives(text)
            rows = [[frozenset({form}) for form in spelling] for spelling in spellings]
            if spellings and len(spellings[0]) == 1:
                rows[0] = [lexicon.inflections(spellings[0][0]) | {spellings[0][0]}]
            return rows
