"""A measured figure, and how time and memory are taken."""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, how much it was, and what it stands beside."""

    part: str
    what: str
    value: str
    beside: str = ""


class Clock:
    """Seconds, once the block that it was opened with is over; `processor` without waiting."""

    seconds = 0.0
    processor = 0.0


@contextmanager
def clock() -> Iterator[Clock]:
    """Measure the time of a block."""
    taken, start, worked = Clock(), time.perf_counter(), time.process_time()
    yield taken
    taken.seconds, taken.processor = time.perf_counter() - start, time.process_time() - worked


def milliseconds(
    call: Callable[[T], object], subjects: Iterable[T], *, processor: bool = False
) -> list[float]:
    """Return how long `call` took on each subject, shortest first; or the processor's time."""
    taken = []
    for subject in subjects:
        with clock() as one:
            call(subject)
        taken.append((one.processor if processor else one.seconds) * 1e3)
    return sorted(taken)


def spread_of(taken: list[float]) -> str:
    """Return the median and the 95th percentile of sorted times in words."""
    last = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
    return f"{statistics.median(taken):.1f} ms at the median, {last:.1f} ms at the 95th percentile"


def peak_megabytes() -> float:
    """Return the most memory that this process has held.

    Where Linux tells it, of this program alone: what `getrusage` tells goes on from the process
    that started it, were it the larger one.
    """
    status = Path("/proc/self/status")
    if status.is_file() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def in_new_process(code: str, *arguments: str) -> str:
    """Run `code` in a fresh interpreter and return what it wrote."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
