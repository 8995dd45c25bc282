"""Labelled questions, each with what an index gives for it."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from graph.answers.corpus import Corpus, corpus_of
from graph.answers.finding import Finding, Scope, find
from graph.answers.reading import read_for
from graph.answers.signals import SIGNALS
from graph.answers.typos import mended
from graph.records import Fact
from graph.storage import Index
from tests.benchmarks.learning import Example

ONE_IS_ENOUGH = frozenset(["lookup", "yesno", "howto"])
"""Kinds of question of which any right line answers; of the others each line is wanted."""


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
        finding = found_for(row["question"], corpus, use_graph=use_graph)
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
            finding = found_for(row["text"], corpus, use_graph=use_graph)
            places = tuple(frozenset([_document(o.reading.fact)]) for o in finding.ranked)
            right_ones = frozenset(str(numbers[d]) for d in right)
            found.append(Asked(finding, "search", right_ones, places))
    return found


def found_for(text: str, corpus: Corpus, *, use_graph: bool) -> Finding:
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
