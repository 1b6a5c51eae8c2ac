"""`python -m torture.guided [NAME...] [--minutes N]`: fuzzing that is led by the code which an input reaches.

Atheris notes which branches of newsfind an input takes, keeps the inputs that take new ones, and mutates those: it
comes where blind mutation (`fuzz.py`) does not. In the end as few inputs as take the same branches are put into
`torture/inputs/`, from where the next run goes on, and which `fuzz.reached` reads in each run of the trials.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from torture.contained import MOST_BYTES, MOST_SECONDS
from torture.seeds import QUERIES, QUERY, keep, kept, seeds

_SLOWER = 4
"""How many times as long as otherwise newsfind takes while its branches are counted; measured: 2 to 4."""
_LONGEST = 8192
"""Bytes of an input."""


def main() -> int:
    """0 if nothing was found that newsfind does not stand."""
    parser = argparse.ArgumentParser(prog="python -m torture.guided")
    parser.add_argument("names", nargs="*", help="parts of names of formats, or query; none: all")
    parser.add_argument("--minutes", type=float, default=30.0, help="for all of them together")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments, rest = parser.parse_known_args()
    if arguments.one:
        return _inside(arguments.one, [*rest, *arguments.names])
    names = [name for name in (*seeds(), QUERY) if not arguments.names or any(one in name for one in arguments.names)]
    seconds = max(1, round(60 * arguments.minutes / len(names)))
    failed = [name for name in names if not _fuzz(name, seconds)]
    for name in failed:
        print(f"FAILED {name}: the input is in {_found(name)}")
    return int(bool(failed))


def _fuzz(name: str, seconds: int) -> bool:
    """Mutate what is known of a format for some seconds; keep what reached new code."""
    with tempfile.TemporaryDirectory() as folder:
        known, fewest = Path(folder, "known"), Path(folder, "fewest")
        known.mkdir()
        fewest.mkdir()
        for number, content in enumerate((*_first(name), *kept(name))):
            (known / str(number)).write_bytes(content)
        done = _run(name, f"-max_total_time={seconds}", str(known))
        if _run(name, "-set_cover_merge=1", str(fewest), str(known)) == 0 and any(fewest.iterdir()):
            keep(name, (path.read_bytes() for path in fewest.iterdir()))
    return done == 0


def _run(name: str, *arguments: str) -> int:
    """In a process of its own: a fuzzer's never ends but with it."""
    limits = (
        f"-timeout={_SLOWER * MOST_SECONDS}",
        f"-rss_limit_mb={2 * MOST_BYTES >> 20}",
        f"-max_len={_LONGEST}",
        f"-artifact_prefix={_found(name)}",
    )
    command = [sys.executable, "-m", "torture.guided", "--one", name, *limits, *arguments]
    return subprocess.run(command, check=False).returncode


def _found(name: str) -> Path:
    return Path(f"{name}-")


def _first(name: str) -> list[bytes]:
    return [query.encode() for query in QUERIES] if name == QUERY else [seeds()[name]]


def _inside(name: str, arguments: list[str]) -> int:
    """The process that fuzzes. Newsfind must not be loaded before its branches can be counted."""
    import atheris  # noqa: PLC0415 - only `make fuzz` has it

    with atheris.instrument_imports(include=["newsfind"]):
        from torture import fuzz  # noqa: PLC0415 - loads newsfind
    with tempfile.TemporaryDirectory() as folder:
        attempt: Callable[[bytes], object] = (
            fuzz.read_query if name == QUERY else lambda content: fuzz.read_input(name, content, Path(folder))
        )
        again = f"{sys.executable} -m torture.guided --one {name}"  # what a merge calls through a shell
        atheris.Setup([again, *arguments], attempt)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
