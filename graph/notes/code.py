"""Cut a piece of code into parts that are short enough to cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.notes.outline import Block

MOST_LINES = 6
"""Lines of one part: what is cited must be read at a glance."""


def code_blocks(lines: Sequence[tuple[int, str]], depth: int) -> Iterator[Block]:
    """Yield the parts of the code in these lines: whole if short, else parted at blank lines."""
    for part in _parts(lines):
        start = part[0][0] + len(part[0][1]) - len(part[0][1].lstrip())
        end = part[-1][0] + len(part[-1][1].rstrip())
        plain = " ".join(line.strip() for _, line in part if line.strip())
        yield Block("code", start, end, " ".join(plain.split()), depth)


def _parts(lines: Sequence[tuple[int, str]]) -> Iterator[Sequence[tuple[int, str]]]:
    """Yield runs of at most MOST_LINES lines that neither begin nor end blank."""
    start, end = 0, len(lines)
    while start < end:
        if not lines[start][1].strip():
            start += 1
            continue
        cut = min(start + MOST_LINES, end)
        if cut < end:
            cut = _cut(lines, start, cut)
        last = cut
        while not lines[last - 1][1].strip():
            last -= 1
        yield lines[start:last]
        start = cut


def _cut(lines: Sequence[tuple[int, str]], start: int, full: int) -> int:
    """Return where the next part begins: at the last blank line that fits, else when full."""
    for place in range(full, start, -1):
        if not lines[place][1].strip():
            return place
    return full
