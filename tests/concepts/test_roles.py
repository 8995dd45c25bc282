"""What stands under a role is a thing, under its name without its amount."""

import pytest

from graph.concepts.roles import enumerated, item_names, role_of, roles_in
from tests.relations.lines import line

UNITS = ("2 cups rice", "3 cups water", "1 cup beans")


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("2 cups flour", "flour"),
        ("500g of plain flour (sifted)", "plain flour"),
        ("a pinch of salt, to taste", "salt"),
        ("chopped parsley", "parsley"),
        ("3 eggs", "eggs"),
        ("1/2 cup (110g) walnut oil", "walnut oil"),
    ],
)
def test_an_item_is_named_without_its_amount(item: str, name: str) -> None:
    items = {("ingredient", text): 1 for text in (item, *UNITS)}

    assert name in item_names(items, {"ingredient"})


def test_items_of_other_headings_name_nothing() -> None:
    assert list(item_names({("thought", "2 cups flour"): 1}, {"ingredient"})) == []


@pytest.mark.parametrize(
    ("heading", "role"),
    [("Ingredients", "ingredient"), ("Team members", "team member"), ("Steps", ""),
     ("Garden shed", ""), ("Shed", "shed"),
     ("Text Elements", ""), ("See also", ""), ("What we did last summer", "")],
)  # fmt: skip
def test_a_role_is_a_noun_of_which_things_are_listed(heading: str, role: str) -> None:
    assert role_of(heading) == role


def test_sentences_under_a_heading_are_no_items() -> None:
    facts = [line(text, under="Crew") for text in ("We met at the mill.", "Then it rained a lot.")]

    assert roles_in(facts) == {}


def test_a_line_may_list_its_things() -> None:
    found = enumerated(line("It has four layers: hull, mast, sail and keel."))

    assert found is not None
    assert (found[0], found[2]) == ("layer", ["hull", "mast", "sail", "keel"])
