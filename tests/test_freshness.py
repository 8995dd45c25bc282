"""What an answer says of notes that have changed, moved or gone since the last build."""

import os
from pathlib import Path

import pytest

from graph.errors import NotesMissing
from graph.knowledge import Knowledge
from tests.vaults import Vault

LAMP = "# Lamp\n\n- The lamp burns for 40 hours\n"
SHED = "# Shed\n\n- The shed is locked at ten\n"
QUESTION = "for how many hours does the lamp burn?"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
def knowledge(vault: Vault) -> Knowledge:
    return vault({"lamp.md": LAMP, "shed.md": SHED})


def keep_times(file: Path, text: str) -> None:
    """Write a file and give it back the times that it had."""
    stat = file.stat()
    file.write_text(text, "utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_an_unchanged_note_is_answered_from_without_a_word(knowledge: Knowledge, notes: Path):
    (notes / "lamp.md").touch()
    answer = knowledge.ask(QUESTION)
    assert (answer.value, answer.remarks, answer.sure) == ("40 hours", (), True)


@pytest.mark.parametrize("keeps", [False, True])
def test_a_line_that_was_changed_since_is_not_sure(knowledge: Knowledge, notes: Path, keeps: bool):
    new = LAMP.replace("40", "55")
    write = keep_times if keeps else Path.write_text
    write(notes / "lamp.md", new)
    answer = knowledge.ask(QUESTION)
    assert (answer.sure, answer.value) == (False, "")
    assert "lamp.md has changed since the last build" in answer.remarks[0]
    assert "noteloom build" in answer.remarks[0]
    assert answer.confidence <= 0.5
    knowledge.build()
    assert knowledge.ask(QUESTION).value == "55 hours"
    assert knowledge.ask(QUESTION).remarks == ()


def test_a_line_that_stands_elsewhere_now_stays_sure(knowledge: Knowledge, notes: Path):
    (notes / "lamp.md").write_text(f"# New\n\n- A new line\n\n{LAMP}", "utf-8")
    answer = knowledge.ask(QUESTION)
    assert (answer.value, answer.sure) == ("40 hours", True)
    assert "have not" in answer.remarks[0]


@pytest.mark.parametrize("goes", ["deleted", "renamed", "a folder"])
def test_a_note_that_is_gone_is_told(knowledge: Knowledge, notes: Path, goes: str):
    file = notes / "lamp.md"
    if goes == "renamed":
        file.rename(notes / "light.md")
    else:
        file.unlink()
    if goes == "a folder":
        file.mkdir()
    answer = knowledge.ask(QUESTION)
    assert not answer.sure
    assert answer.remarks[0].startswith("lamp.md ")
    assert goes == "a folder" or "no longer there" in answer.remarks[0]


def test_what_is_found_in_a_note_that_is_gone_is_left_out(knowledge: Knowledge, notes: Path):
    (notes / "shed.md").unlink()
    assert {one.fact.path for one in knowledge.search("lamp shed")} == {"lamp.md"}
    assert {one.fact.path for one in knowledge.ask(QUESTION).citations} == {"lamp.md"}


def test_notes_on_a_disk_that_is_away_are_answered_from_with_one_remark(
    knowledge: Knowledge, notes: Path
):
    notes.rename(notes.with_name("elsewhere"))
    answer = knowledge.ask(QUESTION)
    assert (answer.value, answer.sure, len(answer.remarks)) == ("40 hours", True, 1)
    assert "not there now" in answer.remarks[0]


def test_two_files_that_change_places_are_read_again(vault: Vault, notes: Path):
    texts = {"a.md": "# Lamp\n\n- Burns 40 hours\n", "b.md": "# Lamp\n\n- Burns 55 hours\n"}
    knowledge = vault(texts)
    for name in texts:
        os.utime(notes / name, ns=(10**18, 10**18))
    knowledge.build()
    (notes / "a.md").rename(notes / "c")
    (notes / "b.md").rename(notes / "a.md")
    (notes / "c").rename(notes / "b.md")
    assert knowledge.build().read == 2
    assert [fact.plain for fact in knowledge.index.facts_of("a.md")] == ["Burns 55 hours"]


@pytest.mark.parametrize("how", ["deleted", "ignored"])
def test_when_the_last_note_is_gone_nothing_is_left_to_find(
    knowledge: Knowledge, notes: Path, how: str
):
    if how == "ignored":
        (notes / ".gitignore").write_text("*.md\n", "utf-8")
    else:
        for file in notes.glob("*.md"):
            file.unlink()
    report = knowledge.build()
    assert (report.files, report.facts, report.removed) == (0, 0, 2)
    assert not knowledge.ask(QUESTION).answered
    assert knowledge.search("lamp") == []


def test_another_folder_without_notes_costs_nobody_an_index(knowledge: Knowledge, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotesMissing):
        knowledge.build(tmp_path / "empty")
    assert knowledge.ask(QUESTION).value == "40 hours"
