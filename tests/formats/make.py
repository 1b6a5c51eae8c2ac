"""Writes a small index of the sample corpus as this build writes it, to be opened by all builds to come.

    python tests/formats/make.py NAME

makes tests/formats/NAME/: the index, and answers.json, what it answered. To be run once for each format that a commit
of the main branch wrote; what is there is never written anew.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import newsfind

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
QUERIES = ("", "ferry", '"no-spy agreement"', "harbour NOT piano", "head*", "entity:Korvane", "date:2024")


def answers(index: newsfind.Index) -> dict[str, list[object]]:
    """What each query finds: how many articles, and their paths in order."""
    found = {}
    for query in QUERIES:
        results = index.search(query, limit=100)
        found[query] = [results.total, sorted(hit.article.path for hit in results)]
    return found


def main(name: str) -> None:
    """Make one; an index that is there already is left alone."""
    place = HERE / name
    place.mkdir()
    some = place / "corpus"
    shutil.copytree(CORPUS / "capital-ledger" / "2024", some / "capital-ledger" / "2024")
    shutil.copytree(CORPUS / "orbit-daily", some / "orbit-daily")
    newsfind.build(some, place / "index", jobs=1)
    shutil.rmtree(some / "orbit-daily")
    (some / "late.txt").write_text("A ferry at last\n\nThe ferry came with the last of the ice.\n", encoding="utf-8")
    newsfind.build(some, place / "index", jobs=1)
    shutil.rmtree(some)
    with newsfind.open_index(place / "index") as index:
        told = json.dumps(answers(index), ensure_ascii=False, indent=1)
    (place / "answers.json").write_text(f"{told}\n", encoding="utf-8")
    for path in (*place.glob("index/MAIN_WRITELOCK"), *place.glob("index/*.names")):
        path.unlink()


if __name__ == "__main__":
    main(sys.argv[1])
