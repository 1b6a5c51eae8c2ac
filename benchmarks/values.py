"""What it takes to make the kinds of values that a search loads: python -m benchmarks.values

Each of them is made anew by Python's own decorator and by that of `newsfind.values`, as docs/decisions/0009-values.md
compares them; medians of processor time. With the second, `__init__` of some is compiled later: of those that a search
makes values of.
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from statistics import median
from time import process_time
from typing import Any

from newsfind import values

_SEARCH = """
import sys
from newsfind.ui.cli import run
run(["search", "ferry", "--index", sys.argv[1]])
for name, module in list(sys.modules.items()):
    for kind in vars(module).values() if name.startswith("newsfind") else ():
        if isinstance(kind, type) and kind.__module__ == name and hasattr(kind, "__dataclass_fields__"):
            print("kind", name, kind.__qualname__, kind.__init__.__code__.co_filename == "<string>")
"""
_TIMES = 15


def main() -> None:
    index = sys.argv[1] if len(sys.argv) > 1 else "index"
    command = [sys.executable, "-c", _SEARCH, index]
    told = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout.splitlines()
    rows = [line.split() for line in told if line.startswith("kind ")]
    kinds = [getattr(import_module(module), name) for _, module, name, _ in rows if name.isidentifier()]
    used = [kind for kind, row in zip(kinds, rows, strict=True) if row[3] == "True"]
    print(f"{len(kinds)} kinds, of {len(used)} of which a search makes values")
    own = values.dataclass
    print(f"Python's decorator: {_took(kinds, (), dataclasses.dataclass) * 1000:.0f} ms")
    print(f"that of newsfind.values, with what is compiled later: {_took(kinds, used, own) * 1000:.0f} ms")


def _took(kinds: Iterable[type[Any]], used: Iterable[type[Any]], decorator: Callable[..., Any]) -> float:
    took = []
    for _ in range(_TIMES):
        bare = [_bare(kind) for kind in (*kinds, *used)]
        began = process_time()
        for number, kind in enumerate(bare):
            made = decorator(frozen=True, slots=True)(kind)
            if number >= len(bare) - len(list(used)):
                with suppress(TypeError):  # of parts that are not given, after __init__ was compiled
                    made()
        took.append(process_time() - began)
    return median(took)


def _bare(kind: type[Any]) -> type[Any]:
    """A class of the same fields that no decorator has seen."""
    fields = dataclasses.fields(kind)
    names = {field.name: field.type for field in fields}
    defaults = {field.name: _default(field) for field in fields if _default(field) is not dataclasses.MISSING}
    return type(kind.__name__, (), {"__annotations__": names, "__module__": kind.__module__, **defaults})


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return dataclasses.field(default_factory=field.default_factory)
    return field.default


if __name__ == "__main__":
    main()
