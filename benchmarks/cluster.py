"""An OpenSearch cluster beside the embedded engine: the same articles, the same questions, on one machine.

python -m benchmarks.cluster INDEX ADDRESS [--articles N] [--rounds N] [--shards N] [--replicas N] [--keep FILE]

INDEX is a folder that `newsfind index` made: its articles are read and tagged already, and are given to both engines.
ADDRESS is that of a cluster (http://127.0.0.1:9200); "start" starts three nodes, as the tests do. Seconds are those
of the clock, for several processes do the work; on one machine the nodes and whoever asks share its cores.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from benchmarks.speed.corpora import raw_bytes
from benchmarks.speed.machine import load, machine
from benchmarks.speed.questions import Question, draw
from newsfind.article import Article
from newsfind.index.engine import Engine, FacetRequest, SearchRequest
from newsfind.index.engines import open_engine
from newsfind.index.sync.transfer import AT_ONCE
from newsfind.query.parse import parse

MONTHS = (FacetRequest("section"), FacetRequest("month", None))


def main() -> None:
    """Measure, print, and keep."""
    chosen = _arguments()
    with closing(open_engine(chosen.index)) as known:
        articles = sorted(islice(known.articles(), chosen.articles), key=lambda article: article.id)
    questions = draw(articles, 21578)
    run: dict[str, Any] = {"machine": machine(), "articles": len(articles), "text_bytes": raw_bytes(articles)}
    run |= {"load_before": load(), "shards": chosen.shards, "replicas": chosen.replicas, "engines": {}}
    with TemporaryDirectory() as folder, _cluster(chosen.address) as hosts:
        name = f"bench-{uuid4().hex[:8]}"
        settings = f"shards={chosen.shards}&replicas={chosen.replicas}"
        for place in (f"whoosh:{folder}/index", f"opensearch:{hosts}/{name}?{settings}"):
            with closing(open_engine(place, create=True)) as engine:
                run["engines"][place.partition(":")[0]] = _measured(engine, articles, questions, chosen.rounds)
    run["load_after"] = load()
    text = json.dumps(run, indent=1)
    print(text)
    if chosen.keep:
        Path(chosen.keep).write_text(text + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index")
    parser.add_argument("address")
    parser.add_argument("--articles", type=int, default=None)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shards", type=int, default=3)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--keep")
    return parser.parse_args()


@contextmanager
def _cluster(address: str) -> Iterator[str]:
    if address != "start":
        yield address
        return
    from tests.engines.opensearch.nodes import cluster  # noqa: PLC0415 - only where it is wanted

    yield cluster().address()


def _measured(
    engine: Engine, articles: Sequence[Article], questions: Sequence[Question], rounds: int
) -> dict[str, Any]:
    began, burnt = time.perf_counter(), time.process_time()
    waiting = iter(articles)
    with engine.writer() as writer:
        while some := list(islice(waiting, AT_ONCE)):
            writer.add(some)
    seconds, own = time.perf_counter() - began, time.process_time() - burnt
    engine.refresh()
    told: dict[str, Any] = {"build_s": round(seconds, 2), "build_cpu_s_of_the_writer": round(own, 2)}
    told |= {"articles_per_s": round(len(articles) / seconds), "bytes": engine.describe()["bytes"]}
    pages = {
        "ten_best": {"passages": 0},
        "page": {"passages": 2, "facets": MONTHS},
    }
    for kind, wanted in pages.items():
        told[f"{kind}_ms"] = _asked(engine, questions, rounds, wanted)
    began = time.perf_counter()
    scanned = sum(1 for _ in engine.articles())
    return {**told, "scanned_per_s": round(scanned / (time.perf_counter() - began))}


def _asked(engine: Engine, questions: Sequence[Question], rounds: int, wanted: dict[str, Any]) -> dict[str, float]:
    """Milliseconds of the median of each question's rounds, over the questions; the first round does not count."""
    times: dict[Question, list[float]] = {question: [] for question in questions}
    for turn in range(rounds + 1):
        for question in questions:
            began = time.perf_counter()
            engine.search(SearchRequest(parse(str(question)), limit=10, **wanted))
            if turn:
                times[question].append(1000 * (time.perf_counter() - began))
    ordered = sorted(map(median, times.values()))
    return {
        "p50": round(ordered[len(ordered) // 2], 2),
        "p95": round(ordered[int(len(ordered) * 0.95)], 2),
        "most": round(ordered[-1], 2),
    }


if __name__ == "__main__":
    main()
