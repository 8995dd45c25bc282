"""Learn the weights of the ranker and of declining, and write them where the program reads them.

    python -m tests.benchmarks.train_ranker --ask INDEX QUESTIONS [--search INDEX SET ...]

INDEX is a built index; QUESTIONS is a file of labelled questions, one JSON object a line
(`question`, `kind`, `lines`); SET is a folder with corpus.jsonl, queries.jsonl and qrels/, of which
INDEX was built note by note. What cross-validation says is written to standard error.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.answers import rank
from graph.answers.corpus import Corpus, corpus_of
from graph.answers.decline import DOUBTS, doubts_of
from graph.answers.finding import Finding, Scope, find
from graph.answers.reading import read_for
from graph.answers.signals import GRAPH, SIGNALS
from graph.answers.typos import mended
from graph.storage import Index
from tests.benchmarks.learning import Example, folds, learn_logistic, learn_ranking

WEIGHTS = Path(rank.__file__).with_name("weights.json")
ONE_IS_ENOUGH = frozenset(["lookup", "yesno", "howto"])
"""Kinds of question of which any right line answers; of the others each line is wanted."""
TAKEN_AWAY, SWAPPED, UNANSWERED = 0.3, 0.35, 3.0
"""Weights of made-up and of real questions without an answer, against 1 for one with an answer.

Of the made-up ones a few can be answered after all; of the real ones there are few.
"""
SWAPS = 3
LEAST_FACTS = 4
SEED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question with what was found for it."""

    finding: Finding
    kind: str
    right: frozenset[int]
    """Lines, or numbers of documents."""
    places: tuple[int, ...]
    """The line, or the document, of each ranked fact."""

    def example(self) -> Example:
        """Return the question as the ranker learns from it."""
        rows = [
            tuple(i for i, p in enumerate(self.places) if p == one) for one in sorted(self.right)
        ]
        found = [one for one in rows if one]
        if self.kind in ONE_IS_ENOUGH and found:
            found = [tuple(sorted({row for one in found for row in one}))]
        signals = np.array([one.signals for one in self.finding.ranked])
        return Example(signals.reshape(-1, len(SIGNALS)), tuple(found))


def asked_of(index: Path, questions: Path, *, use_graph: bool) -> list[Asked]:
    """Return labelled questions with what the index gives for each."""
    corpus = corpus_of(Index(index))
    found = []
    for row in _rows(questions):
        finding = _find(row["question"], corpus, use_graph=use_graph)
        lines = tuple(one.reading.fact.line for one in finding.ranked)
        found.append(Asked(finding, row["kind"], frozenset(row["lines"]), lines))
    return found


def searched_of(index: Path, folder: Path, *, use_graph: bool) -> list[Asked]:
    """Return the queries of a retrieval set with what the index gives for each."""
    corpus = corpus_of(Index(index))
    numbers, gold = _documents(folder)
    found = []
    for row in _rows(folder / "queries.jsonl"):
        if right := gold.get(row["_id"]):
            finding = _find(row["text"], corpus, use_graph=use_graph)
            places = tuple(_document(one.reading.fact) for one in finding.ranked)
            found.append(Asked(finding, "search", frozenset(numbers[d] for d in right), places))
    return found


def _find(text: str, corpus: Corpus, *, use_graph: bool) -> Finding:
    read = read_for(mended(" ".join(text.split()), corpus)[0], corpus.index)
    return find(read, corpus, Scope(use_graph=use_graph), purpose="ask")


def _document(fact: Any) -> int:
    stem = Path(fact.path).stem
    return int(stem) if stem.isdigit() else int(fact.line) - 1


def _documents(folder: Path) -> tuple[dict[str, int], dict[str, set[str]]]:
    """Return the number of each document, twins sharing one, and the right ones of each query."""
    first: dict[str, str] = {}
    stands_for = {}
    for row in _rows(folder / "corpus.jsonl"):
        words = " ".join(f"{row.get('title')} {row['text']}".split()).lower()
        stands_for[row["_id"]] = first.setdefault(words, row["_id"])
    numbers = {kept: number for number, kept in enumerate(first.values())}
    gold: dict[str, set[str]] = defaultdict(set)
    for file in sorted((folder / "qrels").glob("*.tsv")):
        for query, document, *score in csv.reader(file.open(), delimiter="\t"):
            if score and score[0].isdigit() and int(score[0]):
                gold[query].add(stands_for[document])
    return numbers, gold


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def doubtful(asked: Sequence[Asked]) -> tuple[NDArray[np.float64], ...]:
    """Return signals, labels and weights of questions with and without an answer, also made up."""
    draw = random.Random(SEED)
    rows: list[tuple[list[float], float, float, int]] = []
    for number, one in enumerate(asked):
        known = bool(one.right)
        rows.append((doubts_of(one.finding), float(known), 1.0 if known else UNANSWERED, number))
        if known and one.kind in (*ONE_IS_ENOUGH, "list"):
            rest = [r for r in one.finding.ranked if r.reading.fact.line not in one.right]
            rows.append((doubts_of(one.finding, ranked=rest), 0.0, TAKEN_AWAY, number))
            rows += [(doubts_of(f), 0.0, SWAPPED, number) for f in _swapped(one, draw)]
    signals, right, weights, of = zip(*rows, strict=True)
    return np.array(signals), np.array(right), np.array(weights), np.array(of)


