"""The reader: a note's outline, its links, and the address of an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.records import Fact, Relation, Span
from graph.screen.notereader import Heading, address_in, linked, outline_of
from graph.screen.source import line_above, source_of

LINES = [
    (1, "# Barrel"),
    (2, "```"),
    (3, "# no heading"),
    (4, "```"),
    (5, "## Price #"),
    (6, "#tag"),
]


def test_the_outline_is_the_headings_outside_code():
    assert outline_of(LINES) == [Heading(1, "Barrel", 1), Heading(2, "Price", 5)]


def test_a_link_leads_to_the_note_of_that_name():
    lines = [(1, "see [[Runner|it]], [[sub/Barrel#Price]] and [[nowhere]]")]
    found = linked(lines, ["deep/runner.md", "barrel.md"])
    assert found == {"Runner": "deep/runner.md", "sub/Barrel": "barrel.md"}


@pytest.mark.parametrize(
    ("editor", "start", "end"),
    [
        ("vscode", "vscode://file/", "/a%20note.md:7"),
        ("obsidian", "obsidian://open?path=%2F", "a%20note.md"),
        ("file", "file:///", "/a%20note.md"),
    ],
)
def test_a_note_opens_in_the_editor_that_was_chosen(
    tmp_path: Path, editor: str, start: str, end: str
):
    (tmp_path / "a note.md").touch()
    address = address_in(editor, "a note.md", 7, [tmp_path])
    assert address.startswith(start)
    assert address.endswith(end)


def test_without_an_editor_or_a_file_there_is_no_link(tmp_path: Path):
    assert address_in("none", "a.md", 1, [tmp_path]) == ""
    assert address_in("vscode", "gone.md", 1, [tmp_path]) == ""


def test_an_inferred_relation_shows_the_heading_that_it_follows_from():
    fact = Fact("f", "n.md", Span(0, 4), "uses Key", "uses Key", 4, 4, context=("Barrel",))
    relation = Relation("barrel", "uses", "key", 0.9, "r", ("f",))
    above = line_above(fact, [(1, "# Barrel"), (3, "other")], ["Barrel"])
    shown = source_of(fact, [(4, "uses Key")], relation=relation, above=above)
    assert [(line.number, line.cited) for line in shown.lines] == [(1, True), (4, True)]
