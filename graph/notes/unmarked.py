"""Paragraphs of Markdown that whoever wrote them means as an outline, read as plain text is.

Markdown knows neither the signs "3.1)", "a)", "[ ]" and "Q:" nor lists by indentation alone, and
runs such lines together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.notes import plain_text
from graph.notes.outline import Block, headed
from graph.notes.paragraphs import is_top
from graph.notes.plain_text import SHORTEST_WRAPPED
from graph.notes.runs import is_listed

INDENT = 2
"""Columns further in than the first line, from which on a line stands under it."""
_SIGNED = re.compile(
    r"[ \t]*(?:\d{1,2}(?:\.\d{1,2})*\)|\(?[a-z]\)|\[[ xX]\]|\*{0,2}[QA]:\*{0,2})[ \t]+\S"
)
"""A line of a list with a sign that Markdown does not know: "3.1)", "a)", "[ ]", "Q:"."""


def is_outline(content: str, *, nested: bool) -> bool:
    """Tell whether the lines of a paragraph are an outline.

    Signs make them one, and in a paragraph that is not `nested` in a list indentation, or a first
    line that heads the others.
    """
    if "\n" not in content or "::" in content:
        return False
    first, *others = content.split("\n")
    if sum(map(_is_signed, (first, *others))) > 1:
        return True
    if nested or first[:1].isspace() or is_listed(content):
        return False
    indented = any(line[:INDENT].isspace() and len(line) > INDENT for line in others)
    return (indented and len(first) < SHORTEST_WRAPPED) or is_top(first, others[-1])


def outline_blocks(
    lines: Sequence[tuple[int, str]], *, depth: int, fresh: bool, group: int
) -> list[Block]:
    """Return the blocks of a paragraph's lines, each given with its place in the note.

    `depth` is in how many bullets the paragraph stands, `fresh` whether it begins the last of them.
    """
    bare = not _is_signed(lines[0][1])
    ends = [line.ljust(after - start - 1) for (start, line), (after, _) in pairwise(lines)]
    inner = plain_text.blocks("\n".join([*ends, lines[-1][1]]))
    if not inner:
        return []
    is_headed = inner[0].role == "heading"
    base, under = lines[0][0], depth - (fresh or (bare and inner[0].role == "bullet"))
    found = [_moved(inner[0], base, under=under, group=group, is_headed=False)]
    found += [_moved(one, base, under=under, group=group, is_headed=is_headed) for one in inner[1:]]
    return list(_leading(found))


def _is_signed(line: str) -> bool:
    return _SIGNED.match(line) is not None


def _moved(block: Block, base: int, *, under: int, group: int, is_headed: bool) -> Block:
    """Return a block in places of the note, `under` bullets deeper, or one more below a heading."""
    own = 0 if block.role == "heading" else block.depth
    depth = max(0, under + max(own, is_headed))
    return replace(
        block,
        role="bullet" if depth and (is_headed or block.role == "bullet") else "text",
        start=base + block.start,
        end=base + block.end,
        depth=depth,
        group=group,
        seams=tuple((plain, base + at) for plain, at in block.seams),
    )


def _leading(found: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, those which others stand under marked as headings where none has a sign."""
    for block, below in zip(found, (*found[1:], None), strict=True):
        leads = below is not None and block.role == "text" and below.depth > block.depth
        yield headed(block) if leads else block
