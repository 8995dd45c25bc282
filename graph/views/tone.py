"""The tone of an answer, the same on the page and in the terminal: sure, or only the nearest."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.records import Answer

NEAREST = "The nearest your notes say:"
_VERDICT = re.compile(r"^(?:Yes|No)\b\W*")


def in_tone(answer: Answer) -> Answer:
    """Return an answer as a reader sees it: without verdict and value where it is not sure."""
    if answer.sure or not answer.answered:
        return answer
    text = _VERDICT.sub("", answer.text) if answer.intent == "yesno" else answer.text
    return replace(answer, text=text, value="")
