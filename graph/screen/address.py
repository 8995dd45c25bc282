"""The view as an address, and back: a copied address shows the same page."""

from __future__ import annotations

from collections.abc import Mapping

from graph.screen.state import DEEPEST, INTENTS, PLACES, View

KEYS = {
    "place": "view",
    "question": "q",
    "intent": "as",
    "within": "in",
    "relation": "type",
    "similar": "similar",
    "depth": "depth",
    "about": "about",
    "node": "node",
    "fact": "line",
    "edge": "edge",
    "hidden": "hide",
    "opened": "open",
    "without": "without",
    "off": "off",
    "picture": "map",
    "note": "note",
    "tab": "tab",
    "period": "when",
}
"""The name in the address of each field of the view."""
SEVERAL = ("hidden", "opened", "without", "off")
LONGEST = 2000
"""Characters of one field: no question is longer, and an address must stay one."""
MOST = 200
"""Members of one list: more than the largest picture has."""
SEPARATOR = "~"
"""Between the members of a list: safe in an address, and no id contains it."""


def address_of(view: View) -> dict[str, str]:
    """Return the fields that differ from the empty view, as the address writes them."""
    empty = View()
    return {
        key: _written(getattr(view, name))
        for name, key in KEYS.items()
        if getattr(view, name) != getattr(empty, name)
    }


def view_of(address: Mapping[str, str]) -> View:
    """Return the view that an address means; whatever it cannot mean is left out."""
    read = {name: address[key][:LONGEST] for name, key in KEYS.items() if address.get(key)}
    place = read.get("place", "ask")
    intent = read.get("intent")
    plain = (
        "question", "within", "relation", "about", "node", "fact", "edge", "note", "tab", "period",
    )  # fmt: skip
    return View(
        place=place if place in PLACES else "ask",
        intent=intent if intent in INTENTS else None,
        similar=read.get("similar") == "yes",
        picture=read.get("picture") != "no",
        depth=_depth(read.get("depth", "1")),
        **{name: read.get(name, "") for name in plain},  # type: ignore[arg-type]
        **{name: _members(read.get(name, "")) for name in SEVERAL},  # type: ignore[arg-type]
    )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    return str(value)


def _members(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in text.split(SEPARATOR) if part))[:MOST]


def _depth(text: str) -> int:
    return min(max(int(text), 1), DEEPEST) if text.isdecimal() and len(text) == 1 else 1
