"""Whether a line is a task, and done: by its box, its first word, a line drawn through it."""

from __future__ import annotations

import re
from typing import Literal

from graph.records import Fact

TaskState = Literal["open", "done"]
OPEN_WORDS = ("TODO", "DOING", "NOW", "LATER", "WAITING")
DONE_WORDS = ("DONE", "CANCELED", "CANCELLED")
OPEN_BOXES = "[ ]", "[/]", "[>]", "[<]", "[!]", "[?]"
DONE_BOXES = "[x]", "[X]", "[-]"
"""The signs that programs of notes agree on; other signs in a box mark no task."""
SIGNS = (*OPEN_BOXES, *DONE_BOXES, *OPEN_WORDS, *DONE_WORDS, "~~")
"""What stands in every note that has a task."""
_BOX = re.compile(r"\[[ xX/<>!?-]\](?=\s*$)")
_WORD = re.compile(rf"({'|'.join(OPEN_WORDS + DONE_WORDS)})\b:?\s*")
_STATE = re.compile(rf"^\*+ +({'|'.join(OPEN_WORDS + DONE_WORDS)}) +(?:\[#\w\] +)?$", re.MULTILINE)
"""How a headline of org-mode begins that is a task."""
_STRUCK = re.compile(r"~~.+~~", re.DOTALL)
_LONGEST_STATE = 40
"""Characters before a headline's words in which its stars and its state stand."""
_LONGEST_BOX = 12
"""Characters before a fact in which its box stands, with the blanks after it."""


def task_state(fact: Fact, note: str) -> TaskState | None:
    """Return whether a fact of a note's text is an open task or a done one; None if it is none."""
    start = fact.span.start
    box = _BOX.search(note, max(0, start - _LONGEST_BOX), start)
    if box is not None:
        return "done" if box[0] in DONE_BOXES else "open"
    state = _STATE.search(note, max(0, start - _LONGEST_STATE), start)
    word = _WORD.match(fact.plain)
    if state is None and word is not None and word.end() < len(fact.plain):
        state = word
    if state is not None:
        return "done" if state[1] in DONE_WORDS else "open"
    return "done" if _STRUCK.fullmatch(fact.text) else None
