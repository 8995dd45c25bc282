"""Facts by month: bars to choose a time from, the lines of that time, and their topics as a map."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import streamlit as st

from graph.answers.filtered import is_head, library_of
from graph.dates import LONGEST_TITLE
from graph.records import Fact
from graph.screen import words
from graph.screen.blocks import Block, Group, row_of
from graph.screen.deeds import did
from graph.screen.drawn import draw_bars, draw_reading
from graph.screen.narrow import behind_a_button
from graph.screen.overviewmap import draw_overview
from graph.screen.reader import READING_AND_MAP
from graph.screen.state import View
from graph.storage import Index

Months = Mapping[str, Sequence[Fact]]
"""Facts by their month, as "2024-03", in the order of time."""
TO = ".."
"""Between the first and the last of a period in the address: "2024-03..2024-06"."""
MOST_BARS = 120
"""Months from the first to the last that are drawn; more are drawn as years."""
MOST_LISTED = 40
"""Months that are listed at once, and lines of each."""


@lru_cache(maxsize=1)
def months_of(index: Index) -> Months:
    """Return the facts that are of a month, the newest first; none where all are of one month."""
    library = library_of(index)
    days = [
        (newest.first, fact)
        for fact in library.facts
        if (newest := library.dated(fact).newest)
        and newest.days <= LONGEST_TITLE
        and not is_head(fact)
    ]
    dated: dict[str, list[Fact]] = {}
    for day, fact in sorted(days, key=lambda one: one[0], reverse=True):
        dated.setdefault(f"{day:%Y-%m}", []).append(fact)
    return dict(sorted(dated.items())) if len(dated) > 1 else {}


def within(period: str, months: Months) -> Months:
    """Return the months of a period, all where there is none, the newest first."""
    first, _, last = period.partition(TO)
    return {
        month: months[month]
        for month in sorted(months, reverse=True)
        if not period or (first <= month[: len(first)] and month[: len(last)] <= last)
    }


def draw_time(view: View, index: Index) -> None:
    """Draw the bars, and below them the lines and the topics of the time that is chosen."""
    months = months_of(index)
    if not months:
        st.text(words.NO_DATES)
        return
    chosen = within(view.period, months)
    draw_bars(bars_of(months), view.period, did=did)
    left, right = st.columns(READING_AND_MAP, gap="medium")
    with left:
        draw_reading(month_groups(chosen), view, did=did, key="first", name=words.TIMELINE)
    with right:
        facts = [fact for month in chosen.values() for fact in month]
        behind_a_button(lambda: draw_overview(view, index, facts=facts))


def bars_of(months: Months) -> list[tuple[str, str, int]]:
    """Return each month, or year of a long time, with its name and the number of its facts."""
    if not months:
        return []
    (year, month), (last_year, last_month) = (
        (int(end[:4]), int(end[5:])) for end in (min(months), max(months))
    )
    number = (last_year - year) * 12 + last_month - month + 1
    if number > MOST_BARS:
        held: Counter[str] = Counter()
        for name, facts in months.items():
            held[name[:4]] += len(facts)
        return [(f"{one}", f"{one}", held[f"{one}"]) for one in range(year, last_year + 1)]
    every = (divmod(year * 12 + month - 1 + step, 12) for step in range(number))
    names = (f"{own}-{month + 1:02}" for own, month in every)
    return [(name, named(name), len(months.get(name, ()))) for name in names]


def month_groups(months: Months) -> list[Block]:
    """Return the lines of each month."""
    return [
        Group(
            named(month),
            tuple(row_of(fact) for fact in facts[:MOST_LISTED]),
            count=len(facts),
            note=words.NEWEST.format(MOST_LISTED) if len(facts) > MOST_LISTED else "",
        )
        for month, facts in [*months.items()][:MOST_LISTED]
    ]


def named(month: str) -> str:
    """Return a month as it is said."""
    return f"{month_name[int(month[5:])]} {month[:4]}"
