"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("newsfind", deadline=None)
"""How long one example takes depends on what else the machine does; the suite's own length is watched instead."""
settings.load_profile("newsfind")
