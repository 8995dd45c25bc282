"""Study: what is due comes first, and an answer decides when a line comes again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.records import Fact, Mention, Span
from graph.screen.study import Reviews, askable
from graph.screen.studypanel import told
from graph.views.cards import hidden_span

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def line(number: int, text: str = "") -> Fact:
    text = text or f"a crane lifts at most {number} tons at once"
    return Fact(f"f{number}", "n.md", Span(0, len(text)), text, text, number, number)


@pytest.fixture
def reviews(tmp_path: Path) -> Reviews:
    return Reviews(tmp_path / "study.json")


def test_a_line_that_was_known_is_not_due_and_the_next_is_asked(reviews: Reviews):
    lines = [line(1), line(2)]
    first = reviews.next(lines, NOW)
    assert first is not None
    reviews.answer(first, NOW, knew=True)
    assert reviews.next(lines, NOW) not in (first, None)


def test_a_line_that_was_not_known_comes_again_sooner(reviews: Reviews):
    for number, knew in ((1, True), (2, False)):
        for _ in range(2):
            reviews.answer(line(number), NOW, knew=knew)
    known, unknown = (reviews.due(line(number), NOW) for number in (1, 2))
    assert known is not None
    assert unknown is not None
    assert unknown < known


def test_what_is_due_comes_before_what_is_new(reviews: Reviews):
    reviews.answer(line(1), NOW, knew=False)
    later = NOW + timedelta(days=1)
    assert reviews.next([line(2), line(1), line(3)], later) == line(1)


def test_answers_outlive_a_restart(reviews: Reviews):
    reviews.answer(line(1), NOW, knew=True)
    again = Reviews(reviews.file)
    assert told(again.progress([line(1), line(2)], NOW), 0) == (
        "0 due · 1 new · 1 learnt · 1 of 1 answers known"
    )


@pytest.mark.parametrize("content", ["no json", "[]", '{"a": 1}'])
def test_a_broken_file_is_an_empty_one(reviews: Reviews, content: str):
    reviews.file.write_text(content)
    assert Reviews(reviews.file).next([line(1)], NOW) == line(1)


def test_a_topic_asks_only_lines_of_its_things():
    named = line(1, "the harbour crane was built in the old dry dock")
    named = named.linked("crane", (Mention("dock", Span(40, 44)),))
    assert askable([named, line(2)], concepts=frozenset({"dock"})) == [named]


@pytest.mark.parametrize(
    ("found", "hidden"), [("the old dry doc", "old dry dock"), ("ol", "old"), ("dry", "dry")]
)
def test_neither_half_a_name_nor_an_article_is_hidden(found: str, hidden: str):
    fact = line(1, "they took the boat into the old dry dock again")
    start = fact.plain.index(found)
    span = hidden_span(fact.linked(None, (Mention("x", Span(start, start + len(found))),)))
    assert span is not None
    assert span.of(fact.plain) == hidden
