"""Learn the weights of the ranker and of declining, and write them where the program reads them.

    python -m tests.benchmarks.train_ranker --ask INDEX QUESTIONS … [--search INDEX SET …]

INDEX is a built index; QUESTIONS is a file of labelled questions, one JSON object a line
(`question`, `kind`, `lines`: numbers, or "path:number" where there are several notes); SET is a
folder with corpus.jsonl, queries.jsonl and qrels/, of which INDEX was built note by note. What is
written to standard error is cross-validated: each collection is scored by what was learnt on the
others; a single one in parts.
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
from graph.records import Fact
from graph.storage import Index
from tests.benchmarks.learning import Example, folds, learn_logistic, learn_ranking

WEIGHTS = Path(rank.__file__).with_name("weights.json")
ONE_IS_ENOUGH = frozenset(["lookup", "yesno", "howto"])
"""Kinds of question of which any right line answers; of the others each line is wanted."""
TAKEN_AWAY, SWAPPED = 0.1, 0.1
"""Weights of made-up questions without an answer, against 1 for a real one: a few of them can be
answered after all."""
SWAPS = 3
LEAST_FACTS = 4
SEED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question with what was found for it."""

    finding: Finding
    kind: str
    right: frozenset[str]
    """Places of the notes, or numbers of documents."""
    places: tuple[frozenset[str], ...]
    """The places, or the document, of each ranked fact."""

    def example(self) -> Example:
        """Return the question as the ranker learns from it."""
        rows = [
            tuple(i for i, p in enumerate(self.places) if one in p) for one in sorted(self.right)
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
        places = tuple(_places(one.reading.fact) for one in finding.ranked)
        found.append(Asked(finding, row["kind"], frozenset(map(str, row["lines"])), places))
    return found


def _places(fact: Fact) -> frozenset[str]:
    """Return the places where a fact stands: its lines, with and without the note's path."""
    lines = range(fact.line, fact.end_line + 1)
    return frozenset({str(line) for line in lines} | {f"{fact.path}:{line}" for line in lines})


def searched_of(index: Path, folder: Path, *, use_graph: bool) -> list[Asked]:
    """Return the queries of a retrieval set with what the index gives for each."""
    corpus = corpus_of(Index(index))
    numbers, gold = _documents(folder)
    found = []
    for row in _rows(folder / "queries.jsonl"):
        if right := gold.get(row["_id"]):
            finding = _find(row["text"], corpus, use_graph=use_graph)
            places = tuple(frozenset([_document(o.reading.fact)]) for o in finding.ranked)
            right_ones = frozenset(str(numbers[d]) for d in right)
            found.append(Asked(finding, "search", right_ones, places))
    return found


def _find(text: str, corpus: Corpus, *, use_graph: bool) -> Finding:
    read = read_for(mended(" ".join(text.split()), corpus)[0], corpus.index)
    return find(read, corpus, Scope(use_graph=use_graph), purpose="ask")


def _document(fact: Fact) -> str:
    stem = Path(fact.path).stem
    return str(int(stem) if stem.isdigit() else fact.line - 1)


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
    """Return signals, labels and weights of questions with and without an answer, also made up.

    The last is the place of the real question that each row comes from.
    """
    draw = random.Random(SEED)
    rows: list[tuple[list[float], float, float, int]] = []
    for number, one in enumerate(asked):
        known = bool(one.right)
        rows.append((doubts_of(one.finding), float(known), 1.0, number))
        if known and one.kind in (*ONE_IS_ENOUGH, "list"):
            pairs = zip(one.finding.ranked, one.places, strict=True)
            rest = [ranked for ranked, places in pairs if not places & one.right]
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


def calibrated(collections: Sequence[Sequence[Asked]]) -> tuple[NDArray[np.float64], float]:
    """Return the weights of declining and their calibration error, both by cross-validation.

    The probabilities of questions that a model has not seen are fitted once more to how often
    such questions are answered (Platt, 1999).
    """
    asked = [one for some in collections for one in some]
    signals, right, weights, of = doubtful(asked)
    real = weights >= 1.0
    unseen = np.zeros(len(right))
    parts = parts_of(collections)[of]
    for part in np.unique(parts):
        learnt = learn_logistic(
            signals[parts != part], right[parts != part], weights[parts != part]
        )
        unseen[parts == part] = signals[parts == part] @ learnt
    pair = np.column_stack([np.ones(real.sum()), unseen[real]])
    shift, slope = learn_logistic(pair, right[real], np.ones(real.sum()), pull=0.0)
    chance = 1 / (1 + np.exp(-(shift + slope * unseen[real])))
    _tell_declining(chance, right[real] > 0, parts[real])
    final = learn_logistic(signals, right, weights) * slope
    final[0] += shift
    return final, calibration_error(chance, right[real])


def _tell_declining(
    chance: NDArray[np.float64], known: NDArray[np.bool_], parts: NDArray[np.int64]
) -> None:
    """Write how many are answered and refused from each probability, by collection."""
    for part in np.unique(parts):
        of = parts == part
        shares = (
            f"{least}: {(chance[of & known] >= least).mean():.2f}/"
            f"{(chance[of & ~known] < least).mean():.2f}"
            for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
        )
        error = calibration_error(chance[of], known[of].astype(float))
        sys.stderr.write(f"  {part}: error {error:.3f}; from " + ", ".join(shares) + "\n")


def parts_of(collections: Sequence[Sequence[object]]) -> NDArray[np.int64]:
    """Return the part that each question is left out with: its collection, or a fold of one."""
    if len(collections) == 1:
        return folds(len(collections[0]))
    return np.repeat(np.arange(len(collections)), [len(some) for some in collections])


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


def cross_validated(
    collections: Sequence[Sequence[Example]], *, without: Sequence[str] = ()
) -> float:
    """Return hit@1 over questions that were left out of learning."""
    examples, parts = [one for some in collections for one in some], parts_of(collections)
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
    parser.add_argument(
        "--ask", nargs=2, type=Path, action="append", required=True, metavar=("INDEX", "QUESTIONS")
    )
    parser.add_argument(
        "--search", nargs=2, type=Path, action="append", default=[], metavar=("INDEX", "SET")
    )
    given = parser.parse_args()
    weights = json.loads(WEIGHTS.read_text()) if WEIGHTS.exists() else {}
    for ending, use_graph in (("", True), ("_plain", False)):
        without = () if use_graph else GRAPH
        asked = [_examples(asked_of(*pair, use_graph=use_graph)) for pair in given.ask]
        _learn(weights, f"ask{ending}", asked, without)
        searched = [_examples(searched_of(*pair, use_graph=use_graph)) for pair in given.search]
        if searched:
            _learn(weights, f"search{ending}", searched, without)
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n")
    rank.weights.cache_clear()
    decline, error = calibrated([asked_of(*pair, use_graph=True) for pair in given.ask])
    sys.stderr.write(f"decline: calibration error {error:.3f}\n")
    weights["decline"] = _named(decline, DOUBTS)
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n")


def _examples(asked: Sequence[Asked]) -> list[Example]:
    return [example for one in asked if (example := one.example()).found]


def _learn(
    weights: dict[str, dict[str, float]],
    name: str,
    collections: Sequence[Sequence[Example]],
    without: Sequence[str],
) -> None:
    hits = cross_validated(collections, without=without)
    sys.stderr.write(f"{name}: hit@1 {hits:.3f}\n")
    examples = [one for some in collections for one in some]
    weights[name] = _named(learn_ranking(examples, without=without), SIGNALS)


if __name__ == "__main__":
    main()
