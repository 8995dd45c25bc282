"""Which lists are lists of parts: who is named above an item, and what stands between."""

from __future__ import annotations

import pytest

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


def test_an_item_under_two_things_belongs_to_neither_for_sure() -> None:
    assert said("Kettle & {Stove}\n- {Lid|feature}") == set()


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
    ],
)
def test_another_noun_is_meant_than_the_one_that_is_named(line: str) -> None:
    assert said(f"{{Stove}}\n- {line}") == set()


def test_a_thing_does_not_use_the_platform_that_it_is_called_after() -> None:
    assert said("{Acme Kettle} works on top of {Acme|platform} and uses {Tea}") == {
        ("Acme Kettle", "uses", "Tea")
    }
