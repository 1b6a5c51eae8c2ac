"""The engine for archives that outgrow one machine: an index in an OpenSearch cluster.

Shards, replicas, recovery and points in time are OpenSearch's; what is ours is that every article is analysed here,
by `index/analysis.py`, and sent as the tokens that came of it, so that a phrase, a count or a date means there what it
means everywhere else. Read it in this order:

    address -> cluster -> mapping, document, stream -> commits, lock, bulk, writer -> snapshot, opening, lexicon ->
    compile, program, scoring, second_look -> facets, stories, similar, spelling, completion, explaining -> patience ->
    engine

How articles become visible all at once though they lie on many shards is told in `commits.py`.
"""

from newsfind.index.engines.opensearch.engine import OpenSearchEngine, open_opensearch

__all__ = ["OpenSearchEngine", "open_opensearch"]
