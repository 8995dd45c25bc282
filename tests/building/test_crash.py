"""Real processes that are killed, and real ones that get in each other's way."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from embeddings import HashEncoder
from graph.building import BuildRequest
from graph.building import build as building
from graph.building.build import locked
from graph.errors import NoteloomError
from graph.knowledge import Knowledge
from graph.settings import Settings

SLOW_BUILD = """
import sys, time
from pathlib import Path
from embeddings import HashEncoder
from graph.building import BuildRequest, build, embedding
embedding.ENCODE_AT_ONCE = 20
class Slow(HashEncoder):
    def encode(self, texts):
        print("encoding", flush=True)
        time.sleep(0.02)
        return super().encode(texts)
build(BuildRequest([Path(sys.argv[1])], Path(sys.argv[2]), Slow()), on_progress=lambda *_: None)
print("done", flush=True)
"""


def _write(notes: Path, version: int, count: int = 12) -> None:
    notes.mkdir(exist_ok=True)
    for number in range(count):
        lines = [f"- Fact {line} of note {number}, version {version}" for line in range(15)]
        (notes / f"{number}.md").write_text(f"# Note {number}\n\n" + "\n".join(lines) + "\n")


def _building(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SLOW_BUILD, str(root / "notes"), str(root / "index")]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _versions(root: Path) -> set[str]:
    knowledge = Knowledge(Settings(index=root / "index", encoder="hash"))
    found = {fact.plain.rpartition(" ")[2] for fact in knowledge.index.all_facts()}
    assert len(knowledge.index.vectors) == knowledge.stats().facts
    knowledge.close()
    return found


def test_a_build_that_is_killed_leaves_the_last_good_index(tmp_path: Path):
    chance = random.Random(4)
    _write(tmp_path / "notes", 0)
    _building(tmp_path).communicate()
    for version in range(1, 3):
        _write(tmp_path / "notes", version)
        process = _building(tmp_path)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 9)):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert _versions(tmp_path) == {"0"}
    _building(tmp_path).communicate()
    assert _versions(tmp_path) == {"2"}


def test_a_build_goes_on_where_a_killed_one_stopped(tmp_path: Path):
    _write(tmp_path / "notes", 0)
    process = _building(tmp_path)
    assert process.stdout is not None
    for _ in range(6):  # the sixth begins when five are kept
        process.stdout.readline()
    process.kill()
    process.communicate()
    knowledge = Knowledge(Settings(index=tmp_path / "index", encoder="hash"))
    resumed = knowledge.build([tmp_path / "notes"])
    knowledge.close()
    whole = Knowledge(Settings(index=tmp_path / "other", encoder="hash"))
    assert resumed.embedded <= whole.build([tmp_path / "notes"]).embedded - 5 * 20
    whole.close()


def test_a_second_build_says_that_one_is_running(tmp_path: Path):
    _write(tmp_path / "notes", 0, 1)
    order = BuildRequest([tmp_path / "notes"], tmp_path / "index", HashEncoder())
    with locked(tmp_path / "index", wait=0), pytest.raises(NoteloomError, match="another build"):
        building(order, on_progress=lambda *_: None)
    building(order, on_progress=lambda *_: None)


def test_two_processes_that_build_at_once_leave_one_whole_index(tmp_path: Path):
    _write(tmp_path / "notes", 3)
    both = [_building(tmp_path), _building(tmp_path)]
    for process in both:
        process.communicate()
    assert 0 in [process.returncode for process in both]
    assert _versions(tmp_path) == {"3"}
