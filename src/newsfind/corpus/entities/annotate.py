"""Article -> Article with entities: runs a tagger, joins mentions under canonical names, adds what publishers say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newsfind.article import Article, Entity
from newsfind.corpus.entities.canonical import Named, name_entities
from newsfind.corpus.entities.canonical.known import well_known
from newsfind.corpus.entities.document import settle
from newsfind.corpus.entities.mention import BETWEEN, Mention, full_text
from newsfind.corpus.entities.tagger import Tagger

MOST_ENTITIES = 25
LEAD_WORDS = 100
_LEAD = re.compile(rf"\s*(?:\S+\s+){{0,{LEAD_WORDS - 1}}}\S*")


def annotate(articles: Sequence[Article], tagger: Tagger) -> list[Article]:
    """The same articles, in order, with at most 25 entities each, the most salient first.

    An article in a language that the tagger does not read keeps only the entities that its publisher gave.

    >>> from newsfind.corpus.entities import open_tagger
    >>> told = Article("a", "Huawei sues", "The case against Huawei Technologies was heard in Texas.", language="en")
    >>> [article] = annotate([told], open_tagger())
    >>> [(entity.name, entity.type, entity.mentions, entity.aliases) for entity in article.entities]
    [('Huawei', 'organisation', 2, ('Huawei Technologies',)), ('Texas', 'place', 1, ())]
    """
    readable = [article for article in articles if _reads(tagger, article)]
    mentions = iter(tagger.tag(readable))
    return [_annotated(article, next(mentions) if _reads(tagger, article) else ()) for article in articles]


def _reads(tagger: Tagger, article: Article) -> bool:
    return not tagger.languages or not article.language or article.language[:2].lower() in tagger.languages


def _annotated(article: Article, mentions: Sequence[Mention]) -> Article:
    if not mentions and not article.entities:
        return article
    text = full_text(article)
    body = len(article.headline) + len(BETWEEN)
    lead = _LEAD.match(article.body)
    lead_end = body + (lead.end() if lead else 0)
    tagged = [_entity(named, body, lead_end) for named in name_entities(text, settle(text, mentions))]
    merged = _merge(article, tagged)
    merged.sort(key=_salience, reverse=True)
    return replace(article, entities=tuple(merged[:MOST_ENTITIES]))


def _entity(named: Named, body: int, lead_end: int) -> Entity:
    return Entity(
        name=named.name,
        type=named.type,
        mentions=len(named.starts),
        in_headline=named.starts[0] < body,
        in_lead=any(body <= start < lead_end for start in named.starts),
        aliases=named.aliases,
    )


def _merge(article: Article, tagged: list[Entity]) -> list[Entity]:
    """A given entity wins over a tagged one of the same name; the tagged one's counts and aliases are kept."""
    left = list(tagged)
    merged = []
    for given in article.entities:
        same = next((entity for entity in left if _same(given, entity)), None) or _last_name(given, left)
        if same:
            left.remove(same)
            merged.append(_joined(given, same))
        else:
            merged.append(replace(given, given=True))
    return merged + left


def _same(given: Entity, tagged: Entity) -> bool:
    names = _forms(given)
    return given.type == tagged.type and any(form in names for form in _forms(tagged))


def _last_name(given: Entity, tagged: list[Entity]) -> Entity | None:
    """The person who is only called by the last name of a given person."""
    last = _form(given.name).rpartition(" ")[2]
    persons = (entity for entity in tagged if entity.type == given.type == "person")
    return next((entity for entity in persons if _form(entity.name) == last), None)


def _forms(entity: Entity) -> set[str]:
    known = well_known(entity.name, entity.type)
    return {_form(name) for name in (entity.name, *entity.aliases, known[0] if known else entity.name)}


def _form(name: str) -> str:
    """Publishers' lists write "james-baker" for "James Baker"."""
    return name.casefold().replace("-", " ")


def _joined(given: Entity, tagged: Entity) -> Entity:
    names = dict.fromkeys((*given.aliases, *tagged.aliases, tagged.name))
    return replace(
        given,
        given=True,
        mentions=max(given.mentions, tagged.mentions),
        in_headline=tagged.in_headline,
        in_lead=tagged.in_lead,
        aliases=tuple(name for name in names if name != given.name),
    )


def _salience(entity: Entity) -> tuple[bool, float]:
    """What the publisher names comes first; a headline counts as three mentions; a lone last name counts half."""
    weight = entity.mentions + 3 * entity.in_headline + entity.in_lead
    lone = entity.type == "person" and " " not in entity.name
    return entity.given, weight / 2 if lone else weight
