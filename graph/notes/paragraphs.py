"""Part a paragraph of plain text into what its lines state, each for itself or together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.notes.parser_state import BARE_LEVEL, FactDraft, Line

NARROWEST = 40
"""Columns: a shorter line is no part of wrapped text, even if the next begins in lower case."""
FULL = 66
"""Columns: only a line so long can have had no room for a next word that may begin a sentence."""
WIDEST = 82
"""Columns: who breaks lines by hand breaks them before that."""
TOP_WORDS = 4
"""Words in the longest first line that may head the lines right under it."""
LABELLED = re.compile(r"[\w(][\w/&'().-]*(?: [\w/&'().-]+){0,2}:[ \t]+\S")
"""A line that begins with what it gives: "price: 3 €"."""
LEAST_RECORD = 3
"""Lines of a record, its name among them."""
LEAST_BROKEN = 2
"""Lines that were surely ended on purpose from which on all others were."""
BRACKETED = re.compile(r"\[[^\[\]]{2,60}\]")
"""A line that names what is under it as files of settings do: "[printers]"."""
_NOTE = re.compile(r" \([^()]*\)")
"""What stands in brackets behind a heading and may be in small letters."""
SHORTEST_CAPITALS = 4
"""Letters: a line all in capitals is a heading, unless it is only an abbreviation."""


def label_of(draft: FactDraft) -> str:
    """Return the label that the first line of a paragraph bears, if that is as long as a record."""
    labelled = len(draft.lines) >= LEAST_RECORD and LABELLED.match(draft.lines[0].text)
    return draft.lines[0].text.partition(":")[0].lower() if labelled else ""


def parted(draft: FactDraft, *, is_record: bool = False) -> Iterator[FactDraft]:
    """Yield the parts of a paragraph, after a heading if its first line is one.

    Lines that were broken because they were full belong together. A first line with a colon at
    its end leads the others, and so does that of a record: "name: Ana", "name: Tom", ...
    """
    parts = list(_statements(draft))
    first = parts[0].lines
    if len(first) == 1 and len(parts) > 1 and not draft.depth and draft.after_blank:
        if is_top(first[0].text, parts[1].lines[-1].text):
            parts[0].role, parts[0].level = "heading", BARE_LEVEL
        elif is_record:
            parts[:1] = [replace(parts[0], role="bullet", depth=1, bare=True)]
            parts[1:] = [replace(one, role="bullet", depth=2, bare=True) for one in parts[1:]]
        elif first[0].text.endswith(":"):
            parts[1:] = [replace(one, role="bullet", depth=1, bare=True) for one in parts[1:]]
    yield from parts


def is_full(above: Line, below: Line, width: float) -> bool:
    """Tell whether a line was broken for want of room, where others are up to `width` columns."""
    end = above.column + len(above.text)
    filled = end + 1 + len(below.text.split(None, 1)[0])
    return filled > max(width, FULL) and end <= WIDEST


def _statements(draft: FactDraft) -> Iterator[FactDraft]:
    width = max(len(line.text) for line in draft.lines)
    small, broken = _begins_small(draft), _is_broken(draft, width)
    labelled = [LABELLED.match(line.text) is not None for line in draft.lines]
    listed = sum(labelled) > 1
    run: list[Line] = []
    for line, has_label in zip(draft.lines, labelled, strict=True):
        begins = (listed and has_label) or (run and BRACKETED.fullmatch(run[-1].text))
        if run and (
            begins
            or not _is_wrapped(run[-1], line, width, small=small)
            or (broken and not _goes_on(run[-1], line, width))
        ):
            yield replace(draft, lines=run)
            run = []
        run.append(line)
    yield replace(draft, lines=run)


def _begins_small(draft: FactDraft) -> bool:
    """Tell whether statements begin in lower case here: what does so goes on with nothing then."""
    ended = (
        below
        for above, below in pairwise(draft.lines)
        if above.text[-1] in ".!?" or BRACKETED.fullmatch(above.text)
    )
    return any(line.text[0].islower() for line in (draft.lines[0], *ended))


def _is_broken(draft: FactDraft, width: int) -> bool:
    """Tell whether lines are broken on purpose here: a list that bears no marks.

    So they are where again and again one that was not over, and not full, is followed by a capital
    or a number.
    """
    meant = (
        above.text[-1] not in ".!?:,;" and not below.text[0].islower() and below.text[0].isalnum()
        and not is_full(above, below, width)
        for above, below in pairwise(draft.lines)
    )  # fmt: skip
    return sum(meant) >= LEAST_BROKEN


def _goes_on(above: Line, below: Line, width: int) -> bool:
    """Tell whether a line goes on with the one above it, in a list that bears no marks."""
    return below.text[0].islower() and (above.text[-1] in ",;" or is_full(above, below, width))


def _is_wrapped(above: Line, below: Line, width: int, *, small: bool) -> bool:
    """Tell whether `below` goes on with `above`: its first word had no room there."""
    if below.text.startswith(("http://", "https://")):
        return False
    if small and above.text[-1] not in ",;":
        return is_full(above, below, width)
    filled = len(above.text) + 1 + len(below.text.split(None, 1)[0])
    if below.text[0].islower() and "://" not in below.text[:10]:
        return above.text[-1] not in ".!?:" and filled > NARROWEST
    return filled > width and filled > FULL


def is_top(text: str, below: str) -> bool:
    """Tell whether the first line of a paragraph heads it, for its look and what is below."""
    if BRACKETED.fullmatch(text):
        return True
    if text[-1] in ".!?;:," or "://" in text or len(text.split()) > TOP_WORDS:
        return False
    if _NOTE.sub("", text).isupper() and sum(map(str.isalpha, text)) >= SHORTEST_CAPITALS:
        return True
    sentence = below[-1] in ".!?" and len(below.split()) > TOP_WORDS
    record = LABELLED.match(below) is not None and LABELLED.match(text) is None
    led = record or below.startswith(("http://", "https://"))
    return text[0].isupper() and (led or sentence)
