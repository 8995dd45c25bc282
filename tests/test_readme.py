"""What the README shows is what the tool prints."""

import re
import shlex
from pathlib import Path

import pytest

from graph.cli import main
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.terminal.arguments import parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ noteloom ([^\n]+)\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    knowledge = Knowledge(Settings(index=folder))
    knowledge.build([ROOT / "data" / "notes"])
    return folder


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_a_command_of_the_readme_prints_what_it_shows(
    sample: Path, capsys: pytest.CaptureFixture[str], command: str, output: str
):
    main([*shlex.split(command), "--index", str(sample)])
    printed = capsys.readouterr().out
    for part in output.split("…\n"):
        assert part in printed


def test_every_command_has_a_heading():
    (commands,) = (a for a in parser()._actions if a.dest == "command")
    headings = {
        name
        for line in re.findall(r"^### (.+)$", README, re.MULTILINE)
        for name in line.split(", ")
    }
    assert set(commands.choices) <= headings


def test_every_part_that_it_maps_is_there():
    named = re.findall(r"`((?:graph|embeddings|app|docs|data)[\w./-]*)`", README)
    paths = [name for name in named if "/" in name or name.endswith(".py")]
    assert paths
    assert all((ROOT / name).exists() for name in paths)
