"""The limits that CONTRIBUTING.md names for modules and functions hold."""

from __future__ import annotations

import ast
import io
import statistics
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src/newsfind").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
"""Lines of code: without empty lines, comments and docstrings; of a function also without its signature."""
_NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def code_lines(text: str) -> set[int]:
    """The numbers of the lines that hold code."""
    return {
        line
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in _NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }


def docstrings(tree: ast.Module) -> set[int]:
    """The numbers of the lines of texts that stand alone."""
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    return {line for node in texts for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def measured(path: Path) -> tuple[int, dict[str, int]]:
    """Lines of code of a module, and of each of its functions."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    code = code_lines(text) - docstrings(tree)
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    name = path.relative_to(ROOT).as_posix()
    return len(code), {
        f"{name}:{node.name}": len(code & set(range(node.body[0].lineno, (node.end_lineno or 0) + 1)))
        for node in functions
    }


def test_modules_and_functions_stay_small() -> None:
    found = {path: measured(path) for path in MODULES}
    modules = {path.relative_to(ROOT).as_posix(): lines for path, (lines, _) in found.items()}
    functions = {name: lines for _, each in found.values() for name, lines in each.items()}
    assert {name: lines for name, lines in modules.items() if lines > LONGEST_MODULE} == {}
    assert {name: lines for name, lines in functions.items() if lines > LONGEST_FUNCTION} == {}
    assert statistics.median(modules.values()) <= 100
    assert statistics.median(functions.values()) <= 8


def test_no_module_is_for_leftovers() -> None:
    names = {path.relative_to(ROOT / "src").with_suffix("").parts[-1] for path in MODULES}
    assert names & {"utils", "helpers", "base", "core", "misc", "tools"} == set()
