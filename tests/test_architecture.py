"""The shape of the code: imports point one way, heavy libraries stay out of the quick commands."""

import ast
import subprocess
import sys
from pathlib import Path

import networkx as nx
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


CIRCLES = (
    {"graph.concepts.lexicon", "graph.concepts.linking", "graph.concepts.matching"},
    {"graph.answers.definition_similarity", "graph.answers.retrieval_context"},
    {"embeddings.approximate", "embeddings.faiss_stores", "embeddings.milvus", "embeddings.recall",
     "embeddings.stores"},
    {*(f"embeddings.{name}" for name in (
        "distributed", "encoders", "ensemble", "export", "hash_encoder", "onnx_encoder",
        "openvino_encoder", "reference", "score_scaling",
    ))},
)  # fmt: skip
"""Files that import each other, though only for types or inside functions: no more may."""


def arrows(file: Path, modules: set[str], *, every: bool) -> set[str]:
    """Return the files that one imports: at its top, or with every late one and those for types."""
    tree, found = ast.parse(file.read_text()), set()
    for node in ast.walk(tree) if every else tree.body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner if inner <= modules else inner | {node.module}
    return found & modules


@pytest.mark.parametrize("every", [False, True])
def test_no_two_files_import_each_other(every: bool):
    files = {".".join(f.relative_to(ROOT).with_suffix("").parts): f for f in SOURCES}
    modules = {name.removesuffix(".__init__"): file for name, file in files.items()}
    drawn = nx.DiGraph()
    for name, file in modules.items():
        drawn.add_edges_from((name, one) for one in arrows(file, set(modules), every=every))
    drawn.remove_edges_from(list(nx.selfloop_edges(drawn)))
    circles = [one for one in nx.strongly_connected_components(drawn) if len(one) > 1]
    known = CIRCLES if every else ()
    assert [one for one in circles if not any(one <= circle for circle in known)] == []


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


def test_asking_imports_neither_what_reads_notes_nor_what_learns_from_them():
    builders = {"graph.notes.formats", "graph.concepts.learning", "graph.relations", "numpy.ma"}
    code = "import sys, graph.cli, graph.knowledge, graph.answers.answering"
    code += f"; print(*sorted({builders!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
