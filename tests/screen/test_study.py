"""Study: what is due comes first, and an answer decides when a line comes again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.knowledge import Knowledge
from graph.records import Fact, Mention, Span
from graph.screen.study import Reviews, askable, card_row
from graph.screen.studypanel import answered_gaps, told
from graph.settings import Settings
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
        "0 due · 1 new · 1 learnt · 1 today · 1 of 1 answers known (100%)"
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


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("the plan of Harbour/Docks/25/ws has 7 cranes", "7 cranes"),
        ("the ferry takes 15-20 minutes to the island", "15-20 minutes"),
        ("since v2.4 the lock holds boats of 12.5 m", "12.5 m"),
    ],
)
def test_no_part_of_a_name_is_left_out_as_a_number(text: str, hidden: str):
    span = hidden_span(line(1, text))
    assert span is not None
    assert span.of(text) == hidden


def test_a_gap_that_the_notes_answer_by_now_is_asked_as_a_card(tmp_path: Path):
    (tmp_path / "harbour.md").write_text("# Harbour\n\n- the pilot is Maria\n- the crane is old\n")
    notes = Knowledge(Settings(index=tmp_path / "index", encoder="hash"))
    notes.build([tmp_path / "harbour.md"])
    asked = answered_gaps(notes, notes.index.generation, ("who is the pilot?", "who is the cook?"))
    assert {question: fact.plain for question, fact in asked.items()} == {
        "who is the pilot?": "the pilot is Maria"
    }
    card = card_row(next(iter(asked.values())), question="who is the pilot?")
    assert (card.name, card.cloze) == ("who is the pilot?", "the pilot is Maria")


def test_a_day_of_study_is_counted(reviews: Reviews):
    reviews.answer(line(1), NOW - timedelta(days=1), knew=True)
    reviews.answer(line(2), NOW, knew=False)
    assert reviews.progress([line(1), line(2)], NOW).today == 1
