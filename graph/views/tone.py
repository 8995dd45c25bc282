"""The tone of an answer, the same on the page and in the terminal: sure, or only the nearest."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.records import Answer

NEAREST = "The nearest your notes say:"
NOT_COMPARED = "Your notes may not compare them directly:"
_VERDICT = re.compile(r"^(?:Yes|No)\b\W*")


def hedge_of(answer: Answer) -> str:
    """Return what stands before an answer that is not sure; words that were quoted are there."""
    if answer.sure or answer.intent == "exact":
        return ""
    return NOT_COMPARED if answer.intent == "compare" else NEAREST


def in_tone(answer: Answer) -> Answer:
    """Return an answer as a reader sees it: without verdict and value where it is not sure."""
    if not answer.answered or not hedge_of(answer):
        return answer
    text = _VERDICT.sub("", answer.text) if answer.intent == "yesno" else answer.text
    return replace(answer, text=text, value="")
