"""Questions to learn by: which words of a line to hide."""

from __future__ import annotations

import re

from graph.records import Fact, Span

NUMBER = re.compile(r"\b\d[\d,.]*\s?(?:%|[A-Za-z]{1,7}\b)?")
"""A number with its unit: what one forgets first."""
ARTICLE = re.compile(r"(?:the|a|an|der|die|das|ein|eine)\s+", re.IGNORECASE)
LEAST = 2
"""Characters of what is hidden: a letter is no name."""
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
    whole = [_whole(mention.span, fact.plain) for mention in named]
    telling = [span for span in whole if span.end - span.start >= LEAST]
    return max(telling, key=lambda span: span.end - span.start, default=None)


def _whole(span: Span, text: str) -> Span:
    """Return the span without marks at its ends, grown to whole words: never half a name."""
    start, end = span.start, span.end
    while start > 0 and _inside(text[start - 1]):
        start -= 1
    while end < len(text) and _inside(text[end]):
        end += 1
    article = ARTICLE.match(text, start, end)
    return Span(article.end() if article else start, end)


def _inside(mark: str) -> bool:
    return mark.isalnum() or mark in "-_"
