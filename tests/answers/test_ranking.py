"""The learnt weights: they name real signals, keep their signs, and follow the labels."""

import json
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from graph.answers import abstention
from graph.answers.ranker_features import FEATURES, GRAPH, SIGNALS, Feature
from tests.benchmarks.learning import Example, learn_ranking

SHIPPED = json.loads(resources.files("graph.answers").joinpath("weights.json").read_text("utf-8"))


@pytest.mark.parametrize("purpose", ["ask", "search", "ask_plain", "search_plain"])
def test_shipped_weights_name_signals_and_keep_their_signs(purpose: str):
    known = SHIPPED[purpose]
    assert known.keys() <= set(SIGNALS)
    assert all(known.get(one.name, 0.0) * one.sign >= 0 for one in FEATURES)


@pytest.mark.parametrize("purpose", ["ask_plain", "search_plain"])
def test_without_the_graph_none_of_its_signals_weighs(purpose: str):
    assert not SHIPPED[purpose].keys() & set(GRAPH)


@pytest.mark.parametrize("score", ["known", "right"])
def test_the_scores_of_abstention_weigh_known_features_and_keep_their_signs(score: str):
    weights = SHIPPED[score]
    assert weights.keys() <= {"bias", "least", *(one.name for one in abstention.FEATURES)}
    assert all(weights.get(one.name, 0.0) * one.sign >= 0 for one in abstention.FEATURES)


def test_every_feature_weighs_in_some_model():
    ranking = set().union(*(SHIPPED[purpose] for purpose in ("ask", "search")))
    assert set(SIGNALS) <= ranking
    assert {one.name for one in abstention.FEATURES} <= SHIPPED["known"].keys() | SHIPPED[
        "right"
    ].keys()


def example(right: int, value: str) -> Example:
    """Three candidates of which one is right, and only `value` tells."""
    signals = np.zeros((3, len(SIGNALS)))
    signals[right, SIGNALS.index(value)] = 1.0
    return Example(signals, ((right,),))


@pytest.mark.parametrize("name", ["value", "note_words", "page_walk"])
def test_the_signal_that_tells_the_right_fact_is_weighed_up(name: str):
    weights = learn_ranking([example(place % 3, name) for place in range(60)])
    assert np.argmax(weights) in (SIGNALS.index(name), SIGNALS.index("meaning"))
    assert weights[SIGNALS.index(name)] > 0.5


def test_learning_twice_gives_the_same():
    examples = [example(place % 3, "value") for place in range(12)]
    assert learn_ranking(examples).tolist() == learn_ranking(examples).tolist()


def test_what_each_feature_gains_stands_in_the_table_of_the_documentation():
    table = Path("docs/ablation.md").read_text("utf-8")
    asked = [one for one in FEATURES if not one.search]
    missing = [
        one.name for one in (*asked, *abstention.FEATURES) if f"| `{one.name}` |" not in table
    ]
    assert not missing


def test_of_a_feature_nothing_is_expected_but_that_it_speaks_for_a_candidate():
    plain = Feature("tea", "it is tea")
    assert (plain.prior, plain.sign, plain.graph, plain.search) == (0.0, 1, False, False)
