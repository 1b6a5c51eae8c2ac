"""One run: makes an index agree with its sources, and can be stopped at any moment without losing what it did."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from newsfind.corpus.raw import Skipped
from newsfind.errors import IndexCorrupt, IndexIncompatible, SourceUnreadable
from newsfind.index.engine import Builder, Engine, Killable, Writer
from newsfind.index.sync.ledger import Ledger
from newsfind.index.sync.outcome import Outcome, Stopped
from newsfind.index.sync.plan import Plan, compare
from newsfind.index.sync.report import Progress, Report
from newsfind.index.sync.roots import absolute, label_sources
from newsfind.index.sync.shard import Shard
from newsfind.index.sync.state import FileRecord, Reading, Run, State
from newsfind.index.sync.state_bytes import decode_state, encode_state
from newsfind.index.sync.walk import Found, Walk, walk

_DEFAULT_TAGGER = "builtin"


@dataclass(frozen=True, slots=True)
class Options:
    """How to run.

    `jobs`: worker processes, None for one per core; `rebuild`: forget what the index holds; `commit_every`: seconds
    between commits on the way (a rebuild commits only at its end, so that the old index stays until then);
    `leave_out`: the folder of the index itself; `progress` is called some times a second, `stop` as often: when it
    says True the run commits what is done (a rebuild: nothing) and raises KeyboardInterrupt; `wait`: seconds to wait
    for another writer.
    `tagger`, `field_map` (as for `read_file`) and `keep_all` (pages that look like no article) are None for those of
    the last run; all files are read again where the last two differ from those. `shard`: which of the files are ours.
    """

    jobs: int | None = None
    rebuild: bool = False
    tagger: str | None = None
    field_map: Mapping[str, str] | None = None
    keep_all: bool | None = None
    wait: float = 0.0
    commit_every: float = 30.0
    leave_out: Path | None = None
    shard: Shard | None = None
    progress: Callable[[Progress], None] | None = None
    stop: Callable[[], bool] | None = None


def synchronise(engine: Engine, sources: Sequence[Path], options: Options = Options()) -> Report:
    """Index what is new or changed in the sources, remove what is gone; no sources: those of all runs before.

    Where there is nothing to do nothing is written, so that readers need not open the index again.

    Raises:
        SourceUnreadable: None of the sources is there.
        IndexLocked: Another process is writing to the index.
        KeyboardInterrupt: `options.stop` said so; what was done until then is in the index.
    """
    engine.refresh()
    run = _Run(_remembered(engine, options), sources, options)
    if run.is_idle() and not (isinstance(engine, Killable) and engine.unfinished()):
        return run.report(articles=len(engine))
    with engine.writer(rebuild=options.rebuild, wait=options.wait) as writer:
        if engine.refresh():  # while we looked or waited, another process has written
            run = _Run(_remembered(engine, options), sources, options)
        try:
            run.write(writer)
        except Stopped:
            if not options.rebuild:  # half of a new index is worse than all of the old one
                writer.keep(encode_state(run.state()))
                writer.commit()
            raise KeyboardInterrupt from None
        writer.keep(encode_state(run.state()))
    engine.refresh()
    return run.report(articles=len(engine))


def rehearse(engine: Engine | None, sources: Sequence[Path], options: Options = Options()) -> Report:
    """What `synchronise` would report, without writing anything: everything is read, nothing tagged or indexed."""
    state = State() if engine is None else _remembered(engine, options)
    run = _Run(state, sources, options)
    run.read()
    return run.report(articles=run.expected())


def _remembered(engine: Engine, options: Options) -> State:
    """What the index knows of its sources; a rebuild keeps only what they are called, so that ids stay."""
    if not options.rebuild:
        return decode_state(engine.state())
    try:
        known = decode_state(engine.state())
        return State(roots=known.roots, sources=known.sources)
    except (IndexCorrupt, IndexIncompatible):
        return State()


class _Run:
    def __init__(self, state: State, sources: Sequence[Path], options: Options) -> None:
        self._started = time.monotonic()
        self._options = options
        self._known = state
        self._missing: list[Skipped] = []
        present = self._present(sources)
        starts, roots = label_sources(present, state.roots)
        self._roots = roots
        self._sources = self._all_sources(present)
        everything = walk(starts, roots, options.leave_out)
        self._walk: Walk = options.shard.of(everything) if options.shard else everything
        self._tagger = options.tagger or state.tagger or _DEFAULT_TAGGER
        self._reading = _reading(state.reading, options)
        self._plan: Plan = compare(state, self._walk, afresh=self._reading != state.reading)
        self._ledger = Ledger(state, self._plan, self._walk)
        self._total = 0
        self._undated = 0
        self._notes: dict[str, None] = {}

    def _present(self, sources: Sequence[Path]) -> list[Path]:
        wanted = list(sources) or list(map(Path, self._known.sources))
        present = [source for source in wanted if source.is_dir() or source.is_file()]
        for source in wanted:
            if source not in present:
                self._missing.append(Skipped(str(source), "There is no such file or folder."))
        if not present:
            names = ", ".join(map(str, wanted)) or "no source was given and none is remembered"
            raise SourceUnreadable(f"There is nothing to read ({names}). Give a folder or a file of articles.")
        return present

    def _all_sources(self, present: Sequence[Path]) -> tuple[str, ...]:
        """Those of this run and of earlier ones, but for folders that have moved and what a rebuild forgets."""
        earlier = () if self._options.rebuild else self._known.sources
        still = [source for source in earlier if any(map(Path(source).is_relative_to, self._roots.values()))]
        return tuple(dict.fromkeys((*still, *(str(absolute(source)) for source in present))))

    def is_idle(self) -> bool:
        """Whether the index is already as the run would leave it."""
        state = self.state()
        unread = not self._options.rebuild and not self._plan.read and state.packed  # whose columns are as they were
        return bool(unread) and replace(state, run=self._known.run) == self._known

    def write(self, writer: Writer) -> None:
        """Everything that is to be done; commits on the way."""
        committed = time.monotonic()
        writer.remove(self._ledger.begin())
        for outcome in self._outcomes(writer.builder):
            if outcome.batch is not None:
                writer.adopt(outcome.batch)
            writer.remove(self._take(outcome))
            if time.monotonic() - committed >= self._options.commit_every and not self._options.rebuild:
                writer.keep(encode_state(self.state()))
                writer.commit()
                committed = time.monotonic()

    def read(self) -> None:
        """Everything short of writing."""
        self._ledger.begin()
        for outcome in self._outcomes(lambda: None):
            self._take(outcome)

    def _take(self, outcome: Outcome) -> set[str]:
        self._undated += outcome.undated
        self._notes.update(dict.fromkeys(outcome.notes))
        out: set[str] = set()
        for file in outcome.files:
            out.difference_update(file.ids)  # what an earlier file struck out came anew with this one
            out |= self._ledger.take(file)
        return out

    def _outcomes(self, builder: Callable[[], Builder | None]) -> Iterator[Outcome]:
        self._look(0, 0)
        for files, before in self._to_read():
            if files or self._tagger != self._known.tagger:  # a wrong name is said even if nothing is to be read
                from newsfind.index.sync import pool, tasks  # noqa: PLC0415 - all readers, and most runs read nothing

                self._total = self._total or sum(map(tasks.expected_bytes, files))
                job = pool.Job(builder(), self._tagger, self._reading)
                yield from pool.outcomes(files, before, job, self._look, self._options.jobs or _cores())

    def _to_read(self) -> Iterator[tuple[Sequence[Found], Mapping[str, FileRecord]]]:
        """What is new or changed, and then files that hold the newest version left of an article."""
        yield self._plan.read, self._plan.before
        while again := self._ledger.again():
            yield [self._walk.files[file] for file in again], again

    def _look(self, size: int, articles: int) -> None:
        if self._options.progress:
            self._options.progress(Progress(min(size, self._total), self._total, articles))
        if self._options.stop and self._options.stop():
            raise Stopped

    def state(self) -> State:
        """What to remember if the run ended now."""
        known = replace(
            self._known, roots=self._roots, sources=self._sources, tagger=self._tagger, reading=self._reading
        )
        state = self._ledger.state(known, self._walk.skipped)
        ended, counts = datetime.now(UTC).isoformat(timespec="seconds"), self._ledger.counts
        seconds = round(time.monotonic() - self._started, 3)
        return replace(state, run=Run(ended, seconds, counts["added"], counts["updated"], counts["removed"]))

    def expected(self) -> int:
        """How many articles the index would hold now."""
        return len(self.state().ids) - self._ledger.older

    def report(self, articles: int) -> Report:
        """What was done; `articles` are in the index now."""
        ledger = self._ledger
        return Report(
            **ledger.counts,
            articles=articles,
            skipped=(*self._missing, *self._walk.skipped, *ledger.skipped),
            seconds=time.monotonic() - self._started,
            notes=tuple(self._all_notes()),
            unreadable=ledger.unreadable + len(self._missing) + len(self._walk.unseen),
        )

    def _all_notes(self) -> Iterator[str]:
        if self._undated:
            yield f"No publication date was found for {self._undated:,} of the articles read."
        if self._ledger.older:
            yield f"{self._ledger.older:,} older versions of articles are left out; other files have newer ones."
        if self._known.names and self._known.tagger != self._tagger and self._plan.unchanged:
            yield (
                f"Unchanged articles keep the names that the tagger {self._known.tagger!r} found; "
                "--rebuild runs the new one on all."
            )
        yield from self._notes


def _reading(known: Reading, options: Options) -> Reading:
    """How to read: as asked, and where nothing is asked as before."""
    return Reading(
        known.field_map if options.field_map is None else dict(options.field_map),
        known.keep_all if options.keep_all is None else options.keep_all,
    )


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
