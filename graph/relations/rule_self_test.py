"""Whether a rule keeps what its own examples promise."""

from __future__ import annotations

from graph.errors import UserFileBroken
from graph.records import RELATED_TO
from graph.relations.cues import NOTHING, Cues
from graph.relations.examples import example_of
from graph.relations.rules import Rule
from graph.relations.statements import statements_of

OUTLINE = "outline"
"""How the rules begin that read the outline alone, which no example speaks of."""


def prove(rule: Rule, cues: Cues, *, origin: str) -> None:
    """Read the examples of a rule of one's own; raises UserFileBroken that names what is not so."""
    for text in rule.yes:
        fault = _missed(rule, text, cues)
        if fault:
            raise UserFileBroken(
                f"{origin}: rule {rule.name!r}: yes example {_short(text)}: {fault}"
            )
    for text in rule.no:
        if _said(rule, text, cues):
            raise UserFileBroken(
                f"{origin}: rule {rule.name!r}: no example {_short(text)}: the rule reads it "
                "all the same; make the cues narrower or take the example out"
            )


def _missed(rule: Rule, text: str, cues: Cues) -> str:
    """Return what is wrong with a yes example, empty where the rule reads it."""
    pairs = example_of(text).pairs
    if rule.type == NOTHING:
        return ""
    if not pairs:
        return "mark the two names as {s:Name} and {t:Name}"
    found = _found(text, cues)
    if pairs <= {pair for name, pair in found if name == rule.name}:
        return ""
    others = sorted({name for name, pair in found if pair in pairs})
    told = f"; it is read by {', '.join(others)}" if others else ""
    return f"the rule does not read it{told}; mend the cues or the example"


def _said(rule: Rule, text: str, cues: Cues) -> bool:
    """Whether a rule reads the pair that a no example marks, in whichever direction."""
    ends = {frozenset(pair) for pair in example_of(text).pairs}
    return any(name == rule.name and frozenset(pair) in ends for name, pair in _found(text, cues))


def _found(text: str, cues: Cues) -> list[tuple[str, tuple[str, str]]]:
    example = example_of(text)
    return [
        (one.rule, (one.source, one.target))
        for one in statements_of(example.facts, example.concepts, cues=cues)
        if one.type != RELATED_TO and not one.rule.startswith(OUTLINE)
    ]


def _short(text: str) -> str:
    """Return an example on one line, in quotation marks."""
    return repr(" / ".join(line.strip() for line in text.strip().splitlines()))
