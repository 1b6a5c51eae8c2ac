"""Who is named together with whom, in the articles that a query finds.

python examples/named_together.py index/ Korvane
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations

import newsfind

SHOWN = 10


def main(place: str, query: str) -> None:
    """Prints the pairs of people that most articles name, with the number of articles."""
    pairs: Counter[tuple[str, str]] = Counter()
    with newsfind.open_index(place) as index:
        for hit in index.scan(query, passages=0):
            people = sorted({entity.name for entity in hit.article.entities if entity.type == "person"})
            pairs.update(combinations(people, 2))
    for (one, other), articles in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]:
        print(f"{articles:3}  {one} and {other}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
