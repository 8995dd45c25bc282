"""What lines of notes say of two things, read from small outlines."""

from __future__ import annotations

import pytest

from graph.records import RELATED_TO
from graph.relations import statements_of
from graph.relations.examples import example_of

Triple = tuple[str, str, str]


def said(outline: str) -> set[Triple]:
    example = example_of(outline)
    return {
        (one.source, one.type, one.target)
        for one in statements_of(example.facts, example.concepts)
        if one.type != RELATED_TO
    }


def related(outline: str) -> set[frozenset[str]]:
    example = example_of(outline)
    statements = statements_of(example.facts, example.concepts)
    return {frozenset((s.source, s.target)) for s in statements if s.type == RELATED_TO}


@pytest.mark.parametrize("joint", [", ", " and ", "/", " + ", ", even ", " or "])
def test_names_that_are_joined_play_one_part(joint: str) -> None:
    assert said(f"{{Kettle}} supports {{Tea}}{joint}{{Cocoa}}") == {
        ("Kettle", "supports", "Tea"),
        ("Kettle", "supports", "Cocoa"),
    }


def test_a_platform_that_only_says_whose_the_others_are_takes_no_part() -> None:
    found = said("{Kettle}, {Pot} and other {Acme|platform} things use {Tea}")

    assert found == {("Kettle", "uses", "Tea"), ("Pot", "uses", "Tea")}


def test_a_bracket_does_not_part_a_list() -> None:
    found = said("{Kettle} supports {Tea} (black, hot), {Cocoa} (sweet) and {Broth}")

    assert ("Kettle", "supports", "Broth") in found


def test_examples_stand_for_the_general_name_before_them() -> None:
    found = said("{Kettle} works with {Drinks|thing} like {Tea}, {Cocoa} etc.")

    assert found == {("Kettle", "integrates_with", "Tea"), ("Kettle", "integrates_with", "Cocoa")}


@pytest.mark.parametrize(
    "line",
    [
        "{Kettle} does not support {Tea}",
        "{Kettle} doesn’t support {Tea}",
        "Not sure about {Tea} and whether {Kettle} supports {Tea}",
        "Maybe {Kettle} supports {Tea}",
        "{Kettle} would support {Tea}",
        "If {Kettle} supports {Tea} we are done",
        "Does {Kettle} support {Tea}?",
        "{Kettle} supports {Tea} (?)",
        "{Kettle} no longer supports {Tea}",
    ],
)
def test_what_is_denied_doubted_or_supposed_is_not_said(line: str) -> None:
    assert said(line) == set()


def test_not_only_denies_nothing() -> None:
    found = said("{Kettle} supports not only {Tea} but also {Cocoa}")

    assert ("Kettle", "supports", "Tea") in found


def test_a_denial_ends_with_its_clause() -> None:
    assert said("{Pan} is not hot, {Kettle} supports {Tea}") == {("Kettle", "supports", "Tea")}


def test_the_passive_turns_the_direction() -> None:
    assert said("{Oven} is triggered by {Bell}") == {("Bell", "triggers", "Oven")}


def test_a_second_verb_speaks_of_the_name_that_opens_the_sentence() -> None:
    found = said("{Kettle} uses {Steam}, supports {Tea}")

    assert found == {("Kettle", "uses", "Steam"), ("Kettle", "supports", "Tea")}


def test_a_line_without_subject_speaks_of_its_heading() -> None:
    assert said("{Kettle}\n- Works with {Cup}") == {("Kettle", "integrates_with", "Cup")}


def test_prose_that_has_another_subject_does_not() -> None:
    line = "Many of the people that live in my old and very quiet street rely on {Cup}"

    assert said(f"{{Kettle}}\n- {line}") == set()


def test_a_line_that_introduces_a_list_speaks_of_each_line_under_it() -> None:
    found = said("{Oven}\n- Supports events from\n  - {Bell}\n  - {Timer}/{Button} (new)")

    assert found == {(name, "triggers", "Oven") for name in ("Bell", "Timer", "Button")}


def test_what_describes_a_name_speaks_of_that_name() -> None:
    assert said("{Kitchen}\n- {Kettle}: uses {Steam}") == {("Kettle", "uses", "Steam")}


def test_what_is_said_of_a_part_is_said_of_the_whole() -> None:
    found = said("{Kettle}\n- {Spout|feature} can use {Steam}")

    assert {("Spout", "uses", "Steam"), ("Kettle", "uses", "Steam")} <= found


def test_a_chain_goes_step_by_step() -> None:
    found = said("{Tap} -> {Kettle} -> {Cup}")

    assert found == {("Tap", "routes_to", "Kettle"), ("Kettle", "routes_to", "Cup")}


def test_a_name_listed_under_a_thing_is_a_part_of_it() -> None:
    assert said("{Kettle}\n- {Lid|feature}") == {("Lid", "part_of", "Kettle")}


def test_a_name_that_narrows_the_one_above_is_a_kind_of_it() -> None:
    found = said("{Kettle}\n- {Lid|feature}\n  - {Round lid|feature} (new)")

    assert {("Round lid", "is_a", "Lid"), ("Round lid", "part_of", "Kettle")} <= found


def test_a_caption_has_no_parts() -> None:
    assert said("{Kettle}\n- {Overview|feature}\n  - {Speed|feature}") == {
        ("Speed", "part_of", "Kettle")
    }


def test_what_is_better_is_held_against_the_line_before() -> None:
    found = said("Boats\n- {Raft} floats\n- {Canoe} is better")

    assert found == {("Canoe", "alternative_to", "Raft")}


def test_an_address_names_nothing() -> None:
    assert said("{Kettle} uses https://{Tea}.example") == set()


def test_code_and_links_say_nothing() -> None:
    from dataclasses import replace

    example = example_of("{Kettle} uses {Steam}")
    mute = [replace(fact, kind=kind) for fact in example.facts for kind in ("code", "link")]

    assert statements_of(mute, example.concepts) == []


def test_what_merely_stands_together_is_related() -> None:
    assert related("{Kettle}\n- {Tea} time") == {frozenset(("Kettle", "Tea"))}


def test_a_long_list_relates_neighbours_not_all_to_all() -> None:
    names = [f"{{N{number}}}" for number in range(20)]

    assert len(related(" then ".join(names))) < 20


def test_a_doubtful_name_makes_a_doubtful_statement() -> None:
    from dataclasses import replace

    example = example_of("{Kettle} supports {Tea}")
    first, second = example.facts[0].mentions
    unsure = replace(example.facts[0], mentions=(first, replace(second, confidence=0.7)))

    (statement,) = statements_of([unsure], example.concepts)

    assert statement.confidence == pytest.approx(0.7 * 0.93, abs=0.001)
