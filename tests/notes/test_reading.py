from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import FileSkipped
from graph.notes.reading import LARGEST_FILE, facts_of, read_note

FRENCH = "Le thé vert est infusé à soixante-dix degrés, très brièvement, puis versé.\n" * 5


def note(tmp_path: Path, data: bytes, name: str = "a.txt"):
    file = tmp_path / name
    file.write_bytes(data)
    return read_note(file, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_usual_encodings_are_read(tmp_path, encoding):
    assert note(tmp_path, FRENCH.encode(encoding)).text == FRENCH


def test_a_short_note_of_old_windows_is_read(tmp_path):
    assert note(tmp_path, "Größe 5 – neu".encode("cp1252")).text == "Größe 5 – neu"


def test_line_breaks_stay_as_they_are(tmp_path):
    assert note(tmp_path, b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "not text"),
        (bytes(range(256)) * 20, "not text"),
        (b"\xeb\xcc\xc0\xde\n", "UTF-8"),
        (b"\xff\xfe\x00\xd8", "UTF-8"),
        (b"word " * 60_000, "characters"),
    ],
)
def test_what_is_no_note_is_skipped_with_the_reason(tmp_path, data, reason):
    with pytest.raises(FileSkipped, match=reason):
        note(tmp_path, data)


def test_a_huge_file_is_skipped_without_being_read(tmp_path):
    file = tmp_path / "a.txt"
    with file.open("wb") as opened:
        opened.truncate(LARGEST_FILE + 1)
    with pytest.raises(FileSkipped, match="MB"):
        read_note(file, "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_has_no_facts(tmp_path, name, data):
    assert facts_of(note(tmp_path, data, name)) == []


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.txt", "Tea Notes\n\nHot water is all it takes, and some time.\n", "Tea Notes"),
        ("tea.txt", "- Green\n- Black\n", "tea"),
        ("a.md", "# Green *Tea*\n\nMild.\n", "Green Tea"),
        ("a.md", "---\ntitle: 'Sencha'\n---\n# Green\n", "Sencha"),
        ("a.md", "Tea\n===\n\n```\n# no\n```\n", "Tea"),
        ("tea.md", "# One\n\n# Two\n", "tea"),
        ("tea.md", "Owner: Ada\n\n# Prices\n\n- green 3\n", "tea"),
        ("a.md", "---\ntags: tea\n---\n![cup](cup.png)\n\n# Tea\n", "Tea"),
        ("a.md", "type:: x\ntitle:: Sencha\n", "Sencha"),
        ("Green tea 0123456789abcdef0123456789abcdef.md", "Mild.\n", "Green tea"),
        ("20240512103000-green_tea.org", "Mild.\n", "green tea"),
        ("20240512T103000--green-tea__drink.org", "Mild.\n", "green tea"),
    ],
)
def test_titles(tmp_path, name, text, title):
    assert note(tmp_path, text.encode(), name).title == title


def test_notes_that_say_the_same_have_one_digest(tmp_path):
    assert note(tmp_path, b"a").digest == note(tmp_path, b"a", "b.txt").digest
    assert note(tmp_path, b"a").digest != note(tmp_path, b"b").digest
