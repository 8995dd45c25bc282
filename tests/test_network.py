import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.network import Ties, communities

ENDLESS = ["ac", "ac", "ad", "ae", "bf", "cb", "cc", "ce", "da", "ea", "ef", "ff"]
"""Ties among which rounding once moved concepts to and fro for ever."""
pairs = st.lists(st.text("abcdef", min_size=2, max_size=2), max_size=15)


def tied(pairs: list[str]) -> Ties:
    return Ties((one, other, 0.8) for one, other in pairs)


@given(pairs, st.randoms(use_true_random=False))
@example(ENDLESS, None)
def test_the_same_relations_in_any_order_give_the_same_groups(pairs, chance):
    mixed = sorted(pairs)
    if chance:
        chance.shuffle(mixed)
    assert communities(tied(mixed)) == communities(tied(sorted(pairs)))


@given(pairs)
def test_every_concept_is_in_one_group(pairs: list[str]):
    ties = tied(pairs)
    assert sorted(one for group in communities(ties) for one in group) == ties.names


def test_two_circles_that_one_relation_joins_are_two_groups():
    circles = ["ab", "bc", "ca", "de", "ef", "fd", "ad"]
    assert communities(tied(circles)) == [["a", "b", "c"], ["d", "e", "f"]]


@pytest.mark.parametrize("name", ["a", "d"])
def test_a_concept_knows_how_many_others_it_is_tied_to(name: str):
    assert tied(["ab", "ba", "ca", "de", "dd"]).degree(name) == {"a": 2, "d": 1}[name]
