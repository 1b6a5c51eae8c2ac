"""The engine that keeps everything in memory: slow and obvious, the oracle that others are compared with.

Read it beside the rules in `index/engine.py`; nothing in it is there for speed.

    places -> matching -> scoring, facets -> engine
"""

from newsfind.index.engines.memory.engine import MemoryEngine, open_memory

__all__ = ["MemoryEngine", "open_memory"]
