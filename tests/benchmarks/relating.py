"""Relations against what a reader says of each pair, by confidence and by way, and by rule.

The labels of the sample notes were made by reading sixty lines drawn at random from pairs that
stand together; those of the other collections by a reader of forty lines each. More labelled
collections are found under WILD_LABELS and WILD_NOTES, where these name folders.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from graph.building.lexicon import words_from
from graph.concepts.evidence import evidence_of
from graph.concepts.keys import key_of
from graph.concepts.learning import lexicon_of
from graph.concepts.name_evidence import name_evidence_of
from graph.concepts.pages import Page
from graph.concepts.usernames import UserNames
from graph.concepts.wordlist import shipped_lists
from graph.errors import FileSkipped
from graph.notes.files import Found, find_files
from graph.notes.reading import facts_of, read_note
from graph.records import RELATED_TO, Concept, Fact, Statement
from graph.relations import statements_of
from tests.benchmarks.encoding import SAMPLE
from tests.benchmarks.measuring import Figure

LABELS = Path(__file__).with_name("relations.jsonl")
QUESTIONS, NOTES = Path(__file__).parent / "questions", Path(__file__).parent / "notes"
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
    yield from _by_rule()


def _by_rule() -> Iterator[Figure]:
    """Yield for each rule how many of the pairs that it said of labelled lines are right."""
    counts: dict[str, dict[str, list[bool]]] = {}
    for notes, labels in _collections():
        for rule, is_right in _judged(notes, labels):
            counts.setdefault(rule, {}).setdefault(notes.name, []).append(is_right)
    for rule, of in sorted(counts.items()):
        every = [one for judged in of.values() for one in judged]
        shares = ", ".join(f"{name} {sum(one)}/{len(one)}" for name, one in sorted(of.items()))
        yield Figure("relations", f"rule: {rule}", f"{sum(every)}/{len(every)}", shares)


def _collections() -> Iterator[tuple[Path, Path]]:
    """Yield the notes and the labels of each labelled collection."""
    for labels in sorted(QUESTIONS.glob("*.relations.jsonl")):
        yield NOTES / labels.name.partition(".")[0], labels
    wild, notes = os.environ.get("WILD_LABELS"), os.environ.get("WILD_NOTES")
    for labels in sorted(Path(wild).glob("*/relations.jsonl")) if wild and notes else ():
        yield Path(notes or "") / labels.parent.name, labels


def _judged(folder: Path, labels: Path) -> Iterator[tuple[str, bool]]:
    """Yield the rule of each typed pair of a labelled line, and whether a reader relates the two.

    The reader's type is in words of their own and is not compared.
    """
    files = [file for file in find_files([folder]) if isinstance(file, Found)]
    notes = []
    for file in files:
        with suppress(FileSkipped):
            notes.append(read_note(file.file, file.path))
    facts = {note.path: (facts_of(note), Page.of(note)) for note in notes}
    evidence = [evidence_of(found, page) for found, page in facts.values() if found]
    words = words_from(name_evidence_of(evidence), [folder])
    said: dict[str, list[tuple[Fact, Statement]]] = {}
    for path, (found, _) in facts.items():
        linked = words.lexicon.link(found)
        by_id = {fact.id: fact for fact in linked}
        typed = (one for one in words.statements_of(path, linked) if one.type != RELATED_TO)
        said[path] = [(by_id[one.fact], one) for one in typed]
    for label in map(json.loads, labels.read_text("utf-8").splitlines()):
        wanted = [(one["source"], one["target"]) for one in label["relations"]]
        for fact, one in said.get(label["path"], ()):
            if fact.line <= label["line"] <= fact.end_line:
                yield one.rule, _relates(one, wanted, words.lexicon.concepts)


def _relates(
    one: Statement, wanted: list[tuple[str, str]], concepts: Mapping[str, Concept]
) -> bool:
    ends = [
        {key_of(way) for name in (concepts[end].name, *concepts[end].aliases)
         for way in (name, name.rpartition("/")[2])}
        for end in (one.source, one.target)
    ]  # fmt: skip
    pairs = [{key_of(end), key_of(end.rpartition("/")[2])} for pair in wanted for end in pair]
    return any(
        (ends[0] & source and ends[1] & target) or (ends[1] & source and ends[0] & target)
        for source, target in zip(pairs[::2], pairs[1::2], strict=True)
    )


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
