"""Relations of the sample notes against what a reader says of each pair, by confidence and by way.

The labels were made by reading sixty lines drawn at random from pairs that stand together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from graph.concepts import UserNames, evidence_of, lexicon_of, name_evidence_of, shipped_lists
from graph.notes import Found, facts_of, find_files, read_note
from graph.records import RELATED_TO, Statement
from graph.relations import statements_of
from tests.benchmarks.encoding import SAMPLE
from tests.benchmarks.measuring import Figure

LABELS = Path(__file__).with_name("relations.jsonl")
BANDS = ((0.9, 1.0), (0.8, 0.9), (0.0, 0.8))
SYMMETRIC = frozenset(["integrates_with", "alternative_to"])
Pair = tuple[str, str, frozenset[str]]
"""A note, a line's text and the two concepts."""


def figures(lines: int) -> Iterator[Figure]:
    """Yield precision and recall of three ways, and of the bands of confidence."""
    labels = dict(_labels())
    read = _read()
    known = {pair for pair, said in labels.items() if said}
    yield _figure("every pair in one line", set(labels), known, set(labels))
    for what, outline in (("rules without the outline", False), ("all rules", True)):
        found = {
            pair: one for pair, one in read.items()
            if pair in labels and (outline or not one.rule.startswith("outline"))
        }  # fmt: skip
        right = {pair for pair, one in found.items() if _agrees(one, labels[pair])}
        yield _figure(what, set(found), known, right & known)
    for least, most in BANDS:
        band = {pair for pair, one in found.items() if least <= one.confidence < most}
        yield Figure("relations", f"right at {least}–{most}", f"{len(band & right)}/{len(band)}")


def _figure(what: str, found: set[Pair], known: set[Pair], right: set[Pair]) -> Figure:
    hits = len(right & known)
    value = f"precision {hits / max(1, len(found)):.2f}, recall {hits / len(known):.2f}"
    return Figure("relations", what, value, f"{len(found)} said of {len(known)} that hold")


def _agrees(one: Statement, said: list[str] | None) -> bool:
    """Whether a statement says what the reader said: the type, and the direction if it has one."""
    if said is None or one.type != said[1]:
        return False
    return one.type in SYMMETRIC or [one.source, one.target] == [said[0], said[2]]


def _labels() -> Iterator[tuple[Pair, list[str] | None]]:
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        yield (label["path"], label["text"], frozenset(label["ends"])), label["said"]


def _read() -> dict[Pair, Statement]:
    """Return the surest typed statement of each line and pair of the sample notes."""
    files = [file for file in find_files([SAMPLE]) if isinstance(file, Found)]
    notes = [facts_of(read_note(file.file, file.path)) for file in files]
    evidence = [evidence_of(facts) for facts in notes if facts]
    lexicon = lexicon_of(name_evidence_of(evidence), lists=shipped_lists(), user=UserNames())
    found: dict[Pair, Statement] = {}
    for facts in notes:
        texts = {fact.id: (fact.path, fact.plain) for fact in facts}
        for one in statements_of(lexicon.link(facts), lexicon.concepts):
            pair = (*texts[one.fact], frozenset((one.source, one.target)))
            if one.type != RELATED_TO and (
                pair not in found or found[pair].confidence < one.confidence
            ):
                found[pair] = one
    return found
