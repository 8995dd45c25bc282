from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from graph.records import Fact, Mention, Relation, Report, Span
from graph.screen import notespanel
from graph.screen.plain import plain
from graph.screen.source import Line, drawable_source, found_by, source_of
from graph.screen.trustline import age_of, trust_parts
from graph.views.cards import hidden_span


def fact(text: str, **more: object) -> Fact:
    given = {"line": 3, "end_line": 3, "context": ("A",), **more}
    return Fact("a#1", "a.md", Span(0, len(text)), text, text, **given)  # type: ignore[arg-type]


def test_the_strip_marks_the_cited_line_between_its_neighbours():
    strip = source_of(fact("two"), [(2, "- one"), (3, "- two"), (4, "- three")])
    assert strip.lines == (
        Line(2, "- one", False),
        Line(3, "- two", True),
        Line(4, "- three", False),
    )
    assert strip.crumb == ("a.md", "A")


def test_the_strip_says_how_a_relation_was_found():
    named = fact("S uses T", mentions=(Mention("s", Span(0, 1)), Mention("t", Span(7, 8))))
    uses = Relation("s", "uses", "t", 0.9, "uses", ("a#1",))
    assert found_by(uses, named) == "written in the line"
    assert found_by(uses, fact("uses T")) == "from the line and its heading"
    assert drawable_source(source_of(named, [], relation=uses))["said"] == "s uses t"


@given(st.text(max_size=60))
def test_escaped_text_is_shown_as_it_is(text: str):
    shown = MarkdownIt("commonmark").renderInline(plain(text))
    assert MarkdownIt("commonmark").renderInline("x") == "x"
    assert "<a" not in shown
    assert "<img" not in shown
    assert "<em>" not in shown
    assert "<code>" not in shown


@pytest.mark.parametrize(
    ("built", "age"),
    [
        ("2026-01-01T00:00:00+00:00", "10 s"),
        ("2025-12-31T23:00:00+00:00", "1 h"),
        ("2025-12-29T00:00:00+00:00", "3 days"),
        ("2026-01-02T00:00:00+00:00", "0 s"),
    ],
)
def test_the_age_of_the_index_is_told_in_its_largest_unit(built: str, age: str):
    assert age_of(built, datetime(2026, 1, 1, 0, 0, 10, tzinfo=UTC)) == age


def test_the_trust_line_counts_in_the_singular_too():
    parts = trust_parts(Report(1, 2, 1, 1000), datetime.now(UTC))
    assert parts == ("1 file", "2 facts", "1 concept", "1,000 relations")


def test_a_number_with_its_unit_is_what_is_to_be_remembered():
    line = fact("a message stays for at most 14 days in it")
    span = hidden_span(line)
    assert span is not None
    assert span.of(line.plain) == "14 days"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/hosts", ".bashrc", ".."]
)
def test_a_dropped_file_stays_in_its_folder(name: str, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("NOTELOOM_INDEX", str(tmp_path / "index"))
    kept = notespanel.keep_dropped(name, b"x")
    assert kept.parent == tmp_path / "dropped"
    assert not kept.name.startswith(".")


def test_a_dropped_file_overwrites_no_other(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("NOTELOOM_INDEX", str(tmp_path / "index"))
    kept = [notespanel.keep_dropped("tea.md", content).name for content in (b"a", b"b", b"a", b"c")]
    assert kept == ["tea.md", "tea 2.md", "tea.md", "tea 3.md"]
