"""Two things side by side: what both have comes first."""

from __future__ import annotations

from graph.records import RELATED_TO, Concept, Relation
from graph.screen.blocks import Row
from graph.screen.compared import MOST_ASPECTS, columns_of, shared_groups

SIDES = (Concept("a", "Alpha"), Concept("b", "Beta"))
NAMES = {"a": "Alpha", "b": "Beta", "k": "Key", "x": "Extra"}


def relation(source: str, kind: str, target: str) -> Relation:
    return Relation(source, kind, target, 0.9, "r", ("f",))


def shown(*relations: Relation, lines: tuple[list[Row], list[Row]] = ([], [])):
    """Return the titles of the aspects with the names or keys on each side."""
    columns = columns_of(
        SIDES, lines, lambda one: [r for r in relations if one in (r.source, r.target)], NAMES
    )
    return [
        (
            one.title,
            [row.name or row.key for row in one.left],
            [row.name or row.key for row in one.right],
        )
        for one in columns.aspects
    ]


def test_a_relation_that_both_have_stands_side_by_side():
    both = (relation("a", "uses", "k"), relation("b", "uses", "x"))
    assert shown(*both) == [("uses", ["Key"], ["Extra"])]


def test_what_only_one_has_comes_after_what_both_have():
    relations = (
        relation("a", "caches", "x"),
        relation("a", "uses", "k"),
        relation("b", "uses", "k"),
    )
    assert [title for title, *_ in shown(*relations)] == ["uses", "caches"]


def test_co_mentions_are_no_respect():
    assert shown(relation("a", RELATED_TO, "k")) == []


def test_lines_of_one_section_stand_side_by_side():
    left, right = Row("l", crumb="a.md › A › Price"), Row("r", crumb="b.md › B › Price")
    assert shown(lines=([left], [right])) == [("Price", ["l"], ["r"])]


def test_a_long_list_of_what_only_one_has_is_cut():
    assert len(shown(*(relation("a", f"t{at}", "k") for at in range(20)))) == MOST_ASPECTS


def test_what_relates_to_both_says_how_it_relates_to_each():
    relations = (relation("a", "uses", "k"), relation("k", "encrypts", "b"))
    (group,) = shared_groups(
        SIDES, lambda one: [r for r in relations if one in (r.source, r.target)], NAMES
    )
    assert [(row.name, row.crumb) for row in group.rows] == [
        ("Key", "Alpha uses it; Beta is given as “encrypts” by it")
    ]


def test_how_both_relate_to_each_other_stands_apart():
    direct = relation("a", "uses", "b")
    (group,) = shared_groups(SIDES, lambda _: [direct], NAMES)
    assert [row.name for row in group.rows] == ["Alpha uses Beta"]
    assert shown(direct) == []
