"""docs/images/speed-*.svg: a run as a picture, drawn by `python -m benchmarks.speed.page`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from benchmarks.speed.figures import times

_OURS, _OTHERS = "#b3541e", "#8a9aa8"
_FAINT = 0.35
_ASKED = (("top", "Ten best and exact total, ms"), ("page", "The page, ms"))


def draw(name: str, run: Mapping[str, Any], folder: Path) -> Path:
    """A picture of a run: how long engines build, and p50 (full) and p95 (faint) of what they were asked."""
    with mpl.rc_context({"svg.hashsalt": name, "font.size": 9, "svg.fonttype": "path"}):
        figure, axes = plt.subplots(1, 1 + len(_ASKED), figsize=(11, 3.4))
        builds = {peer: peers["build"]["cpu"] for peer, peers in run["peers"].items() if peers.get("build")}
        _bars(axes[0], "Building, CPU seconds", {peer: (cpu, cpu) for peer, cpu in builds.items()})
        for place, (asked, title) in zip(axes[1:], _ASKED, strict=True):
            found = {peer: times(run["questions"], asked, peer) for peer in run["peers"]}
            _bars(place, title, {peer: (one.p50, one.p95) for peer, one in found.items() if one})
        figure.tight_layout()
        path = folder / f"speed-{name}.svg"
        figure.savefig(path, metadata={"Date": None, "Creator": None})
        plt.close(figure)
    return path


def _bars(axes: Axes, title: str, values: Mapping[str, tuple[float, float]]) -> None:
    """The shortest on top; logarithmic, since engines differ by more than a thousand times."""
    names = sorted(values, key=lambda name: -values[name][0])
    colors = [_OURS if name.startswith("newsfind") else _OTHERS for name in names]
    axes.barh(names, [values[name][1] for name in names], color=colors, alpha=_FAINT)
    axes.barh(names, [values[name][0] for name in names], color=colors)
    axes.set_xscale("log")
    axes.set_title(title, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