def _swapped(one: Asked, draw: random.Random) -> Iterator[Finding]:
    """Yield the same question asked of other things, of which the notes do not say it."""
    corpus, question = one.finding.corpus, one.finding.question
    kinds = [m for m in question.mentions if _is_service(corpus, m.concept)]
    others = [c for c in corpus.index.concepts() if _is_service(corpus, c.id)]
    others = [c for c in others if corpus.facts_count(c.id) >= LEAST_FACTS]
    for other in draw.sample(others, min(SWAPS, len(others))) if kinds else ():
        if other.id not in question.asked:
            span, name = kinds[0].span, min((other.name, *other.aliases), key=len)
            text = question.text[: span.start] + name + question.text[span.end :]
            yield _find(text, corpus, use_graph=one.finding.scope.use_graph)


def _is_service(corpus: Corpus, concept_id: str) -> bool:
    concept = corpus.concept(concept_id)
    return concept is not None and concept.kind == "service"


def calibrated(asked: Sequence[Asked]) -> tuple[NDArray[np.float64], float]:
    """Return the weights of declining and their calibration error, both by cross-validation.

    The probabilities of questions that a model has not seen are fitted once more to how often
    such questions are answered (Platt, 1999).
    """
    signals, right, weights, of = doubtful(asked)
    real = weights >= 1.0
    unseen = np.zeros(len(right))
    parts = folds(len(asked))[of]
    for part in np.unique(parts):
        learnt = learn_logistic(
            signals[parts != part], right[parts != part], weights[parts != part]
        )
        unseen[parts == part] = signals[parts == part] @ learnt
    pair = np.column_stack([np.ones(real.sum()), unseen[real]])
    shift, slope = learn_logistic(pair, right[real], np.ones(real.sum()), pull=0.0)
    chance = 1 / (1 + np.exp(-(shift + slope * unseen[real])))
    for least in (0.6, 0.7, 0.75, 0.8, 0.85):
        known = right[real] > 0
        answered, refused = (chance[known] >= least).mean(), (chance[~known] < least).mean()
        sys.stderr.write(f"  from {least}: answered {answered:.3f}, refused {refused:.3f}\n")
    final = learn_logistic(signals, right, weights) * slope
    final[0] += shift
    return final, calibration_error(chance, right[real])


def calibration_error(chance: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return the expected calibration error over ten bins (Naeini et al., 2015)."""
    bins = np.minimum((chance * 10).astype(int), 9)
    gaps = [
        abs(chance[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in set(bins)
    ]
    return float(sum(gaps))


def first_right(examples: Sequence[Example], learnt: Sequence[NDArray[np.float64]]) -> float:
    """Return in how many of the examples a right row comes first."""
    hits = [
        any(int(np.argmax(one.signals @ weights)) in rows for rows in one.found)
        for one, weights in zip(examples, learnt, strict=True)
    ]
    return float(np.mean(hits))


def cross_validated(examples: Sequence[Example], *, without: Sequence[str] = ()) -> float:
    """Return hit@1 over questions that were left out of learning."""
    parts = folds(len(examples))
    weights = {
        part: learn_ranking(
            [e for e, p in zip(examples, parts, strict=True) if p != part], without=without
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
    parser.add_argument("--ask", nargs=2, type=Path, required=True, metavar=("INDEX", "QUESTIONS"))
    parser.add_argument(
        "--search", nargs=2, type=Path, action="append", default=[], metavar=("INDEX", "SET")
    )
    given = parser.parse_args()
    weights = json.loads(WEIGHTS.read_text()) if WEIGHTS.exists() else {}
    for ending, use_graph in (("", True), ("_plain", False)):
        without = () if use_graph else GRAPH
        asked = [one.example() for one in asked_of(*given.ask, use_graph=use_graph)]
        asked = [one for one in asked if one.found]
        sys.stderr.write(f"ask{ending}: hit@1 {cross_validated(asked, without=without):.3f}\n")
        weights[f"ask{ending}"] = _named(learn_ranking(asked, without=without), SIGNALS)
        searched = [
            one.example()
            for pair in given.search
            for one in searched_of(*pair, use_graph=use_graph)
        ]
        if searched:
            searched = [one for one in searched if one.found]
            sys.stderr.write(
                f"search{ending}: hit@1 {cross_validated(searched, without=without):.3f}\n"
            )
            weights[f"search{ending}"] = _named(learn_ranking(searched, without=without), SIGNALS)
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n")
    rank.weights.cache_clear()
    decline, error = calibrated(asked_of(*given.ask, use_graph=True))
    sys.stderr.write(f"decline: calibration error {error:.3f}\n")
    weights["decline"] = _named(decline, DOUBTS)
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n")


if __name__ == "__main__":
    main()
