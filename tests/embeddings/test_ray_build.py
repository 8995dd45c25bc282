import subprocess
import sys
from pathlib import Path

import pytest

from graph.knowledge import Knowledge
from graph.settings import LOCAL, Settings
from graph.terminal.arguments import parser


def test_a_cluster_is_named_on_the_command_line():
    assert parser().parse_args(["build", "--ray", "ray://host:10001"]).ray == "ray://host:10001"


def test_a_build_on_a_cluster_is_the_build_of_one_machine(tmp_path: Path):
    pytest.importorskip("ray", reason="pip install ray")
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("# Queues\n\n- A queue keeps messages for 4 days\n- It is cheap\n")
    build = [sys.executable, "-c", "from graph.cli import main; main()", "build", str(notes)]
    build += ["--encoder", "hash"]
    for name, more in (("one", []), ("many", ["--ray", LOCAL])):
        subprocess.run([*build, "--index", str(tmp_path / name), *more], check=True)
    one, many = (Knowledge(Settings(tmp_path / name)) for name in ("one", "many"))
    assert one.index.about_build["encoder"] == many.index.about_build["encoder"] == "hash"
    exported = []
    for knowledge, name in ((one, "one.json"), (many, "many.json")):
        knowledge.export(tmp_path / name, format="json")
        exported.append((tmp_path / name).read_text())
        assert knowledge.search("how long does a queue keep messages?")
    assert exported[0] == exported[1]
