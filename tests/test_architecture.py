"""The shape of the code: imports point one way, heavy libraries stay out of the quick commands."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.ledger import allowed, measured

ROOT = Path(__file__).parent.parent
LAYERS = [
    "embeddings",
    "graph.records",
    "graph.errors",
    "graph.settings",
    "graph.writing",
    "graph.gc_pause",
    "graph.language",
    "graph.dates",
    "graph.notes",
    "graph.concepts",
    "graph.relations",
    "graph.network",
    "graph.routes",
    "graph.storage",
    "graph.freshness",
    "graph.collections",
    "graph.inputs",
    "graph.gaps",
    "graph.exploring",
    "graph.naming",
    "graph.checking",
    "graph.sampling",
    "graph.question",
    "graph.answers",
    "graph.building",
    "graph.views",
    "graph.knowledge",
    "graph.servers",
    "graph.terminal",
    "graph.screen",
    "graph.cli",
    "app",
]
"""From the bottom up: a module imports only from its own layer and from those before it."""
HEAVY = {
    "torch",
    "sentence_transformers",
    "transformers",
    "streamlit",
    "pandas",
    "networkx",
    "scipy",
}


def layer_of(module: str) -> int | None:
    found = [n for n, layer in enumerate(LAYERS) if f"{module}.".startswith(f"{layer}.")]
    return found[0] if found else None


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "graph":
            found |= {f"graph.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


SOURCES = sorted(
    file
    for place in ("graph", "embeddings")
    for file in (ROOT / place).rglob("*.py")
    if "node_modules" not in file.parts
)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_layers_below(file: Path):
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    own = layer_of(module)
    assert own is not None or module == "graph", f"{module} is in no layer"
    for imported in imports_of(file):
        other = layer_of(imported)
        assert other is None or own is None or other <= own, f"{module} imports {imported}"


def test_the_house_grows_only_with_a_line_that_says_why():
    most = allowed()
    assert {name: value for name, value in measured().items() if value > most[name]} == {}


@pytest.mark.parametrize(
    "statement",
    ["import graph.cli, graph.terminal.arguments as a; a.parser()", "import graph.knowledge"],
)
def test_a_quick_command_imports_no_heavy_library(statement: str):
    code = f"{statement}; import sys; print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
