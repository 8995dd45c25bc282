from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.concepts.usernames import read_user_names
from graph.errors import BadInput, UnknownConcept, UserFileBroken
from graph.naming import Decision, undo, write
from tests.vaults import Vault

NOTES = {
    "s3.md": "# S3\n\n- Object storage\n- Encrypted with KMS\n",
    "kms.md": "# KMS\n\n- Keeps keys\n",
}


def test_a_merge_moves_facts_and_relations(vault: Vault):
    knowledge = vault(NOTES)
    knowledge.decide(Decision("merge", "KMS", "S3"))
    assert {fact.subject for fact in knowledge.index.all_facts()} == {"s3"}


def test_a_preview_changes_nothing(vault: Vault, tmp_path: Path):
    found = vault(NOTES).preview(Decision("merge", "KMS", "S3"))
    assert (len(found.facts) > 0, found.relations > 0) == (True, True)
    assert not (tmp_path / "notes" / "noteloom.toml").exists()


def test_undo_brings_back_what_was(vault: Vault):
    knowledge = vault(NOTES)
    before = knowledge.names()
    knowledge.decide(Decision("rename", "KMS", "The key safe"))
    assert "The key safe" in knowledge.names().values()
    knowledge.undo()
    assert knowledge.names() == before


def test_a_thing_may_be_renamed_and_then_merged_under_its_new_name(vault: Vault):
    knowledge = vault(NOTES)
    knowledge.decide(Decision("rename", "KMS", "The key safe"))
    knowledge.decide(Decision("merge", "The key safe", "S3"))
    kept = knowledge.show("The key safe").concept
    assert (kept.name, "KMS" in kept.aliases) == (knowledge.show("S3").concept.name, True)


def test_a_page_that_is_merged_into_a_thing_is_a_page_still(vault: Vault):
    knowledge = vault({"Ana.md": "# Ana\n\n- met **Mrs Oake** at the mill\n"})
    knowledge.decide(Decision("merge", "Ana", "Mrs Oake"))
    assert knowledge.show("Mrs Oake").concept.kind == "page"


def test_an_alias_finds_its_concept(vault: Vault):
    knowledge = vault(NOTES)
    knowledge.decide(Decision("alias", "KMS", "keymaster"))
    assert knowledge.show("keymaster").concept.id == "kms"


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (Decision("merge", "KMS", "kms"), "there is nothing to merge"),
        (Decision("alias", "KMS", "S3"), "is the name of"),
        (Decision("rename", "KMS", "S3"), "means .* already"),
        (Decision("merge", "KMS", "Nowhere"), "no concept is called"),
    ],
)
def test_a_decision_that_would_confuse_two_things_is_refused(
    vault: Vault, decision: Decision, says: str
):
    with pytest.raises(BadInput, match=says):
        vault(NOTES).decide(decision)


@pytest.mark.parametrize(
    ("decision", "error"),
    [
        (Decision("merge", "KMS", ""), BadInput),
        (Decision("rename", "KMS", "KMS"), BadInput),
        (Decision("rename", "KMS", "S3"), BadInput),
        (Decision("alias", "KMS", "S3"), BadInput),
        (Decision("merge", "KMS", "AWS KMS"), BadInput),
        (Decision("merge", "Nothing of the kind", "KMS"), UnknownConcept),
    ],
)
def test_a_decision_that_says_nothing_is_refused(
    vault: Vault, decision: Decision, error: type[Exception]
):
    with pytest.raises(error):
        vault(NOTES).preview(decision)


names = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1).filter(
    lambda text: text.isprintable() and text.strip()
)


@given(names, names)
def test_what_is_written_is_read_again_and_undone(
    tmp_path_factory: pytest.TempPathFactory, a: str, b: str
):
    folder = tmp_path_factory.mktemp("notes")
    file = folder / "noteloom.toml"
    file.write_text('ignore = ["Foo"]\n', encoding="utf-8")
    write(Decision("merge", a, b), folder)
    assert len(read_user_names([file]).merge) == 1
    undo(folder)
    assert read_user_names([file]).merge == ()
    assert read_user_names([file]).ignore == ("Foo",)


OWN = """\ufeff# mine
ignore = [
  "Foo",  # why
]

[[merge]]  # the first
this = "A"
into = "B"

[[rename]]
this = "C"
to = '''
[[merge]]
'''  # of several lines
# the end
""".replace("\n", "\r\n")


def test_every_letter_of_the_file_stays(tmp_path: Path):
    real = tmp_path / "elsewhere.toml"
    real.write_bytes(OWN.encode())
    (tmp_path / "noteloom.toml").symlink_to(real)
    write(Decision("merge", "D", "E"), tmp_path)
    written = real.read_bytes().decode()
    assert written == OWN + '\r\n[[merge]]\r\nthis = "D"\r\ninto = "E"\r\n'
    undo(tmp_path)
    assert real.read_bytes().decode() == OWN
    assert undo(tmp_path).endswith("# of several lines")
    assert real.read_bytes().decode() == OWN[: OWN.index("[[rename]]")] + "# the end\r\n"
    assert (tmp_path / "noteloom.toml").is_symlink()


def test_decisions_made_at_once_are_all_kept(tmp_path: Path):
    made = [Decision("alias", "KMS", f"name {number}") for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda decision: write(decision, tmp_path), [*made, *made]))
    kept = read_user_names([tmp_path / "noteloom.toml"]).alias
    assert sorted(kept) == sorted(("KMS", decision.second) for decision in made)


@pytest.mark.parametrize("text", ["[[merge", 'merge = ["A"]\n'])
def test_a_file_that_cannot_be_added_to_is_named_and_stays(tmp_path: Path, text: str):
    (tmp_path / "noteloom.toml").write_text(text)
    with pytest.raises(UserFileBroken, match=r"noteloom\.toml"):
        write(Decision("merge", "A", "B"), tmp_path)
    assert (tmp_path / "noteloom.toml").read_text() == text


def test_nothing_to_undo_is_said(tmp_path: Path):
    with pytest.raises(BadInput, match="nothing to undo"):
        undo(tmp_path)
