"""Files -> an index: `build` makes it agree with them, `copy_index` takes it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from newsfind.api import DEFAULT_PLACE
from newsfind.errors import IndexNotFound, NewsfindError
from newsfind.index import sync
from newsfind.index.engine import Engine, Shared
from newsfind.index.engines import open_engine


def build(
    sources: str | Path | Iterable[str | Path],
    place: str | Path = DEFAULT_PLACE,
    *,
    jobs: int | None = None,
    rebuild: bool = False,
    dry_run: bool = False,
    tagger: str | None = None,
    field_map: Mapping[str, str] | None = None,
    keep_all: bool | None = None,
    wait: float = 0.0,
    commit_every: float = 30.0,
    shard: str | None = None,
    progress: Callable[[sync.Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> sync.Report:
    """Make the index at `place` agree with files and folders of articles, reading only what is new or changed.

    Without sources: with those of all runs before. `jobs` worker processes (default: one per core); `rebuild`
    begins anew, and the old index answers until the new one is complete; `dry_run` reads and reports but writes
    nothing; `wait` is the seconds to wait for another process that writes; every `commit_every` seconds the work so
    far is published; `progress` and `stop` are called some times a second, and when `stop` says True the work so far
    is published (of a rebuild nothing: the old index stays) and KeyboardInterrupt raised.

    `tagger` finds names ("builtin", "none", "spacy:MODEL"); `field_map` says under which name records keep a field
    (`{"headline": "title"}`); `keep_all` keeps pages that look like no article. None: as in the last run, at first
    "builtin" and neither. Where the last two differ from the last run's, all files are read again.

    `shard` lets several processes, on several machines, feed one index of an engine that can do it (opensearch:): "2/8"
    reads the second eighth of the files, a name reads all of them. Each must be the same in every run.

    Raises:
        SourceUnreadable: None of the sources is there. (One of several that is missing is reported as skipped.)
        IndexLocked: Another process is writing to the index.
        TaggerUnavailable, EngineUnavailable: There is none of that name.
    """
    paths = [Path(sources)] if isinstance(sources, str | Path) else [Path(source) for source in sources]
    options = sync.Options(
        jobs=jobs,
        rebuild=rebuild,
        tagger=tagger,
        field_map=field_map,
        keep_all=keep_all,
        wait=wait,
        commit_every=commit_every,
        leave_out=Path(str(place).removeprefix("whoosh:")),
        shard=sync.read_shard(shard) if shard else None,
        progress=progress,
        stop=stop,
    )
    if dry_run:
        return _rehearsed(paths, place, options)
    with closing(open_engine(place, create=True)) as engine, closing(_part_of(engine, options)) as part:
        return sync.synchronise(part, paths, options)


def _part_of(engine: Engine, options: sync.Options) -> Engine:
    """The engine, or that of one of several writers."""
    if options.shard is None:
        return engine
    if not isinstance(engine, Shared):
        raise NewsfindError("A folder takes one writer at a time, so it has no shards. Use more processes: --jobs N")
    if options.rebuild:
        raise NewsfindError("Shards cannot be rebuilt one by one. Index into a new index, and delete the old one.")
    return engine.part(options.shard.name)


def copy_index(
    source: str | Path,
    target: str | Path,
    *,
    rebuild: bool = False,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Copy all articles of one index into another, as in "index/" and "opensearch:http://127.0.0.1:9200/news", with
    what is known of their files, so that `build` goes on there, and what people decided about names; the number of
    articles.

    The target becomes visible at once when all is copied. `rebuild` replaces what it held; `jobs` processes analyse.

    Raises:
        IndexNotFound: There is no index at `source`.
        NewsfindError: The target holds articles and is not to be rebuilt.
    """
    with closing(open_engine(source)) as one, closing(open_engine(target, create=True)) as other:
        return sync.copy_articles(one, other, rebuild=rebuild, jobs=jobs, progress=progress)


def _rehearsed(sources: Sequence[Path], place: str | Path, options: sync.Options) -> sync.Report:
    try:
        engine = open_engine(place)
    except IndexNotFound:
        return sync.rehearse(None, sources, options)
    with closing(engine), closing(_part_of(engine, options)) as part:
        return sync.rehearse(part, sources, options)
