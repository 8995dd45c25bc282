"""Public retrieval sets in the layout of BEIR: documents as notes, queries, and what is right.

A set is a folder with corpus.jsonl (`_id`, `title`, `text`), queries.jsonl (`_id`, `text`) and
qrels/*.tsv (query, document, score). Documents with a title become a note each, others the lines of
one note; of documents with the same words one stands for all.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.records import Fact

PER_FOLDER = 1_000
JUDGED, GAINED = 5, 10
"""Recall is that of the first five documents, discounted gain that of the first ten."""


def rows_of(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def documents_of(folder: Path) -> tuple[dict[str, int], dict[str, set[str]]]:
    """Return the number of each document, twins sharing one, and the right ones of each query."""
    first: dict[str, str] = {}
    stands_for = {}
    for row in rows_of(folder / "corpus.jsonl"):
        words = " ".join(f"{row.get('title')} {row['text']}".split()).lower()
        stands_for[row["_id"]] = first.setdefault(words, row["_id"])
    numbers = {kept: number for number, kept in enumerate(first.values())}
    gold: dict[str, set[str]] = defaultdict(set)
    for file in sorted((folder / "qrels").glob("*.tsv")):
        for query, document, *score in csv.reader(file.open(), delimiter="\t"):
            if score and score[0].isdigit() and int(score[0]):
                gold[query].add(stands_for[document])
    return numbers, gold


def queries_of(folder: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each query that has an answer, with the numbers of its right documents as text."""
    numbers, gold = documents_of(folder)
    for row in rows_of(folder / "queries.jsonl"):
        if right := gold.get(row["_id"]):
            yield row["text"], frozenset(str(numbers[document]) for document in right)


def document_of(fact: Fact) -> str:
    """Return the number of the document that a fact stands in."""
    stem = Path(fact.path).stem
    return str(int(stem) if stem.isdigit() else fact.line - 1)


def write_notes(folder: Path, into: Path) -> None:
    """Write the documents of a set as notes."""
    numbers, _ = documents_of(folder)
    kept = [row for row in rows_of(folder / "corpus.jsonl") if row["_id"] in numbers]
    if not any(row.get("title") for row in kept):
        lines = (f"- {' '.join(row['text'].split())}\n" for row in kept)
        (into / "facts.txt").write_text("".join(lines), "utf-8")
        return
    for number, row in enumerate(kept):
        note = into / f"{number // PER_FOLDER:03d}" / f"{number:06d}.md"
        note.parent.mkdir(exist_ok=True)
        title = " ".join((row.get("title") or row["_id"]).split())
        note.write_text(f"# {title}\n\n{row['text'].strip()}\n", "utf-8")


def found_scores(facts: Sequence[Fact], right: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Yield how many right documents are found, and how near the top."""
    found = list(dict.fromkeys(document_of(fact) for fact in facts))
    yield f"recall@{JUDGED}", len(right & set(found[:JUDGED])) / len(right)
    ideal = sum(1 / math.log2(place + 2) for place in range(min(GAINED, len(right))))
    gain = (1 / math.log2(place + 2) for place, d in enumerate(found[:GAINED]) if d in right)
    yield f"nDCG@{GAINED}", sum(gain) / ideal
