"""What a reader sees of an index that others write, and how it looks things up."""

import shutil

import pytest

from graph.storage import Index
from graph.storage.schema import DATABASE, TITLED
from tests.vaults import Vault

NESTED = "# A\n\n- one\n\n## B, C\n\n- two\n- three\n\n## B\n\n- four\n"


def test_an_index_is_current_until_a_build_ends(vault: Vault):
    index = vault({"a.md": NESTED}).index
    assert index.is_current()
    vault({"a.md": "# A\n\n- other\n"})
    assert not index.is_current()


def test_an_index_that_another_was_put_in_place_of_is_not_current(vault: Vault):
    knowledge = vault({"a.md": NESTED})
    index, folder = Index(knowledge.settings.index), knowledge.settings.index
    assert index.is_current()
    shutil.copytree(folder, folder.with_name("copy"))
    (folder.with_name("copy") / DATABASE).replace(folder / DATABASE)
    assert not index.is_current()
    index.close()


def test_what_is_made_of_titles_is_made_again_when_a_title_changes(vault: Vault):
    first = Index(vault({"a.md": NESTED}).settings.index)
    made = first.lasting(TITLED, first.titles)
    vault({"a.md": f"{NESTED}- five\n"})
    second = Index(first.folder, after=first)
    assert second.generation > first.generation
    assert second.lasting(TITLED, second.titles) is made
    vault({"a.md": "# Z\n\n- one\n"})
    third = Index(first.folder, after=second)
    assert third.lasting(TITLED, third.titles) == {"a.md": "Z"}
    for index in (first, second, third):
        index.close()


def test_facts_are_found_under_their_headings_and_not_under_names_that_begin_alike(vault: Vault):
    index = vault({"a.md": NESTED}).index
    for headings in (("A",), ("A", "B"), ("A", "B, C"), ("A", "B, C", "D")):
        under = [f for f in index.facts_of("a.md") if f.context[: len(headings)] == headings]
        found = index.headed("a.md", headings)
        assert list(index.by_number(one.number for one in found).values()) == under
        assert [one.is_right_under for one in found] == [f.context == headings for f in under]


def test_of_a_hub_only_the_first_numbers_are_told_and_that_there_are_more(vault: Vault):
    index = vault({f"{n}.md": "# KMS\n\n- KMS keeps keys\n- KMS is used\n" for n in "ab"}).index
    every = index.numbers_about("aws-kms", most=9)
    assert list(every) == [index.numbers_of([f.id])[f.id] for f in index.about("aws-kms")]
    assert index.numbers_about("aws-kms", most=2) == every[:3]


def test_few_vectors_stand_in_the_database_alone(vault: Vault, monkeypatch: pytest.MonkeyPatch):
    knowledge = vault({"a.md": NESTED})
    assert not list(knowledge.settings.index.glob("*.faiss"))
    monkeypatch.setattr("embeddings.store_for_size.EXACT_UP_TO", 2)
    vault({"a.md": NESTED, "b.md": NESTED})
    assert len(list(knowledge.settings.index.glob("*.faiss"))) == 1
    monkeypatch.undo()
    vault({"a.md": NESTED}).build(forget=True)
    assert not list(knowledge.settings.index.glob("*.faiss"))
