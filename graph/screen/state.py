"""What the page shows, as one value: everything that the address holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from graph.records import Intent

Place = Literal["ask", "explore", "study", "gaps", "notes"]
PLACES: tuple[Place, ...] = get_args(Place)
INTENTS: tuple[Intent, ...] = get_args(Intent)
DEEPEST = 3
"""Further than three hops everything touches everything."""


@dataclass(frozen=True, slots=True)
class View:
    """One state of the page: a question and what the reader did with its answer."""

    place: Place = "ask"
    question: str = ""
    intent: Intent | None = None
    """As the reader changed it; `None` leaves it to the question."""
    within: str = ""
    relation: str = ""
    similar: bool = False
    depth: int = 1
    about: str = ""
    """The concept whose card is open."""
    node: str = ""
    """The concept picked in the list or on the map."""
    fact: str = ""
    edge: str = ""
    hidden: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    """Concepts of the map that were opened in place, and folds that were unfolded."""
    without: tuple[str, ...] = ()
    """Concepts that a path must not pass."""
    off: tuple[str, ...] = ()
    """Relation types, and kinds as `kind:service`, that the legend has turned off."""
    picture: bool = True
    note: str = ""
    """The note that is open in the reader."""
    tab: str = ""
    """Which order Explore shows."""
    period: str = ""
    """Which months the timeline shows: "2024-03..2024-06"."""


def asking(view: View, question: str) -> View:
    """Return the view of a new question; only the choice of notes and the picture stay."""
    return View(question=question.strip(), within=view.within, picture=view.picture)


def reading_as(view: View, intent: Intent | None) -> View:
    """Return the view with the question read in another way."""
    return replace(asking(view, view.question), intent=intent)


def picking(view: View, *, fact: str = "", node: str = "", edge: str = "") -> View:
    """Return the view with one line, thing or relation picked, and nothing else changed."""
    return replace(view, fact=fact, node=node, edge=edge)


def leaving_out(view: View, concept: str) -> View:
    """Return the view with one concept left out of the paths."""
    without = tuple(dict.fromkeys((*view.without, concept)))
    return replace(view, without=without, fact="", node="", edge="")
