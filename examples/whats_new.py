"""Read a folder again, and say which of its new articles a list of queries finds: one line each, for a mail.

python examples/whats_new.py corpus/ index/ Korvane 'harbour OR port'
"""

from __future__ import annotations

import sys

import newsfind


def main(folder: str, place: str, *queries: str) -> None:
    """What was there before is known by the ids that each query found before the run; exit code 1: nothing new."""
    before = found(place, queries)
    report = newsfind.build(folder, place)
    for skipped in report.skipped:
        print(f"left out: {skipped.path}: {skipped.reason}", file=sys.stderr)
    after = found(place, queries)
    new = 0
    with newsfind.open_index(place) as index:
        for query in queries:
            for article_id in sorted(after[query] - before[query]):
                article = index.get(article_id)
                assert article is not None
                print(f"{query}: {article.headline} ({article.source}) {article.url or article.path}")
                new += 1
    sys.exit(0 if new else 1)


def found(place: str, queries: tuple[str, ...]) -> dict[str, set[str]]:
    """The ids that each query finds; none where there is no index yet."""
    try:
        with newsfind.open_index(place) as index:
            return {query: {hit.id for hit in index.scan(query, passages=0)} for query in queries}
    except newsfind.IndexNotFound:
        return {query: set() for query in queries}


if __name__ == "__main__":
    main(*sys.argv[1:])
