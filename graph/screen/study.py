"""Questions to learn by: the reader's own lines with the telling words left out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace

from graph.records import Fact, Span
from graph.screen.blocks import Block, Group, row_of

NUMBER = re.compile(r"\b\d[\d,.]*\s?(?:%|[A-Za-z]{1,7}\b)?")
"""A number with its unit: what one forgets first."""
SHORTEST, LONGEST = 25, 220
"""Characters of a line that is a question by itself: a shorter one says too little."""
CARDS = 12
"""A sitting; another dozen is one click away."""


def study_blocks(facts: Iterable[Fact], *, sitting: int, most: int = CARDS) -> list[Block]:
    """Return cards of one sitting; the same sitting of the same notes shows the same cards."""
    made = [(fact, span) for fact in facts if (span := hidden_span(fact))]
    chosen = random.Random(sitting).sample(made, min(most, len(made)))
    rows = tuple(
        replace(
            row_of(fact, spans=[span]),
            cloze=span.of(fact.plain),
            name=fact.context[-1] if fact.context else "",
        )
        for fact, span in chosen
    )
    return [Group("Which words are missing?", rows, note="Click a line to see them.", shown=most)]


def hidden_span(fact: Fact) -> Span | None:
    """Return the telling words of a line: a number with its unit, else a thing that it names."""
    if fact.kind != "fact" or not SHORTEST <= len(fact.plain) <= LONGEST:
        return None
    number = NUMBER.search(fact.plain)
    if number:
        return Span(number.start(), number.start() + len(number.group().rstrip(" .,")))
    named = [m for m in fact.mentions if m.concept != fact.subject and m.span.start > 0]
    return max((m.span for m in named), key=lambda span: span.end - span.start, default=None)
