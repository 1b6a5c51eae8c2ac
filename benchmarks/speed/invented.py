"""Articles for whoever has no corpus at hand: sentences of the sample corpus, shuffled, with invented witnesses.

The witnesses' names, made of syllables, bring what shuffling alone would not: words that few articles have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from newsfind.article import Article
from newsfind.corpus.normalize import normalize
from newsfind.corpus.raw import RawArticle
from newsfind.corpus.readers import read_file

SAMPLE = Path(__file__).parents[2] / "corpus"
_SENTENCE = re.compile(r"(?<=[.!?”]) +(?=[A-Z“])")
_SYLLABLES = ("ba", "del", "dor", "fi", "gan", "ha", "kel", "lo", "mar", "ne", "or", "pim", "ra", "sto", "tu", "ven")
_FIRST_DAY = datetime(2020, 1, 1)
_DAYS = 1500


def write_invented(file: Path, count: int, seed: int) -> None:
    """`count` articles as JSON Lines; the same ones for the same seed."""
    with file.open("w", encoding="utf-8") as lines:
        for article in invent(list(_sample()), count, seed):
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")


def invent(sample: Sequence[Article], count: int, seed: int) -> Iterator[dict[str, str]]:
    """Articles of 10 to 40 sentences, with records as a publisher's export has them."""
    random = Random(seed)
    sentences = [s for article in sample for part in article.body.split("\n\n") for s in _SENTENCE.split(part)]
    words = [word for article in sample for word in article.headline.split()]
    sections = sorted({article.section for article in sample if article.section})
    for number in range(count):
        body = random.choices(sentences, k=random.randint(10, 40))
        body.insert(len(body) // 2, f"{_name(random)} {_name(random)} of {_name(random)} saw it.")
        yield {
            "id": f"invented-{number}",
            "headline": " ".join(random.sample(words, random.randint(5, 9))),
            "body": "\n\n".join(" ".join(body[at : at + 3]) for at in range(0, len(body), 3)),
            "section": random.choice(sections),
            "source": f"The {_name(random)[:4]} Paper",
            "date": (_FIRST_DAY + timedelta(days=random.randrange(_DAYS))).date().isoformat(),
        }


def _name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(2, 3))).capitalize()


def _sample() -> Iterator[Article]:
    for file in sorted(path for path in SAMPLE.rglob("*") if path.is_file()):
        for raw in read_file(file, file.relative_to(SAMPLE).as_posix()):
            article = normalize(raw) if isinstance(raw, RawArticle) else raw
            if isinstance(article, Article):
                yield article
