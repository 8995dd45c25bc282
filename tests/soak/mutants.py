"""Change one thing in the program and see whether a test of its module notices.

`python -m tests.soak.mutants [NUMBER [SEED [PART ...]]]` draws so many changes of each of PARTS
and tries each in a process of its own: a comparison turned round, a constant raised, a condition
negated, a call left out. What no test notices is marked MISSED, to be looked at by a person.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PARTS = {
    "linking": (["graph/concepts/*.py"], ["tests/concepts"]),
    "relations": (["graph/relations/*.py"], ["tests/relations"]),
    "ranking": (
        ["graph/answers/rank*.py", "graph/answers/retriev*.py", "graph/answers/exact_match.py"],
        [f"tests/answers/test_{name}.py" for name in ("ranking", "verbatim", "chain", "answers")],
    ),
    "storage": (["graph/storage/*.py"], ["tests/storage", "tests/building/test_crash.py"]),
}
NUMBER, SEED = 15, 1
PATIENCE = 600
"""Seconds after which a change counts as noticed: the tests do not end any more."""
TURNED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
    ast.And: "or", ast.Or: "and", ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One stretch of one file, and what stands there instead."""

    file: Path
    start: int
    end: int
    instead: str
    line: int

    @property
    def module(self) -> str:
        """Return the name by which the file is imported."""
        parts = self.file.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts).removesuffix(".__init__")

    def source(self) -> bytes:
        """Return the file with the change made."""
        text = self.file.read_bytes()
        return text[: self.start] + self.instead.encode() + text[self.end :]

    def __str__(self) -> str:
        was = self.file.read_bytes()[self.start : self.end].decode()
        return f"{self.file.relative_to(ROOT)}:{self.line}: {was} -> {self.instead}"


def mutants(file: Path) -> Iterator[Mutant]:
    """Yield every change of a file that is tried."""
    source = file.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    for node in ast.walk(ast.parse(source)):
        for where, instead in _changes(node):
            start = starts[where.lineno - 1] + where.col_offset
            end = starts[(where.end_lineno or 0) - 1] + (where.end_col_offset or 0)
            yield Mutant(file, start, end, instead, where.lineno)


def _changes(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Yield what of a node may be changed, and into what."""
    said = ast.unparse
    match node:
        case ast.Compare(left, [operator], [right]):
            yield node, f"(({said(left)}) {TURNED[type(operator)]} ({said(right)}))"
        case ast.BoolOp(operator, values):
            yield node, f"({f' {TURNED[type(operator)]} '.join(f'({said(v)})' for v in values)})"
        case ast.BinOp(left, operator, right) if type(operator) in TURNED:
            yield node, f"(({said(left)}) {TURNED[type(operator)]} ({said(right)}))"
        case ast.If(test) | ast.IfExp(test):
            yield test, f"(not ({said(test)}))"
        case ast.Constant(value) if type(value) in (int, float):
            yield node, str(value * 2 or 1)
        case ast.Expr(ast.Call() as call):
            yield call, "None"


class _Changed(importlib.machinery.SourceFileLoader):
    """Loads a file with a change made."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, str(mutant.file))
        self._mutant = mutant

    def get_code(self, _: str) -> CodeType:
        return compile(self._mutant.source(), self.path, "exec")


class _Instead(importlib.abc.MetaPathFinder):
    """Has one module loaded with a change made."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._mutant.module:
            return None
        loader = _Changed(self._mutant)
        return importlib.util.spec_from_file_location(name, self._mutant.file, loader=loader)


def is_noticed(mutant: Mutant, tests: list[str]) -> bool:
    """Run the tests in a child in which the change is made; tell whether one fails."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        sys.meta_path.insert(0, _Instead(mutant))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        options = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not browser"]
        os._exit(int(pytest.main([*options, *tests])))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.2)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def main() -> int:
    """Try the changes; return how many no test noticed."""
    number, seed = ([int(one) for one in sys.argv[1:3]] + [NUMBER, SEED][len(sys.argv) - 1 :])[:2]
    for heavy in ("faiss", "networkx", "numpy"):
        importlib.import_module(heavy)  # once for all children; nothing of ours
    parts = sys.argv[3:] or list(PARTS)
    missed = [one for part in parts for one in _missed(part, number, seed)]
    sys.stdout.write(f"{number * len(parts)} changes, {len(missed)} not noticed\n")
    return len(missed)


def _missed(part: str, number: int, seed: int) -> Iterator[Mutant]:
    """Try so many changes of a part, and yield those that its tests do not notice."""
    patterns, tests = PARTS[part]
    files = sorted(file for pattern in patterns for file in ROOT.glob(pattern))
    every = [one for file in files for one in mutants(file)]
    unchanged = Mutant(files[0], 0, 0, "", 1)
    if is_noticed(unchanged, tests):
        raise SystemExit(f"the tests of {part} fail as they are")
    for mutant in random.Random(seed).sample(every, number):
        begun, noticed = time.monotonic(), is_noticed(mutant, tests)
        word = "noticed" if noticed else "MISSED"
        sys.stdout.write(f"{part} {word} {mutant} ({time.monotonic() - begun:.0f} s)\n")
        sys.stdout.flush()
        if not noticed:
            yield mutant


if __name__ == "__main__":
    sys.exit(bool(main()))
