"""A run, as kept in JSON -> tables in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.speed.figures import OURS, differing, slowest, times
from benchmarks.speed.questions import KINDS

_WHAT = {
    "top": "Ten best and the exact total",
    "page": "The page: ten best, total, three facets, ten snippets",
}


def report(run: Mapping[str, Any]) -> str:
    """All tables of a run over a corpus."""
    parts = [
        f"# Speed: {run['corpus']}, {run['date']}",
        about(run),
        f"## Building an index of parsed articles\n\n{builds(run)}",
        *(f"## {title}\n\n{answers(run, what)}" for what, title in _WHAT.items()),
        f"## Ten best, by kind of question\n\n{by_kind(run, 'top')}",
        f"## newsfind's slowest questions\n\n{slow(run)}",
    ]
    if run.get("index"):
        parts.append(f"## The whole of `newsfind index`, from files\n\n{whole(run)}")
    if run["left_out"]:
        parts.append("Left out: " + "; ".join(f"{name} ({why})" for name, why in run["left_out"].items()) + ".")
    return "\n\n".join(parts) + "\n"


def about(run: Mapping[str, Any]) -> str:
    machine = run["machine"]
    return (
        f"{run['articles']:,} articles, {run['megabytes']:.1f} MB of headlines and bodies in UTF-8; "
        f"{len(run['questions'])} questions, seed {run['seed']}, {run['rounds']} rounds.\n"
        f"{machine['processor']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}; load "
        f"{run['load'][0]:.1f} before and {run['load'][1]:.1f} after{_noise(run['load'][0])}."
    )


def _noise(load: float) -> str:
    """What to make of the load that was there before the run."""
    return ": other work shared the machine, so CPU seconds and ratios say more than seconds" if load > 1.5 else ""


def builds(run: Mapping[str, Any]) -> str:
    """Ratios are by CPU seconds: how often newsfind could build the index while the peer does once."""
    own = run["peers"][OURS]["build"]
    rows = []
    for name, peer in run["peers"].items():
        build, update = peer["build"], peer.get("update")
        rows.append(
            (
                f"{name} {build['version']}" if build["version"] not in name else name,
                f"{build['wall']:.2f}",
                f"{build['cpu']:.2f}",
                f"{run['megabytes'] / build['cpu']:.1f}",
                f"{build['wall'] / own['wall']:.2f}",
                f"{build['cpu'] / own['cpu']:.2f}",
                f"{build['peak_mb']:.0f}" if "processes" not in name else "",
                f"{build['bytes'] / run['megabytes'] / 1e6:.2f}",
                f"{update['wall'] * 1000:.0f}" if update else "",
            )
        )
    head = (
        "engine",
        "s",
        "CPU s",
        "MB a CPU s",
        "newsfind's s: times as fast",
        "by CPU s",
        "peak MB over articles",
        "index / text",
        "replace 100, ms",
    )
    return table(head, rows)


def answers(run: Mapping[str, Any], what: str) -> str:
    rows = []
    for name, peer in run["peers"].items():
        found = times(run["questions"], what, name)
        if found:
            apart = differing(run["questions"], name)
            rows.append(
                (
                    name,
                    str(found.questions),
                    *_milliseconds(found.p50, found.p95, found.p99),
                    f"{found.ours:.2f}",
                    f"{found.cpu:.2f}",
                    f"{peer['answering_mb']:.0f}",
                    f"{peer['mapped_mb']:.0f}" if "mapped_mb" in peer else "",
                    "" if apart is None else f"{apart:.1%}",
                )
            )
    head = (
        "engine",
        "questions",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "newsfind: times as fast",
        "by CPU",
        "peak MB",
        "of it mapped files",
        "totals differ by (median)",
    )
    return table(head, rows)


def by_kind(run: Mapping[str, Any], what: str) -> str:
    rows = []
    for name in run["peers"]:
        found = [times(run["questions"], what, name, kind) for kind in KINDS]
        if any(found):
            rows.append((name, *("" if one is None else f"{one.p50:.2f} ({one.ours:.2f})" for one in found)))
    return "p50 in ms, and in brackets how many times as fast newsfind is.\n\n" + table(("engine", *KINDS), rows)


def slow(run: Mapping[str, Any]) -> str:
    rows = [
        (what, f"`{question}`", f"{milliseconds:.2f}", f"{total:,}")
        for what in _WHAT
        for question, milliseconds, total in slowest(run["questions"], what, 5)
    ]
    return table(("asked for", "question", "ms", "articles found"), rows)


def whole(run: Mapping[str, Any]) -> str:
    rows = [
        (
            name,
            f"{cost['wall']:.1f}",
            f"{cost['cpu']:.1f}",
            f"{run['base_articles'] / cost['wall']:.0f}",
            f"{run['base_megabytes'] / cost['cpu']:.2f}",
            f"{cost['peak_mb']:.0f}",
        )
        for name, cost in run["index"].items()
    ]
    return table(("run", "s", "CPU s", "articles a s", "MB a CPU s", "peak MB, all processes"), rows)


def commands(run: Mapping[str, Any]) -> str:
    """The tables of the command line's run."""
    start, again = run["starts"], run["nothing_changed"]
    rows = [
        ("`newsfind search` on the sample corpus", *_seconds(start["search"]), ""),
        ('`python -c "import numpy, click"`', *_seconds(start["imports"]), _ratio(start, "search", "imports")),
        (f"`newsfind index` again, {again['files']:,} files", *_seconds(again["again"]), ""),
        ("walking over and stat-ing them", *_seconds(again["walk"]), _ratio(again, "again", "walk")),
    ]
    first = again["first"]
    return (
        table(("command", "s", "CPU s", "newsfind takes, times"), rows)
        + f"\n\nThe first run over these files: {first['wall']:.1f} s, {first['cpu']:.1f} CPU s, "
        f"{first['peak_mb']:.0f} MB; again: {again['again_mb']:.0f} MB."
    )


def _seconds(cost: Mapping[str, float]) -> tuple[str, str]:
    return f"{cost['wall']:.3f}", f"{cost['cpu']:.3f}"


def _ratio(costs: Mapping[str, Any], ours: str, theirs: str) -> str:
    return f"{costs[ours]['wall'] / costs[theirs]['wall']:.2f} (CPU {costs[ours]['cpu'] / costs[theirs]['cpu']:.2f})"


def _milliseconds(*values: float) -> tuple[str, ...]:
    return tuple(f"{value:.2f}" for value in values)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are right-aligned."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
