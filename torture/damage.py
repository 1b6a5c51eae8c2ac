"""Files of an index are damaged: by a byte, a cut, a page of another file, or a stranger who knows the format."""

from __future__ import annotations

import json
import os
import pickle
import sys
from pathlib import Path
from random import Random

import numpy as np

from index.engines.whoosh import damage
from newsfind.article import Article
from newsfind.errors import NewsfindError
from newsfind.index.engines.whoosh.codec.file import PAGE, ColumnFile, ColumnFileWriter
from newsfind.ui.cli import run as newsfind_command
from torture.contained import try_all
from torture.trial import Harm, Trial, must, share


def _small(folder: Path) -> tuple[Path, list[Path], list[object]]:
    damage.make(folder / "index")
    index = folder / "index"
    return index, sorted(p for p in index.iterdir() if p.suffix in (".columns", ".commit")), damage.answers(index)


def _judge(harm: Harm, index: Path, name: str, sound: list[object]) -> None:
    refused = damage.check_answers(index, name, sound)
    faults = damage.faults(index)
    must(any(name in fault for fault in faults), f"check does not name {name}, but says {faults}")
    harm.tried += 1
    harm.note("questions refused: IndexCorrupt or IndexIncompatible that names the file, as does `check`", refused)
    harm.note("questions answered right all the same", len(sound) - refused)


def every_byte(folder: Path, much: float) -> Harm:
    """Each byte of each file of a small index is changed, one after the other."""
    harm = Harm()
    random = Random("bits")
    index, paths, sound = _small(folder)
    for path in paths:
        size = path.stat().st_size
        for at in range(size) if much == 1 else random.sample(range(size), share(size, much)):
            with damage.changed(path, at, random.randrange(1, 256)):
                _judge(harm, index, path.name, sound)
    return harm


def every_cut(folder: Path, much: float) -> Harm:
    """Each file is cut off at each multiple of 64 bytes."""
    harm = Harm()
    index, paths, sound = _small(folder)
    for path in paths:
        whole = path.read_bytes()
        for length in range(0, len(whole), 64 if much == 1 else 1024):
            path.write_bytes(whole[:length])
            _judge(harm, index, path.name, sound)
        path.write_bytes(whole)
    return harm


def other_pages(folder: Path, much: float) -> Harm:
    """In an index of many pages: zeros, noise and bytes of elsewhere in place of some; files changed for each other."""
    harm = Harm()
    random = Random("pages")
    words = [f"w{number}" for number in range(5000)]
    index = folder / "index"
    more = [Article(f"n{number}", "", " ".join(random.choices(words, k=200))) for number in range(400)]
    damage.make(index, [*more, *damage.ARTICLES])
    sound = damage.answers(index)
    path = max(index.glob("*.columns"), key=lambda one: one.stat().st_size)
    whole = path.read_bytes()
    for _ in range(share(150, much, 6)):
        at = random.randrange(0, len(whole) - PAGE, 4096)
        length = random.choice((512, 4096, PAGE))
        elsewhere = random.randrange(0, len(whole) - PAGE, 4096)
        new = random.choice((bytes(length), random.randbytes(length), whole[elsewhere : elsewhere + length]))
        path.write_bytes(whole[:at] + new + whole[at + length :])
        if path.read_bytes() != whole:
            _judge(harm, index, path.name, sound)
    path.write_bytes(whole)
    segments = sorted(index.glob("*.columns"))
    other = segments[1].read_bytes()
    segments[1].write_bytes(segments[0].read_bytes())
    must(all(damage.refuses(answer, "") for answer in damage.answers(index)), "segments changed for each other")
    segments[1].write_bytes(other)
    return harm


def forged(folder: Path, much: float) -> Harm:
    """Columns with values that no writer makes, and checksums that are right."""
    harm = Harm()
    random = Random("forger")
    index, paths, _ = _small(folder)
    originals = {path: path.read_bytes() for path in paths}
    jobs = [(path, seed) for path in paths for seed in range(share(700, much, 14))]
    random.shuffle(jobs)

    def ask(job: tuple[Path, int]) -> str:
        path, seed = job
        for other, content in originals.items():
            other.write_bytes(content)
        forge(path, Random(seed))
        answers = damage.answers(index)
        damage.faults(index)
        refused = sum(isinstance(answer, NewsfindError) for answer in answers)
        return "refused" if refused == len(answers) else "answered in part" if refused else "answered"

    for outcome in try_all(jobs, ask):
        must(not outcome.ended, f"{jobs[outcome.number]}: {outcome.ended}")
        harm.tried += 1
        harm.note(outcome.said)
    return harm


