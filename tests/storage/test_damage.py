"""What was lost or damaged: noticed before it can change an answer, and healed."""

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from graph.errors import IndexBroken, IndexIncomplete
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage.checksums import SUMS
from graph.storage.encoded import Encoded
from graph.storage.opening import open_for_writing
from graph.storage.schema import DATABASE
from graph.views.places import Places
from graph.views.sheet import Point
from tests.vaults import Vault

NUMBERS = range(9)
NOTES = {
    f"{name}.md": f"# {name}\n\n" + "".join(f"- {name} part {n} costs {n} euros\n" for n in NUMBERS)
    for name in ("Lamp", "Chair", "Table")
}
QUESTION = "what does Lamp part 3 cost?"


def answer_of(folder: Path) -> object:
    knowledge = Knowledge(Settings(index=folder, encoder="hash"))
    try:
        answer = knowledge.ask(QUESTION)
        return answer.text, [one.fact.id for one in answer.citations]
    finally:
        knowledge.close()


@pytest.fixture(autouse=True)
def saved_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a file of vectors for as few as these notes have."""
    monkeypatch.setattr("embeddings.store_for_size.EXACT_UP_TO", 10)


def lose_vectors(folder: Path, how_many: int = 5) -> None:
    connection = open_for_writing(folder / DATABASE)
    connection.execute("DELETE FROM vectors WHERE number <= ?", [how_many])
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    (folder / SUMS).unlink()
    for file in folder.glob("*.faiss"):
        file.unlink()


def test_lost_vectors_are_noticed_and_a_plain_build_makes_them_again(vault: Vault):
    knowledge = vault(NOTES)
    folder, before = knowledge.settings.index, answer_of(knowledge.settings.index)
    knowledge.close()
    lose_vectors(folder)
    with pytest.raises(IndexIncomplete, match="run `noteloom build`"):
        answer_of(folder)
    report = knowledge.build()
    assert report.embedded == 5
    assert len(knowledge.index.vectors) == report.facts
    assert answer_of(folder) == before


def test_a_gloss_that_lost_its_vector_gets_it_again(vault: Vault):
    lines = "- Amazon S3 is encrypted with AWS KMS\n- AWS Lambda reads S3 and DynamoDB\n"
    knowledge = vault({"a.md": f"# AWS\n\n{lines}- Amazon SQS triggers AWS Lambda\n"})
    glossed = len(knowledge.index.glosses[0])
    connection = open_for_writing(knowledge.settings.index / DATABASE)
    connection.execute("DELETE FROM vectors WHERE digest IN (SELECT embedded FROM concepts)")
    connection.close()
    knowledge.build()
    assert len(knowledge.index.glosses[0]) == glossed > 0


def with_letters_of_no_alphabet(file: Path) -> None:
    """Damage what a database says of its tables, so that SQLite's complaint is no UTF-8."""
    file.write_bytes(file.read_bytes().replace(b"CREATE TABLE ", b"CREATE TABL\xc8 "))


@pytest.mark.parametrize("verb", ["ask", "build"])
def test_a_damaged_schema_is_told_whatever_its_letters(vault: Vault, verb: str):
    knowledge = vault(NOTES)
    knowledge.close()
    with_letters_of_no_alphabet(knowledge.settings.index / DATABASE)
    with pytest.raises(IndexBroken, match="--fresh"):
        knowledge.ask(QUESTION) if verb == "ask" else knowledge.build()


def test_kept_files_with_a_damaged_schema_are_made_again(tmp_path: Path):
    kept, places = Encoded(tmp_path / "encoded.db"), Places(tmp_path / "places.db")
    kept.keep({"a": b"1234"})
    places.pin("all", {"lamp": Point(1, 2)})
    kept.close()
    for file in (kept.file, places.file):
        with_letters_of_no_alphabet(file)
    assert kept.known(["a"]) == set()
    assert places.pinned("all") == {}


@pytest.mark.parametrize("files", ["*.faiss", "*.packed", SUMS, "embedded.db*", "encoded.db*"])
def test_what_is_derived_may_be_deleted(vault: Vault, files: str):
    folder = vault(NOTES).settings.index
    before = answer_of(folder)
    for file in folder.glob(files):
        file.unlink()
    assert answer_of(folder) == before
    assert vault(NOTES).build().facts == 27


