"""docs/benchmarks.md and its pictures from the newest runs.

python -m benchmarks.speed.page
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from textwrap import wrap
from typing import Any

from benchmarks.speed.figures import OURS, times
from benchmarks.speed.goals import reached
from benchmarks.speed.report import about, answers, builds, by_kind, commands, slow, table, whole

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
RUNS = ROOT / "benchmarks" / "runs"
README = ROOT / "README.md"
SHOWN = "articles"
"""The corpus that the README speaks of."""

_BEGINNING = """\
# Speed, beside other engines

This page is made by `python -m benchmarks.speed.page` from the newest runs in `benchmarks/runs/`; every time that was
taken is kept there. To measure on your own machine:

```
pip install -e ".[bench]"
python -m benchmarks.speed                       # invented articles; with --corpora FOLDER on real ones
python -m benchmarks.speed reuters --articles 200000 --corpora FOLDER
```

## What is compared

- **The same articles.** `newsfind index` reads and tags a corpus; the articles that come out are given to every engine.
  Each builds in a fresh process that already holds the articles, so no reading, tagging or parsing is counted. In
  `-x10` a corpus is repeated ten times with fresh ids.
- **The same questions.** Forty words, ANDs, ORs and phrases are drawn from the corpus by how many articles have them,
  by a seed. Every engine is asked each question in turn before the next one, over several rounds; the median of a
  question's rounds counts, and the first round, with cold caches, does not.
- **The same work.** *Ten best* is the ids of the ten best articles and the exact total. *The page* adds the ten
  commonest sections and entities, a count for each month, and a snippet for each hit. Text goes in as people type it,
  and is parsed by each engine each time.
- **Not quite the same work**, where it could not be had. newsfind keeps more of an article (authors, source, address,
  language), finds phrases exactly where others match stems, ranks words that stand together higher, marks headlines
  too, and shows sentences rather than stretches. tantivy is measured with headline and body apart, which a search in
  headlines needs, and as one field, which is less to do. Xapian has no counter for several values an article, so a
  callback in Python counts its entities. bm25s can neither count, nor require all words, nor match phrases. Whoosh is
  given the stop words too, since newsfind has no stop list.

A ratio over 1 says that newsfind is faster. Ratios of questions are geometric means over the questions that both
answer; p50, p95 and p99 are taken over the questions. Pictures show p50 in full and p95
faintly, on a logarithmic scale.
"""


def page(runs: Mapping[str, Mapping[str, Any]]) -> str:
    """The page of these runs, by name of the corpus."""
    parts = [_BEGINNING.rstrip(), f"## Where newsfind stands\n\n{_standing(runs)}"]
    for name, run in runs.items():
        if name == "commands":
            parts.append(f"## The command line\n\n{commands(run)}")
        else:
            parts += _corpus(name, run)
    return "\n\n".join(parts) + "\n"


def sentence(run: Mapping[str, Any], peers: Sequence[str] = ("tantivy", "SQLite FTS5")) -> str:
    """What the README says of a run: newsfind's own figures, and those of the peers that it has."""

    def figures(peer: str) -> str:
        top, whole_page = times(run["questions"], "top", peer), times(run["questions"], "page", peer)
        cost = run["peers"][peer]["build"]["cpu"]
        return f"{cost:.1f} s, {top.p50:.1f} ms, {whole_page.p50:.1f} ms" if top and whole_page else ""

    told = "; ".join(f"{peer} {figures(peer)}" for peer in (OURS, *peers) if peer in run["peers"])
    where = f"{run['articles']:,} articles ({run['megabytes']:.0f} MB; {run['machine']['processor']})"
    text = (
        f"CPU seconds to index {where}, and medians for the ten best with an exact total and for a whole page: {told}."
    )
    return "\n  ".join(wrap(text, 117, break_on_hyphens=False))


def with_sentence(readme: str, told: str) -> str:
    """The README with this sentence between its marks."""
    before, mark, rest = readme.partition("<!-- speed -->\n  ")
    _, end, after = rest.partition("\n  <!-- /speed -->")
    return before + mark + told + end + after


def newest(folder: Path) -> dict[str, Any]:
    """The newest run of each corpus, the small ones first."""
    runs = {}
    for file in sorted(folder.glob("*/speed-*.json")):
        run = json.loads(file.read_text(encoding="utf-8"))
        runs[run["corpus"]] = run
    return dict(sorted(runs.items(), key=lambda item: (item[1].get("articles", 0), item[0])))


def _standing(runs: Mapping[str, Mapping[str, Any]]) -> str:
    rows = [
        (
            figure.goal,
            figure.where,
            f"{figure.value:.2f}{figure.unit}" if figure.value < 20 else f"{figure.value:.0f}{figure.unit}",
            f"{'≥' if figure.more else '≤'} {figure.bar:g}",
            f"{figure.aim:g}",
            figure.verdict(),
        )
        for figure in reached(runs)
    ]
    return table(("goal", "corpus", "newsfind", "bar", "aim", ""), rows)


def _corpus(name: str, run: Mapping[str, Any]) -> list[str]:
    parts = [
        f"## {name[0].upper()}{name[1:]}",
        about(run),
        f"![Seconds to build, and milliseconds to answer: {name}](images/speed-{name}.svg)",
        f"Building an index of parsed articles:\n\n{builds(run)}",
        f"Ten best and exact total:\n\n{answers(run, 'top')}",
        by_kind(run, "top"),
        f"The page:\n\n{answers(run, 'page')}",
        f"The questions that newsfind is slowest at:\n\n{slow(run)}",
    ]
    if run["index"]:
        parts.append(f"The whole of `newsfind index`, from files:\n\n{whole(run)}")
    if run["left_out"]:
        parts.append("Left out: " + "; ".join(f"{peer} ({why})" for peer, why in run["left_out"].items()) + ".")
    return parts


def main() -> None:
    runs = newest(RUNS)
    PAGE.write_text(page(runs), encoding="utf-8")
    README.write_text(with_sentence(README.read_text(encoding="utf-8"), sentence(runs[SHOWN])), encoding="utf-8")
    draw = import_module("benchmarks.speed.plots").draw  # the page alone needs no matplotlib
    for name, run in runs.items():
        if name != "commands":
            draw(name, run, PAGE.parent / "images")


if __name__ == "__main__":
    main()
