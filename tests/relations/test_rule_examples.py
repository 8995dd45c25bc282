"""Each relation rule is held to its own examples."""

from __future__ import annotations

import pytest

from graph.records import RELATED_TO, Statement
from graph.relations import RULES, Rule, statements_of
from graph.relations.cues import NOTHING
from graph.relations.examples import Example, example_of


def said(example: Example) -> list[Statement]:
    return [
        statement
        for statement in statements_of(example.facts, example.concepts)
        if statement.type != RELATED_TO and not statement.rule.startswith("outline")
    ]


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in RULES for text in rule.yes],
)
def test_a_rule_finds_the_pairs_of_its_yes_examples(rule: Rule, text: str) -> None:
    example = example_of(text)

    found = {(one.source, one.target) for one in said(example) if one.rule == rule.name}

    assert found >= example.pairs


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in RULES for text in rule.no],
)
def test_nothing_is_said_of_the_pairs_of_a_no_example(rule: Rule, text: str) -> None:
    example = example_of(text)
    ends = {frozenset(pair) for pair in example.pairs}

    found = [one for one in said(example) if frozenset((one.source, one.target)) in ends]

    assert not found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    assert rule.yes or rule.type == NOTHING
    assert rule.no
