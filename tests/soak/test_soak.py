"""The long tests for a few seconds, so that they themselves stay right."""

from pathlib import Path

import pytest

from tests.soak.crashes import compiled, run
from tests.soak.readers import read_and_write


def test_builds_that_die_or_fail_at_random_leave_the_old_notes_or_the_new(tmp_path: Path):
    library = compiled(tmp_path)
    if library is None:
        pytest.skip("needs Linux and a C compiler")
    done = run(library, tmp_path, times=12, seed=5)
    assert done.returncode == 0, done.stdout + done.stderr


def test_readers_beside_a_writer_see_whole_generations(tmp_path: Path):
    found = read_and_write(tmp_path, seconds=5, processes=1)
    assert found.wrong == []
    assert found.answers
    assert found.generations
