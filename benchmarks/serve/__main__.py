"""`python -m benchmarks.serve make|pages|crowd --index DIR`.

make   an index of invented articles, for whoever has none so large.
pages  the application in this process, one request after the other: the server's own time of each search page, and
       which part of it is the engine's, the page's values and the template's (CPU milliseconds).
crowd  the real server in a process of its own, and many clients at once on the loopback interface for some time.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import Template
from starlette.testclient import TestClient

import newsfind
from benchmarks.speed.invented import write_invented
from newsfind.api.index import Index, open_index
from newsfind.index.analysis import forms
from newsfind.ui.web.app import create_app
from newsfind.ui.web.facets import facet_names
from newsfind.ui.web.histogram import facet_for
from newsfind.ui.web.pages.search import found_by
from newsfind.ui.web.readers import Reader, Readers
from newsfind.ui.web.site import environment
from newsfind.ui.web.state import SearchState

_SEED = 20190604


def states_of(index: Index, count: int) -> list[SearchState]:
    """Searches as people make them: a word of a headline, two, one within a section, a phrase."""
    chance = random.Random(_SEED)
    articles = [hit.article for _, hit in zip(range(2_000), index.scan("", sort="newest", passages=0), strict=False)]
    chosen = chance.sample(articles, min(count, len(articles)))
    states = []
    for number, article in enumerate(chosen):
        words = [form for form in forms(article.headline) if len(form) > 3] or ["news"]
        first = chance.choice(words)
        match number % 4:
            case 0:
                states.append(SearchState(first))
            case 1:
                states.append(SearchState(" ".join(chance.sample(words, min(2, len(words))))))
            case 2:
                states.append(SearchState(first, {"section": (article.section,)} if article.section else {}))
            case _:
                start = chance.randrange(max(len(words) - 1, 1))
                states.append(SearchState('"' + " ".join(forms(article.headline)[start : start + 2]) + '"'))
    return states


def line(name: str, times: Sequence[float]) -> str:
    ordered = sorted(times)
    at = [ordered[min(int(share * len(ordered)), len(ordered) - 1)] for share in (0.5, 0.95, 0.99)]
    return f"{name:<22}" + "".join(f"{value:>9.1f}" for value in (*at, ordered[-1]))


def timed(clock: Callable[[], float], work: Callable[[], object]) -> float:
    began = clock()
    work()
    return (clock() - began) * 1000


def parts_of_a_page(client: TestClient, reader: Reader, state: SearchState, template: Template) -> tuple[float, ...]:
    """Milliseconds: the page by the clock, its CPU time, and of that the engine's, the values' and the template's."""
    url, by = state.url(), facet_for(state, reader.overview)
    facets = [*facet_names(), f"{by}:all"]
    found = found_by(reader, state)
    shown = {"state": state, "path": "/", "address": "/", "theme": "", "may_save": True}

    def asked() -> object:
        return reader.index.search(state.q, facets=facets, sort=state.order, copies="group", **state.narrowing())

    engine = timed(time.process_time, asked)
    return (
        timed(time.perf_counter, lambda: client.get(url)),
        timed(time.process_time, lambda: client.get(url)),
        engine,
        max(timed(time.process_time, lambda: found_by(reader, state)) - engine, 0.0),
        timed(time.process_time, lambda: template.render(found=found, results=found.results, **shown)),
    )


def pages(place: str, count: int) -> None:
    """Prints percentiles; each search is asked once before it is measured."""
    reader = Reader(place)
    states = states_of(reader.index, count)
    template = environment().get_template("search.html")
    measured = []
    with TestClient(create_app(Readers(place)), base_url="http://localhost") as client:
        for state in states:
            client.get(state.url())
            measured.append(parts_of_a_page(client, reader, state, template))
    whole, cpus, engine, values, made = zip(*measured, strict=True)
    print(f"{len(reader.index):,} articles, {len(states)} different searches, milliseconds")
    print(f"{'':<22}{'median':>9}{'p95':>9}{'p99':>9}{'worst':>9}")
    print(line("a page, by the clock", whole))
    print(line("a page, CPU", cpus))
    print(line("  engine, CPU", engine))
    print(line("  its values, CPU", values))
    print(line("  the template, CPU", made))


async def ask(host: str, port: int, path: str) -> tuple[int, int]:
    """One request on a connection of its own: the status, and the bytes that came."""
    reading, writing = await asyncio.open_connection(host, port)
    writing.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
    await writing.drain()
    answer = await reading.read()
    writing.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    promised = next(
        (int(one.split(b":")[1]) for one in head.split(b"\r\n") if one.lower().startswith(b"content-length")), -1
    )
    return int(head.split(b" ", 2)[1]), len(body) if len(body) == promised else -1


async def client(
    host: str, port: int, paths: Sequence[str], until: float, seen: Counter[str], times: list[float]
) -> None:
    number = random.randrange(len(paths))
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            status, length = await ask(host, port, paths[number % len(paths)])
            seen["lost" if length < 0 else str(status)] += 1
        except (OSError, ValueError, IndexError) as error:
            seen[f"lost: {type(error).__name__}"] += 1
        times.append((time.monotonic() - began) * 1000)
        number += 1


async def all_clients(
    host: str, port: int, paths: Sequence[str], clients: int, seconds: float
) -> tuple[Counter[str], list[float]]:
    seen: Counter[str] = Counter()
    times: list[float] = []
    until = time.monotonic() + seconds
    await asyncio.gather(*(client(host, port, paths, until, seen, times) for _ in range(clients)))
    return seen, times


def crowd(place: str, clients: int, seconds: float) -> int:
    """Prints what became of each request; 1 if one was lost or refused."""
    with open_index(place) as index:
        states = states_of(index, 200)
    paths = [url for state in states for url in (state.url(), state.url("/search", page="2"), f"/api/v1{state.url()}")]
    command = [sys.executable, "-m", "newsfind", "serve", "--index", place, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
        assert process.stdout is not None
        host, port = process.stdout.readline().strip().removeprefix("http://").rstrip("/").rsplit(":", 1)
        seen, times = asyncio.run(all_clients(host, int(port), paths, clients, seconds))
        process.terminate()
    print(f"{clients} clients for {seconds:g} s: {sum(seen.values()):,} requests, {dict(seen)}")
    print(f"{'':<22}{'median':>9}{'p95':>9}{'p99':>9}{'worst':>9}")
    print(line("answered in, ms", times))
    return int(set(seen) != {"200"})


def make(place: str, count: int) -> None:
    """Invented articles and an index of them, at `place`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "invented.jsonl")
        write_invented(file, count, _SEED)
        report = newsfind.build(file, place)
    print(f"{report.articles:,} articles in {report.seconds:.0f} s")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__)
    parser.add_argument("what", choices=("make", "pages", "crowd"))
    parser.add_argument("--index", required=True, help="an index")
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    if chosen.what == "make":
        make(chosen.index, chosen.articles)
        return 0
    if chosen.what == "crowd":
        return crowd(chosen.index, chosen.clients, chosen.seconds)
    pages(chosen.index, chosen.searches)
    return 0


if __name__ == "__main__":
    sys.exit(main())