def forge(path: Path, random: Random) -> None:
    """Write a file of columns anew with one column of it forged."""
    file = ColumnFile(path)
    names = list(json.loads(_table(path)))
    wrong = random.choice(names)
    out = ColumnFileWriter(path)
    for name in names:
        array = np.array(file.array(name))
        out.append(name, _forged(array, random) if name == wrong else array, array.dtype.str)
    out.finish()


def _table(path: Path) -> bytes:
    raw = path.read_bytes()
    begin, length = np.frombuffer(raw[-28:-12], "<u8").tolist()
    return raw[begin + 4 * -(-begin // PAGE) : begin + length]


def _forged(array: np.ndarray, random: Random) -> np.ndarray:
    way = random.randrange(6)
    limits = np.iinfo(array.dtype)
    if way == 0 or not len(array):
        return array[: random.randrange(len(array) + 1)]
    if way == 1:
        return np.concatenate([array, array[-random.randrange(1, 5) :]])
    new = array.copy()
    if way == 2:
        new[random.randrange(len(new))] = random.choice((limits.min, limits.max, 0, 1, limits.max // 2))
    elif way == 3:
        new[:] = random.choice((limits.min, limits.max, 0, 1))
    elif way == 4:
        new = new[::-1]
    else:
        at = random.randrange(len(new))
        new[at] = random.randint(int(limits.min), int(limits.max))
    return new


class _Trap:
    def __init__(self, path: Path, how: int) -> None:
        self.path, self.how = str(path), how

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return ((os.mkdir, (self.path,)), (os.system, (f"mkdir {self.path}",)), (eval, (f"open({self.path!r}, 'w')",)))[
            self.how % 3
        ]


def hostile_pickles(folder: Path, much: float) -> Harm:
    """Tables of contents that run a program when they are unpickled; no command of newsfind unpickles anything."""
    harm = Harm()
    corpus = folder / "news"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Ferry\n\nThe ferry sails.\n", encoding="utf-8")
    unpickled: list[str] = []
    sys.addaudithook(lambda event, args: unpickled.append(str(args)) if event == "pickle.find_class" else None)
    commands = (
        ("search", "trade", "--facet", "section"),
        ("search", "trade"),
        ("facets", "section"),
        ("status",),
        ("check",),
        ("show", "id1"),
        ("stories",),
        ("index", str(corpus), "--tagger", "none", "--jobs", "1", "-q"),
        ("index", str(corpus), "--tagger", "none", "--jobs", "1", "-q", "--rebuild"),
    )
    for how in range(3):
        for protocol in (0, 2, 4):
            index = folder / f"index{how}{protocol}"
            damage.make(index)
            trap = pickle.dumps(_Trap(folder / "sprung", how), protocol)
            for toc in (*index.glob("*.toc"), index / "_MAIN_77.toc", index / "writer.json", index / "MAIN_WRITELOCK"):
                toc.write_bytes(trap)
            for command in commands:
                code = newsfind_command([*command, "--index", str(index)])
                must(code in (0, 1), f"{command} ended with {code}")
                harm.tried += 1
                must(not (folder / "sprung").exists(), f"{command} ran it")
                must(not unpickled, f"{command} unpickled {unpickled}")
                harm.note("nothing was unpickled, nothing run")
    return harm


TRIALS = (
    Trial("Damage", "each byte of each file of a small index changed", every_byte, 200),
    Trial("Damage", "each file cut at each multiple of 64 bytes", every_cut),
    Trial("Damage", "zeros, noise, or bytes of elsewhere in place of 512 bytes to a page", other_pages),
    Trial("Strangers' indexes", "columns forged by who knows the format, checksums right", forged, 120),
    Trial("Strangers' indexes", "hostile pickles for Whoosh's table of contents, 9 commands", hostile_pickles),
)
