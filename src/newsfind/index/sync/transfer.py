"""From one index into another, whatever their engines: articles, what is known of the files they came from, and what
people decided about names.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import reduce
from itertools import islice

from newsfind.article import Article
from newsfind.errors import NewsfindError
from newsfind.index.engine import Builder, Engine, Shared, Writer
from newsfind.index.sync import processes
from newsfind.index.sync.state import State
from newsfind.index.sync.state_bytes import decode_state, encode_state

AT_ONCE = 1000


def copy_articles(
    source: Engine,
    target: Engine,
    *,
    rebuild: bool = False,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Make `target` hold what `source` holds, in one commit; the number of articles.

    `rebuild`: whatever `target` held goes, decisions about names too. `progress` is told the articles done and those
    there are.

    Raises:
        NewsfindError: `target` holds something and is not to be rebuilt, or has fewer articles at the end.
    """
    if len(target) and not rebuild:
        raise NewsfindError(
            f"The target has {len(target):,} articles already. Give another place, or replace them: --rebuild"
        )
    total, done = len(source), 0
    with target.writer(rebuild=rebuild) as writer:
        for count in _written(source.articles(), writer, jobs):
            done += count
            if progress:
                progress(done, total)
        writer.keep(encode_state(state_of(source)))
        if (decided := source.overrules()) != target.overrules():
            target.overrule(decided)
    target.refresh()
    if len(target) != total:
        raise NewsfindError(f"Of {total:,} articles only {len(target):,} are in the copy. Copy again: --rebuild")
    return total


def _written(articles: Iterable[Article], writer: Writer, jobs: int) -> Iterator[int]:
    """Have articles written, analysed here or in as many worker processes; how many, each time that some are."""
    waiting = iter(articles)
    if jobs == 1:
        while some := list(islice(waiting, AT_ONCE)):
            writer.add(some)
            yield len(some)
        return
    builder = writer.builder()
    with ProcessPoolExecutor(jobs, processes.FRESH) as pool:
        sent: deque[tuple[Future[object], int]] = deque()
        while True:
            while len(sent) <= jobs and (some := list(islice(waiting, AT_ONCE))):
                with processes.no_main_module():
                    sent.append((pool.submit(_build, builder, some), len(some)))
            if not sent:
                return
            future, count = sent.popleft()
            writer.adopt(future.result())
            yield count


def _build(builder: Builder, articles: Sequence[Article]) -> object:
    return builder.build(articles)


def state_of(engine: Engine) -> State:
    """What an index remembers of its files, all parts of it together."""
    states = engine.parts().values() if isinstance(engine, Shared) else [engine.state()]
    return reduce(_joined, map(decode_state, states), State())


def _joined(one: State, other: State) -> State:
    runs = [state.run for state in (one, other) if state.run]
    return replace(
        one.updated(other.records(other.paths), (), [why for path in other.no_files for why in other.skipped[path]]),
        roots={**one.roots, **other.roots},
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
        tagger=one.tagger or other.tagger,
        reading=one.reading if one.names else other.reading,
        run=max(runs, key=lambda run: run.ended, default=None),
    )
