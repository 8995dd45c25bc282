"""The one relation that a question asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.answers.asked_relation import AskedRelation, asked_relation, only
from graph.knowledge import Knowledge
from graph.records import Concept, Related, Relation, Relatives
from graph.settings import Settings

RELATIONS = [
    Relation("harbour", "encrypted_with", "safe", 1.0, "", ("a",)),
    Relation("harbour", "uses", "pilot", 1.0, "", ("b",)),
    Relation("harbour", "integrates_with", "customs", 1.0, "", ("c",)),
    Relation("harbour", "related_to", "gull", 0.1, "", ("d",)),
]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("which things use the Harbour?", AskedRelation("uses", outward=False)),
        ("which things does the Harbour use?", AskedRelation("uses", outward=True)),
        ("what is the Harbour encrypted with?", AskedRelation("encrypted_with", outward=True)),
        ("which things encrypt the Harbour?", AskedRelation("encrypted_with", outward=True)),
        ("what is encrypted with the Harbour?", AskedRelation("encrypted_with", outward=False)),
        ("what services integrate with Harbour?", AskedRelation("integrates_with")),
        ("what relates to Harbour?", None),
        ("what uses Harbour or integrates with it?", None),
    ],
)
def test_a_question_asks_for_one_relation_in_its_own_direction(
    question: str, asked: AskedRelation | None
) -> None:
    assert asked_relation(question, "harbour", ["Harbour"], RELATIONS) == asked


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Harbour relations", "relates"),
        ("all relationships of the harbour", "relates"),
    ],
)
def test_a_known_name_and_the_word_relations_are_asked_for_as_relations(
    tmp_path: Path, question: str, intent: str
) -> None:
    (tmp_path / "harbour.md").write_text("# Harbour\n\n- Harbour uses [[Pilot]]\n")
    knowledge = Knowledge(Settings(index=tmp_path / "index", encoder="hash"))
    knowledge.build([tmp_path / "harbour.md"])
    assert knowledge.ask(question).intent == intent


@pytest.mark.parametrize(("kind", "left"), [("uses", ["pilot"]), ("part_of", ["pilot", "safe"])])
def test_only_what_relates_so_is_left_unless_nothing_does(kind: str, left: list[str]) -> None:
    ends = tuple(Related(Concept(name, name), 1.0) for name in ("pilot", "safe"))
    found = Relatives(Concept("harbour", "Harbour"), ends, tuple(RELATIONS))
    shown = only(found, AskedRelation(kind, outward=True))
    assert [one.concept.id for one in shown.concepts] == left
    assert len(shown.relations) == (1 if kind == "uses" else len(RELATIONS))
