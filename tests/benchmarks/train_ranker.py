"""Learn the weights of the ranker and of declining, and write them where the program reads them.

    python -m tests.benchmarks.train_ranker --ask INDEX QUESTIONS … [--search INDEX SET …]

INDEX is a built index; QUESTIONS is a file of labelled questions, one JSON object a line
(`question`, `kind`, `lines`: numbers, or "path:number" where there are several notes); SET is a
folder with corpus.jsonl, queries.jsonl and qrels/, of which INDEX was built note by note. What is
written to standard error is cross-validated: each collection is scored by what was learnt on the
others; a single one in parts. A pair that is given twice counts twice, for notes like those that
are asked most: of the shipped weights the terse notes were, which are the hardest to search.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.answers import rank
from graph.answers.doubts import DOUBTS
from graph.answers.searching import SEARCHING
from graph.answers.signals import GRAPH, SIGNALS
from tests.benchmarks.labelled import Asked, asked_of, searched_of
from tests.benchmarks.learning import PULL, SEARCH_PULL, Example, learn_ranking, parts_of
from tests.benchmarks.train_decliner import calibrated

LOOKED_UP, COUNTED_ALREADY = 0.4, ("words",)
"""Of what asking has learnt, what is added to what searching has: who searches looks lines up, too.

Tried on three public sets and seven collections: from 0.2 to 0.5 both gain, beyond it the public
sets lose. Shared words are left out, since searching counts those that are new to the best fact.
"""
WEIGHTS = Path(rank.__file__).with_name("weights.json")


def first_right(examples: Sequence[Example], learnt: Sequence[NDArray[np.float64]]) -> float:
    """Return in how many of the examples a right row comes first."""
    hits = [
        any(int(np.argmax(one.signals @ weights)) in rows for rows in one.found)
        for one, weights in zip(examples, learnt, strict=True)
    ]
    return float(np.mean(hits))


def cross_validated(
    collections: Sequence[Sequence[Example]], *, without: Sequence[str] = (), pull: float = PULL
) -> float:
    """Return hit@1 over questions that were left out of learning."""
    examples, parts = [one for some in collections for one in some], parts_of(collections)
    weights = {
        part: learn_ranking(
            [e for e, p in zip(examples, parts, strict=True) if p != part],
            without=without,
            pull=pull,
        )
        for part in np.unique(parts)
    }
    return first_right(examples, [weights[part] for part in parts])


def _named(weights: NDArray[np.float64], names: Sequence[str]) -> dict[str, float]:
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= 5e-4}


def main() -> None:
    """Learn all weights and write them."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.train_ranker", description=__doc__
    )
    parser.add_argument(
        "--ask", nargs=2, type=Path, action="append", required=True, metavar=("INDEX", "QUESTIONS")
    )
    parser.add_argument(
        "--search", nargs=2, type=Path, action="append", default=[], metavar=("INDEX", "SET")
    )
    given = parser.parse_args()
    pairs = [(index, questions) for index, questions in given.ask]
    weights = json.loads(WEIGHTS.read_text()) if WEIGHTS.exists() else {}
    for ending, use_graph in (("", True), ("_plain", False)):
        without = () if use_graph else GRAPH
        known = {pair: _examples(asked_of(*pair, use_graph=use_graph)) for pair in set(pairs)}
        asked = [known[pair] for pair in pairs]
        _learn(weights, f"ask{ending}", asked, (*without, *SEARCHING))
        searched = [_examples(searched_of(*pair, use_graph=use_graph)) for pair in given.search]
        if searched:
            _learn(weights, f"search{ending}", searched, without, pull=SEARCH_PULL)
            weights[f"search{ending}"] = _also_looking_up(weights, ending)
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n")
    rank.weights.cache_clear()
    doubted = {pair: asked_of(*pair, use_graph=True) for pair in set(pairs)}
    decline, error = calibrated([doubted[pair] for pair in pairs])
    sys.stderr.write(f"decline: calibration error {error:.3f}\n")
    weights["decline"] = _named(decline, DOUBTS)
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n")


def _also_looking_up(weights: dict[str, dict[str, float]], ending: str) -> dict[str, float]:
    """Return what searching has learnt with a part of what asking has."""
    searching, asking = weights[f"search{ending}"], weights[f"ask{ending}"]
    both = [
        searching.get(name, 0.0)
        + LOOKED_UP * (0.0 if name in COUNTED_ALREADY else asking.get(name, 0.0))
        for name in SIGNALS
    ]
    return _named(np.array(both), SIGNALS)


def _examples(asked: Sequence[Asked]) -> list[Example]:
    return [example for one in asked if (example := one.example()).found]


def _learn(
    weights: dict[str, dict[str, float]],
    name: str,
    collections: Sequence[Sequence[Example]],
    without: Sequence[str],
    *,
    pull: float = PULL,
) -> None:
    hits = cross_validated(collections, without=without, pull=pull)
    sys.stderr.write(f"{name}: hit@1 {hits:.3f}\n")
    examples = [one for some in collections for one in some]
    weights[name] = _named(learn_ranking(examples, without=without, pull=pull), SIGNALS)


if __name__ == "__main__":
    main()
