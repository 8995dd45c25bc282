"""Noteloom beside other ways to search notes, each in a process of its own.

NOTELOOM_BENCH_NOTES and NOTELOOM_BENCH_QUESTIONS name other notes and labelled questions: JSON
lines with `question` and the right `lines`, each a number or `path:number`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.contenders import CONTENDERS, OURS
from tests.benchmarks.measuring import Figure

NOTES = os.environ.get("NOTELOOM_BENCH_NOTES", "data/notes")
OWN = Path(__file__).with_name("questions") / "sample.jsonl"
QUESTIONS = os.environ.get("NOTELOOM_BENCH_QUESTIONS", str(OWN))
PATIENCE_SECONDS = 240
"""What takes longer is left out, and said to be."""


def figures(lines: int) -> Iterator[Figure]:
    """Measure every contender that is installed; `lines` changes nothing here."""
    for name in (*OURS, *CONTENDERS):
        command = [sys.executable, "-m", "tests.benchmarks.contenders", name, NOTES, QUESTIONS]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
            )
        except subprocess.TimeoutExpired:
            yield Figure("others", name, "not measured", f"more than {PATIENCE_SECONDS} s")
            continue
        if done.returncode:
            why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            yield Figure("others", name, "not measured", why)
            continue
        yield _row(name, json.loads(done.stdout))


def _row(name: str, found: dict[str, Any]) -> Figure:
    places, count = found["places"], len(found["places"]) or 1
    first, three = (sum(0 < one <= most for one in places) / count for most in (1, 3))
    mrr = sum(1 / one for one in places if one) / count
    return Figure(
        "others", name,
        f"built in {found['build_seconds']:.1f} s, {found['question_ms']:.1f} ms a question (of "
        f"the processor), {found['megabytes']:.0f} MB",
        f"hit@1 {first:.3f}, hit@3 {three:.3f}, mrr {mrr:.3f} on {len(places)} questions",
    )  # fmt: skip
