"""The list of questions without an answer survives a crash, many at once and a full disk."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph import gaps
from graph.gaps import drop_gap, keep_gap, kept_gaps


def test_half_a_line_is_passed_over_and_the_next_question_is_kept(tmp_path: Path):
    (tmp_path / gaps.FILE).write_bytes(b'{"question": "why?"}\n[1]\n{"questi\xff')
    keep_gap("when?", tmp_path)
    assert kept_gaps(tmp_path) == ["why?", "when?"]


def test_questions_kept_and_dropped_at_once_are_none_lost(tmp_path: Path):
    for number in range(10):
        keep_gap(f"old {number}?", tmp_path)
    with ThreadPoolExecutor(8) as threads:
        for number in range(10):
            threads.submit(keep_gap, f"new {number}?", tmp_path)
            threads.submit(drop_gap, f"old {number}?", tmp_path)
    assert sorted(kept_gaps(tmp_path)) == [f"new {number}?" for number in range(10)]


def test_a_disk_that_takes_nothing_is_told_and_fails_no_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    (tmp_path / f"{gaps.FILE}.lock").mkdir()
    keep_gap("why?", tmp_path)
    assert "not kept" in caplog.text
