"""Facts by month, and the months of a period."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.knowledge import Knowledge
from graph.screen.timeline import bars_of, months_of, within
from graph.settings import Settings
from graph.storage import Index

DIARY = (
    "# 2024-01-05\n\n- the ferry was late\n\n# 2024-03-02\n\n- the ferry was early\n- it rained\n"
)


def index_of(folder: Path, text: str) -> Index:
    (folder / "diary.md").write_text(text)
    knowledge = Knowledge(Settings(index=folder / "index", encoder="hash"))
    knowledge.build([folder / "diary.md"])
    return knowledge.index


def test_a_month_without_facts_has_a_bar_of_its_own(tmp_path: Path):
    bars = bars_of(months_of(index_of(tmp_path, DIARY)))
    assert bars == [
        ("2024-01", "January 2024", 1), ("2024-02", "February 2024", 0),
        ("2024-03", "March 2024", 2),
    ]  # fmt: skip


def test_notes_of_many_years_are_drawn_by_year(tmp_path: Path):
    bars = bars_of(
        months_of(index_of(tmp_path, DIARY + "\n# 2003-07-09\n\n- a swim in the lake\n"))
    )
    assert (bars[0], bars[-1], len(bars)) == (("2003", "2003", 1), ("2024", "2024", 3), 22)


def test_notes_of_one_month_or_of_none_have_no_timeline(tmp_path: Path):
    assert months_of(index_of(tmp_path, "# 2024-01-05\n\n- the ferry was late\n")) == {}


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("", ["2024-03", "2024-01"]),
        ("2024-01..2024-02", ["2024-01"]),
        ("2024..2024", ["2024-03", "2024-01"]),
        ("2025..2026", []),
        ("nonsense", []),
    ],
)
def test_a_period_keeps_its_months_the_newest_first(period: str, months: list[str]):
    assert [*within(period, {"2024-01": (), "2024-03": ()})] == months
