"""Rows of tables, labels with values and addresses: what they name, and what they are about."""

import pytest

from graph.concepts.items import first_cell, value_items
from tests.vaults import Vault

BOATS = """# Boats

| boat | skipper | built |
|------|---------|-------|
| Heron | Ana Ruiz | 1998 |
| Gull | Tom Oake | 2004 |
| Plover | Ana Ruiz | 2011 |
| Tern |  | 2012 |
"""


def said(knowledge) -> set[tuple[str, str, str]]:
    names = knowledge.names()
    return {
        (names[source], kind, names[target])
        for source, kind, target in knowledge.index.statements()
        if kind != "related_to"
    }


def names_of(knowledge) -> set[str]:
    return {concept.name for concept in knowledge.index.concepts()}


def test_a_row_of_a_table_is_about_what_its_first_cell_names(vault: Vault):
    knowledge = vault({"boats.md": BOATS})
    assert ("Heron", "skipper", "Ana Ruiz") in said(knowledge)
    assert not any(source == "Boats" for source, kind, _ in said(knowledge) if kind == "skipper")
    rows = [fact for fact in knowledge.index.all_facts() if first_cell(fact)]
    assert [row.subject for row in rows if row.plain.startswith("Heron")] == ["heron"]
    assert {first_cell(row) for row in rows} == {"Heron", "Gull", "Plover", "Tern"}


def test_a_label_used_once_is_a_property_and_no_concept(vault: Vault):
    knowledge = vault(
        {"Mara.md": "# Mara\n\nBirthday: 3 May\nPhone: 555 0142\nRecruitment: by post\n"}
    )
    assert names_of(knowledge).isdisjoint({"Birthday", "Phone", "Recruitment"})
    assert {fact.subject for fact in knowledge.index.all_facts()} <= {"mara", None}


def test_values_of_a_key_that_takes_things_are_things(vault: Vault):
    notes = {f"{name}.md": f"# {name}\n\nMaterial: {what}\n"
             for name, what in (("Keel", "oak"), ("Mast", "spruce"), ("Sail", "hemp"))}  # fmt: skip
    assert ("Keel", "material", "Oak") in said(vault(notes))


def test_a_plural_that_only_heads_lines_is_not_what_they_are_about(vault: Vault):
    knowledge = vault(
        {"Harbour.md": "# Harbour\n\n## Districts\n\n- two cranes, one of them new\n"}
    )
    assert {fact.subject for fact in knowledge.index.all_facts()} == {"harbour"}


def test_the_scheme_of_an_address_is_no_concept(vault: Vault):
    knowledge = vault(
        {"a.md": "# Pumps\n\n- manual at https://pumps.example/manual\n- seals wear\n"}
    )
    assert "HTTPS" not in names_of(knowledge)


@pytest.mark.parametrize(
    ("key", "value", "items"),
    [
        ("Domains", "Forge, Life", ["Forge", "Life"]),
        ("Voice", "soft, slow", []),
        ("Material", "oak", ["oak"]),
        ("Notes", "oak, ash", []),
        ("Motto", "never pay the piper twice over", []),
    ],
)
def test_several_values_are_things_only_of_a_key_for_several(
    key: str, value: str, items: list[str]
):
    assert value_items(value, key) == items
