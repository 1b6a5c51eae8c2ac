"""How well newsfind ranks, beside bm25s: nDCG@10, MAP and P@20 over test collections with judged queries.

    python -m benchmarks.ranking [FOLDER] [--runs FOLDER]

FOLDER holds `retrieval/NAME/` with `corpus.jsonl` (_id, title, text), `queries.jsonl` (_id, text) and `qrels.tsv` or
`qrels/test.tsv`; it is $NEWSFIND_CORPORA where none is given. A query is asked for any of its words, its text as it
stands. bm25s indexes title and text as one, with Snowball's English stemmer and its own defaults. The table is printed
and kept as `ranking.json` in a folder of `benchmarks/runs/` that is named after the day.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from math import log2
from pathlib import Path

import bm25s
import Stemmer

import newsfind
from newsfind.article import Article
from newsfind.index import ranking
from newsfind.index.engines import open_engine

DEPTH = 1000
"""Hits of each query that are looked at; MAP counts a relevant article beyond them as never found."""
RUNS = Path(__file__).parent / "runs"
SETTINGS = (
    "K1",
    "B",
    "HEADLINE_WEIGHT",
    "LEAD_WEIGHT",
    "BODY_WEIGHT",
    "FUZZY",
    "FUNCTION_WORD",
    "EXACT",
    "PROXIMITY",
    "REACH",
)


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts, questions, and for each question the texts that are relevant, with their grades."""

    name: str
    texts: Mapping[str, tuple[str, str]]
    questions: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the judged questions of one collection; `milliseconds` is the median time of one question."""

    ndcg_at_10: float
    map: float
    p_at_20: float
    milliseconds: float


def read_collection(folder: Path) -> Collection:
    """Read one collection; questions without a relevant text are left out."""
    texts = {str(row["_id"]): (row.get("title", ""), row["text"]) for row in _rows(folder / "corpus.jsonl")}
    judged = folder / "qrels.tsv"
    relevant: dict[str, dict[str, int]] = {}
    for line in (judged if judged.exists() else folder / "qrels/test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, text, grade = line.split("\t")
        if int(grade) > 0:
            relevant.setdefault(question, {})[text] = int(grade)
    asked = {str(row["_id"]): row["text"] for row in _rows(folder / "queries.jsonl")}
    return Collection(folder.name, texts, {key: asked[key] for key in asked if key in relevant}, relevant)


def _rows(path: Path) -> Iterable[Mapping[str, str]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def ask_newsfind(collection: Collection, depth: int = DEPTH) -> tuple[dict[str, list[str]], list[float]]:
    """The ids of the hits of each question, and the seconds that each took."""
    found, seconds = {}, []
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(folder, create=True)
        with engine.writer() as writer:
            writer.add(Article(key, title, text) for key, (title, text) in collection.texts.items())
        engine.close()
        with newsfind.open_index(folder) as index:
            for key, question in collection.questions.items():
                began = time.perf_counter()
                hits = index.search(question, any_word=True, limit=depth, passages=0)
                seconds.append(time.perf_counter() - began)
                found[key] = [hit.id for hit in hits]
    return found, seconds


def ask_bm25s(collection: Collection) -> tuple[dict[str, list[str]], list[float]]:
    """The same of bm25s."""
    stemmer = Stemmer.Stemmer("english")
    keys = list(collection.texts)
    whole = [f"{title} {text}".strip() for title, text in collection.texts.values()]
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(whole, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)
    found, seconds = {}, []
    for key, question in collection.questions.items():
        began = time.perf_counter()
        words = bm25s.tokenize([question], stopwords="en", stemmer=stemmer, show_progress=False)
        rows, scores = retriever.retrieve(words, k=min(DEPTH, len(keys)), show_progress=False)
        seconds.append(time.perf_counter() - began)
        found[key] = [keys[row] for row, score in zip(rows[0], scores[0], strict=True) if score > 0]
    return found, seconds


def judge(collection: Collection, found: Mapping[str, Sequence[str]], seconds: Sequence[float]) -> Score:
    """The figures of one collection."""
    each = [(found[key], collection.relevant[key]) for key in collection.questions]
    return Score(
        sum(ndcg(hits, relevant) for hits, relevant in each) / len(each),
        sum(average_precision(hits, relevant) for hits, relevant in each) / len(each),
        sum(sum(hit in relevant for hit in hits[:20]) / 20 for hits, relevant in each) / len(each),
        sorted(seconds)[len(seconds) // 2] * 1000,
    )


def ndcg(hits: Sequence[str], relevant: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with linear gains, as trec_eval's ndcg_cut has it."""
    gained = sum(relevant.get(hit, 0) / log2(place + 2) for place, hit in enumerate(hits[:depth]))
    best = sorted(relevant.values(), reverse=True)[:depth]
    return gained / sum(grade / log2(place + 2) for place, grade in enumerate(best))


def average_precision(hits: Sequence[str], relevant: Mapping[str, int]) -> float:
    """The mean of the precision at each relevant text, 0 for those not found."""
    total, seen = 0.0, 0
    for place, hit in enumerate(hits, 1):
        if hit in relevant:
            seen += 1
            total += seen / place
    return total / len(relevant)


def table(scores: Mapping[str, Mapping[str, Score]]) -> str:
    """One line a collection and system."""
    lines = [f"{'collection':<11} {'system':<9} nDCG@10    MAP   P@20  ms/query"]
    for collection, by_system in scores.items():
        lines += [
            f"{collection:<11} {system:<9}  {score.ndcg_at_10:.4f} {score.map:.4f} {score.p_at_20:.4f}"
            f" {score.milliseconds:9.2f}"
            for system, score in by_system.items()
        ]
    for system in next(iter(scores.values())):
        mean = sum(by_system[system].ndcg_at_10 for by_system in scores.values()) / len(scores)
        lines.append(f"{'mean':<11} {system:<9}  {mean:.4f}")
    return "\n".join(lines)


def run(folder: Path) -> dict[str, dict[str, Score]]:
    """Every collection of a folder, by both systems."""
    scores: dict[str, dict[str, Score]] = {}
    for place in sorted(path for path in (folder / "retrieval").iterdir() if path.is_dir()):
        collection = read_collection(place)
        scores[collection.name] = {
            "newsfind": judge(collection, *ask_newsfind(collection)),
            "bm25s": judge(collection, *ask_bm25s(collection)),
        }
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("NEWSFIND_CORPORA"))
    parser.add_argument("--runs", type=Path, default=RUNS)
    chosen = parser.parse_args()
    if chosen.folder is None:
        parser.error("name the folder of the collections, or set NEWSFIND_CORPORA")
    scores = run(Path(chosen.folder))
    print(table(scores))
    kept = {
        "format": 1,
        "date": date.today().isoformat(),
        "versions": {name: version(name) for name in ("newsfind", "bm25s")},
        "settings": {name: getattr(ranking, name) for name in SETTINGS if hasattr(ranking, name)},
        "scores": {name: {system: asdict(score) for system, score in both.items()} for name, both in scores.items()},
    }
    place = chosen.runs / date.today().isoformat()
    place.mkdir(parents=True, exist_ok=True)
    (place / "ranking.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
