"""Quality and speed of entity taggers, side by side on held-out gold and on Reuters-21578.

    python -m benchmarks.entities DATA [--tagger builtin] [--tagger spacy:en_core_web_sm] ...

DATA holds ner/ (UNER-EWT, wikigold, re3d), reuters21578/ and news-articles-15k.jsonl. One core is used.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import time
from pathlib import Path

from training.entities.measure import by_tagger, report
from training.entities.sources import held_out

from benchmarks.entities_reuters import people_found
from newsfind.article import Article
from newsfind.corpus.entities import Tagger, annotate, open_tagger

WORDS = 400
ARTICLES = 1_000
AT_ONCE = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tagger", action="append", help="as for newsfind index; may be given several times")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="for the measurement of speed")
    arguments = parser.parse_args()
    articles = load(arguments.data / "news-articles-15k.jsonl", arguments.articles)
    for name in arguments.tagger or ["builtin"]:
        tagger = open_tagger(name)
        print(f"\n{name}, document pass included")
        print(report(by_tagger(tagger, held_out(arguments.data))))
        found, wanted = people_found(arguments.data / "reuters21578", tagger)
        print(f"{'people of Reuters-21578':32}  {found} of {wanted} found: {found / wanted:.1%}")
        print(f"{'speed, everything included':32}  {speed(articles, open_tagger(name)):.0f} 400-word articles a second")


def load(file: Path, count: int) -> list[Article]:
    """The first articles, cut to 400 words each."""
    with file.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in itertools.islice(lines, count)]
    return [
        Article(record["id"], record["headline"] or "", " ".join(record["body"].split(" ")[:WORDS]))
        for record in records
    ]


def speed(articles: list[Article], tagger: Tagger) -> float:
    """Articles of 400 words a second of `annotate`, from a tagger that has seen no text, its loading not counted."""
    annotate(articles[:1], tagger)
    begin = time.process_time()
    for at in range(0, len(articles), AT_ONCE):
        annotate(articles[at : at + AT_ONCE], tagger)
    return sum(article.words for article in articles) / WORDS / (time.process_time() - begin)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
