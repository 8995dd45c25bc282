"""What must hold of the statements of any note whatsoever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.records import RELATED_TO
from graph.relations import statements_of
from graph.relations.examples import Example, example_of

WORDS = st.sampled_from(
    [
        "supports",
        "uses",
        "with",
        "by",
        "on",
        "in",
        "not",
        "can",
        "be",
        "is",
        "a",
        "like",
        "better",
        "than",
        "(",
        ")",
        ",",
        "/",
        "+",
        "->",
        ":",
        ".",
        "?",
        "and",
        "but",
        "also",
        "triggered",
        "managed",
        "encrypted",
        "for",
        "types",
        "origin",
        "such",
        "as",
        "if",
        "the",
        "S3",
    ]
)
NAMES = st.sampled_from(
    ["{Kettle}", "{Spout|feature}", "{Tea|protocol}", "{Cup}", "{Benefits|thing}", "{Pan|page}"]
)
LINES = st.lists(st.one_of(WORDS, NAMES), min_size=1, max_size=14).map(" ".join)


@st.composite
def outlines(draw: st.DrawFn) -> Example:
    depths = draw(st.lists(st.integers(0, 3), min_size=1, max_size=6))
    bullets = [f"{'  ' * depth}- {draw(LINES)}" for depth in depths]
    return example_of("\n".join([draw(NAMES), *bullets]))


@given(outlines())
def test_both_ends_are_named_in_the_fact_or_around_it(example: Example) -> None:
    facts = {fact.id: fact for fact in example.facts}
    around = {m.concept for fact in example.facts for m in fact.mentions}
    around |= {fact.subject for fact in example.facts if fact.subject}

    for statement in statements_of(example.facts, example.concepts):
        fact = facts[statement.fact]
        here = {mention.concept for mention in fact.mentions} | {fact.subject}
        assert {statement.source, statement.target} & here
        assert {statement.source, statement.target} <= around
        assert statement.source != statement.target


@given(outlines())
def test_a_fact_says_one_thing_of_a_pair(example: Example) -> None:
    statements = statements_of(example.facts, example.concepts)
    pairs = [(one.fact, frozenset((one.source, one.target))) for one in statements]

    assert len(set(pairs)) == len(pairs)


@given(outlines())
def test_reading_twice_says_the_same(example: Example) -> None:
    assert statements_of(example.facts, example.concepts) == statements_of(
        example.facts, example.concepts
    )


@given(outlines())
def test_standing_together_is_never_as_sure_as_a_rule(example: Example) -> None:
    for statement in statements_of(example.facts, example.concepts):
        assert (statement.type == RELATED_TO) == (statement.confidence < 0.5)