def test_derived_files_of_another_history_are_not_used(vault: Vault, tmp_path: Path):
    folder, old = vault(NOTES).settings.index, tmp_path / "old"
    shutil.copytree(folder, old)
    vault({**NOTES, "Lamp.md": "# Lamp\n\n- Lamp part 3 costs 70 euros\n"})
    vault(NOTES).close()
    for file in (*folder.glob("*.faiss"), *folder.glob("*.packed")):
        shutil.copy(file, old)
    shutil.rmtree(folder)
    shutil.copytree(old, folder)
    other = {**NOTES, "Lamp.md": "# Lamp\n\n- Lamp part 3 costs 90 euros\n"}
    assert vault(other).ask(QUESTION).value == "90 euros"


def test_no_flipped_bit_changes_an_answer(vault: Vault, tmp_path: Path):
    knowledge, chance = vault(NOTES), random.Random(22)
    folder, before = knowledge.settings.index, answer_of(knowledge.settings.index)
    knowledge.close()
    files = [f for f in sorted(folder.iterdir()) if f.stat().st_size]
    for _ in range(30):
        damaged = tmp_path / "damaged"
        shutil.copytree(folder, damaged)
        file = damaged / chance.choice(files).name
        flip_a_bit(file, chance)
        with suppress(IndexBroken):
            assert answer_of(damaged) == before, file.name
        shutil.rmtree(damaged)


def flip_a_bit(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


@pytest.mark.parametrize(
    "damage", ["truncated", "emptied", "overwritten", "zeroed", "log", "format"]
)
def test_a_fresh_build_heals_whatever_was_damaged(vault: Vault, tmp_path: Path, damage: str):
    knowledge = vault(NOTES)
    file, before = knowledge.settings.index / DATABASE, answer_of(knowledge.settings.index)
    knowledge.close()
    content = file.read_bytes()
    size = len(content)
    damaged = {
        "truncated": content[: size // 2],
        "emptied": b"",
        "overwritten": b"no database" * 500,
        "zeroed": content[:8192] + bytes(size - 8192),
        "log": content,
        "format": content.replace(b"format4", b"format9"),
    }[damage]
    file.write_bytes(damaged)
    if damage == "log":
        file.with_name(f"{DATABASE}-wal").write_bytes(random.Random(3).randbytes(50_000))
        file.with_name(f"{DATABASE}-shm").write_bytes(random.Random(4).randbytes(32_768))
    knowledge.build(tmp_path / "notes", fresh=True)
    assert answer_of(file.parent) == before


def test_a_damaged_page_names_the_cure(vault: Vault):
    knowledge = vault(NOTES)
    file = knowledge.settings.index / DATABASE
    knowledge.close()
    content = bytearray(file.read_bytes())
    place = content.index(b"Lamp part 3 costs")
    content[place : place + 4] = b"Lump"
    file.write_bytes(content)
    with pytest.raises(IndexBroken, match="--fresh"):
        knowledge.ask(QUESTION)


def findings(knowledge: Knowledge) -> list[str]:
    return [one.text for one in knowledge.check(deep=True) if one.kind == "damage"]


def test_a_deep_check_finds_nothing_wrong_with_a_whole_index(vault: Vault):
    assert findings(vault(NOTES)) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM vectors WHERE number <= 2", "2 facts without a vector"),
        ("DELETE FROM words WHERE rowid = 3", "1 facts without words"),
        ("UPDATE notes SET text = 'x' || text WHERE path = 'Lamp.md'", "is not the text"),
        ("UPDATE vectors SET vector = zeroblob(1024) WHERE number = 1", "has the length 0"),
        (
            "INSERT INTO relations VALUES ('a', 'uses', 'b', 1, 'r', '[\"none\"]')",
            "relations of facts that are not there",
        ),
    ],
)
def test_a_deep_check_names_what_is_lost(vault: Vault, statement: str, told: str):
    notes = {**NOTES, "s3.md": "# S3\n\n- S3 is encrypted with KMS\n"}
    knowledge = vault(notes)
    connection = open_for_writing(knowledge.settings.index / DATABASE)
    connection.execute(statement)
    connection.close()
    (knowledge.settings.index / SUMS).unlink()
    knowledge.close()
    assert any(told in text for text in findings(knowledge))


@pytest.mark.parametrize("kind", ["*.faiss", "*.packed"])
def test_a_deep_check_names_a_derived_file_that_is_damaged(vault: Vault, kind: str):
    knowledge = vault(NOTES)
    (file,) = knowledge.settings.index.glob(kind)
    file.write_bytes(file.read_bytes()[:-1])
    assert findings(knowledge) == [f"{file.name} is not as it was written"]
