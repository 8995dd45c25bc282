"""`noteloom watch` in a terminal: one line an update, until Ctrl-C."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from graph.terminal.printing import DIM, WARN, paint

if TYPE_CHECKING:
    from graph.building import News
    from graph.knowledge import Knowledge

MOST_NAMED = 5
"""Notes named in one line; of more only the number is told."""


def watch(knowledge: Knowledge, paths: Sequence[Path], *, as_json: bool) -> int:
    """Follow the notes until Ctrl-C, and print what each update did."""

    def told(news: News) -> None:
        lines = [json.dumps(news_reply(news), ensure_ascii=False)] if as_json else news_lines(news)
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    sys.stderr.write("noteloom: bringing the index up to date.\n")
    with suppress(KeyboardInterrupt):
        knowledge.watch(paths, stop=Event(), told=told)
    sys.stderr.write("noteloom: stopped watching.\n")
    return 0


def news_lines(news: News) -> Iterator[str]:
    """Yield what an update did, with the time of day and how long it took."""
    done = [
        f"{verb} {_named(names)}"
        for verb, names in (("read", news.read), ("removed", news.removed))
        if names
    ]
    if news.linked:
        done.append(f"linked {news.linked} more by their names")
    clock = f"{datetime.now().astimezone():%H:%M:%S}"
    if news.watched is not None:
        done.append(f"watching {news.watched} notes, Ctrl-C ends it")
    if done:
        yield f"{clock} {paint(', '.join(done))} {paint(f'({news.seconds * 1000:.0f} ms)', DIM)}"
    for one in news.skipped:
        yield f"{clock} {paint('left out', WARN)} {paint(one.path)}: {paint(one.reason)}"
    if news.problem:
        yield f"{clock} {paint(news.problem, WARN)}"


def news_reply(news: News) -> dict[str, object]:
    """Return what an update did as plain data."""
    return {
        "read": list(news.read),
        "removed": list(news.removed),
        "skipped": [{"path": one.path, "reason": one.reason} for one in news.skipped],
        "linked": news.linked,
        "seconds": round(news.seconds, 4),
        "watched": news.watched,
        "problem": news.problem,
    }


def _named(paths: Sequence[str]) -> str:
    if len(paths) > MOST_NAMED:
        return f"{len(paths)} notes"
    return ", ".join(paths)
