from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.notes.formats import READERS
from graph.notes.reading import facts_of, title_of
from graph.records import Fact, Note

ENDINGS = list({r: ending for ending, r in READERS.items() if r.text is None}.values())
"""An ending for each reader of text; what is made Markdown first is read as that."""
PROSE = [ending for ending in ENDINGS if ending != ".tsv"]
HEADINGS = {".org": "* ", ".asciidoc": "== "}
"""How a heading begins where "# " begins none."""
SIGNS = ["- ", "  - ", "* ", "1. ", "# ", "## ", "> ", "\t", "    ", "| a | b |", "|---|---|"]
MARKS = [
    "**",
    "`",
    "[",
    "](x)",
    "[[",
    "]]",
    "<b>",
    "<!--",
    "-->",
    "#tag",
    "::",
    "```",
    "---",
    "===",
]
WORDS = [
    "Tea",
    "is hot. ",
    "Éclair ",
    "e.g. ",
    "https://x.org ",
    "a:",
    "茶。",
    "\x0c",
    "\u2028",
    "&amp;",
]
LINES = st.lists(st.sampled_from(SIGNS + MARKS + WORDS), max_size=8).map("".join)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(LINES, max_size=12).flatmap(
        lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines))
    ),
)
SENTENCES = st.lists(
    st.sampled_from(
        ["Tea is hot", "Pour it", "Boil `water`", "- a cup", "  - of it", "# Milk", ""]
    ),
    min_size=1,
    max_size=10,
)


def read(text: str, path: str) -> list[Fact]:
    return facts_of(Note(path, text, "", title_of(text, path)))


def _without_titles(lines: list[str]) -> str:
    return "\n".join(line for line in lines if not line.startswith("#"))


def numbered(text: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", text)


@pytest.mark.parametrize("ending", ENDINGS)
@given(text=TEXTS)
@example(text='[^a]\n[^b]: *x* [y](z "t. T") W')
@example(text="\x00&#0;\\")
@example(text="- 0\n\ta ")
def test_a_fact_is_a_span_of_the_untouched_note(ending, text):
    facts = read(text, f"a{ending}")
    lines = numbered(text)
    for fact in facts:
        assert fact.span.of(text) == fact.text != ""
        assert fact.text.strip() == fact.text
        assert len(numbered(text[: fact.span.start])) == fact.line
        assert 1 <= fact.line <= fact.end_line <= len(lines)
        assert fact.plain == fact.plain.strip() != ""
        assert not set(fact.plain) & set("\r\n\t")
        assert all(0 <= m.span.start < m.span.end <= len(fact.plain) for m in fact.marks)
        assert fact.headings <= len(fact.context)


@pytest.mark.parametrize("ending", ENDINGS)
@given(text=TEXTS)
def test_ids_are_unique_and_parents_are_facts_before(ending, text):
    seen: set[str] = set()
    for fact in read(text, f"a{ending}"):
        assert fact.id not in seen
        assert fact.parent is None or fact.parent in seen
        seen.add(fact.id)


@pytest.mark.parametrize("ending", ENDINGS)
@given(lines=SENTENCES, end=st.sampled_from(["\r\n", "\r"]))
def test_line_endings_change_nothing_that_is_said(ending, lines, end):
    ours, theirs = (
        [(f.id, f.plain, f.line, f.end_line, f.kind) for f in read(sep.join(lines), f"a{ending}")]
        for sep in ("\n", end)
    )
    assert ours == theirs


@pytest.mark.parametrize("ending", PROSE)
@given(lines=SENTENCES)
def test_every_line_that_states_something_is_in_a_fact(ending, lines):
    lines = [line.replace("# ", HEADINGS.get(ending, "# ")) for line in lines]
    text = "\n".join(lines)
    facts = read(text, f"a{ending}")
    covered = {n for fact in facts for n in range(fact.line, fact.end_line + 1)}
    headings = {name for fact in facts for name in fact.context}
    for number, line in enumerate(lines, start=1):
        said = line.strip(" -#*=").replace("`", "")
        assert not said or number in covered or any(said in name for name in headings)


@given(before=SENTENCES, ending=st.sampled_from([".txt", ".md"]))
def test_ids_stay_when_other_parts_of_the_file_change(before, ending):
    section = "\n\n# Cups\n\n- Glass\n  - breaks. Often.\n- Clay\n"
    ids = [
        {fact.id for fact in read(text, f"a{ending}") if "Cups" in fact.context}
        for text in (
            f"# Tea\n\nHot.{section}",
            f"# Tea\n\nHot.\n\n{_without_titles(before)}{section}",
        )
    ]
    assert ids[0] == ids[1] != set()


def test_what_repeats_is_told_apart_by_its_occurrence():
    first, second = read("- Pour\n- Pour\n", "a.txt")
    assert first.id != second.id
    assert first.id == read("- Pour\n", "a.txt")[0].id


@pytest.mark.parametrize("ending", PROSE)
def test_lines_are_counted_as_editors_do(ending):
    text = "Été\x0cici\u2028là.\r\n\r\n- Thé\tvert\r\n- Été\r\n"
    assert [(f.plain, f.line) for f in read(text, f"a{ending}")][-2:] == [
        ("Thé vert", 3),
        ("Été", 4),
    ]
