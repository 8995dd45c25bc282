"""Run the long tests, bounded: `python -m tests.soak [SECONDS]`, ten minutes if nothing is said."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.soak.crashes import compiled, run
from tests.soak.readers import read_and_write
from tests.soak.sessions import SESSIONS, visit

SECONDS = 600
BUILDS_AT_ONCE = 50
PROCESSES = 4
MOST_GROWTH = 20.0
"""MB by which the page's server may grow once it is warm."""


def main() -> int:
    """Spend a third of the time on crashes, readers and sessions each; return what went wrong."""
    share = (float(sys.argv[1]) if sys.argv[1:] else SECONDS) / 3
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        return _crashes(root, share) + _readers(root, share) + _sessions(root, share)


def _crashes(root: Path, seconds: float) -> int:
    library, end, seed, wrong = compiled(root), time.monotonic() + seconds, 0, 0
    if library is None:
        _tell("crashes: not tried, they need Linux and a C compiler")
        return 0
    while time.monotonic() < end:
        seed += 1
        done = run(library, root / f"crashes{seed}", times=BUILDS_AT_ONCE, seed=seed)
        _tell(f"crashes, seed {seed}\n{done.stdout}{done.stderr}")
        wrong += done.returncode != 0
    return wrong


def _readers(root: Path, seconds: float) -> int:
    found = read_and_write(root / "readers", seconds=seconds, processes=PROCESSES)
    _tell(
        f"readers: {found.answers} answers of {found.generations} generations, "
        f"{found.longest * 1000:.0f} ms at most to see one, {len(found.wrong)} wrong"
    )
    _tell(*dict.fromkeys(found.wrong))
    return len(found.wrong)


def _sessions(root: Path, seconds: float) -> int:
    found = visit(root / "sessions", seconds=seconds)
    grown = found.growth > MOST_GROWTH
    _tell(
        f"sessions: {found.pages} pages in {SESSIONS} at once, {found.slowest:.1f} s at most, "
        f"{found.memory[-1]:.0f} MB, {found.growth:+.1f} since warm, {len(found.wrong)} wrong"
    )
    _tell(*dict.fromkeys(found.wrong))
    return len(found.wrong) + grown


def _tell(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(bool(main()))
