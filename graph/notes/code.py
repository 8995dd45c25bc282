"""Cut a piece of code into parts that are short enough to cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.notes.outline import Block

MOST_LINES = 6
"""Lines of one part: what is cited must be read at a glance."""


def code_blocks(lines: Sequence[tuple[int, str]], depth: int) -> Iterator[Block]:
    """Yield the parts of the code in these lines: whole if short, else parted at blank lines."""
    for part in _parts(list(lines)):
        start = part[0][0] + len(part[0][1]) - len(part[0][1].lstrip())
        end = part[-1][0] + len(part[-1][1].rstrip())
        plain = " ".join(line.strip() for _, line in part if line.strip())
        yield Block("code", start, end, " ".join(plain.split()), depth)


def _parts(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield runs of at most MOST_LINES lines that neither begin nor end blank."""
    while lines and not lines[0][1].strip():
        lines = lines[1:]
    while lines and not lines[-1][1].strip():
        lines = lines[:-1]
    if len(lines) <= MOST_LINES:
        if lines:
            yield lines
        return
    cut = _cut(lines)
    yield from _parts(lines[:cut])
    yield from _parts(lines[cut:])


def _cut(lines: Sequence[tuple[int, str]]) -> int:
    """Return where the next part begins: after the last blank line that fits, else when full."""
    for place in range(min(MOST_LINES, len(lines) - 1), 0, -1):
        if not lines[place][1].strip():
            return place
    return MOST_LINES
