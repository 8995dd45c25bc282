"""Measure Noteloom on this machine: `python -m tests.benchmarks --lines 100000`.

Prints a table in Markdown; each figure stands beside what it is to be compared with.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

PARTS = (
    "encoding", "storing", "wording", "walking", "reading", "relating", "building", "updating",
    "finding", "others", "scaling", "screen", "picturing",
)  # fmt: skip
LINES = 10_000


def main() -> None:
    """Measure the parts that were asked for and write each figure as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--lines", type=int, default=LINES, help=f"made-up lines ({LINES:,})")
    asked = parser.parse_args()
    sys.stdout.write("| part | what | here | beside |\n|---|---|---|---|\n")
    for name in asked.parts:
        for figure in import_module(f"tests.benchmarks.{name}").figures(asked.lines):
            sys.stdout.write(
                f"| {figure.part} | {figure.what} | {figure.value} | {figure.beside} |\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
