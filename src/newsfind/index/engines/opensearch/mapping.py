"""How an article lies in OpenSearch: settings and mapping of an index.

Text fields hold tokens that `index/analysis.py` made, with blanks between them: forms, and stems beside them. The lead
is a field of its own (the first 100 tokens of the body once more), since a phrase must be told to lie in it, and its
matches count twice. There are no norms and no scores of OpenSearch's: the similarity `count` gives, in place of a
score, how often something matches times the boost of the query, and `scoring.py` makes BM25F of these counts.

The keyword fields are counted, not searched (but for the facets). `\\t` separates their parts:

    forms       form, occurrences in the article          what wildcards and nearly-right words stand for
    stems       stem, "" and stem, form                   how many articles have a stem, and in which forms
    spelled     facet, key, value as the article has it   how most articles write a value
    aliases     type of entity, alias, name               who goes by a name
    section ... value, folded                             facets and filters

`stream` is the article's whole sequence of tokens (`stream.py`), for what the index of words cannot tell: pairs of
nearest matches, sentences, counts of such. `signature` tells copies. Only `article` and `meta` are kept as sources.
"""

from __future__ import annotations

from newsfind.index.engine import FACET_FIELDS
from newsfind.index.engines.opensearch.cluster import Body

FORMAT = 1

TEXT_FIELDS = ("headline", "headline_stems", "lead", "lead_stems", "body", "body_stems")
ENTITY_FIELDS = {"people": "person", "organisations": "organisation", "places": "place"}
"""Facets of entities, and the type that each counts."""
KEYWORD_FIELDS = (
    *(field for field in FACET_FIELDS if field not in (*ENTITY_FIELDS, "entities")),
    *ENTITY_FIELDS.values(),
)
LONGEST_PATTERN = 100_000
"""Characters of a regular expression over forms; a word two edits away from another takes up to 10,000."""


def index_body(shards: int, replicas: int) -> Body:
    """What an index is made with."""
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            # Writers refresh when they commit; nothing else needs to become visible in between.
            "refresh_interval": "-1",
            "max_regex_length": LONGEST_PATTERN,
            "similarity": {"count": {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}},
            "analysis": {
                "analyzer": {"tokens": {"type": "custom", "tokenizer": "blanks"}},
                "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": 1000}},
            },
        },
        "mappings": {
            "dynamic": False,
            "_meta": {"newsfind": {"format": FORMAT}},
            "_source": {"includes": ["article", "meta"]},
            "properties": {
                **{
                    field: {"type": "text", "analyzer": "tokens", "norms": False, "similarity": "count"}
                    for field in TEXT_FIELDS
                },
                **{field: {"type": "keyword"} for field in (*KEYWORD_FIELDS, "key")},
                **{field: {"type": "keyword", "index": False} for field in ("forms", "stems", "spelled", "aliases")},
                **{field: {"type": "long"} for field in ("since", "clock", "tie")},
                **{field: {"type": "integer"} for field in ("length", "words")},
                **{field: {"type": "binary", "doc_values": True} for field in ("stream", "signature")},
            },
        },
    }
