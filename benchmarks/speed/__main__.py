"""newsfind beside other engines: the same articles, the same questions, one run.

    python -m benchmarks.speed [CORPUS...] [--corpora FOLDER] [--articles 200000]

CORPUS is `reuters` or `articles` (from FOLDER, or $NEWSFIND_CORPORA), `invented` (needs nothing), or `commands` (the
command line's start, and a run with nothing to do). Without any: all that are there. FOLDER holds `reuters21578/*.sgm`
and `news-articles-15k.jsonl`. The tables are printed and kept, with every time, as `speed-CORPUS.json` and `.md` in a
folder of `benchmarks/runs/` that is named after the day.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.speed.commands import index_whole, nothing_changed, starts
from benchmarks.speed.contest import Contest, say
from benchmarks.speed.corpora import NAMES, Corpus, raw_bytes, sources_of, times_for, unpack
from benchmarks.speed.corpora import load as load_articles
from benchmarks.speed.machine import load, machine
from benchmarks.speed.peers import ENTRIES, missing
from benchmarks.speed.questions import draw
from benchmarks.speed.report import commands, report

RUNS = Path(__file__).parents[1] / "runs"
_WHOLE = (
    ("built-in tagger, 2 processes", "builtin", 2),
    ("no tagger, 2 processes", "none", 2),
    ("no tagger, 1 process", "none", 1),
)


def arguments(typed: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", choices=[*NAMES, "commands", []], metavar="CORPUS")
    parser.add_argument("--corpora", type=Path, default=os.environ.get("NEWSFIND_CORPORA"), help="folder of corpora")
    parser.add_argument("--articles", type=int, default=0, help="repeat a corpus with fresh ids to about as many")
    parser.add_argument("--invented", type=int, default=20_000, help="articles to invent")
    parser.add_argument("--files", type=int, default=100_000, help="files of the run with nothing to do")
    parser.add_argument("--peers", default=",".join(ENTRIES), help="some of: %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="times each question is asked, after a first time")
    parser.add_argument("--builds", type=int, default=3, help="times each index is built, if that is quick")
    parser.add_argument("--seed", type=int, default=21578, help="decides which questions are drawn")
    parser.add_argument("--runs", type=Path, default=RUNS, help="where results are kept")
    parser.add_argument("--work", type=Path, help="folder for indexes; kept, with the parsed articles, for other runs")
    chosen = parser.parse_args(typed)
    chosen.corpora = Path(chosen.corpora) if chosen.corpora else None
    chosen.corpus = chosen.corpus or [*(NAMES[:2] if chosen.corpora else NAMES[2:]), "commands"]
    return chosen


def main(typed: list[str] | None = None) -> None:
    chosen = arguments(typed)
    for name in chosen.corpus:
        with tempfile.TemporaryDirectory(prefix="newsfind-speed-") as work:
            if name == "commands":
                _keep(chosen.runs, "commands", measure_commands(Path(work), chosen.files))
            else:
                run = measure(name, Path(work), chosen)
                _keep(chosen.runs, run["corpus"], run)


def measure_commands(work: Path, files: int) -> dict[str, Any]:
    before = load()
    measured = {"starts": starts(work), "nothing_changed": nothing_changed(work, files)}
    return {**_head("commands"), "load": [before, load()], **measured}


def measure(name: str, work: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """Everything about one corpus."""
    kept = chosen.work or work
    kept.mkdir(parents=True, exist_ok=True)
    sources = sources_of(name, chosen.corpora, work, chosen.invented, chosen.seed)
    if not sources:
        raise SystemExit(f"There is no corpus {name!r}; name the folder that holds it with --corpora.")
    before = load()
    parsed = kept / f"{name}.articles"
    whole = _parsed(sources, parsed, work)
    articles = load_articles(parsed)
    times = times_for(len(articles), chosen.articles)
    corpus = Corpus(name, sources, times)
    megabytes = raw_bytes(articles) / 1e6
    names, left_out = _participants(chosen.peers.split(","), megabytes * times)
    contest = Contest(names, parsed, times, work, chosen.builds)
    questions = draw(articles, chosen.seed)
    builds = contest.build()
    answers, memory = contest.ask(questions, chosen.rounds)
    updates = contest.update()
    return {
        **_head(corpus.label),
        "seed": chosen.seed,
        "rounds": chosen.rounds,
        "articles": len(articles) * times,
        "megabytes": megabytes * times,
        "base_articles": len(articles),
        "base_megabytes": megabytes,
        "load": [before, load()],
        "left_out": left_out,
        "index": whole,
        "peers": {peer: {"build": builds[peer], "update": updates.get(peer), **memory.get(peer, {})} for peer in names},
        "questions": answers,
    }


def _parsed(sources: Sequence[Path], parsed: Path, work: Path) -> dict[str, Any]:
    """What `newsfind index` cost, which gives the parsed articles; both are kept beside each other."""
    figures = parsed.with_suffix(".json")
    if not figures.exists():
        whole = {
            title: index_whole(sources, work / f"whole-{number}", tagger, jobs)
            for number, (title, tagger, jobs) in enumerate(_WHOLE)
        }
        unpack(work / "whole-0", parsed)
        figures.write_text(json.dumps(whole), encoding="utf-8")
    return dict(json.loads(figures.read_text(encoding="utf-8")))


def _participants(wanted: list[str], megabytes: float) -> tuple[list[str], dict[str, str]]:
    left_out = {}
    for name in wanted:
        if missing(name):
            left_out[name] = "not installed"
        elif megabytes > ENTRIES[name].most_megabytes:
            left_out[name] = f"takes too long with more than {ENTRIES[name].most_megabytes:.0f} MB of text"
    return [name for name in wanted if name not in left_out], left_out


def _head(name: str) -> dict[str, Any]:
    return {"format": 1, "date": date.today().isoformat(), "corpus": name, "machine": machine()}


def _keep(runs: Path, name: str, run: dict[str, Any]) -> None:
    folder = runs / run["date"]
    folder.mkdir(parents=True, exist_ok=True)
    text = commands(run) if name == "commands" else report(run)
    (folder / f"speed-{name}.json").write_text(json.dumps(run) + "\n", encoding="utf-8")
    (folder / f"speed-{name}.md").write_text(text, encoding="utf-8")
    print(text)
    say(f"kept in {folder}")


if __name__ == "__main__":
    main()
