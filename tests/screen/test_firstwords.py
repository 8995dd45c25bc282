"""Lines found by their words while the first index is built."""

from __future__ import annotations

from pathlib import Path

from graph.screen.firstwords import best_lines, telling_words


def found(folder: Path, question: str) -> list[tuple[str, int]]:
    return [(row.crumb, row.line) for row in best_lines(telling_words(question), [folder])]


def test_the_lines_that_hold_most_of_the_telling_words_are_found(tmp_path: Path) -> None:
    (tmp_path / "harbour.md").write_text("# Quay\n\n- the pilot boards at dawn\n- no pilot\n")
    (tmp_path / "picture.png").write_bytes(b"pilot dawn")
    assert found(tmp_path, "When does the cook leave?") == []
    assert found(tmp_path, "the pilot at dawn") == [("harbour.md", 3)]
    assert found(tmp_path, "a pilot of the harbour") == [("harbour.md", 3), ("harbour.md", 4)]


def test_a_folder_that_has_gone_holds_nothing(tmp_path: Path) -> None:
    assert found(tmp_path / "gone", "pilot") == []


def test_a_note_in_any_format_that_is_read_is_looked_through(tmp_path: Path) -> None:
    (tmp_path / "harbour.csv").write_text("who,when\npilot,dawn\n")
    (tmp_path / "wide.txt").write_bytes("the pilot naps at dawn".encode("utf-16"))
    assert found(tmp_path, "pilot dawn") == [("harbour.csv", 2), ("wide.txt", 1)]
