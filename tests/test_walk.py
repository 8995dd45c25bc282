from hypothesis import example, given
from hypothesis import strategies as st

from graph import walk
from graph.network import Network
from graph.records import Concept, Relation


def network(*pairs: tuple[str, str, str]) -> Network:
    ids = dict.fromkeys(end for source, _, target in pairs for end in (source, target))
    relations = [Relation(s, kind, t, 0.8, "rule", (f"{s}-{t}",)) for s, kind, t in pairs]
    return Network([Concept(name, name.upper()) for name in ids], relations)


pairs = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.just("uses"), st.sampled_from("abcdef")), max_size=15
)


ENDLESS = ["ac", "ac", "ad", "ae", "bf", "cb", "cc", "ce", "da", "ea", "ef", "ff"]
"""Ties among which rounding once moved concepts to and fro for ever."""


@given(pairs)
@example([(source, "uses", target) for source, target in ENDLESS])
def test_the_same_relations_in_any_order_give_the_same_groups(pairs: list[tuple[str, str, str]]):
    assert walk.communities(network(*sorted(pairs))) == walk.communities(network(*sorted(pairs)))
