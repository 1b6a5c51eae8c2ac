"""Trend -> a PNG picture, through the SVG. Needs the extra `newsfind[png]`."""

from __future__ import annotations

from importlib import import_module

from newsfind.errors import NewsfindError
from newsfind.results.trends import Trend
from newsfind.ui.trends.svg import WIDTH, as_svg

_SCALE = 2
"""Pixels of the picture for each unit of the SVG, for sharp text on paper and on fine screens."""


def as_png(trend: Trend, *, share: bool = False) -> bytes:
    """One picture, 1,760 pixels wide; NewsfindError where the extra is not installed."""
    try:
        renderer = import_module("resvg_py")
    except ImportError as error:
        raise NewsfindError("PNG pictures need an extra: pip install 'newsfind[png]'. --svg works without.") from error
    return bytes(renderer.svg_to_bytes(svg_string=as_svg(trend, share=share), width=WIDTH * _SCALE))
