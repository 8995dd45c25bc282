"""Which lists are lists of parts: who is named above an item, and what stands between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.records import Concept, Mark, MarkKind, Span
from graph.relations.examples import example_of
from graph.relations.note_context import NoteContext
from graph.relations.outline import belonging
from graph.relations.part_of_caption import named_above
from tests.relations.test_statements import said

PART = {("Lid", "part_of", "Kettle")}


@pytest.mark.parametrize("caption", ["Overview", "Key parts", "It has three components", "Outside"])
def test_what_is_listed_under_a_caption_is_a_part(caption: str) -> None:
    assert said(f"{{Kettle}}\n- {caption}\n  - {{Lid|feature}}") == PART


@pytest.mark.parametrize(
    "caption",
    [
        "Problems solved", "Prohibited in kitchens", "What does it check?", "Made for",
        "Boils everything in sight within a minute or two", "Pricing", "Remove the seal",
    ],
)  # fmt: skip
def test_what_is_listed_under_uses_problems_or_deeds_is_no_part(caption: str) -> None:
    assert said(f"{{Kettle}}\n- {caption}\n  - {{Lid|feature}}") == set()


@pytest.mark.parametrize("heading", ["Kettle & {Stove}", "Pan, kettle and {Stove} parts"])
def test_an_item_under_two_things_belongs_to_neither_for_sure(heading: str) -> None:
    assert said(f"{heading}\n- {{Lid|feature}}") == set()


@pytest.mark.parametrize("heading", ["Thanks", "Fixed issues"])
def test_thanks_and_faults_say_nothing(heading: str) -> None:
    assert said(f"{heading}\n- {{Kettle}} supports {{Tea}}") == set()


@pytest.mark.parametrize(
    "line",
    [
        "Fill {Kettle} and open a box that contains {Tea}",
        "Working with {Tea} takes patience.",
        "The cosy is part of {Tea}",
        "Open {Kettle}-side uses {Tea}",
        "{Kettle} options are located in /etc/{Tea}/kettle.conf",
        "{Kettle} has a bell-trigger for {Tea}",
        "{Kettle} uses the {Tea} folder",
        "Kitchens requiring {Tea} are rare",
        "{Kettle} comes with all kinds of {Tea} jars",
        "Previously {Kettle} used {Tea}",
        "Jars stored in {Tea}",
        "Find the {Kettle} containing {Tea}",
    ],
)
def test_another_noun_is_meant_than_the_one_that_is_named(line: str) -> None:
    assert said(f"{{Stove}}\n- {line}") == set()


def test_a_thing_does_not_use_the_platform_that_it_is_called_after() -> None:
    assert said("{Acme Kettle} works on top of {Acme|platform} and uses {Tea}") == {
        ("Acme Kettle", "uses", "Tea")
    }


def test_a_thing_does_not_use_the_kind_that_its_name_ends_with() -> None:
    assert said("{Copper kettle} uses a {Kettle} and {Tea}") == {("Copper kettle", "uses", "Tea")}


def test_a_part_that_comes_with_a_whole_is_told_from_a_whole_that_comes_with_a_part() -> None:
    assert said("The {Lid} that comes with {Kettle}") == {("Lid", "part_of", "Kettle")}
    assert said("{Kettle} comes with {Lid}") == {("Kettle", "supports", "Lid")}


@pytest.mark.parametrize("line", ["Has a {Tea}", "Hosts {Tea}", "It has a {Tea}"])
def test_a_rule_of_two_names_in_a_line_takes_none_from_above(line: str) -> None:
    assert said(f"{{Kettle|service}}\n- {line}") == set()


@pytest.mark.parametrize(("kind", "is_said"), [("service", True), ("tool", False)])
def test_a_passive_sentence_is_said_only_of_a_service_above_it(kind: str, is_said: bool) -> None:
    line = "The {Tea} can be used in all rooms."
    assert bool(said(f"{{Kitchen|{kind}}}\n- {line}")) is is_said


@pytest.mark.parametrize("kind", ["tag", "property"])
def test_a_tag_or_property_below_a_thing_is_no_part_of_it(kind: MarkKind) -> None:
    example = example_of("{Kettle}\n- Outside\n  - {Lid|feature}")
    scene, lid = NoteContext(example.facts, example.concepts), example.facts[-1]
    assert [one.type for one in belonging(scene, lid)] == ["part_of"]
    assert not list(belonging(scene, replace(lid, marks=(Mark(Span(0, 3), kind),))))


@pytest.mark.parametrize("kind", ["protocol", "format", "language"])
def test_what_stands_under_a_protocol_or_language_is_no_part_of_it(kind: str) -> None:
    assert said(f"{{Kettle|{kind}}}\n- Outside\n  - {{Lid|feature}}") == set()


@pytest.mark.parametrize("line", ["({Lid|feature})", "{Overview|feature}"])
def test_a_caption_or_an_aside_below_a_thing_is_no_part_of_it(line: str) -> None:
    assert said(f"{{Kettle}}\n- Outside\n  - {line}") == set()


def test_a_part_is_named_for_the_thing_whose_name_or_alias_it_begins_with() -> None:
    kettle = Concept("kettle", "Kettle", ("Boiler",))
    scene = NoteContext((), {"kettle": kettle})
    named = {
        name: scene.named_for(Concept("lid", name), "kettle")
        for name in ("kettle lid", "Boiler lid", "lid kettle", "Kettles lid")
    }
    assert named == {"kettle lid": True, "Boiler lid": True, "lid kettle": False,
                     "Kettles lid": False}  # fmt: skip
    assert not scene.named_for(None, "kettle")
    assert not scene.named_for(kettle, "stove")


def test_a_cell_says_nothing_of_what_its_table_stands_under() -> None:
    row = "{Kettle} – Use: Boils water – Notes: Supports {Tea}"

    assert said(f"{{Stove}}\n- {row}") == set()


def test_a_degree_of_a_quality_is_no_part() -> None:
    assert said("{Kettle}\n- {Low noise|feature} (20 dB)") == set()


def test_what_is_said_of_a_thing_on_a_page_is_not_said_of_the_page() -> None:
    assert said("{Stove|page}\n- {Kettle|feature} supports {Tea}") == {
        ("Kettle", "supports", "Tea")
    }


@pytest.mark.parametrize("kind", ["thing", "page"])
def test_what_a_line_says_of_a_thing_without_a_name_is_not_said_of_its_heading(kind: str) -> None:
    assert said(f"{{Kitchen|{kind}}}\n- Boilers run on {{Tea}}") == set()
    assert said(f"{{Kitchen|{kind}}}\n- Runs on {{Tea}}") == {("Kitchen", "runs_on", "Tea")}


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{Timer|feature} can be set", True),
        ("{Timer|feature}-driven brewing can be set", False),
        ("{Timer|feature} values can be set", False),
        ("{Timer|feature} is set by the {Cook}", True),
    ],
)
def test_a_feature_that_opens_a_line_by_itself_is_a_part(line: str, part: bool) -> None:
    found = said(f"{{Kettle|service}}\n- {line}")
    assert (("Timer", "part_of", "Kettle") in found) is part


def test_who_is_asked_for_above_a_line_without_headings_is_there() -> None:
    bare = example_of("{Kettle} boils water")
    scene = NoteContext(bare.facts, bare.concepts)
    under = replace(bare.facts[0], context=("Stove",))
    assert named_above(scene, bare.facts[0], "Kettle")
    assert not named_above(scene, under, "Kettle")
    assert named_above(scene, replace(under, context=("Our kettle",)), "Kettle")
    assert named_above(scene, under, "nobody")
