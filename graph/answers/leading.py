"""What a line only leads to: the code below it, what answers a wish or a question of the note."""

from __future__ import annotations

from graph.answers.around import asks, wishes
from graph.answers.finding import Finding
from graph.records import Fact

MOST_AFTER = 3
"""Lines after a wish or a question among which its answer is looked for."""
LONGEST_CODE = 300
"""Characters of code beside its line: longer code is a program, not an answer."""


def led_to_by(finding: Finding, fact: Fact) -> list[Fact]:
    """Return the facts that give what a line promises; none for a line that says it itself."""
    below = finding.corpus.index.below([fact.id])[fact.id]
    code = [one for one in below if one.kind == "code" and len(one.plain) <= LONGEST_CODE]
    return code[:1] or answers_after(finding, fact)


def answers_after(finding: Finding, fact: Fact) -> list[Fact]:
    """Return what follows a line that wishes or asks, up to the first code; else nothing."""
    if not (asks(fact.plain) or wishes(fact.plain)):
        return []
    after = finding.corpus.index.neighbours(fact, before=0, after=MOST_AFTER)[1:]
    heads = fact.context[: fact.headings]
    after = [one for one in after if one.context[: one.headings] == heads]
    ends = next((n for n, one in enumerate(after) if one.kind == "code"), len(after))
    return [one for one in after[: ends + 1] if len(one.plain) <= LONGEST_CODE]
