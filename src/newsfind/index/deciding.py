"""People decide which names are one: looked up in the index, written down beside it, counted at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newsfind.article import EntityType
from newsfind.errors import NewsfindError
from newsfind.index.analysis import fold_value
from newsfind.index.engine import Engine, FacetField, FacetRequest, SearchRequest
from newsfind.index.names import ENTITY_TYPES
from newsfind.index.overrules import Decision, Verb, parse_overrules, with_decision
from newsfind.query.ast import Equals

_FACETS: Final[dict[EntityType, FacetField]] = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
}
_FEWEST: Final = 2


class UnknownEntity(NewsfindError, KeyError):
    """No article has an entity of that name; the message names a near one, if there is one."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class EntityName:
    """A person, organisation or place of the index: how many articles, the other names that are counted under its own,
    and whether a person said so of any of them.

    >>> [name] = index.entities("vesterm")
    >>> name.name, name.type, name.articles, name.others
    ('Karen Vestermark', 'person', 4, ())
    """

    name: str
    type: EntityType
    articles: int
    others: tuple[str, ...] = ()
    decided: bool = False


def entity_names(
    engine: Engine, prefix: str, kind: EntityType | None, limit: int | None, *, merged: bool
) -> tuple[EntityName, ...]:
    """The entities whose names begin with a prefix, those of most articles first; `merged`: only of several names."""
    wanted = FacetRequest(_FACETS[kind] if kind else "entities", None if merged else limit, prefix)
    facet = engine.search(SearchRequest(facets=(wanted,), limit=0, passages=0)).facets[wanted.field]
    rules, _ = parse_overrules(engine.overrules())
    decided = {
        (one.type, fold_value(name))
        for decisions in (rules.merges, rules.splits)
        for one in decisions
        for name in one.names
    }
    others = {(family.type, fold_value(family.names[0])): family.names[1:] for family in engine.names().families}
    found = []
    for type_, count in ((kind or type_of(each.type), each) for each in facet):
        rest = others.get((type_, fold_value(count.value)), ())
        said = any((type_, fold_value(name)) in decided for name in (count.value, *rest))
        if rest or not merged:
            found.append(EntityName(count.value, type_, count.count, rest, said))
    return tuple(found[:limit])


def decision_notes(engine: Engine) -> tuple[str, ...]:
    """A sentence for each line of what people decided that is not understood."""
    return tuple(parse_overrules(engine.overrules())[1])


def type_of(name: str) -> EntityType:
    """The type of entities of that name; NewsfindError if there is none."""
    for kind in ENTITY_TYPES:
        if kind == name:
            return kind
    raise NewsfindError(f"“{name}” is no type of entity. Types: {', '.join(ENTITY_TYPES)}.")


def decide(engine: Engine, verb: Verb, names: Sequence[str], kind: EntityType | None) -> EntityName:
    """Keep a decision about names that the index has; what the first of them stands for now.

    Raises:
        UnknownEntity: One of the names is no entity of the index, or not of the type of the others.
        NewsfindError: There are fewer than two names, or they may be of several types.
    """
    if len({fold_value(name) for name in names}) < _FEWEST:
        raise NewsfindError(f"Give two different names or more to {verb}.")
    kinds = [type_ for type_ in ENTITY_TYPES if kind in {None, type_}]
    spelled = {type_: [_spelled(engine, type_, name) for name in names] for type_ in kinds}
    fitting = [type_ for type_ in kinds if all(spelled[type_])]
    if not fitting:
        missing = [name for at, name in enumerate(names) if not any(spelled[type_][at] for type_ in kinds)]
        raise UnknownEntity(_no_such(engine, missing[0], kind) if missing else _not_one_type(names))
    if len(fitting) > 1:
        raise NewsfindError(f"The names may be {' or '.join(fitting)}: say which with a type.")
    found = tuple(dict.fromkeys(name for name in spelled[fitting[0]] if name))
    engine.overrule(with_decision(engine.overrules(), verb, Decision(fitting[0], found)))
    return next(
        one
        for one in entity_names(engine, found[0], fitting[0], None, merged=False)
        if fold_value(one.name) == engine.names().keys(fitting[0], fold_value(found[0]))[0]
    )


def _spelled(engine: Engine, kind: EntityType, name: str) -> str | None:
    """A name as the index spells it; None if no article has it."""
    key = fold_value(name)
    families = (one.names for one in engine.names().families if one.type == kind)
    known = next((each for names in families for each in names if fold_value(each) == key), None)
    if known:
        return known
    wanted = FacetRequest(_FACETS[kind], None, name)
    facet = engine.search(SearchRequest(facets=(wanted,), limit=0, passages=0)).facets[wanted.field]
    return next((count.value for count in facet if fold_value(count.value) == key), None)


def _no_such(engine: Engine, name: str, kind: EntityType | None) -> str:
    near = engine.suggest(Equals(kind or "entity", name))
    hint = f" Did you mean “{near.value}”?" if isinstance(near, Equals) else " See: newsfind entities list"
    return f"No article has the {kind or 'entity'} “{name}”.{hint}"


def _not_one_type(names: Sequence[str]) -> str:
    return f"{' and '.join(f'“{name}”' for name in names)} are not of one type; only names of one type are one thing."
