"""What is printed for a person, of records made by hand."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from graph.building import News
from graph.collections import Collection
from graph.records import (
    Answer,
    Card,
    Citation,
    Concept,
    Fact,
    Hop,
    Relation,
    Relatives,
    Report,
    Routes,
    Skipped,
    Span,
)
from graph.terminal import printing
from graph.terminal.printing import (
    FACTS_ON_A_CARD,
    answer_lines,
    card_lines,
    collection_lines,
    paint,
    relatives_lines,
    report_lines,
    routes_lines,
)
from graph.terminal.watching import news_lines, watch
from graph.views.tone import NEAREST

EMPTY = tuple(f"{number}.md" for number in range(12))


def test_styles_are_for_terminals_only(monkeypatch: pytest.MonkeyPatch):
    assert paint("tea", printing.BOLD) == "tea"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert paint("tea\33", printing.BOLD) == "\33[1mtea \33[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint("tea", printing.BOLD) == "tea"


def test_what_was_not_read_is_named_ten_at_a_time():
    report = Report(1, 2, 3, 4, empty=EMPTY, skipped=(Skipped("a.md", "is no text"),))
    told = list(report_lines(report, built=True))
    assert told[0] == "1 file, 2 facts, 3 concepts, 4 relations"
    assert told[-3:] == ["  2 more: --json names them all", "skipped 1:", "  a.md: is no text"]


@pytest.mark.parametrize(
    ("news", "says"),
    [
        (News(read=("a.md",), removed=("b.md",)), "read a.md, removed b.md"),
        (News(read=EMPTY), "read 12 notes"),
        (News(linked=2, watched=7), "linked 2 more by their names, watching 7 notes"),
        (News(skipped=(Skipped("a.md", "is no text"),)), "left out a.md: is no text"),
        (News(problem="the disk is full"), "the disk is full"),
    ],
)
def test_an_update_is_told_in_a_line(news: News, says: str):
    [line] = news_lines(news)
    assert says in line


class Told:
    """Stands for a Knowledge whose notes change once before Ctrl-C."""

    def watch(self, paths: list[Path], *, stop: Event, told: Callable[[News], None]) -> None:
        told(News(read=("a.md",)))
        raise KeyboardInterrupt


@pytest.mark.parametrize("as_json", [False, True])
def test_watching_prints_each_update_until_it_is_stopped(
    capsys: pytest.CaptureFixture[str], as_json: bool
):
    assert watch(Told(), [], as_json=as_json) == 0
    printed = capsys.readouterr()
    assert "a.md" in printed.out
    assert not as_json or json.loads(printed.out)["read"] == ["a.md"]
    assert printed.err.endswith("stopped watching.\n")


def test_collections_are_listed_and_the_current_one_is_marked():
    one = Collection("tea", Path("/ix"), (Path("/notes"),), "today", is_current=True)
    assert list(collection_lines([one])) == ["* tea  /notes  today /ix"]
    assert "noteloom build FOLDER" in next(collection_lines([]))


TEA, MILK = Concept("tea", "Tea", ("chai",), gloss="a hot drink"), Concept("milk", "Milk")
FACT = Fact("a.md#1", "a.md", Span(0, 16), "Tea goes with milk", "Tea goes with milk", 3, 3)
CITED = ["  1. Tea goes with milk", "    a.md › line 3"]
NAMES = {"tea": "Tea", "milk": "Milk"}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer("?", "lookup", True, 0.9, "milk"), ["milk", "lookup", "", *CITED]),
        (
            Answer("?", "lookup", True, 0.4, "milk", sure=False, remarks=("a.md has changed",)),
            ["a.md has changed", NEAREST, "milk", "lookup", "", *CITED],
        ),
        (
            Answer("?", "lookup", False, 0.1, suggestions=("what is tea?", "what is milk?")),
            ["Not in your notes.", "Did you mean: what is tea? · what is milk?",
             "The nearest lines, which do not answer it:", "", *CITED],
        ),
    ],
)  # fmt: skip
def test_an_answer_is_told_in_its_tone_with_its_lines(answer: Answer, told: list[str]):
    cited = replace(answer, citations=(Citation(FACT, 1.0),))
    assert list(answer_lines(cited)) == told


def test_a_refusal_without_near_lines_names_none():
    assert list(answer_lines(Answer("?", "lookup", False, 0.1))) == ["Not in your notes.", ""]


def test_what_relates_stands_under_its_relation_with_its_lines():
    relation = Relation("tea", "goes_with", "milk", 0.9, "link", (FACT.id,))
    told = list(relatives_lines(Relatives(TEA, (), (relation,), (FACT,)), NAMES))
    assert told[1:] == ["goes with → (1)", "  Milk", "    Tea goes with milk", "    a.md › line 3"]
    assert "Your notes relate it to nothing." in relatives_lines(Relatives(TEA), NAMES)


def test_a_route_shows_the_line_of_each_step_that_has_one():
    path = (Hop("tea", "goes_with", "milk", FACT.id), Hop("milk", "goes_with", "ice", "gone"))
    told = list(routes_lines(Routes(TEA, MILK, (path,), (FACT,)), NAMES))
    assert told == ["Route 1", "  Tea goes with Milk", "    Tea goes with milk",
                    "    a.md › line 3", "  Milk goes with ice"]  # fmt: skip


@pytest.mark.parametrize(("meeting", "told"), [((), 1), ((Concept("cup", "Cup"),), 2)])
def test_where_no_route_is_what_lies_between_is_named(meeting: tuple[Concept, ...], told: int):
    lines = list(routes_lines(Routes(TEA, MILK, meeting=meeting), NAMES))
    assert lines == ["Your notes do not join Tea and Milk.", "Nearest to both: Cup"][:told]


@pytest.mark.parametrize("more", [0, 2])
def test_a_card_says_how_many_facts_it_leaves_out(more: int):
    told = list(card_lines(Card(TEA, (FACT,) * (FACTS_ON_A_CARD + more)), NAMES))
    assert told[:2] == ["Tea thing (also chai)", "a hot drink"]
    assert (f"  {more} more: --json shows them all" in told) == (more > 0)
    assert len(list(card_lines(Card(MILK), NAMES))) == 4
