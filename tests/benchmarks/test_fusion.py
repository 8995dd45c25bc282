from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.fusion import fused_by_rank, fused_by_score, standardised

rankings = st.dictionaries(st.integers(0, 50), st.floats(-10, 10), max_size=20).map(
    lambda found: sorted(found.items(), key=lambda item: -item[1])
)


def test_two_rankings_that_agree_keep_their_order() -> None:
    first, second = [(1, 9.0), (2, 5.0), (3, 1.0)], [(1, 0.4), (2, 0.3), (3, 0.1)]
    assert [number for number, _ in fused_by_score(first, second)] == [1, 2, 3]
    assert [number for number, _ in fused_by_rank(first, second)] == [1, 2, 3]


def test_a_weight_decides_between_rankings_that_disagree() -> None:
    first, second = [(1, 2.0), (2, 1.0)], [(2, 2.0), (1, 1.0)]
    assert fused_by_score(first, second, weights=[1.0, 0.1])[0][0] == 1
    assert fused_by_rank(first, second, weights=[0.1, 1.0])[0][0] == 2


def test_an_id_that_one_ranking_leaves_out_counts_as_its_last() -> None:
    joined = dict(fused_by_score([(1, 3.0), (2, 1.0)], [(3, 3.0), (1, 1.0)]))
    assert joined == {1: 0.0, 3: 0.0, 2: -2.0}


def test_reciprocal_ranks_are_those_of_the_paper() -> None:
    joined = dict(fused_by_rank([(1, 5.0), (2, 4.0)], [(2, 0.9)]))
    assert joined == {1: pytest.approx(1 / 61), 2: pytest.approx(1 / 62 + 1 / 61)}


def test_equal_scores_say_nothing() -> None:
    assert standardised([(1, 4.0), (2, 4.0)]) == {1: 0.0, 2: 0.0}


@given(rankings, rankings)
def test_joining_loses_and_invents_no_id(first: list, second: list) -> None:
    ids = {number for number, _ in [*first, *second]}
    for joined in (fused_by_score(first, second), fused_by_rank(first, second)):
        assert {number for number, _ in joined} == ids
        assert len(joined) == len(ids)
        assert [score for _, score in joined] == sorted((s for _, s in joined), reverse=True)
