"""Every place where something is said, one line each, in the order of publication.

python examples/concordance.py index/ '"trade talks"'
"""

from __future__ import annotations

import sys

import newsfind

AROUND = 40
"""Characters shown on either side."""


def main(place: str, query: str) -> None:
    """Prints date, source, and the words around each match, aligned at the match."""
    with newsfind.open_index(place) as index:
        for hit in index.scan(query, sort="oldest", passages=0):
            _, body = index.marks(query, hit.id)
            date = f"{hit.article.date:%Y-%m-%d}" if hit.article.date else "undated   "
            for start, end in body.marks:
                before = " ".join(body.text[max(0, start - AROUND) : start].split())
                after = " ".join(body.text[end : end + AROUND].split())
                print(f"{date}  {before:>{AROUND}} [{body.text[start:end]}] {after:<{AROUND}}  {hit.article.source}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
