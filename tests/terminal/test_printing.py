"""What is printed for a person, of records made by hand."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from graph.building import News
from graph.collections import Collection
from graph.records import Report, Skipped
from graph.terminal import printing
from graph.terminal.printing import collection_lines, paint, report_lines
from graph.terminal.watching import news_lines, watch

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
