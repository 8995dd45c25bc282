"""What the house costs: lines, files, regular expressions, tuned constants and word lists in code.

`python -m tests.benchmarks.ledger` prints the figures beside the most that `ledger.toml` allows. A
figure may grow only with a line in that file that says why.
"""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ALLOWED = Path(__file__).with_name("ledger.toml")
FEWEST_WORDS = 3
"""Strings from which on a literal counts as a word list."""


def sources() -> list[Path]:
    """Return the program's own Python files."""
    found = [file for place in ("graph", "embeddings") for file in (ROOT / place).rglob("*.py")]
    return sorted([*(file for file in found if "node_modules" not in file.parts), ROOT / "app.py"])


def measured() -> dict[str, int]:
    """Return the figures of the whole tree by name."""
    total: Counter[str] = Counter()
    for file in sources():
        text = file.read_text("utf-8")
        total["files"] += 1
        total["lines"] += text.count("\n")
        total.update(_kind(value) for value in _module_values(ast.parse(text)))
    total.pop("", None)
    return dict(total)


def allowed() -> dict[str, int]:
    """Return the most that each figure may be."""
    return tomllib.loads(ALLOWED.read_text("utf-8"))


def _module_values(tree: ast.Module) -> Iterator[ast.expr]:
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            yield statement.value


def _kind(value: ast.expr) -> str:
    called = value.func if isinstance(value, ast.Call) else None
    if isinstance(called, ast.Attribute) and called.attr == "compile":
        return "regular_expressions"
    if _is_number(value):
        return "constants"
    words = [n for n in ast.walk(value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    holds = any(isinstance(n, ast.List | ast.Set | ast.Tuple) for n in ast.walk(value))
    return "word_lists" if holds and len(words) >= FEWEST_WORDS else ""


def _is_number(value: ast.expr) -> bool:
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    numbers = [p.operand if isinstance(p, ast.UnaryOp) else p for p in parts]
    return bool(numbers) and all(
        isinstance(n, ast.Constant) and type(n.value) in (int, float) for n in numbers
    )


if __name__ == "__main__":
    limits = allowed()
    for name, value in measured().items():
        print(f"{name:20} {value:>7,}   at most {limits.get(name, 0):>7,}")  # noqa: T201
