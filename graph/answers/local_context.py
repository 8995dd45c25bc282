"""Whether a line answers at all: one that only asks or wishes is near in words, and does not."""

from __future__ import annotations

import re
from functools import lru_cache

_ASKS = re.compile(r"\?[\s*_\"')\]]*$")
_WISHES = re.compile(
    r"\b(?:i|we|you) (?:want|need|wish)(?:ed)?\b|\b(?:i|we|you)['’]d like\b"
    r"|^(?:but |and |so )?(?:what|how) (?:if|about)\b|^(?:but|and|so) (?:what|how)\b",
    re.IGNORECASE,
)
"""How a text says what it is going to solve: "I want to undo it", "But what if it is pushed?"."""
_MAY_WISH = ("want", "need", "wish", "d like", "what", "how")
"""One of these stands in every such text; most texts hold none, and looking for them is fast."""


@lru_cache(maxsize=20_000)
def asks(text: str) -> bool:
    """Tell whether a line is itself a question."""
    return _ASKS.search(text) is not None


@lru_cache(maxsize=20_000)
def wishes(text: str) -> bool:
    """Tell whether a line says what somebody wants, which the lines after it may give."""
    lower = text.lower()
    return any(map(lower.__contains__, _MAY_WISH)) and _WISHES.search(text) is not None
