"""Whether the columns of a segment fit together, which no checksum tells: a stranger can make checksums that are right.

Searches do not look; they trust columns whose bytes are as they were written. Where one comes upon numbers that cannot
be, `refused` says whether the segments or newsfind are to blame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import wraps
from itertools import pairwise
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import numpy as np

from newsfind.errors import IndexCorrupt, IndexIncompatible, NewsfindError
from newsfind.index.engine import tie_break
from newsfind.index.engines.whoosh.codec.blocks import block_lengths
from newsfind.index.engines.whoosh.codec.dates import NO_DATE, clock
from newsfind.index.engines.whoosh.codec.facets import COLUMNS
from newsfind.index.engines.whoosh.codec.file import Array, ColumnFile
from newsfind.index.engines.whoosh.codec.gaps import WIDTHS, items, slots, unpack_pairs
from newsfind.index.engines.whoosh.codec.lists import Lists
from newsfind.index.engines.whoosh.codec.masks import mask
from newsfind.index.engines.whoosh.codec.segment import Segment
from newsfind.index.engines.whoosh.codec.strings import Strings

_AT_ONCE = 100_000
_FIRST_DATE, _LAST_DATE = clock(datetime.min), clock(datetime.max)

P = ParamSpec("P")
T = TypeVar("T")


def fault_of(segment: Segment) -> str | None:
    """What is wrong with a segment, None if nothing is. Everything in it is read."""
    try:
        segment.file.verify_all()
        what = next(_faults(segment), None)
    except (IndexCorrupt, IndexIncompatible) as error:
        return str(error)
    except Exception as error:  # whatever is raised, these bytes are not what a writer of ours wrote
        what = f"its columns do not fit together ({type(error).__name__})"
    return (
        None
        if what is None
        else (f"{segment.file.path} is damaged: {what}. Make the index anew: newsfind index SOURCE... --rebuild")
    )


def _faults(segment: Segment) -> Iterator[str]:
    file, total = segment.file, segment.total
    yield from _faults_of_shape(segment)
    for name, strings in (("form", segment.forms), ("stem", segment.stems)):
        if not _sorted(strings, file.length(f"{name}.text")):
            yield f"its dictionary {name} is not sorted"
    yield from _faults_of_lists(file, "positions", len(segment.forms), int(segment.starts[-1]))
    yield from _faults_of_positions(segment)
    yield from _faults_of_lists(file, "articles", file.length("articles.starts") - 1, total)
    for name in ("sentences", "paragraphs"):
        yield from _faults_of_lists(file, name, 1, int(segment.starts[-1]))
    yield from _faults_of_stems(segment)
    yield from (what for field in COLUMNS for what in _faults_of_facet(segment, field))
    for number in range(total):
        if tie_break(segment.stored[number].id) != segment.ties[number]:
            yield f"its article {number} is not the one that its columns are of"


def _faults_of_shape(segment: Segment) -> Iterator[str]:
    """What is seen of the columns without decoding any."""
    file, total = segment.file, segment.total
    for name in file.names():
        if name.endswith((".starts", ".ends", ".blocks")) or name in ("start", "stored.first"):
            steps = file.array(name).astype(np.int64)
            if not len(steps) or steps[0] or (np.diff(steps) < 0).any():
                yield f"its column {name} does not ascend from 0"
    for name in ("date", "id", "words", "length", "stored.inside", "copies.same"):
        if file.length(name) != total:
            yield f"its column {name} is not one of {total} articles"
    dates = segment.dates[segment.dates != NO_DATE]
    if not _inside(dates - _FIRST_DATE, _LAST_DATE - _FIRST_DATE + 1):
        yield "it has dates that no calendar has"
    if len(segment.starts) != total + 1 or not _inside(segment.bodies - segment.starts[:-1], np.diff(segment.starts)):
        yield "its articles overlap"


def _inside(values: Array, ends: Array | int) -> bool:
    return bool(((values >= 0) & (values < ends)).all())


def _sorted(strings: Strings, size: int) -> bool:
    last = b""
    for number in range(len(strings)):
        text = strings.raw(number)
        text.decode("utf-8", "surrogatepass")
        if number and text <= last:
            return False
        last, size = text, size - len(text)
    return size == 0


def _faults_of_lists(file: ColumnFile, prefix: str, count: int, top: int) -> Iterator[str]:
    starts, width = file.array(f"{prefix}.starts"), file.array(f"{prefix}.width")
    lengths = block_lengths(np.diff(starts))
    if len(starts) != count + 1 or len(width) != len(lengths):
        yield f"its lists of {prefix} are not as many as they should be"
        return
    if not np.isin(width, WIDTHS).all():
        yield f"its lists of {prefix} have blocks of another width"
    for size in WIDTHS:
        room = slots(size, lengths[width == size])
        ends = np.cumsum(room)
        offset = file.array(f"{prefix}.offset")[width == size]
        if (offset != ends - room).any() or file.length(f"{prefix}.gaps{size}") != items(size, int(room.sum())):
            yield f"its lists of {prefix} do not lie one behind the other"
    lists = Lists(file, prefix)
    for start in range(0, count, _AT_ONCE):
        values, counts = lists.decode_range(start, min(start + _AT_ONCE, count))
        begins = mask((np.cumsum(counts) - counts)[counts > 0], len(values))
        if not _inside(values, top) or not (begins[1:] | (np.diff(values) > 0)).all():
            yield f"its lists of {prefix} do not ascend below {top}"


def _faults_of_positions(segment: Segment) -> Iterator[str]:
    """Each place of the row has one word, but for the gaps, which have none."""
    row = np.zeros(int(segment.starts[-1]), bool)
    row[segment.bodies - 1] = row[segment.starts[1:] - 1] = True
    words = 2 * segment.total
    for start in range(0, len(segment.forms), _AT_ONCE):
        values, _ = segment.positions.decode_range(start, min(start + _AT_ONCE, len(segment.forms)))
        row[values] = True
        words += len(values)
    if words != len(row) or not row.all():
        yield "its words do not stand where its articles have some"


def _faults_of_stems(segment: Segment) -> Iterator[str]:
    file, forms, stems = segment.file, len(segment.forms), len(segment.stems)
    lists, listed = file.length("articles.starts") - 1, file.array("stem.list")
    fits = (
        file.length("form.stem") == file.length("stem.forms") == forms
        and file.length("stem.forms.starts") == stems + 1
        and file.length("stem.list") == file.length("stem.articles") == stems
        and file.length("articles.tf") == -(-int(file.array("articles.starts")[-1]) // 2)
        and file.length("articles.large") == file.array("articles.large.starts")[-1]
        and file.length("articles.large.starts") == lists + 1
        and _inside(file.array("form.stem"), stems)
        and _inside(file.array("stem.forms"), forms)
        and np.array_equal(listed[listed >= 0], np.arange(lists))
    )
    if not fits:
        yield "its stems do not fit its forms"
        return
    large = np.append(0, np.cumsum(unpack_pairs(1, file.array("articles.tf")) == 0))
    if (large[file.array("articles.starts")] != file.array("articles.large.starts")).any():
        yield "its stems are not as frequent as they should be"
    starts = file.array("stem.forms.starts").tolist()
    stem_of = np.repeat(np.arange(stems), [stop - start for start, stop in pairwise(starts)])
    if len(stem_of) != forms or (file.array("form.stem")[file.array("stem.forms")] != stem_of).any():
        yield "its stems have other forms than those that belong to them"


def _faults_of_facet(segment: Segment, field: str) -> Iterator[str]:
    column, file, name = segment.facet(field), segment.file, f"facet.{field}"
    aliases = file.array(f"{name}.alias.starts")
    if (
        len(column.starts) != segment.total + 1
        or column.starts[-1] != len(column.ordinals)
        or not _inside(column.ordinals, len(column))
        or len(column.hashes) != len(np.unique(column.hashes))
        or len(column.hashes) != len(column)
        or not _inside(file.array(f"{name}.alias.ordinals"), len(column))
        or len(aliases) != file.length(f"{name}.alias.ends")
        or aliases[-1] != file.length(f"{name}.alias.ordinals")
        or not _sorted(column.keys, file.length(f"{name}.key.text"))
    ):
        yield f"its facet {field} does not fit together"
    for ordinal in range(len(column)):
        if min(column.spellings(ordinal).values()) < 0:
            yield f"its facet {field} has values that are written less than never"
    column.aliases()


class HasSegments(Protocol):
    """Whatever answers from segments."""

    @property
    def segments(self) -> Iterable[Segment]:
        """Those it answers from now."""
        ...


E = TypeVar("E", bound=HasSegments)


def refusing_damage(answer: Callable[Concatenate[E, P], T]) -> Callable[Concatenate[E, P], T]:
    """A method that raises IndexCorrupt where it fails over a segment whose checksums are right, but nothing else."""

    @wraps(answer)
    def guarded(engine: E, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return answer(engine, *args, **kwargs)
        except (NewsfindError, OSError):
            raise
        except Exception as error:
            raise _refused(engine, error) from error

    return guarded


def refusing_damage_on_the_way(
    answers: Callable[Concatenate[E, P], Iterator[T]],
) -> Callable[Concatenate[E, P], Iterator[T]]:
    """The same for a method that gives its answers one by one."""

    @wraps(answers)
    def guarded(engine: E, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        try:
            yield from answers(engine, *args, **kwargs)
        except (NewsfindError, OSError):
            raise
        except Exception as error:
            raise _refused(engine, error) from error

    return guarded


def _refused(engine: HasSegments, error: Exception) -> Exception:
    """IndexCorrupt if a segment is to blame; else the error itself."""
    fault = next(filter(None, map(fault_of, engine.segments)), None)
    return IndexCorrupt(fault) if fault else error
