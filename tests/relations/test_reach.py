"""How far a cue, a denial and a mere mention reach: a changed constant changes what is said."""

from __future__ import annotations

import pytest

from graph.concepts.captions import captions_of
from graph.records import Statement
from graph.relations import aggregate_evidence, statements_of
from graph.relations.cue_scope import leading
from graph.relations.examples import example_of
from graph.relations.note_context import NoteContext


def found(text: str, *, of: str = "uses") -> list[Statement]:
    example = example_of(text)
    return [one for one in statements_of(example.facts, example.concepts) if one.type == of]


@pytest.mark.parametrize(("words", "said"), [(0, True), (1, True), (4, True), (5, False)])
def test_four_words_may_open_a_line_whose_subject_is_unsaid(words: int, said: bool):
    opening = " ".join(["messages", "large", "cold", "wet", "old"][:words][::-1])
    assert bool(found(f"{{Kettle|service}}:\n- {opening} use {{Gas}}")) is said


@pytest.mark.parametrize("between", ["", "ever ", "in this house ever "])
def test_a_denial_reaches_the_cue_behind_some_words(between: str):
    assert found("- {Kettle} uses {Gas}")
    assert not found(f"- {{Kettle}} never {between}uses {{Gas}}")


@pytest.mark.parametrize("denial", ["no", "almost never", "neither"])
def test_a_denial_between_a_cue_and_its_name_counts_and_one_behind_it_does_not(denial: str):
    assert not found(f"- {{Kettle}} uses {denial} {{Gas}}")
    assert found("- {Kettle} has {Gas} not for all")


def test_a_line_that_leaves_its_subject_out_is_believed_less():
    (said,) = found("- {Kettle} uses {Gas}")
    (unsaid,) = found("{Kettle|service}:\n- large messages use {Gas}")
    assert 0.8 < unsaid.confidence < said.confidence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the {Tea}, {Milk} and {Ice}", ["Tea", "Milk", "Ice"]),
        ("very old {Tea}", []),
        ("use {Tea}", []),
        ("{Tea} - a drink with {Milk}", ["Tea"]),
        ("{Tea} ({Milk})", ["Tea"]),
        ("{Tea} for two", ["Tea"]),
        ("big {Tea} pots of tin", ["Tea"]),
        ("{Tea} for two old", ["Tea"]),
        ("{Tea} for two old men", []),
        ("{Tea} and also some quite long words here", []),
    ],
)
def test_a_listed_line_leads_with_its_names_before_it_explains(text: str, names: list[str]):
    example = example_of(text)
    (fact,) = example.facts
    line = NoteContext(example.facts, example.concepts).line(fact)
    assert [fact.mentions[n].concept for group in leading(line) for n in group.members] == names


def said_by(*facts: str) -> float:
    (relation,) = aggregate_evidence(
        Statement("Kettle", "uses", "Gas", fact, 0.8, "rule") for fact in facts
    )
    return relation.confidence


def test_each_further_line_makes_a_relation_surer_but_never_certain():
    assert said_by("a") < said_by("a", "b") < said_by(*"abcdefgh") <= 0.98


def test_a_line_of_many_names_relates_few_of_them():
    names = "- " + " ".join(f"{{Thing{number}}}" for number in range(20))
    assert len(found(names, of="related_to")) == 8


@pytest.mark.parametrize(("notes", "is_caption"), [(1, False), (2, False), (3, True)])
def test_a_heading_of_three_notes_names_a_part_of_a_note(notes: int, is_caption: bool):
    heads = {("head", "summary"): notes, ("head", "tea"): 9}
    assert ("summary" in captions_of(heads, 10, {"tea"})) is is_caption
    assert "tea" not in captions_of(heads, 10, {"tea"})
