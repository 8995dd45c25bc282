"""Statements become relations: one for each pair and type, with every fact that says so."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records import Statement
from graph.relations import aggregate_evidence, unused_rules
from graph.relations.aggregation import SUREST

STATEMENTS = st.lists(
    st.builds(
        Statement,
        source=st.sampled_from(["a", "b"]),
        type=st.sampled_from(["uses", "supports"]),
        target=st.sampled_from(["c", "d"]),
        fact=st.sampled_from(["f#1", "f#2", "f#3"]),
        confidence=st.sampled_from([0.3, 0.6, 0.9]),
        rule=st.sampled_from(["uses", "with"]),
    )
)


def stated(fact: str, confidence: float, rule: str = "uses") -> Statement:
    return Statement("a", "uses", "b", fact, confidence, rule)


@settings(deadline=None)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_the_order_of_statements_is_all_one(statements: list[Statement], random: object) -> None:
    shuffled = sorted(statements, key=lambda _: random.random())  # type: ignore[attr-defined]

    assert aggregate_evidence(shuffled) == aggregate_evidence(statements)


@settings(deadline=None)
@given(STATEMENTS)
def test_a_relation_names_each_fact_once_and_never_none(statements: list[Statement]) -> None:
    for relation in aggregate_evidence(statements):
        assert relation.facts
        assert len(set(relation.facts)) == len(relation.facts)


@settings(deadline=None)
@given(STATEMENTS)
def test_each_pair_and_type_is_one_relation(statements: list[Statement]) -> None:
    keys = [(one.source, one.type, one.target) for one in aggregate_evidence(statements)]

    assert keys == sorted({(one.source, one.type, one.target) for one in statements})


@settings(deadline=None)
@given(STATEMENTS)
def test_saying_it_again_makes_it_no_less_sure_and_never_certain(
    statements: list[Statement],
) -> None:
    for relation in aggregate_evidence(statements):
        said = [
            one.confidence
            for one in statements
            if (one.source, one.type, one.target)
            == (relation.source, relation.type, relation.target)
        ]
        assert max(said) <= relation.confidence <= max(SUREST, *said)


def test_two_lines_are_surer_than_one() -> None:
    (once,) = aggregate_evidence([stated("f#1", 0.6)])
    (twice,) = aggregate_evidence([stated("f#1", 0.6), stated("f#2", 0.6)])

    assert twice.confidence > once.confidence


def test_the_rule_is_that_of_the_surest_line_which_comes_first() -> None:
    (relation,) = aggregate_evidence([stated("f#1", 0.5, "with"), stated("f#2", 0.9)])

    assert (relation.rule, relation.facts) == ("uses", ("f#2", "f#1"))


def test_rules_that_never_fire_are_named() -> None:
    unused = unused_rules([stated("f#1", 0.9)])

    assert "uses" not in unused
    assert "triggers" in unused
