"""Lines found by their words while the first index is built."""

from __future__ import annotations

from pathlib import Path

from graph.screen.firstwords import lines_with, telling_words


def found(folder: Path, question: str) -> list[tuple[str, int]]:
    return [(row.crumb, row.line) for row in lines_with(telling_words(question), [folder])]


def test_a_line_is_found_that_holds_every_telling_word(tmp_path: Path) -> None:
    (tmp_path / "harbour.md").write_text("# Harbour\n\n- the pilot boards at dawn\n- no pilot\n")
    (tmp_path / "picture.png").write_bytes(b"pilot dawn")
    assert found(tmp_path, "When does the pilot leave?") == []
    assert found(tmp_path, "the pilot at dawn") == [("harbour.md", 3)]


def test_a_folder_that_has_gone_holds_nothing(tmp_path: Path) -> None:
    assert found(tmp_path / "gone", "pilot") == []


def test_a_note_in_any_format_that_is_read_is_looked_through(tmp_path: Path) -> None:
    (tmp_path / "harbour.csv").write_text("who,when\npilot,dawn\n")
    (tmp_path / "wide.txt").write_bytes("the pilot naps at dawn".encode("utf-16"))
    assert found(tmp_path, "pilot dawn") == [("harbour.csv", 2), ("wide.txt", 1)]
