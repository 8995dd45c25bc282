"""The statements of all notes, as the relations of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import prod

from graph.records import Relation, Statement

SUREST = 0.98
"""Notes may repeat one misunderstanding: no number of lines makes a relation certain."""
AGREEMENT = 0.5
"""How much of its confidence each further line adds; lines of one note are not independent."""


def aggregate_evidence(statements: Iterable[Statement]) -> list[Relation]:
    """Return one relation for each pair and type, sorted, whatever the order of the statements."""
    found: dict[tuple[str, str, str], dict[str, Statement]] = defaultdict(dict)
    for statement in statements:
        facts = found[statement.source, statement.type, statement.target]
        known = facts.get(statement.fact)
        if known is None or _order(statement) < _order(known):
            facts[statement.fact] = statement
    return [_relation(key, list(facts.values())) for key, facts in sorted(found.items())]


def _order(statement: Statement) -> tuple[float, str, str]:
    return (-statement.confidence, statement.rule, statement.fact)


def _relation(key: tuple[str, str, str], statements: list[Statement]) -> Relation:
    statements.sort(key=_order)
    first, *others = statements
    doubt = (1 - first.confidence) * prod(1 - AGREEMENT * other.confidence for other in others)
    sure = max(first.confidence, min(SUREST, 1 - doubt))
    facts = tuple(statement.fact for statement in statements)
    return Relation(*key, confidence=round(sure, 3), rule=first.rule, facts=facts)
