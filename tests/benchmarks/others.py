"""Noteloom beside other ways to search notes, each in a process of its own.

NOTELOOM_BENCH_NOTES and NOTELOOM_BENCH_QUESTIONS name other notes and labelled questions: JSON
lines with `question` and the right `lines`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.contenders import CONTENDERS, OURS
from tests.benchmarks.measuring import Figure

NOTES = os.environ.get("NOTELOOM_BENCH_NOTES", "data/notes")
QUESTIONS = os.environ.get("NOTELOOM_BENCH_QUESTIONS", str(Path(__file__).with_name("asked.jsonl")))


def figures(lines: int) -> Iterator[Figure]:
    """Measure every contender that is installed; `lines` changes nothing here."""
    for name in (OURS, *CONTENDERS):
        command = [sys.executable, "-m", "tests.benchmarks.contenders", name, NOTES, QUESTIONS]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            yield Figure("others", name, "not measured", why)
            continue
        yield _row(name, json.loads(done.stdout))


def _row(name: str, found: dict[str, float | None]) -> Figure:
    right = [
        f"{found[key]:.0%} {words}"
        for key, words in (("first", "right first"), ("among_five", "in the first five"))
        if found[key] is not None
    ]
    return Figure(
        "others", name,
        f"built in {found['build_seconds']:.1f} s, {found['question_ms']:.1f} ms a question, "
        f"{found['megabytes']:.0f} MB", ", ".join(right),
    )  # fmt: skip
