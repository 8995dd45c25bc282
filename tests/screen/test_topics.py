"""The topics of the overview: what is named for a folder or a tag, and what lies between two."""

import pytest

from graph.screen.topics import topics_of
from tests.vaults import Vault

KITCHEN = ["Kettle", "Teapot", "Teacup", "Saucer"]
GARDEN = ["Spade", "Wheelbarrow", "Compost", "Trowel"]


def notes_of(names: list[str], folder: str, more: str = "") -> dict[str, str]:
    """Return a note for each name, which links to all the others."""
    return {
        f"{folder}{name}.md": f"# {name}\n\n"
        + "".join(f"- {name} goes with [[{other}]]\n" for other in names if other != name)
        + more
        for name in names
    }


@pytest.mark.parametrize(
    ("folder", "tag", "named"),
    [("1. kitchen-things/", "", "Kitchen things"), ("", "- #kitchen_things\n", "Kitchen things")],
)
def test_a_topic_is_named_for_the_folder_or_the_tag_that_agrees_with_it(
    vault: Vault, folder: str, tag: str, named: str
):
    kitchen, garden = notes_of(KITCHEN, folder, tag), notes_of(GARDEN, "")
    index = vault(kitchen | garden).index
    names = {one.name: {member.name for member in one.members} for one in topics_of(index).topics}
    assert names[named] >= set(KITCHEN)
    assert len(names) == 2


def test_between_two_topics_stand_the_relations_of_their_members(vault: Vault):
    notes = notes_of(KITCHEN, "") | notes_of(GARDEN, "")
    notes["Compost.md"] += "- Compost uses [[Kettle]]\n"
    found = topics_of(vault(notes).index)
    (pair,) = [one for one in found.relations if one[0] != one[1]]
    assert [(one.source, one.target) for one in found.relations[pair]] == [("compost", "kettle")]
    assert {found.named(one).name for one in pair} == {one.name for one in found.topics}
