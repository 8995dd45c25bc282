"""Facts chained by their words: what the best ones say is looked for too."""

from hypothesis import given
from hypothesis import strategies as st

from graph.answers.retrieval_context import IndexedFact, read_fact
from graph.answers.shared_terms import chained
from graph.records import Fact, Span


def readings(*lines: str) -> dict[int, IndexedFact]:
    """Return lines as ranking sees them, numbered from 0."""
    facts = (Fact(str(n), "n.md", Span(0, 1), one, one, 1, 1) for n, one in enumerate(lines))
    return {number: read_fact(number, fact) for number, fact in enumerate(facts)}


def test_a_fact_is_found_by_the_words_of_the_best_one():
    lines = readings("ferries cross the strait", "a strait joins two seas", "bread needs salt")
    fits = chained(lines, {0: 0.9}, frozenset(["ferri"]), weight=lambda _: 1.0)
    assert fits[0] > fits[1] > fits[2]


def test_words_that_tell_much_lead_further():
    lines = readings("ferries cross the strait", "a strait joins seas", "to cross is to bear")
    weights = {"strait": 3.0}
    fits = chained(lines, {0: 0.9}, frozenset(["ferri"]), weight=lambda s: weights.get(s, 0.5))
    assert fits[1] > fits[2]


@given(st.lists(st.text("abc ", max_size=12), max_size=14), st.sets(st.sampled_from("abc")))
def test_every_fact_gets_a_share(lines: list[str], heard: set[str]):
    given_lines = readings(*lines)
    fits = chained(given_lines, {}, frozenset(heard), weight=lambda _: 1.0)
    assert all(0 <= fits.get(number, 0.0) <= 1 for number in given_lines)
