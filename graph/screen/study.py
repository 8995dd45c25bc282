"""Questions to learn by: the reader's own lines with the telling words left out."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from graph.records import Fact
from graph.screen.blocks import Block, Group, row_of
from graph.views.cloze import hidden_span

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
