"""What a fact says of two things: rules as data, read over the names of a line and its outline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.records import Concept, Fact, Statement
from graph.relations import statements as _statements
from graph.relations.aggregation import aggregate_evidence
from graph.relations.cues import NOTHING, Cues
from graph.relations.rule_self_test import prove
from graph.relations.rules import Rule, readings, rules_of, shipped
from graph.relations.types import TYPES, Types

__all__ = [
    "CUES",
    "READS",
    "RULES",
    "TYPES",
    "Cues",
    "Rule",
    "Types",
    "aggregate_evidence",
    "prove",
    "rules_of",
    "statements_of",
    "unused_rules",
]

RULES: tuple[Rule, ...] = shipped()
"""The rules that ship with the program."""
CUES = Cues(RULES)
"""Their cues; with rules of one's own: `Cues((*RULES, *rules_of(text, origin=...)))`."""
READS: Mapping[str, tuple[str, str]] = readings(RULES)
"""How each relation type reads forwards and backwards."""


def statements_of(
    facts: Sequence[Fact],
    concepts: Mapping[str, Concept],
    *,
    cues: Cues = CUES,
    page: str | None = None,
    captions: frozenset[str] = frozenset(),
    types: Types = TYPES,
) -> list[Statement]:
    """Return what the linked facts of ONE note say of two concepts each.

    `page` is the concept that the note itself is; `captions` are the keys
    of headings that name no thing; `types` says what a verb or a property's key means.
    """
    return _statements.statements_of(
        facts, concepts, cues=cues, page=page, captions=captions, types=types
    )


def unused_rules(
    statements: Iterable[Statement], *, rules: Sequence[Rule] = RULES
) -> tuple[str, ...]:
    """Return the names of the rules by which nothing was said."""
    fired = {statement.rule for statement in statements}
    speaking = (rule for rule in rules if rule.type != NOTHING)
    return tuple(rule.name for rule in speaking if rule.name not in fired)
