"""Questions to learn by: which words of a line to hide."""

from __future__ import annotations

import re

from graph.records import Fact, Span

NUMBER = re.compile(r"\b\d[\d,.]*\s?(?:%|[A-Za-z]{1,7}\b)?")
"""A number with its unit: what one forgets first."""
SHORTEST, LONGEST = 25, 220
"""Characters of a line that is a question by itself: a shorter one says too little."""


def hidden_span(fact: Fact) -> Span | None:
    """Return the telling words of a line: a number with its unit, else a thing that it names."""
    if fact.kind != "fact" or not SHORTEST <= len(fact.plain) <= LONGEST:
        return None
    number = NUMBER.search(fact.plain)
    if number:
        return Span(number.start(), number.start() + len(number.group().rstrip(" .,")))
    named = [m for m in fact.mentions if m.concept != fact.subject and m.span.start > 0]
    return max((m.span for m in named), key=lambda span: span.end - span.start, default=None)
