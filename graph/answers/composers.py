"""Which composer makes the answer: one table, tried in order; the first that applies is taken.

A composer gets the ranked facts of a question and returns a draft, or None where what it needs is
not among them. It may add to the ranker's first fact, and must not put another in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from graph.answers.compare import compare
from graph.answers.composed_answer import ComposedAnswer
from graph.answers.filtered import gathered
from graph.answers.lists import item_in_list, listing, replies, steps, written
from graph.answers.lookup import exact, lookup
from graph.answers.overview import overview
from graph.answers.property_filter import holders
from graph.answers.ranked_query import RankedQuery
from graph.answers.relates import relates
from graph.answers.routes import routes
from graph.answers.table_query import answered_by_table
from graph.answers.tasks import tasks
from graph.answers.yesno import yesno
from graph.records import Intent

LINES: frozenset[Intent] = frozenset(["lookup", "list", "howto"])
"""Intentions that lines of the notes answer as they stand."""


@dataclass(frozen=True, slots=True)
class Composer:
    """A way to make an answer, for what it is taken and why."""

    make: Callable[[RankedQuery], ComposedAnswer | None]
    intents: frozenset[Intent]
    needs: str
    """What it returns None without."""
    looks_beyond: bool = False
    """Whether it takes lines from outside the ranked ones: not where filters limit the facts."""


ALL: frozenset[Intent] = frozenset(get_args(Intent))
COMPOSERS = (
    Composer(gathered, ALL, "filters that say all that is asked for"),
    Composer(replies, LINES | {"compare", "relates"}, "a line or heading that asks the same"),
    Composer(written, LINES | {"compare", "relates"}, "a line that holds the whole question"),
    Composer(tasks, LINES, "tasks that the question asks for by their state", looks_beyond=True),
    Composer(overview, LINES, "a question that asks just what a thing is", looks_beyond=True),
    Composer(
        answered_by_table,
        LINES | {"relates"},
        "records of a table, by what the question says of them",
        looks_beyond=True,
    ),
    Composer(holders, LINES | {"relates"}, "a best line said of many things", looks_beyond=True),
    Composer(exact, frozenset(["exact"]), "a line that holds what is asked for"),
    Composer(yesno, frozenset(["yesno"]), ""),
    Composer(routes, frozenset(["path"]), ""),
    Composer(relates, frozenset(["relates"]), "a thing with relations"),
    Composer(compare, frozenset(["compare"]), "two sides"),
    Composer(steps, frozenset(["howto"]), "a list likelier than any line"),
    Composer(listing, frozenset(["list", "relates"]), ""),
    Composer(item_in_list, frozenset(["lookup"]), "a list most of which is among the best lines"),
    Composer(lookup, LINES | {"compare"}, ""),
)


def _keeps_to(allowed: frozenset[str] | None, draft: ComposedAnswer) -> bool:
    """Tell whether a draft is made of nothing that filters leave out, as the rest of a list is."""
    return allowed is None or all(fact.id in allowed for fact in draft.facts)


def composed(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the answer of the first composer that applies; None for no intention it knows."""
    limited = finding.scope.allowed is not None
    for composer in COMPOSERS:
        if finding.question.intent in composer.intents and not (limited and composer.looks_beyond):
            draft = composer.make(finding)
            if draft is not None and _keeps_to(finding.scope.allowed, draft):
                return draft
    return None
