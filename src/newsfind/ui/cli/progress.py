"""The progress bar of a long run: how far, how fast, how long still."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

import click

from newsfind.index.sync import Progress


class Bar:
    """A bar on stderr that appears with the first progress and goes with the end of the run."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._began = time.monotonic()
        self._bar: click._termui_impl.ProgressBar[int] | None = None

    def show(self, progress: Progress) -> None:
        """Move the bar."""
        if not self._shown or not progress.total:
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=progress.total, label="Reading", file=sys.stderr, item_show_func=self._rate, width=24
            )
            self._bar.__enter__()
        self._bar.update(progress.done - self._bar.pos, progress.articles)

    def _rate(self, articles: int | None) -> str:
        seconds = max(time.monotonic() - self._began, 0.001)
        return f"{articles or 0:,} articles, {(articles or 0) / seconds:,.0f} a second"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.render_finish()
