"""What two names for one thing leave behind, and what a note offers as a further name."""

import pytest

from graph.concepts.english import KIND
from graph.concepts.evidence import evidence_of
from graph.concepts.lexicon_builder import LexiconBuilder
from graph.records import Concept, Mark, Span
from tests.concepts.outline import fact


def draft(*concepts: Concept) -> LexiconBuilder:
    made = LexiconBuilder()
    for concept in concepts:
        made.put(concept)
    return made


def test_parts_of_what_is_merged_away_become_parts_of_what_it_is_now():
    made = draft(
        Concept("boiler", "Boiler"),
        Concept("heater", "Heater"),
        Concept("pump", "Pump", part_of=("boiler",)),
        Concept("valve", "Valve", part_of=("boiler", "heater")),
    )
    made.merge("boiler", "heater")
    assert {one.id: one.part_of for one in made.concepts.values()} == {
        "heater": (),
        "pump": ("heater",),
        "valve": ("heater",),
    }
    assert made.concepts["heater"].aliases == ("Boiler",)


def test_a_thing_is_never_a_part_of_itself():
    made = draft(Concept("boiler", "Boiler"), Concept("pump", "Pump", part_of=("boiler",)))
    made.merge("boiler", "pump")
    assert made.concepts["pump"].part_of == ()


@pytest.mark.parametrize("word", ["backup", "token", "queue", "table"])
def test_the_plural_of_a_noun_that_may_be_a_verb_is_of_its_kind(word: str):
    assert KIND[f"{word}s"] == KIND[word] == "e"


@pytest.mark.parametrize(
    ("kind", "target", "offered"),
    [
        ("link", "Garden shed", (("Garden shed", "the shed"),)),
        ("link", "the shed", ()),
        ("bold", "Garden shed", ()),
    ],
)
def test_only_the_words_of_a_link_are_a_further_name(
    kind: str, target: str, offered: tuple[tuple[str, str], ...]
):
    mark = Mark(Span(6, 14), kind, target)
    assert evidence_of([fact("Clean the shed in May", marks=(mark,))]).shown == offered
