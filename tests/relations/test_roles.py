"""What stands under a role that recurs over the notes plays it for its page."""

import pytest

from graph.records import Fact
from tests.relations.lines import line, said


def listed(role: str, *items: str) -> list[Fact]:
    return [line(item, under=role, number=n) for n, item in enumerate(items, 1)]


def test_an_item_under_a_role_plays_it_for_the_page() -> None:
    facts = listed("Ingredients", "2 cups {flour}", "a pinch of {salt} (optional)", "{eggs}")

    assert said(*facts, captions=frozenset(["ingredient"])) == {
        (name, "ingredient_of", "Page") for name in ("flour", "salt", "eggs")
    }


def test_a_heading_that_does_not_recur_is_no_role() -> None:
    assert said(*listed("Ingredients", "2 cups {flour}")) == set()


@pytest.mark.parametrize("heading", ["References", "Overview", "Steps", "Timestamps"])
def test_a_heading_that_leads_to_other_things_is_no_role(heading: str) -> None:
    captions = frozenset([heading.lower(), heading.lower()[:-1]])

    assert said(*listed(heading, "{flour}", "{salt}"), captions=captions) == set()


def test_instructions_are_no_items() -> None:
    facts = listed("Directions", "Mix {flour}.", "Stir in {salt}.", "Bake it for an hour.")

    assert said(*facts, captions=frozenset(["direction"])) == set()


def test_a_line_that_lists_the_things_of_a_role_counts_too() -> None:
    fact = line("a stew of four ingredients: {plums}, {salt}, {rice} and {beans}")

    assert said(fact, captions=frozenset(["ingredient"])) == {
        (name, "ingredient_of", "Page") for name in ("plums", "salt", "rice", "beans")
    }


def test_half_of_a_name_that_is_turned_round_is_no_item() -> None:
    facts = listed("Ingredients", "{Butter}, Salted (cold)", "{salt}")

    assert said(*facts, captions=frozenset(["ingredient"])) == {("salt", "ingredient_of", "Page")}


def test_items_that_stand_in_for_each_other_are_alternatives() -> None:
    facts = listed("Ingredients", "{butter} or {lard}", "{salt} and {pepper}")

    found = said(*facts, captions=frozenset(["ingredient"]))

    assert {one for one in found if one[1] == "alternative_to"} == {
        ("butter", "alternative_to", "lard")
    }
