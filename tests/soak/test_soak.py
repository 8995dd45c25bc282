"""The long tests for a few seconds, so that they themselves stay right."""

from pathlib import Path

import pytest

from tests.soak.crashes import compiled, run
from tests.soak.mutants import ROOT, mutants
from tests.soak.readers import read_and_write
from tests.soak.sessions import visit


def test_builds_that_die_or_fail_at_random_leave_the_old_notes_or_the_new(tmp_path: Path):
    library = compiled(tmp_path)
    if library is None:
        pytest.skip("needs Linux and a C compiler")
    done = run(library, tmp_path, times=6, seed=5)
    assert done.returncode == 0, done.stdout + done.stderr


def test_readers_beside_a_writer_see_whole_generations(tmp_path: Path):
    found = read_and_write(tmp_path, seconds=5, processes=1)
    assert found.wrong == []
    assert found.answers
    assert found.generations


def test_sessions_of_the_page_are_drawn_side_by_side(tmp_path: Path):
    found = visit(tmp_path, seconds=3, sessions=3)
    assert found.wrong == []
    assert found.pages >= 3
    assert found.memory


def test_every_change_that_is_tried_is_a_program():
    file = ROOT / "graph" / "routes.py"
    changed = [one.source() for one in mutants(file)]
    assert len(set(changed)) == len(changed) > 50
    assert file.read_bytes() not in changed
    for one in changed:
        compile(one, str(file), "exec")
