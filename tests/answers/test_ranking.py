"""The learnt weights: they name real signals, keep their signs, and follow the labels."""

import json
from importlib import resources

import numpy as np
import pytest

from graph.answers.decline import DOUBTS
from graph.answers.signals import GRAPH, SIGNALS
from tests.benchmarks.learning import AGAINST, EITHER, Example, learn_ranking

SHIPPED = json.loads(resources.files("graph.answers").joinpath("weights.json").read_text("utf-8"))


@pytest.mark.parametrize("purpose", ["ask", "search", "ask_plain", "search_plain"])
def test_shipped_weights_name_signals_and_keep_their_signs(purpose: str):
    known = SHIPPED[purpose]
    assert known.keys() <= set(SIGNALS)
    assert all(w <= 0 for name, w in known.items() if name in AGAINST)
    assert all(w >= 0 for name, w in known.items() if name not in AGAINST | EITHER)


@pytest.mark.parametrize("purpose", ["ask_plain", "search_plain"])
def test_without_the_graph_none_of_its_signals_weighs(purpose: str):
    assert not SHIPPED[purpose].keys() & set(GRAPH)


def test_the_doubts_that_are_weighed_are_known():
    assert SHIPPED["decline"].keys() <= set(DOUBTS)


def example(right: int, value: str) -> Example:
    """Three candidates of which one is right, and only `value` tells."""
    signals = np.zeros((3, len(SIGNALS)))
    signals[right, SIGNALS.index(value)] = 1.0
    return Example(signals, ((right,),))


@pytest.mark.parametrize("name", ["value", "phrase", "page_walk"])
def test_the_signal_that_tells_the_right_fact_is_weighed_up(name: str):
    weights = learn_ranking([example(place % 3, name) for place in range(60)])
    assert np.argmax(weights) in (SIGNALS.index(name), SIGNALS.index("meaning"))
    assert weights[SIGNALS.index(name)] > 0.5


def test_learning_twice_gives_the_same():
    examples = [example(place % 3, "value") for place in range(12)]
    assert learn_ranking(examples).tolist() == learn_ranking(examples).tolist()
